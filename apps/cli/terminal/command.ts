/** The command line of `sightglass terminal`: flags and what is typed to options, result to text or JSON and an exit code. */
import { loadConfig } from '@sightglass/process/config'
import { partiesOf, sharedSettings } from '@sightglass/process/settings'
import { addressOf } from '../address-flag.ts'
import { UsageError } from '../demo/failure.ts'
import { readAnswers } from '../secret-input.ts'
import { Failure } from './failure.ts'
import { DEFAULT_SCOPE, runTerminal, type TerminalOptions } from './index.ts'
import { jsonOf, shownCode, textOf } from './report.ts'

export interface TerminalFlags {
  readonly device?: true
  readonly username?: string
  readonly scope?: string
  readonly json?: true
  readonly authUrl?: string
  readonly resourceUrl?: string
}

/** What shells say of a process that Ctrl+C ended. */
const INTERRUPTED = 130
const VAULT = '/vault'
const DEFAULT_COLUMNS = 80

/**
 * Resolves to the exit code, see `exitCodes`.
 * @throws {UsageError} where the flags make no sense, or nothing was typed.
 */
export async function terminal(flags: TerminalFlags): Promise<number> {
  const { device, username, scope = DEFAULT_SCOPE, json } = flags
  if (device === true && username !== undefined) throw new UsageError('--device and --username exclude each other')
  // Where `npm start` would put the servers with this environment.
  const places = partiesOf(await loadConfig({ schema: sharedSettings, app: 'start', argv: [] }))
  const issuer = withoutSlash(addressOf('--auth-url', flags.authUrl ?? places.issuer))
  const resource = withoutSlash(addressOf('--resource-url', flags.resourceUrl ?? places.resource)) + VAULT
  const show: TerminalOptions['show'] = (showing) => {
    process.stderr.write(`${shownCode(showing, process.stderr.columns ?? DEFAULT_COLUMNS)}\n`)
  }
  const typed = device === true ? undefined : await credentials(username)
  const { signal, isAborted } = interruption()
  try {
    const outcome = await runTerminal({ issuer, resource, scope, typed, show, signal })
    process.stdout.write(`${json === true ? jsonOf(outcome) : textOf(outcome)}\n`)
    return 0
  } catch (reason) {
    if (isAborted()) return INTERRUPTED
    if (!(reason instanceof Failure)) throw reason
    if (json === true) process.stdout.write(`${jsonOf(reason)}\n`)
    process.stderr.write(`terminal: ${reason.message}\n`)
    return reason.exitCode
  }
}

const withoutSlash = ({ href }: URL): string => href.replace(/\/$/, '')

/** On a terminal both are asked for, the password unseen; else the lines of standard input are they. */
async function credentials(known: string | undefined): Promise<{ username: string; password: string }> {
  const name = { prompt: 'User name', secret: false }
  const secret = { prompt: 'Password', secret: true }
  const answers = await readAnswers(known === undefined ? [name, secret] : [secret])
  const [username, password] = known === undefined ? answers : [known, ...answers]
  if (!username || !password) throw new UsageError('user name and password are needed, or --device')
  return { username, password }
}

/** Ctrl+C while nobody has decided ends the waiting; the next one ends the process. */
function interruption(): { readonly signal: AbortSignal; readonly isAborted: () => boolean } {
  const controller = new AbortController()
  process.once('SIGINT', () => controller.abort(new Error('interrupted')))
  return { signal: controller.signal, isAborted: () => controller.signal.aborted }
}
