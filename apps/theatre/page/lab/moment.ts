/** The moment of a run at which the check of its attack was looked at. */
import type { RunResult } from '../../programme/run.ts'
import type { House } from '../house.ts'
import { type Play, playOfRun, type Staged } from '../play/play.ts'

export interface Moment {
  readonly message: Staged
  readonly index: number
  readonly count: number
  /** The status of the answer that came of it, with its error where it is one. */
  readonly answer: string | undefined
}

/** The run as a play, whether or not it is on stage. */
export const playOf = ({ play, feeds }: House, run: RunResult): Play | undefined =>
  play.value?.run === run ? play.value : playOfRun(run, feeds.flows.value)

const looked = ({ looks }: Staged, rule: string, held: boolean): boolean =>
  looks.some((look) => look.kind === 'check' && look.rule === rule && look.held === held)

/** Where the rule failed first; of a live run, whose messages arrive a little later, `undefined` until then. */
export function momentOf(house: House, run: RunResult, rule: string): Moment | undefined {
  const messages = playOf(house, run)?.messages ?? []
  const index = messages.findIndex((message) => looked(message, rule, false))
  const message = messages[index]
  if (message === undefined) return undefined
  const answer = messages.find(({ kind, request }) => kind === 'answer' && request === message.request)
  const told = [answer?.answer?.status, answer?.error].filter((one) => one !== undefined).join(' ')
  return { message, index, count: messages.length, answer: told === '' ? undefined : told }
}

export type Fate = 'failed' | 'held' | 'never'

/** What became of a rule in a run. */
export function fateOf(house: House, run: RunResult, rule: string): Fate {
  const messages = playOf(house, run)?.messages ?? []
  if (messages.some((message) => looked(message, rule, false))) return 'failed'
  return messages.some((message) => looked(message, rule, true)) ? 'held' : 'never'
}

/** Puts the run on stage, at this moment. */
export function showMoment({ chosen, player }: House, run: RunResult, index: number): void {
  chosen.value = run.id
  player.playing.value = false
  player.to(index)
}
