/** What the stage says of an attack: its name, how it ended, and that a sandbox is one. */
import { attackEntryOf } from '../../programme/attacks.ts'
import type { Play, Staged } from '../play/play.ts'
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

/** That this rule was switched off where the play took place. */
export const isSwitchedOff = ({ run }: Play, rule: string): boolean => run?.off === rule

/** That nothing stopped it: nobody was refused, so there is nothing to repair. */
export const hasSucceeded = (play: Play | undefined): boolean => play?.run?.outcome === 'succeeded'

export const switchedOffWords = (): string => say('switchedOff')

const ATTACKERS = /^https:\/\/[\w.-]+\.attacker\.example\//

/** What a message is called that sends a browser to the attacker, whatever its sender takes that address for. */
export const titleToAttacker = ({ kind, answer }: Staged): string | undefined =>
  kind === 'answer' && ATTACKERS.test(answer?.location ?? '') ? say('toAttacker') : undefined
