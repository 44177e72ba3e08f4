/** The authorization server in the frame of a process: seeded or registered, swept, and closed after its last answer. */
import type { Config, Frame, Opened } from '@sightglass/process'
import { demoRegistration, demoUsers, type Log, seedDevelopment } from '@sightglass/server'
import { trustDeclaredLength } from '@sightglass/spec/body'
import { startDelivering } from './delivering.ts'
import { fetcherOptionsOf } from './fetcher-settings.ts'
import { openManagement } from './management.ts'
import { openServer } from './open.ts'
import { startLooking, theatreOf } from './recording.ts'
import { readRegistrations, register } from './registrations.ts'
import type { settings } from './settings.ts'
import { startSweeping } from './sweep.ts'

const SWEEP_EVERY_MS = 60_000
const DELIVER_EVERY_MS = 5000
/** So long after an operator switched a recording on or off, every node has heard of it. */
const LOOK_EVERY_MS = 3000

export async function open(frame: Frame<Config<typeof settings>>): Promise<Opened> {
  const { config, development, tracing, issuer, resource, webUrl } = frame
  const registrations = config.registrations === undefined ? undefined : readRegistrations(config.registrations)
  const log: Log = (level, event, fields) => frame.log[level](fields ?? {}, event)
  const { server, store } = await openServer(config, {
    log,
    linkKey: tracing.linkKey,
    ...(development ? { theatreUrl: `${webUrl}/theatre` } : { theatre: theatreOf(issuer) }),
    ...(development ? { fetcher: fetcherOptionsOf(config, webUrl) } : {}),
    ...(development && config.registrationMode === 'off' ? { registration: demoRegistration(resource) } : {}),
    demoAccounts: development ? demoUsers.map(({ username, password }) => ({ username, password })) : [],
  })
  if (development) await seedDevelopment(server, { clientOrigin: webUrl, resource })
  if (registrations !== undefined) await register(server, registrations)
  const sweeping = startSweeping(store, {
    everyMs: SWEEP_EVERY_MS,
    failed: (error) => frame.log.warn({ err: error }, 'sweep failed'),
  })
  const delivering = startDelivering(server.logouts, {
    everyMs: DELIVER_EVERY_MS,
    failed: (error) => frame.log.warn({ err: error }, 'delivery of logout tokens failed'),
  })
  const looking = development
    ? undefined
    : startLooking(server.recordings, {
        everyMs: LOOK_EVERY_MS,
        failed: (error) => frame.log.warn({ err: error }, 'recordings not read'),
      })
  const management = await openManagement(frame, server)
  return {
    fetch: (request, peer) => server.fetch(trustDeclaredLength(request), peer),
    health: async () => {
      await store.ping()
      return true
    },
    onStop: server.recordings.close,
    onClose: async () => {
      await Promise.all([management?.stop(), sweeping.stop(), delivering.stop(), looking?.stop()])
      await store.close()
    },
  }
}
