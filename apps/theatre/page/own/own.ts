/** Whose flows somebody looks for: the client of their own, remembered in this browser, and what was seen of it. */
import { effect, signal } from '@preact/signals'
import type { Flow } from '@sightglass/trace/flow'
import { watchedClient } from '../feeds/guarded.ts'
import type { House } from '../house.ts'
import { clientsOf } from '../play/clients.ts'
import { type Play, playOfFlow } from '../play/play.ts'
import { failureIn } from '../play/refusal.ts'

const KEY = 'sightglass.client'

/** The client id that was typed or chosen. */
export const ownClient = signal(remembered())

// Of a recording there is nobody else's to see.
effect(() => {
  ownClient.value = watchedClient.value ?? ownClient.peek()
})

export function chooseClient(clientId: string): void {
  ownClient.value = clientId
  try {
    localStorage.setItem(KEY, clientId)
  } catch {
    // A browser that keeps nothing forgets it with the page.
  }
}

function remembered(): string {
  try {
    return localStorage.getItem(KEY) ?? ''
  } catch {
    return ''
  }
}

/** The one whose flow began last comes first. */
export const clientsSeen = ({ feeds }: House): readonly string[] => [...new Set(feeds.flows.value.flatMap(clientsOf))]

/** The flows of a client, newest first. */
export const flowsOf = ({ feeds }: House, clientId: string): readonly Flow[] =>
  feeds.flows.value.filter((flow) => clientsOf(flow).includes(clientId))

const played = new WeakMap<Flow, Play>()

/** What happened in a flow; told once for as long as nothing is added. */
export function playOf({ feeds }: House, flow: Flow): Play {
  const play = played.get(flow) ?? playOfFlow(flow, feeds.arrivalsOf(flow))
  played.set(flow, play)
  return play
}

export interface Failure {
  readonly flow: Flow
  readonly play: Play
  /** Of the message that failed. */
  readonly index: number
}

/** The failure that is the latest of all flows of this client. */
export function lastFailure(house: House, clientId: string): Failure | undefined {
  for (const flow of flowsOf(house, clientId)) {
    const play = playOf(house, flow)
    const failure = failureIn(play.messages)
    if (failure !== undefined) return { flow, play, index: play.messages.indexOf(failure.message) }
  }
  return undefined
}
