/** What every endpoint demands of a message before it looks at its meaning. */
import { defineRules } from './check.ts'

export const rules = defineRules('http', {
  host: [
    'RFC9110-7.4',
    'invalid_request',
    'host must be the one of the issuer, or a loopback name, while the server runs in development',
  ],
  path: ['RFC9110-15.5.5', 'not_found', 'path must be one that this server serves'],
  method: ['RFC9110-15.5.6', 'method_not_allowed', 'method must be one that this path allows'],
})
