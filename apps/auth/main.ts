/** The authorization server as a process. */
import { createLog, isDevelopment, logMessages, oursOf, partiesOf, runProcess, serve, tlsOf } from '@sightglass/process'
import { demoUsers, type Log, seedDevelopment } from '@sightglass/server'
import { trustDeclaredLength } from '@sightglass/spec/body'
import { createFeed, createRecorder } from '@sightglass/trace'
import { linkKeyOf, openServer, readConfig } from './open.ts'
import { readRegistrations, register } from './registrations.ts'
import { startSweeping } from './sweep.ts'

const SWEEP_EVERY_MS = 60_000

runProcess('auth', async () => {
  const config = await readConfig()
  const registrations = config.registrations === undefined ? undefined : readRegistrations(config.registrations)
  const pino = createLog('auth', config)
  logMessages(pino, { ours: oursOf(config) })
  const log: Log = (level, event, fields) => pino[level](fields ?? {}, event)
  const development = isDevelopment(config)
  const { issuer, resource, webUrl } = partiesOf(config)
  const linkKey = linkKeyOf(config)
  const feed = development
    ? createFeed({
        recorder: createRecorder(),
        tracing: { party: 'authorization-server', linkKey },
        viewerOrigin: new URL(webUrl).origin,
      })
    : undefined

  const { server, store } = await openServer(config, {
    log,
    linkKey,
    viewerUrl: development ? `${webUrl}/flows` : undefined,
    demoAccounts: development ? demoUsers.map(({ username, password }) => ({ username, password })) : [],
  })
  if (development) await seedDevelopment(server, { clientOrigin: webUrl, resource })

  if (registrations !== undefined) await register(server, registrations)

  const sweeping = startSweeping(store, {
    everyMs: SWEEP_EVERY_MS,
    failed: (error) => pino.warn({ err: error }, 'sweep failed'),
  })

  await serve({
    name: 'auth',
    host: config.host,
    port: config.authPort,
    fetch: (request, peer) => feed?.fetch(request, peer) ?? server.fetch(trustDeclaredLength(request), peer),
    health: async () => {
      await store.ping()
      return true
    },
    ...tlsOf(config),
    log: pino,
    onStop: () => feed?.close(),
    onClose: async () => {
      await sweeping.stop()
      await store.close()
    },
  })
  pino.info({ issuer, mode: config.mode }, 'ready')
})
