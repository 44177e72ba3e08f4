/** What the stage says of an attack: its name, and how it ended. */
import { attackEntryOf } from '../../programme/attacks.ts'
import type { Play } from '../play/play.ts'
import { say } from './words/frame.ts'
import { textOf } from './words/index.ts'

interface Headline {
  readonly title: string
  readonly outcome: string
  readonly state: 'good' | 'bad'
}

/** Of an attack: what stands above the stage in the place of what a flow would say of itself. */
export function headlineOf({ run }: Play): Headline | undefined {
  const entry = attackEntryOf(run?.play)
  if (run === undefined || entry === undefined) return undefined
  const { title } = textOf(entry.id)
  const isStopped = run.outcome === 'stopped'
  const key = run.where === 'sandbox' ? (isStopped ? 'sandboxHeld' : 'sandboxFell') : isStopped ? 'held' : 'fell'
  return { title, outcome: say(key, { rule: run.off ?? '' }), state: isStopped ? 'good' : 'bad' }
}
