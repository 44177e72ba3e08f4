/** Whose a flow is: the clients that the servers know it by, and those that a message only claimed to come from. */
import type { Look, Step, Trace } from '@sightglass/trace'
import type { Flow } from '@sightglass/trace/flow'
import { defineWords } from '../words.ts'

const say = defineWords({
  en: { claimed: '{id} (claimed)' },
  de: { claimed: '{id} (behauptet)' },
})

const found = new WeakMap<Flow, readonly string[]>()

/** Every client that a flow names, known to the server or not: a mistyped id, or a wrong secret, is a common failure. */
export function clientsOf(flow: Flow): readonly string[] {
  const clients = found.get(flow) ?? [...new Set([...flow.clientIds, ...flow.traces.flatMap(namedIn)])]
  found.set(flow, clients)
  return clients
}

/** The same for people: nobody proved to be one that is only claimed. */
export const clientsInWords = (flow: Flow): string =>
  clientsOf(flow)
    .map((id) => (flow.clientIds.includes(id) ? id : say('claimed', { id })))
    .join(', ')

/** A line of a phone has room for as many characters beside the title. */
const MOST_SHOWN = 28

/** The same where there is little room: an id that is long, as a URL is, loses its middle. */
export const clientsInShort = (flow: Flow): string =>
  clientsOf(flow)
    .map((id) => (flow.clientIds.includes(id) ? shortened(id) : say('claimed', { id: shortened(id) })))
    .join(', ')

const shortened = (id: string): string =>
  id.length <= MOST_SHOWN ? id : `${id.slice(0, MOST_SHOWN / 2)}…${id.slice(1 - MOST_SHOWN / 2)}`

const CLIENT_KNOWN = /^(?:authorize-)?client\.known$/

/** Whom the sender said that it is. Credentials are masked; the name in them was looked at. */
export const claimedIn = (looks: readonly (Step | Look)[]): readonly string[] =>
  looks.flatMap((look) => (look.kind === 'check' && CLIENT_KNOWN.test(look.rule) ? (look.received ?? []) : []))

function namedIn({ received, steps, claimedId }: Trace): readonly string[] {
  const parameters = 'call' in received ? [] : received.parameters
  const typed = parameters.flatMap(({ name, value, masked }) =>
    name === 'client_id' && masked !== true ? [value] : [],
  )
  return [...typed, ...claimedIn(steps), ...(claimedId === undefined ? [] : [claimedId])]
}
