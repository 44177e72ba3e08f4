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

/** The methods that only look: HEAD is answered as GET is (RFC 9110 §9.3.2). */
export const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD'

/** The answer to HEAD, of that to GET: it has no content, and what would bring that ends at once. */
export async function withoutContent({ status, headers, body }: Response): Promise<Response> {
  await body?.cancel()
  return new Response(null, { status, headers })
}
