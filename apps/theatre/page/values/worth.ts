/** From when on a secret is worth nothing, and why: told by the checks and notes of the messages so far, and by the clock. */
import type { Look } from '@sightglass/trace'
import { firstFrom } from '@sightglass/trace/receivers'
import { numberIn, readToken } from '../play/jwt.ts'
import { headersOf, lookedAt, type Play, type Staged, traceIdOf } from '../play/play.ts'
import { takesBackGrant } from '../play/revocations.ts'
import type { ValueKind } from './kinds.ts'
import { pairsIn, spentIn } from './logins.ts'
import { journeysOf, type Value, valuesIn } from './values.ts'

export type Ending =
  | 'redeemed'
  | 'burnt'
  | 'used'
  | 'wrong'
  | 'refused'
  | 'pointless'
  | 'rotated'
  | 'revoked'
  | 'expired'
  | 'compared'
  | 'spent'
  | 'answered'
  | 'decided'
  | 'deleted'
  | 'forgotten'
  | 'taken'

/** Its worth ended at the message of this index. */
export interface Ended {
  readonly index: number
  readonly why: Ending
}

interface Row {
  readonly look: string
  readonly held: boolean
  readonly kind: ValueKind
  readonly why: Ending
}

const row = (look: string, kind: ValueKind, why: Ending, held = true): Row => ({ look, held, kind, why })

/** What a look at a message says of a value that the message carries. */
const rows: readonly Row[] = [
  row('code.redeemed', 'code', 'redeemed'),
  row('code.redeemed', 'verifier', 'used'),
  row('code.burnt', 'code', 'burnt'),
  row('code.alive', 'code', 'expired', false),
  row('pkce.verifierMatches', 'verifier', 'wrong', false),
  row('login.failed', 'password', 'refused'),
  row('password.credentials', 'password', 'refused', false),
  row('account.currentPassword', 'password', 'refused', false),
  row('client.secret', 'client-secret', 'refused', false),
  row('client.known', 'client-secret', 'refused', false),
  row('refresh.rotated', 'refresh-token', 'rotated'),
  row('refresh.lostAnswer', 'refresh-token', 'rotated'),
  row('refresh.alive', 'refresh-token', 'expired', false),
  row('revocation.token', 'access-token', 'revoked'),
  row('introspection.ended', 'access-token', 'revoked'),
  row('access-token.exp', 'access-token', 'expired', false),
  row('id-token.exp', 'id-token', 'expired', false),
  row('device.redeemed', 'device-code', 'redeemed'),
  row('device.alive', 'device-code', 'expired', false),
  row('device.approved', 'user-code', 'decided'),
  row('device.refused', 'user-code', 'decided'),
  row('code.issued', 'request', 'answered'),
  row('web.loginKnown', 'state', 'compared'),
  row('authorization-response.state', 'state', 'compared'),
  row('id-token.nonce', 'nonce', 'compared'),
  row('client-assertion.unused', 'assertion', 'taken'),
  row('logout-token.once', 'logout-token', 'taken'),
  row('register.deleted', 'registration-token', 'deleted'),
]

const byLook = Map.groupBy(rows, ({ look }) => look)

const OF_GRANT: ReadonlySet<ValueKind> = new Set(['access-token', 'refresh-token'])
const IS_CODE: ReadonlySet<ValueKind> = new Set(['code', 'device-code'])

const known = new WeakMap<Play, ReadonlyMap<string, Ended>>()

/** When the worth of each value ended, by id; those that are still good are left out. */
export function endingsOf(play: Play): ReadonlyMap<string, Ended> {
  const endings = known.get(play) ?? findEndings(play)
  known.set(play, endings)
  return endings
}

function findEndings(play: Play): ReadonlyMap<string, Ended> {
  const endings = new Map<string, Ended>()
  const grants = grantsOf(play)
  const end = (id: string, index: number, why: Ending): void => {
    if (!endings.has(id)) endings.set(id, { index, why })
  }
  play.messages.forEach((message, index) => {
    for (const look of message.looks) {
      for (const id of endedBy(look, play, message)) end(id.id, index, id.why)
      if (!takesBackGrant(lookedAt(look))) continue
      for (const id of grants.of(message)) end(id, index, 'revoked')
    }
  })
  for (const [code, verifier] of pairsIn(play)) {
    const gone = endings.get(code)
    if (gone !== undefined) end(verifier, gone.index, 'pointless')
  }
  for (const [id, index] of spentIn(play)) end(id, index, 'spent')
  for (const [id, index] of forgottenCookies(play)) end(id, index, 'forgotten')
  for (const { id, index } of expiriesIn(play)) {
    const before = endings.get(id)
    if (before === undefined || index < before.index) endings.set(id, { index, why: 'expired' })
  }
  return endings
}

function endedBy(look: Look, play: Play, message: Staged): { readonly id: string; readonly why: Ending }[] {
  const held = look.kind === 'note' || look.held
  const fitting = byLook.get(lookedAt(look))?.filter((one) => one.held === held)
  if (fitting === undefined) return []
  return fitting.flatMap(({ kind, why }) =>
    valuesIn(play, message).flatMap((one) => (one.kind === kind && one.as !== 'hash' ? [{ id: one.id, why }] : [])),
  )
}

interface Grants {
  /** Everything that the grant gave which the message is about. */
  readonly of: (message: Staged) => ReadonlySet<string>
}

function grantsOf(play: Play): Grants {
  const byTrace = new Map(
    play.flow.traces.flatMap(({ id, links }) => {
      const mark = links.find(({ kind }) => kind === 'grant')?.mark
      return mark === undefined ? [] : [[id, mark]]
    }),
  )
  const members = new Map<string, Set<string>>()
  const byCode = new Map<string, string>()
  for (const message of play.messages) {
    const grant = byTrace.get(traceIdOf(message.id))
    if (grant === undefined) continue
    const given = members.get(grant) ?? new Set()
    members.set(grant, given)
    for (const { id, kind, as } of valuesIn(play, message)) {
      if (OF_GRANT.has(kind) && as === 'itself') given.add(id)
      if (IS_CODE.has(kind)) byCode.set(id, grant)
    }
  }
  // Of a code that comes twice, the grant is known from the first time.
  const grantOf = (message: Staged): string | undefined =>
    byTrace.get(traceIdOf(message.id)) ?? valuesIn(play, message).flatMap(({ id }) => byCode.get(id) ?? [])[0]
  return { of: (message) => members.get(grantOf(message) ?? '') ?? new Set() }
}

/** Where the browser is told to forget a cookie, and is not given it anew later. */
function forgottenCookies(play: Play): ReadonlyMap<string, number> {
  const forgotten = new Map<string, number>()
  play.messages.forEach((message, index) => {
    for (const { name, value } of headersOf(message)) {
      if (name !== 'Set-Cookie') continue
      const cookie = valuesIn(play, message).find(({ kind, key }) => kind === 'cookie' && value.startsWith(`${key}=`))
      if (cookie === undefined) continue
      if (/; Max-Age=0(?:;|$)/i.test(value)) forgotten.set(cookie.id, index)
      else forgotten.delete(cookie.id)
    }
  })
  return forgotten
}

/** Tokens that say when they end, and the first message that went later. */
function expiriesIn(play: Play): { readonly id: string; readonly index: number }[] {
  const expiries = lifetimesOf(play)
  const lastAt = play.messages.at(-1)?.at ?? 0
  return [...expiries].flatMap(([id, exp]) => (exp > lastAt ? [] : [{ id, index: firstFrom(play.messages, exp) }]))
}

/** Seconds since the epoch at which each token ends, as far as one can read it. */
function lifetimesOf(play: Play): ReadonlyMap<string, number> {
  const expiries = new Map<string, number>()
  for (const message of play.messages) {
    for (const { id, name, as } of valuesIn(play, message)) {
      if (as !== 'itself' || expiries.has(id)) continue
      const text = message.parameters.find((one) => one.name === name)?.value
      const exp = text === undefined ? undefined : numberIn(readToken(text)?.claims, 'exp')
      if (exp !== undefined) expiries.set(id, exp)
    }
  }
  return expiries
}

/** Whether who only reads the token itself would not hear that it was taken back. */
export const isSelfContained = (play: Play, { id }: Value): boolean =>
  (journeysOf(play).carriers.get(id) ?? []).some((message) =>
    valuesIn(play, message).some((one) => {
      if (one.id !== id || one.as !== 'itself') return false
      const text = message.parameters.find(({ name }) => name === one.name)?.value
      return text !== undefined && readToken(text) !== undefined
    }),
  )
