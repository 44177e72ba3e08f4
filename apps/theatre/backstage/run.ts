/** Runs a scene or an attack once, and tells what came of it: which messages it sent, and which rule stopped it. */
import { randomUUID } from 'node:crypto'
import type { Trace } from '@sightglass/trace'
import type { RunResult, Where } from '../programme/run.ts'
import { askQuietly, type BackstageOptions, type Noted, openBackstage } from './actor.ts'
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
  const { stage, sent, asides } = open(options)
  await scene.play(stage)
  return { ...headOf(scene, options), sent: sent.map(sentOf), asides, outcome: 'done' }
}

/**
 * Runs an attack.
 * @throws {VisitFailure} where a server does not answer, or not as the attack needs.
 */
export async function runAttack(attack: Attack, options: RunOptions): Promise<RunResult> {
  const { stage, sent, asides } = open(options)
  const success = await attack.play(stage)
  const { where = 'live' } = options
  const head = {
    ...headOf(attack, options),
    sent: sent.map(sentOf),
    asides,
    ...(where === 'sandbox' && { off: attack.off }),
  }
  if (success !== undefined)
    return { ...head, outcome: 'succeeded', ...(success.loot !== undefined && { loot: success.loot }) }
  const traceOf = options.traceOf ?? ((noted: Noted) => readFeed(stage.fetch, noted))
  const traces = await Promise.all(sent.map(traceOf))
  const stoppedBy = stopOf(
    traces.flatMap((trace) => trace ?? []),
    attack.off,
  )
  return { ...head, outcome: 'stopped', ...(stoppedBy !== undefined && { stoppedBy }) }
}

const open = ({ timeoutMs = TIMEOUT_MS, ...options }: RunOptions) =>
  openBackstage({ ...options, signal: AbortSignal.timeout(timeoutMs) })

const headOf = ({ id: play }: Scene | Attack, { where = 'live' }: RunOptions) => ({ id: randomUUID(), play, where })

const sentOf = ({ traceId, by }: Noted) => ({ traceId, by })

/** The rule that was expected to stop it where that failed, else the last that failed. */
function stopOf(traces: readonly Trace[], expected: string): string | undefined {
  const failed = traces
    .flatMap(({ steps }) => steps)
    .flatMap((step) => (step.kind === 'check' && !step.held ? [step.rule] : []))
  return failed.includes(expected) ? expected : failed.at(-1)
}

async function readFeed(fetch: BackstageOptions['fetch'] & {}, { origin, traceId }: Noted): Promise<Trace | undefined> {
  const response = await askQuietly(fetch, `${origin}/trace/${traceId}`)
  if (response.ok) return (await response.json()) as Trace
  await response.body?.cancel()
  return undefined
}
