/** Whether the play of a run has come to what decided it: until then nothing tells how it ended. */
import { effect, signal } from '@preact/signals'
import type { RunResult } from '../../programme/run.ts'
import type { House } from '../house.ts'
import type { Play } from '../play/play.ts'
import { readTab, writeTab } from './tab.ts'

const NAME = 'sightglass-told'
const MOST_TOLD = 100

/** Ids of runs: once told, told for good. */
const told = signal<ReadonlySet<string>>(new Set(readTab(NAME).filter((id) => typeof id === 'string')))

/** Of a file whatever is in it is told at once. */
export const isTold = ({ runs }: Pick<House, 'runs'>, { id }: RunResult): boolean =>
  !runs.value.has(id) || told.value.has(id)

/** Called once, when the house is open. */
export function tellAlong({ play, player, feeds }: House): void {
  effect(() => {
    const { value: shown } = play
    const index = player.index.value
    if (shown?.run === undefined || !feeds.caughtUp.value) return
    if (index < 0 || index < decisiveIn(shown)) return
    const before = told.peek()
    if (before.has(shown.run.id)) return
    told.value = new Set([...before, shown.run.id].slice(-MOST_TOLD))
    writeTab(NAME, [...told.value])
  })
}

/** The index of the message at which an attack was stopped; of any other run, the last one. */
export function decisiveIn({ run, messages }: Pick<Play, 'run' | 'messages'>): number {
  const stopped = messages.findIndex(({ looks }) =>
    looks.some((look) => look.kind === 'check' && !look.held && look.rule === run?.stoppedBy),
  )
  return run?.outcome === 'stopped' && stopped >= 0 ? stopped : messages.length - 1
}

/** Puts it on stage at its end. */
export function skipToEnd({ chosen, player }: House, run: RunResult): void {
  chosen.value = run.id
  player.toEnd()
}
