/** The address names a message, or a check of it: that flow is put on stage, and the check into sight. */
import { effect, signal, untracked } from '@preact/signals'
import { type House, stageFlow } from '../house.ts'
import { type Play, traceIdOf } from '../play/play.ts'
import { hrefOf, hrefTo, type Place } from '../route.ts'
import { flowOf } from './follow.ts'

/** What the address names is not kept, or was never recorded. */
export const lost = signal<string | undefined>(undefined)

/** Called once, when the house is open. */
export function followAddress(house: House): void {
  const { route, feeds, runs, player } = house
  let handled: Place | undefined
  let target: string | undefined
  effect(() => {
    const place = route.place.value
    const { message, check } = place
    // What comes later may be what the address names.
    void [feeds.flows.value, runs.value]
    const isCaughtUp = feeds.caughtUp.value
    if (message === undefined || place === handled) {
      if (message === undefined) lost.value = undefined
      return
    }
    const found = untracked(() => goTo(house, message))
    lost.value = found === undefined && isCaughtUp ? message : undefined
    if (found === undefined) return
    handled = place
    target = found
    if (check !== undefined) showCheck(`${found}/${check}`)
  })
  effect(() => {
    const place = route.place.value
    const current = player.message.value?.id
    const href = hrefOfStage(house)
    // A link that waits for its message, or still says where we are, stays; one that led nowhere until something is chosen.
    if (place.message !== undefined && place !== handled) {
      if (lost.value === undefined || house.chosen.value === undefined) return
      handled = place
      lost.value = undefined
    }
    if (target !== undefined && current === target) return
    target = undefined
    if (href !== undefined && (location.hash !== '' || href !== hrefOf('flows'))) route.write(href)
  })
}

/** The address of what was chosen, which opens it again; what is only followed has none. */
function hrefOfStage({ boot, route, chosen, play, kept }: House): string | undefined {
  const { room } = route.place.value
  if (boot.kept !== undefined || (room !== 'flows' && room !== 'client')) return undefined
  const traceId = play.value?.flow.traces[0]?.id
  if (chosen.value === undefined || kept.value.has(chosen.value) || traceId === undefined) return hrefOf(room)
  return room === 'client' ? hrefOf(room, traceId) : hrefTo(traceId)
}

/** The id of the message that we went to; `undefined` where nothing is known of it. */
function goTo(house: House, id: string): string | undefined {
  const traceId = traceIdOf(id)
  const onStage = house.play.value
  if (onStage === undefined || indexOf(onStage, id, traceId) === undefined) {
    const run = [...house.runs.value.values()].find(({ traces }) => traces?.some((trace) => trace.id === traceId))
    if (run !== undefined) house.chosen.value = run.id
    else if (flowOf(house.feeds.flows.value, traceId) !== undefined) stageFlow(house, traceId)
    else return undefined
  }
  const play = house.play.value
  const index = play && indexOf(play, id, traceId)
  if (play === undefined || index === undefined) return undefined
  house.player.playing.value = false
  house.player.to(index)
  // Also where it is the last one: who follows a link wants to stay.
  house.chosen.value ??= play.id
  return play.messages[index]?.id
}

function indexOf({ messages }: Play, id: string, traceId: string): number | undefined {
  const exact = messages.findIndex((one) => one.id === id || one.alias === id)
  const index = exact >= 0 ? exact : messages.findIndex((one) => traceIdOf(one.id) === traceId)
  return index < 0 ? undefined : index
}

/** The checks are drawn after the message was chosen: so many frames at most. */
const MOST_FRAMES = 60

function showCheck(id: string, frame = 0): void {
  const check = document.getElementById(id)
  if (check === null) {
    if (frame < MOST_FRAMES) requestAnimationFrame(() => showCheck(id, frame + 1))
    return
  }
  for (
    let around = check.closest('details');
    around !== null;
    around = around.parentElement?.closest('details') ?? null
  )
    around.open = true
  check.tabIndex = -1
  check.focus({ preventScroll: true })
  check.scrollIntoView({ block: 'center' })
}
