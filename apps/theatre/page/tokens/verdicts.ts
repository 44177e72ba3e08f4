/** What parties of the play found when they looked at a token: its signature, and what introspection told. Traces hold no signatures. */
import type { Shown } from '@sightglass/trace'
import type { Lane } from '../../programme/run.ts'
import type { Play, Staged } from '../play/play.ts'
import type { ValueKind } from '../values/kinds.ts'
import { journeysOf, type Value, valuesIn } from '../values/values.ts'

/** One look at the signature of a token. */
export interface Verdict {
  readonly message: Staged
  /** Who verified it. */
  readonly by: Lane
  readonly rule: string
  readonly held: boolean
  /** The signature was found good when the token came before. */
  readonly remembered: boolean
}

const rules: Readonly<Partial<Record<ValueKind, readonly string[]>>> = {
  'access-token': ['access-token.signature'],
  'id-token': ['id-token.signature', 'id-token-hint.genuine'],
  'logout-token': ['logout-token.signature'],
  assertion: ['client-assertion.signature'],
}

/** Each look at the signature of this token, in order. */
export function verdictsOn(play: Play, value: Value): Verdict[] {
  const ours = rules[value.kind] ?? []
  return carriersOf(play, value).flatMap((message) =>
    message.looks.flatMap((look): Verdict[] => {
      const by = message.to
      if (look.kind === 'note')
        return look.note === 'resource-server.remembered' && value.kind === 'access-token'
          ? [{ message, by, rule: look.note, held: true, remembered: true }]
          : []
      if (!ours.includes(look.rule)) return []
      return [{ message, by, rule: look.rule, held: look.held, remembered: false }]
    }),
  )
}

/** The messages that carry the token itself, not a hash of it. */
const carriersOf = (play: Play, { id }: Value): readonly Staged[] =>
  (journeysOf(play).carriers.get(id) ?? []).filter((message) =>
    valuesIn(play, message).some((one) => one.id === id && one.as === 'itself'),
  )

/** An answer to "what is this token worth?" (RFC 7662). */
export interface Introspected {
  readonly message: Staged
  readonly active: boolean
  readonly members: readonly Shown[]
}

export function introspectionsOf(play: Play, value: Value): Introspected[] {
  const asked = carriersOf(play, value).filter(
    ({ kind, request }) => kind === 'request' && 'url' in request && /\/introspect$/.test(request.url),
  )
  return asked.flatMap(({ id }) => {
    const message = play.messages.find((one) => one.id === `${id}.answer`)
    const active = message?.parameters.find(({ name }) => name === 'active')?.value
    if (message === undefined || active === undefined) return []
    return [{ message, active: active === 'true', members: message.parameters }]
  })
}

/** The message in which the encrypted token was opened, and what was in it. */
export function openingOf(play: Play, value: Value): { readonly message: Staged; readonly inner: string } | undefined {
  for (const message of carriersOf(play, value)) {
    const inner = message.parameters.find(({ name }) => name === 'opened_token')?.value
    if (inner !== undefined) return { message, inner }
  }
  return undefined
}
