/** Which messages of a play are one movement: a redirect that the browser carries on, a request that is turned back. */
import { isFailure } from './failures.ts'
import { kindOf } from './kinds.ts'
import { askedBy, type Staged } from './play.ts'

export interface Movements {
  /** Of a request, by index: the answer whose redirect it carries on. */
  readonly carries: ReadonlyMap<number, number>
  /** Of an answer, by index: the request that carries it on. */
  readonly carriedBy: ReadonlyMap<number, number>
  /** Of a refusal, by index: the request that it turns back. */
  readonly turns: ReadonlyMap<number, number>
}

/** How many messages of others may come between a redirect and the request that follows it. */
const FAR = 6

export function movementsOf(messages: readonly Staged[]): Movements {
  const carries = new Map<number, number>()
  for (const [index, one] of messages.entries()) {
    const next = one.kind === 'answer' ? followerOf(messages, index, carries) : undefined
    if (next !== undefined) carries.set(next, index)
  }
  const carriedBy = new Map([...carries].map(([request, answer]) => [answer, request]))
  return { carries, carriedBy, turns: turnsIn(messages) }
}

function turnsIn(messages: readonly Staged[]): ReadonlyMap<number, number> {
  const refusals = messages.flatMap((one, index) =>
    one.kind === 'answer' && isFailure(one) ? [{ index, asked: askedBy(one.id) }] : [],
  )
  const wanted = new Set(refusals.map(({ asked }) => asked))
  const places = new Map(messages.flatMap(({ id }, index) => (wanted.has(id) ? [[id, index]] : [])))
  return new Map(
    refusals.flatMap(({ index, asked }) => {
      const at = places.get(asked)
      return at === undefined ? [] : [[index, at]]
    }),
  )
}

function followerOf(
  messages: readonly Staged[],
  index: number,
  taken: ReadonlyMap<number, number>,
): number | undefined {
  const redirect = messages[index]
  const goal = redirect && goalOf(redirect)
  if (redirect === undefined || goal === undefined) return undefined
  for (let next = index + 1; next < Math.min(messages.length, index + FAR); next++) {
    const one = messages[next]
    if (one?.kind !== 'request' || one.from !== redirect.to || taken.has(next) || 'call' in one.request) continue
    if (addressOf(one.request.url) === goal) return next
  }
  return undefined
}

/** Read once: a play that grows keeps its messages. */
const goals = new WeakMap<Staged, { readonly goal: string | undefined }>()

/** Where a redirect goes: without its query, as requests are recorded. */
function goalOf(one: Staged): string | undefined {
  const before = goals.get(one)
  if (before !== undefined) return before.goal
  const goal = readGoal(one)
  goals.set(one, { goal })
  return goal
}

function readGoal(one: Staged): string | undefined {
  if ('call' in one.request || one.channel !== 'front') return undefined
  const location = one.answer?.location ?? (kindOf(one) === 'posted-to-client' ? postedTo(one) : undefined)
  if (location === undefined || !URL.canParse(location, one.request.url)) return undefined
  return addressOf(new URL(location, one.request.url).href)
}

/** Of a form that posts itself, the address stands where the redirect would have gone. */
const postedTo = ({ request }: Staged): string | undefined =>
  'call' in request ? undefined : request.parameters.find(({ name }) => name === 'redirect_uri')?.value

function addressOf(url: string): string {
  if (!URL.canParse(url)) return url
  const { origin, pathname } = new URL(url)
  return origin + pathname
}
