/** What comes on stage when somebody goes to another room, or to another item of it. */
import { effect, untracked } from '@preact/signals'
import type { House } from './house.ts'
import { isListAt, itemAt } from './items.ts'
import { isOfProgramme, type Place } from './route.ts'
import { hasEndedAt } from './runs/asked.ts'

/** Called once, when the house is open. */
export function attendEntering(house: House): void {
  const { place } = house.route
  effect(() => openItem(place.value, house))
  effect(() => openLive(place.value, house))
  effect(() => openList(place.value, house))
}

/** Whoever goes to another scene, attack or chapter finds its last run, or an empty stage. */
function openItem(place: Place, { chosen, runs, asked, player }: House): void {
  if (!isOfProgramme(place)) return
  untracked(() => {
    const play = itemAt(place)?.play
    // Beside the question of the lab stands no answer that a lesson gave.
    const isUnanswered = place.room === 'attacks' && !hasEndedAt(asked.value, place)
    const before = isUnanswered ? undefined : [...runs.value.values()].findLast((run) => run.play === play)
    if (!isUnanswered && chosen.value !== undefined && runs.value.get(chosen.value)?.play === play) return
    player.playing.value = false
    chosen.value = before?.id
    player.to(0)
    // Its messages may come later: it begins at its beginning even so.
    if (before !== undefined) player.live.value = false
  })
}

/** Whoever comes from a run to where things happen sees what happens: nobody chose the run there. */
function openLive({ room, message }: Place, { chosen, runs, player }: House): void {
  if (room !== 'flows' || message !== undefined) return
  untracked(() => {
    if (chosen.value === undefined || !runs.value.has(chosen.value)) return
    player.toEnd()
    chosen.value = undefined
  })
}

/** Beside a list there is no stage: nothing goes on unseen. */
function openList(place: Place, { player }: House): void {
  if (isListAt(place)) player.playing.value = false
}
