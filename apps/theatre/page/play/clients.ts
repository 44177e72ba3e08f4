/** Whose a flow is: the clients that the servers know it by, and those that a message only claimed to come from. */
import type { Trace } from '@sightglass/trace'
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

const CLIENT_KNOWN = /client\.known$/

/** Credentials are masked; the name in them was looked at. */
function namedIn({ received, steps }: Trace): readonly string[] {
  const parameters = 'call' in received ? [] : received.parameters
  const typed = parameters.flatMap(({ name, value, masked }) =>
    name === 'client_id' && masked !== true ? [value] : [],
  )
  const looked = steps.flatMap((step) => (step.kind === 'check' && CLIENT_KNOWN.test(step.rule) ? [step.received] : []))
  return [...typed, ...looked].filter((one) => one !== undefined)
}
