/** The authorization server as a process. */
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
import { createServer, demoUsers, type Log, parseKeyEncryptionKey, seedDevelopment } from '@sightglass/server'
import { openStore } from '@sightglass/store'
import { createFeed, createRecorder } from '@sightglass/trace'
import { developmentKey } from './key-file.ts'
import { readRegistrations, register } from './registrations.ts'
import { settings } from './settings.ts'

const SWEEP_EVERY_MS = 60_000

runProcess('auth', async () => {
  const config = await loadConfig({
    app: 'auth',
    schema: settings,
    verify(config, mistake) {
      verifyShared(config, mistake)
      if (!isDevelopment(config) && config.keyEncryptionKey === undefined) {
        mistake('keyEncryptionKey', 'must be set in production: 32 random bytes in base64url')
      }
    },
  })
  const registrations = config.registrations === undefined ? undefined : readRegistrations(config.registrations)
  const pino = createLog('auth', config)
  logMessages(pino, { ours: oursOf(config) })
  const log: Log = (level, event, fields) => pino[level](fields ?? {}, event)
  const development = isDevelopment(config)
  const { issuer, resource, webUrl } = partiesOf(config)
  const keys = (config.keyEncryptionKey ?? developmentKey(config.databaseUrl)).split(',').map(parseKeyEncryptionKey)
  const clock = () => Math.floor(Date.now() / 1000)
  const store = await openStore(config.databaseUrl, { issuer, clock })

  const linkKey = config.traceKey === undefined ? randomBytes(32) : Buffer.from(config.traceKey)
  const feed = development
    ? createFeed({
        recorder: createRecorder(),
        tracing: { party: 'authorization-server', linkKey },
        viewerOrigin: new URL(webUrl).origin,
      })
    : undefined

  const server = await createServer({
    issuer,
    store,
    clock,
    log,
    keyEncryptionKeys: keys,
    linkKey,
    environment: config.mode,
    viewerUrl: development ? `${webUrl}/flows` : undefined,
    demoAccounts: development ? demoUsers.map(({ username, password }) => ({ username, password })) : [],
  })
  if (development) await seedDevelopment(server, { clientOrigin: webUrl, resource })

  if (registrations !== undefined) await register(server, registrations)

  const sweeping = setInterval(() => {
    store.sweep().catch((error: unknown) => pino.warn({ err: error }, 'sweep failed'))
  }, SWEEP_EVERY_MS)

  await serve({
    name: 'auth',
    host: config.host,
    port: config.authPort,
    fetch: (request, peer) => feed?.fetch(request, peer) ?? server.fetch(request, peer),
    health: async () => {
      await store.ping()
      return true
    },
    ...tlsOf(config),
    log: pino,
    onStop: () => feed?.close(),
    onClose: async () => {
      clearInterval(sweeping)
      await store.close()
    },
  })
  pino.info({ issuer, mode: config.mode }, 'ready')
})
