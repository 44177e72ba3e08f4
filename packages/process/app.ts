/** The frame of our three servers: settings, log, recorder and listening are the same, what they answer is theirs. */
import { randomBytes } from 'node:crypto'
import { createFeed, createRecorder, type Tracing, tellsEverybody } from '@sightglass/trace'
import { loadConfig, type Verify } from './config.ts'
import { createLog, type Log } from './log.ts'
import { logMessages } from './message-log.ts'
import { runProcess } from './run.ts'
import type { SettingsOf } from './schema.ts'
import { type ServeOptions, serve } from './serve.ts'
import {
  isDevelopment,
  oursOf,
  type Parties,
  type Place,
  partiesOf,
  type SharedConfig,
  stopDelayOf,
  tlsOf,
  verifyShared,
} from './settings.ts'
import type { App as AppName } from './sources.ts'

/** What a server is beyond the frame. */
export interface App<C extends SharedConfig> {
  readonly name: Exclude<AppName, 'start'>
  /** Whose traces it makes; the key is the frame's. */
  readonly party: Omit<Tracing, 'linkKey'>
  readonly settings: SettingsOf<C>
  /** The places of parties that it goes by. */
  readonly relies: readonly Place[]
  /** Rules over several of its own settings. */
  readonly verify?: Verify<C>
  readonly port: (config: SharedConfig) => number
  /** Gets everything ready; the port is opened when it resolves. */
  readonly open: (frame: Frame<C>) => Opened | Promise<Opened>
}

/** What the frame gives to a server. */
export interface Frame<C extends SharedConfig> extends Parties {
  readonly config: C
  readonly log: Log
  readonly tracing: Tracing
  readonly development: boolean
}

export type Opened = Pick<ServeOptions, 'fetch' | 'health' | 'onStop' | 'onClose'>

type Identity<C extends SharedConfig> = Pick<App<C>, 'name' | 'settings' | 'relies' | 'verify'>

/**
 * The configuration of a server, from the process's flags unless told otherwise.
 * @throws {ConfigError} with every mistake
 */
export function readAppConfig<C extends SharedConfig>(
  { name, settings, relies, verify }: Identity<C>,
  argv?: readonly string[],
): Promise<C> {
  return loadConfig({
    app: name,
    schema: settings,
    ...(argv === undefined ? {} : { argv }),
    verify(config, mistake) {
      verifyShared(config, mistake, relies)
      verify?.(config, mistake)
    },
  })
}

/** Runs a server as this process, until it is stopped. */
export function runApp<C extends SharedConfig>(app: App<C>): void {
  runProcess(app.name, async () => {
    const config = await readAppConfig(app)
    const log = createLog(app.name, config)
    logMessages(log, { ours: oursOf(config) })
    const parties = partiesOf(config)
    const development = isDevelopment(config)
    const tracing: Tracing = {
      ...app.party,
      linkKey: linkKeyOf(config),
      ...(development ? { tellsId: tellsEverybody } : {}),
    }
    const theatreOrigin = new URL(parties.webUrl).origin
    const feed = development ? createFeed({ recorder: createRecorder(), tracing, theatreOrigin }) : undefined
    const opened = await app.open({ ...parties, config, log, tracing, development })
    await serve({
      ...opened,
      name: app.name,
      host: config.host,
      port: app.port(config),
      fetch: (request, peer) => feed?.fetch(request, peer) ?? opened.fetch(request, peer),
      ...tlsOf(config),
      trustedProxies: config.trustedProxies,
      log,
      stopDelaySeconds: stopDelayOf(config),
      onStop: () => {
        feed?.close()
        opened.onStop?.()
      },
    })
    log.info({ ...parties, mode: config.mode }, 'ready')
  })
}

/** The key under which what this party records is joined with what others do. */
export function linkKeyOf({ traceKey }: Pick<SharedConfig, 'traceKey'>): Uint8Array {
  return traceKey === undefined ? randomBytes(32) : Buffer.from(traceKey)
}
