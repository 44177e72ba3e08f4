/** The resource server as a process. It starts, and is ready, while the authorization server is down. */
import { randomBytes } from 'node:crypto'
import {
  createLog,
  loadConfig,
  logMessages,
  oursOf,
  partiesOf,
  runProcess,
  serve,
  tlsOf,
  verifyShared,
} from '@sightglass/process'
import { createApi } from './index.ts'
import { settings } from './settings.ts'

runProcess('api', async () => {
  const config = await loadConfig({ app: 'api', schema: settings, verify: verifyShared })
  const log = createLog('api', config)
  logMessages(log, { ours: oursOf(config) })
  const { issuer, resource } = partiesOf(config)
  const linkKey = config.traceKey === undefined ? randomBytes(32) : Buffer.from(config.traceKey)
  const fetch = createApi({
    issuer,
    resource,
    jwksUri: config.jwksUri,
    tracing: { party: 'resource-server', from: 'client', linkKey },
    log: (level, event, fields) => log[level](fields, event),
  })
  await serve({ name: 'api', host: config.host, port: config.apiPort, fetch, ...tlsOf(config), log })
  log.info({ issuer, resource }, 'ready')
})
