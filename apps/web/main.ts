/** The demo client application as a process. It starts whether or not the other servers are up. */
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
import { createFeed, createRecorder } from '@sightglass/trace'
import { createWeb } from './index.ts'
import { DEMO_SECRET, settings } from './settings.ts'

runProcess('web', async () => {
  const config = await loadConfig({
    app: 'web',
    schema: settings,
    verify(config, mistake) {
      verifyShared(config, mistake)
      if (!isDevelopment(config) && config.clientSecret === undefined) {
        mistake('clientSecret', 'must be set in production')
      }
    },
  })
  const pino = createLog('web', config)
  logMessages(pino, { ours: oursOf(config) })
  const development = isDevelopment(config)
  const { issuer, resource, webUrl } = partiesOf(config)
  const linkKey = config.traceKey === undefined ? randomBytes(32) : Buffer.from(config.traceKey)
  const feed = development
    ? createFeed({
        recorder: createRecorder(),
        tracing: { party: 'client', linkKey },
        viewerOrigin: new URL(webUrl).origin,
      })
    : undefined

  const web = createWeb({
    webUrl,
    issuer,
    resource,
    clientId: config.clientId,
    clientSecret: config.clientSecret ?? DEMO_SECRET,
    scope: config.scope,
    linkKey,
    viewer: development,
    log: (level, event, fields) => pino[level](fields ?? {}, event),
  })

  await serve({
    name: 'web',
    host: config.host,
    port: config.webPort,
    fetch: (request, peer) => feed?.fetch(request, peer) ?? web.fetch(request),
    ...tlsOf(config),
    log: pino,
    onStop: () => feed?.close(),
  })
  pino.info({ webUrl, issuer, resource, mode: config.mode }, 'ready')
})
