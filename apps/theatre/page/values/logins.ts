/** What belongs to one login: the code with its verifier, and the state and nonce that are spent when the client goes on with the answer. */
import type { LinkKind } from '@sightglass/trace'
import { kindOf, type StagedKind } from '../play/kinds.ts'
import { type Play, type Staged, traceIdOf } from '../play/play.ts'
import type { ValueKind } from './kinds.ts'
import { journeysOf, valuesIn } from './values.ts'

/** Codes, each with the verifier that it takes: the request that gave the code had brought its challenge. */
export function pairsIn(play: Play): [code: string, verifier: string][] {
  const { traces } = play.flow
  const byId = new Map(traces.map((trace) => [trace.id, trace]))
  const markIn = (traceId: string, wanted: LinkKind): string | undefined =>
    byId.get(traceId)?.links.find(({ kind }) => kind === wanted)?.mark
  const challenges = new Map(
    traces.flatMap(({ id }) => {
      const [request, challenge] = [markIn(id, 'request'), markIn(id, 'challenge')]
      return request === undefined || challenge === undefined ? [] : [[request, challenge]]
    }),
  )
  const verifiers = new Map(
    journeysOf(play).values.flatMap(({ kind, key, id }) => (kind === 'verifier' ? [[key, id]] : [])),
  )
  return play.messages.flatMap((message) => {
    const code = valuesIn(play, message).find(({ kind, as }) => kind === 'code' && as === 'itself')
    const challenge = code && challenges.get(markIn(traceIdOf(message.id), 'request') ?? '')
    const verifier = challenge === undefined ? undefined : verifiers.get(challenge)
    return code === undefined || verifier === undefined ? [] : [[code.id, verifier]]
  })
}

/** With these somebody goes on who has read the answer. */
const GOES_ON: ReadonlySet<StagedKind> = new Set(['redeem', 'call', 'userinfo'])

/** The states and nonces whose answer was used, each with the index of the message that used it; a thief who uses it ends nobody's login. */
export function spentIn(play: Play): [id: string, index: number][] {
  const partners = partnersIn(play)
  return play.messages.flatMap((message, index) => {
    if (message.from.startsWith('attacker') || !GOES_ON.has(kindOf(message))) return []
    const used = idsOf(play, message, 'code', 'access-token')
    const states = used.flatMap((id) => partners.get(id) ?? [])
    const nonces = [...used, ...states].flatMap((id) => partners.get(id) ?? [])
    return [...states, ...nonces].map((id): [string, number] => [id, index])
  })
}

/** By what an answer brings, its state; by a state or a verifier's code, the nonce that was asked with it. */
function partnersIn(play: Play): ReadonlyMap<string, readonly string[]> {
  const partners = new Map<string, string[]>()
  const pair = (one: string, other: string): void => {
    const before = partners.get(one)
    if (before === undefined) partners.set(one, [other])
    else if (!before.includes(other)) before.push(other)
  }
  for (const message of play.messages) {
    const states = idsOf(play, message, 'state')
    for (const brought of idsOf(play, message, 'code', 'access-token')) for (const id of states) pair(brought, id)
    const nonces = idsOf(play, message, 'nonce')
    for (const asked of [...states, ...idsOf(play, message, 'verifier')]) for (const id of nonces) pair(asked, id)
  }
  for (const [code, verifier] of pairsIn(play)) for (const id of partners.get(verifier) ?? []) pair(code, id)
  return partners
}

const idsOf = (play: Play, message: Staged, ...kinds: readonly ValueKind[]): string[] =>
  valuesIn(play, message).flatMap(({ id, kind, as }) =>
    kinds.includes(kind) && (as === 'itself' || kind === 'verifier') ? [id] : [],
  )
