/** Which trace of a receiver tells of the message that a sender's trace tells of too. Runs in browsers too. */
import { pathOf } from '@sightglass/spec/path'
import type { Exchange, Trace } from './trace.ts'

/** One message, as both its parties recorded it. */
export interface Received {
  readonly sender: Trace
  readonly exchange: Exchange
  readonly receiver: Trace
}

/** How far the clocks of two processes may be apart. */
const SKEW_SECONDS = 2

/**
 * The messages that both parties recorded, each once: same method, path and time, and nothing that speaks against it.
 * `groupOf` tells what the links alone have joined: a message of another group is another message.
 */
export function receiversOf(traces: readonly Trace[], groupOf: (traceId: string) => string): Received[] {
  const byAddress = Map.groupBy(inOrder(traces), addressOf)
  const pairs = traces.flatMap((sender) =>
    exchangesOf(sender).flatMap((exchange) => {
      const candidates = byAddress.get(addressOf(exchange)) ?? []
      return likeliest(
        around(candidates, sender, exchange).flatMap((receiver) => fit({ sender, exchange, receiver }, groupOf)),
      )
    }),
  )
  const taken = new Set<Exchange | Trace>()
  return pairs
    .sort((a, b) => a.apart - b.apart)
    .flatMap(({ pair }) => {
      if (taken.has(pair.exchange) || taken.has(pair.receiver)) return []
      taken.add(pair.exchange).add(pair.receiver)
      return [pair]
    })
}

/** Looked for once: most steps are looks, and flows are joined and told anew with each trace that comes. */
const exchanges = new WeakMap<Trace, readonly Exchange[]>()

/** The messages that a party sent while it worked. */
export function exchangesOf(trace: Trace): readonly Exchange[] {
  const before = exchanges.get(trace)
  if (before !== undefined) return before
  const sent = trace.steps.filter((step) => step.kind === 'exchange')
  exchanges.set(trace, sent)
  return sent
}

interface Fitting {
  readonly pair: Received
  /** In seconds; less is likelier. */
  readonly apart: number
}

/** Thousands that came at one time may fit each of thousands: all pairs of them would be too many to look through. */
const MOST_OF_AN_EXCHANGE = 16

const likeliest = (fitting: Fitting[]): Fitting[] =>
  fitting.length <= MOST_OF_AN_EXCHANGE
    ? fitting
    : fitting.sort((a, b) => a.apart - b.apart).slice(0, MOST_OF_AN_EXCHANGE)

const inOrder = (traces: readonly Trace[]): readonly Trace[] =>
  traces.every((trace, index) => (traces[index - 1]?.at ?? 0) <= trace.at)
    ? traces
    : traces.toSorted((a, b) => a.at - b.at)

/** So many before and after: where more came at one time, those farther off are hardly the one. */
const MOST_AROUND = 256

/** Those of the time of the exchange: of thousands with one address, a few. */
function around(candidates: readonly Trace[], { at }: Trace, { sentMs, atMs }: Exchange): readonly Trace[] {
  const sent = at + sentMs / 1000
  const likeliest = firstFrom(candidates, sent)
  const first = Math.max(firstFrom(candidates, sent - SKEW_SECONDS), likeliest - MOST_AROUND)
  const over = at + atMs / 1000 + SKEW_SECONDS
  let end = likeliest
  while (end < likeliest + MOST_AROUND && (candidates[end]?.at ?? Number.POSITIVE_INFINITY) <= over) end++
  return candidates.slice(first, end)
}

/** The index of the first that came no earlier, of what stands in order of time. */
export function firstFrom(ordered: readonly Pick<Trace, 'at'>[], at: number): number {
  let [low, high] = [0, ordered.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ordered[middle]?.at ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}

/** Read once, too. */
const addresses = new WeakMap<Trace | Exchange, string>()

function addressOf(one: Trace | Exchange): string {
  const before = addresses.get(one)
  if (before !== undefined) return before
  const address = readAddress(one)
  addresses.set(one, address)
  return address
}

function readAddress(one: Trace | Exchange): string {
  const [party, message] = 'request' in one ? [one.to, one.request] : [one.party, one.received]
  return 'call' in message ? '' : `${party} ${message.method} ${pathOf(message.url)}`
}

/** How far apart the two are, those that share a link before all others. */
function fit(pair: Received, groupOf: (traceId: string) => string): Fitting[] {
  const { sender, exchange, receiver } = pair
  const sent = sender.at + exchange.sentMs / 1000
  const over = sender.at + exchange.atMs / 1000
  if (receiver === sender || receiver.from === 'browser') return []
  if (receiver.at < sent - SKEW_SECONDS || receiver.at > over + SKEW_SECONDS) return []
  if (exchange.answer !== undefined && receiver.answer?.status !== exchange.answer.status) return []
  const linked = groupOf(sender.id) === groupOf(receiver.id)
  if (!linked && receiver.links.length > 0) return []
  const { clientId } = receiver
  if (!linked && clientId !== undefined && sender.clientId !== undefined && clientId !== sender.clientId) return []
  return [{ pair, apart: (linked ? 0 : 2 * SKEW_SECONDS) + Math.abs(receiver.at - sent) }]
}
