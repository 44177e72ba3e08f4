/** The tokens of a play so far: which there are, which of them are good, and which came in the place of which. */

import { type ReadToken, readToken } from '../play/jwt.ts'
import type { Play, Staged } from '../play/play.ts'
import type { ValueKind } from '../values/kinds.ts'
import { journeysOf, type Value, valuesIn } from '../values/values.ts'
import { type Ended, endingsOf } from '../values/worth.ts'

/** One token, where it was seen first. */
export interface Held {
  readonly value: Value
  readonly message: Staged
  /** The parameter that it stood in. */
  readonly name: string
  readonly text: string
  readonly token: ReadToken | undefined
  readonly ended: Ended | undefined
}

const TOKENS: ReadonlySet<ValueKind> = new Set(['access-token', 'id-token', 'logout-token', 'assertion'])

/** Those that have been seen by the message of this index, the newest first. */
export function tokensBy(play: Play, index: number): Held[] {
  return allTokens(play)
    .filter(({ message }) => message.number - 1 <= index)
    .map((held) => (held.ended !== undefined && held.ended.index > index ? { ...held, ended: undefined } : held))
    .toReversed()
}

const known = new WeakMap<Play, readonly Held[]>()

function allTokens(play: Play): readonly Held[] {
  const held = known.get(play) ?? findTokens(play)
  known.set(play, held)
  return held
}

function findTokens(play: Play): Held[] {
  const { values, carriers } = journeysOf(play)
  const endings = endingsOf(play)
  return values
    .filter(({ kind }) => TOKENS.has(kind))
    .flatMap((value) => {
      for (const message of carriers.get(value.id) ?? []) {
        const place = valuesIn(play, message).find(({ id, as }) => id === value.id && as === 'itself')
        const text = message.parameters.find(({ name }) => name === place?.name)?.value
        if (place === undefined || text === undefined) continue
        return [{ value, message, name: place.name, text, token: readToken(text), ended: endings.get(value.id) }]
      }
      return []
    })
}

/** The one of its kind that came before it, for the same client: what it may be compared with. */
export const beforeOf = (tokens: readonly Held[], { value, token }: Held): Held | undefined =>
  token?.claims === undefined
    ? undefined
    : tokens.find(
        (one) => one.value.kind === value.kind && one.value.ordinal < value.ordinal && one.token?.claims !== undefined,
      )
