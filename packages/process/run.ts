/** The outermost frame of a process: what ends it, with which words and which exit code. */
import { ConfigError, TextAsked } from './config.ts'
import { outliveReaders } from './output.ts'
import { ListenError } from './serve.ts'
import { dieWithSupervisor } from './supervision.ts'

/** sysexits.h: the command line was not understood. */
export const EX_USAGE = 64
/** sysexits.h: something in the configuration is wrong. */
export const EX_CONFIG = 78

/** Runs a process: mistakes end it with clear words, the end of its supervisor ends it too. */
export function runProcess(name: string, main: () => void | Promise<void>): void {
  dieWithSupervisor()
  // Whoever read our words may be gone, or the disk full that keeps them: no reason to die halfway.
  outliveReaders()
  process.on('uncaughtException', (reason) => fail(name, reason))
  process.on('unhandledRejection', (reason) => fail(name, reason))
  Promise.resolve()
    .then(main)
    .catch((reason: unknown) => fail(name, reason))
}

function fail(name: string, reason: unknown): never {
  if (reason instanceof TextAsked) {
    process.stdout.write(reason.message)
    process.exit(0)
  }
  process.stderr.write(`${wordsFor(name, reason)}\n`)
  process.exit(exitCodeOf(reason))
}

function exitCodeOf(reason: unknown): number {
  if (!(reason instanceof ConfigError)) return 1
  return reason.isUsage ? EX_USAGE : EX_CONFIG
}

function wordsFor(name: string, reason: unknown): string {
  if (reason instanceof ConfigError) {
    const { mistakes, isUsage } = reason
    const subject = isUsage ? 'command line' : 'configuration'
    const count = mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`
    const lines = mistakes.map(({ where, what }) => `  ${where}: ${what}`)
    return [`${name}: the ${subject} has ${count} (--help lists all settings):`, ...lines].join('\n')
  }
  if (reason instanceof ListenError) return `${name}: ${reason.message}`
  if (!(reason instanceof Error)) return `${name}: failed: ${String(reason)}`
  const { message, stack } = reason
  return isDebug()
    ? `${name}: failed: ${stack ?? message}`
    : `${name}: failed: ${message} (LOG_LEVEL=debug shows where)`
}

function isDebug(): boolean {
  const { LOG_LEVEL, OAUTH_DEBUG } = process.env
  return LOG_LEVEL === 'debug' || LOG_LEVEL === 'trace' || OAUTH_DEBUG === 'true'
}
