/** Runs a scene or an attack once, and tells what came of it: which messages it sent, and which rule stopped it. */
import { randomUUID } from 'node:crypto'
import type { Trace } from '@sightglass/trace'
import type { Fetch } from '@sightglass/visitor'
import type { Aside, RunResult, Where } from '../programme/run.ts'
import {
  askQuietly,
  type BackstageOptions,
  type Noted,
  type NotedAside,
  type OpenBackstage,
  openBackstage,
} from './actor.ts'
import type { Attack, Scene } from './play.ts'

export interface RunOptions extends Omit<BackstageOptions, 'signal'> {
  readonly where?: Where
  /** Finds what a receiver recorded; default: reads the feed of the server that the message went to. */
  readonly traceOf?: (noted: Noted) => Promise<Trace | undefined>
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 20_000

/**
 * Runs a scene.
 * @throws {VisitFailure} where a server does not answer, or not as the scene needs.
 */
export async function runScene(scene: Scene, options: RunOptions): Promise<RunResult> {
  const open = openFor(options)
  await scene.play(open.stage)
  return { ...(await headOf(scene, open, options)), outcome: 'done' }
}

/**
 * Runs an attack.
 * @throws {VisitFailure} where a server does not answer, or not as the attack needs.
 */
export async function runAttack(attack: Attack, options: RunOptions): Promise<RunResult> {
  const open = openFor(options)
  const success = await attack.play(open.stage)
  const off = options.where === 'sandbox' ? { off: attack.off } : {}
  const head = { ...(await headOf(attack, open, options)), ...off }
  if (success !== undefined) {
    const { loot } = success
    return { ...head, outcome: 'succeeded', ...(loot !== undefined && { loot }) }
  }
  const traces = await Promise.all(open.sent.map(readerOf(open, options)))
  const stoppedBy = stopOf(
    traces.flatMap((trace) => trace ?? []),
    attack.off,
  )
  return { ...head, outcome: 'stopped', ...(stoppedBy !== undefined && { stoppedBy }) }
}

const openFor = ({ timeoutMs = TIMEOUT_MS, ...options }: RunOptions): OpenBackstage =>
  openBackstage({ ...options, signal: AbortSignal.timeout(timeoutMs) })

const readerOf = ({ stage }: OpenBackstage, { traceOf }: RunOptions) =>
  traceOf ?? ((noted: Noted) => readFeed(stage.fetch, noted))

async function headOf({ id: play }: Scene | Attack, open: OpenBackstage, options: RunOptions) {
  const { where = 'live' } = options
  const asides = await Promise.all(open.asides.map((aside) => timed(aside, open.sent, readerOf(open, options))))
  return { id: randomUUID(), play, where, sent: open.sent.map(({ traceId, by }) => ({ traceId, by })), asides }
}

/** The clocks of processes differ a little: an aside comes right after the message before it, by the clock of who received that. */
async function timed(
  { after, ...aside }: NotedAside,
  sent: readonly Noted[],
  traceOf: (noted: Noted) => Promise<Trace | undefined>,
): Promise<Aside> {
  const [before, next] = [sent[after - 1], sent[after]]
  const trace = before && (await traceOf(before))
  if (trace !== undefined) return { ...aside, at: trace.at + trace.tookMs / 1000 }
  const coming = before === undefined && next !== undefined ? await traceOf(next) : undefined
  return coming === undefined ? aside : { ...aside, at: Math.min(aside.at, coming.at - 0.001) }
}

/** The rule that was expected to stop it where that failed, else the last that failed. */
function stopOf(traces: readonly Trace[], expected: string): string | undefined {
  const failed = traces
    .flatMap(({ steps }) => steps)
    .flatMap((step) => (step.kind === 'check' && !step.held ? [step.rule] : []))
  return failed.includes(expected) ? expected : failed.at(-1)
}

async function readFeed(fetch: Fetch, { origin, traceId }: Noted): Promise<Trace | undefined> {
  const response = await askQuietly(fetch, `${origin}/trace/${traceId}`)
  if (response.ok) return (await response.json()) as Trace
  await response.body?.cancel()
  return undefined
}
