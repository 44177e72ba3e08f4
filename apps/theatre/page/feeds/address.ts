/** The address names the message in focus, or a check of it: what it is of is put on stage there, and the check into sight. */
import { effect, signal, untracked } from '@preact/signals'
import type { House } from '../house.ts'
import { type Play, type Staged, traceIdOf } from '../play/play.ts'
import { runOf } from '../play/run-of.ts'
import { hrefOf, hrefTo, type Place } from '../route.ts'
import { flowOf } from './follow.ts'

/** What the address names is not kept, or was never recorded. */
export const lost = signal<string | undefined>(undefined)

/** Called once, when the house is open. */
export function followAddress(house: House): void {
  const { route, feeds, runs, player } = house
  let handled: Place | undefined
  let target: string | undefined
  let chosenWhenLost: string | undefined
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
    if (lost.peek() === undefined) chosenWhenLost = house.chosen.peek()
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
      if (lost.value === undefined || house.chosen.value === chosenWhenLost) return
      handled = place
      lost.value = undefined
    }
    if (target !== undefined && current === target) return
    target = undefined
    if (href !== undefined && (location.hash !== '' || href !== hrefOf('flows'))) route.write(href)
  })
}

/** The address of what was chosen, at the message in focus: it opens there again. What is only followed has none. */
function hrefOfStage({ boot, route, chosen, play, kept, player }: House): string | undefined {
  const { room, item } = route.place.value
  const { value: shown } = play
  if (boot.kept !== undefined) return undefined
  const isShown = chosen.value !== undefined && !kept.value.has(chosen.value) && shown !== undefined
  const id = isShown ? nameOf(shown, player.message.value) : undefined
  if (room === 'flows') return id === undefined ? hrefOf(room) : hrefTo(id)
  if (room === 'client') return hrefOf(room, id)
  return item === undefined ? hrefOf(room) : hrefOf(room, item, player.message.value && id)
}

/** By which it is found again: what no party saw is found by a trace of its play. Before the first message that is the play itself. */
function nameOf({ flow, run }: Play, message: Staged | undefined): string | undefined {
  const traceId = run?.sent[0]?.traceId ?? flow.traces[0]?.id
  if (message === undefined) return traceId
  return message.kind === 'aside' ? traceId && `${traceId}.${message.id}` : message.id
}

/** The id of the message that we went to; `undefined` where nothing is known of it. */
function goTo(house: House, id: string): string | undefined {
  const traceId = traceIdOf(id)
  const onStage = house.play.value
  if (onStage === undefined || indexOf(onStage, id) === undefined) {
    const found = stagedBy(house, traceId)
    if (found === undefined) return undefined
    house.chosen.value = found
  }
  const play = house.play.value
  const index = play && indexOf(play, id)
  if (play === undefined || index === undefined) return undefined
  house.player.playing.value = false
  house.player.to(index)
  // Also where it is the last one, or the last so far: who follows a link wants to stay.
  house.player.live.value = false
  house.chosen.value ??= play.id
  return play.messages[index]?.id
}

/** The id of the run that the trace is of, else that of its flow. */
function stagedBy({ runs, feeds }: House, traceId: string): string | undefined {
  const sandbox = [...runs.value.values()].find(({ traces }) => traces?.some((trace) => trace.id === traceId))
  if (sandbox !== undefined) return sandbox.id
  const flow = flowOf(feeds.flows.value, traceId)
  return flow && (runOf(runs.value, flow)?.id ?? traceId)
}

/** The message itself; where it is none, the first one of that trace. */
function indexOf(play: Play, id: string): number | undefined {
  const { messages } = play
  const exact = messages.findIndex((one) => one.alias === id || nameOf(play, one) === id)
  const index = exact >= 0 ? exact : messages.findIndex((one) => traceIdOf(one.id) === traceIdOf(id))
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
