/** The resource server as a process. It starts, and is ready, while the authorization server is down. */
import { randomBytes } from 'node:crypto'
import {
  createLog,
  isDevelopment,
  loadConfig,
  logMessages,
  oursOf,
  partiesOf,
  runProcess,
  serve,
  tlsOf,
  verifyShared,
} from '@sightglass/process'
import { createFeed, createRecorder, type Tracing } from '@sightglass/trace'
import { createApi } from './index.ts'
import { settings } from './settings.ts'

runProcess('api', async () => {
  const config = await loadConfig({ app: 'api', schema: settings, verify: verifyShared })
  const log = createLog('api', config)
  logMessages(log, { ours: oursOf(config) })
  const { issuer, resource, webUrl } = partiesOf(config)
  const linkKey = config.traceKey === undefined ? randomBytes(32) : Buffer.from(config.traceKey)
  const tracing: Tracing = { party: 'resource-server', from: 'client', linkKey }
  const viewerOrigin = new URL(webUrl).origin
  const feed = isDevelopment(config) ? createFeed({ recorder: createRecorder(), tracing, viewerOrigin }) : undefined
  const api = createApi({
    issuer,
    resource,
    jwksUri: config.jwksUri,
    tracing,
    log: (level, event, fields) => log[level](fields, event),
  })
  await serve({
    name: 'api',
    host: config.host,
    port: config.apiPort,
    fetch: (request, peer) => feed?.fetch(request, peer) ?? api(request),
    ...tlsOf(config),
    log,
    onStop: () => feed?.close(),
  })
  log.info({ issuer, resource }, 'ready')
})
