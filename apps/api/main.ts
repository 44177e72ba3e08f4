/** The resource server as a process. It starts, and is ready, while the authorization server is down. */
import { runApp } from '@sightglass/process'
import { parseDecryptionKey } from './decryption-key.ts'
import { demoDecryptionKey } from './demo-key.ts'
import { demoLedger } from './demo-ledger.ts'
import { createApi } from './index.ts'
import { settings, verify } from './settings.ts'

runApp({
  name: 'api',
  party: { party: 'resource-server', from: 'client' },
  settings,
  verify,
  relies: ['issuer', 'resource'],
  port: ({ apiPort }) => apiPort,
  open: ({ config, issuer, resource, webUrl, tracing, development, log }) => ({
    fetch: createApi({
      issuer,
      resource,
      jwksUri: config.jwksUri,
      decryptionKey:
        config.decryptionKey === undefined ? fallback(development) : parseDecryptionKey(config.decryptionKey),
      ledger: development ? demoLedger : undefined,
      tracing,
      theatreUrl: development ? `${webUrl}/theatre` : undefined,
      log: (level, event, fields) => log[level](fields, event),
    }),
  }),
})

const fallback = (development: boolean) => (development ? demoDecryptionKey() : undefined)
