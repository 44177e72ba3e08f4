/** `sightglass start`: all three servers under one supervisor, until Ctrl+C. */
import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { loadConfig, takeConfigFlag } from '@sightglass/process/config'
import { EX_CONFIG } from '@sightglass/process/run'
import {
  isDevelopment,
  type SharedConfig,
  sharedSettings,
  stopDelayOf,
  verifyShared,
} from '@sightglass/process/settings'
import { onSignals } from '@sightglass/process/signals'
import { stopLimitMs } from '@sightglass/process/stop'
import { StartFailed, TIMING, type Timing } from './child.ts'
import { jsonReporter, type Reporter, textReporter } from './reporter.ts'
import { ourServices, type Service } from './services.ts'
import { portProblems, Supervisor, startFailure } from './supervisor.ts'

/** Starts the servers with settings from `flags`; `dev` makes development the default mode. */
export async function start(flags: readonly string[], dev: boolean): Promise<void> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    SIGHTGLASS_ENV: process.env.SIGHTGLASS_ENV || (dev ? 'development' : ''),
  }
  const file = takeConfigFlag(flags).file ?? (env.SIGHTGLASS_CONFIG || undefined)
  const loaded = await loadConfig({ schema: sharedSettings, app: 'start', argv: flags, env, verify: verifyStart })
  const config: SharedConfig = {
    ...loaded,
    logFormat: loaded.logFormat ?? (isDevelopment(loaded) ? 'pretty' : 'json'),
    traceKey: loaded.traceKey ?? randomBytes(32).toString('base64url'),
  }
  const coloured = process.stdout.isTTY && !env.NO_COLOR ? { FORCE_COLOR: env.FORCE_COLOR ?? '1' } : {}
  const inherited = { ...env, ...coloured, ...(file === undefined ? {} : { SIGHTGLASS_CONFIG: resolve(file) }) }
  const services = ourServices(config, inherited)
  const timing = { ...TIMING, stopMs: stopLimitMs(stopDelayOf(config)) }
  await superviseUntilStopped(
    services,
    config.logFormat === 'pretty'
      ? { timing, report: textReporter(), welcome: welcome(services, isDevelopment(config)) }
      : { timing, report: jsonReporter(), welcome: 'all services are up' },
  )
}

function verifyStart(config: SharedConfig, mistake: (name: keyof SharedConfig, what: string) => void): void {
  verifyShared(config, mistake, ['issuer', 'resource', 'webUrl'])
  for (const name of ['authPort', 'apiPort', 'webPort'] as const) {
    if (config[name] === 0) mistake(name, 'must be a certain port, since the three have to find each other')
  }
}

export interface Supervision {
  readonly report: Reporter
  readonly timing: Timing
  /** Said when everything is up. */
  readonly welcome: string
}

/** Checks ports, starts, and looks after the services; ends the process when they cannot start or have been stopped. */
export async function superviseUntilStopped(services: readonly Service[], supervision: Supervision): Promise<void> {
  const { report, timing, welcome } = supervision
  const problems = await portProblems(services)
  if (problems.length > 0) leave(report, problems.join('\n'), 1)
  const supervisor = new Supervisor(services, timing, report)
  onSignals({
    stop: async () => {
      report.say('stopping; Ctrl+C again kills')
      await supervisor.stop()
      report.say('all have stopped')
      report.end()
    },
    kill: () => supervisor.kill(),
    failed: (reason) => report.say(`the stop failed: ${String(reason)}`),
  })
  try {
    if (await supervisor.start()) report.say(welcome)
  } catch (reason) {
    if (!(reason instanceof StartFailed)) throw reason
    leave(report, startFailure(reason), reason.exitCode === EX_CONFIG ? EX_CONFIG : 1)
  }
}

function leave(report: Reporter, words: string, exitCode: number): never {
  report.end()
  process.stderr.write(`${words}\n`)
  process.exit(exitCode)
}

const ACCOUNTS = 'alice / password123, bob / secret456, carol / mypass789'

function welcome(services: readonly Service[], development: boolean): string {
  const rows = services.map(({ title, url }) => `  ${title.padEnd(22)} ${url}`)
  const web = services.find(({ name }) => name === 'web')
  const open = [`  Open ${web?.url ?? ''}`, ...(development ? [`  Accounts to try: ${ACCOUNTS}`] : [])]
  return ['', ...rows, '', ...open, '  Ctrl+C stops all of them.', ''].join('\n')
}
