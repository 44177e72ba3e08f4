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
import { createRecorder } from '@sightglass/trace'
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
  const recorder = development ? createRecorder() : undefined

  const web = createWeb({
    webUrl,
    issuer,
    resource,
    clientId: config.clientId,
    clientSecret: config.clientSecret ?? DEMO_SECRET,
    scope: config.scope,
    linkKey: config.traceKey === undefined ? randomBytes(32) : Buffer.from(config.traceKey),
    log: (level, event, fields) => pino[level](fields ?? {}, event),
  })

  await serve({
    name: 'web',
    host: config.host,
    port: config.webPort,
    fetch: (request) => web.fetch(request),
    ...tlsOf(config),
    log: pino,
    onClose: () => recorder?.stop(),
  })
  pino.info({ webUrl, issuer, resource, mode: config.mode }, 'ready')
})
