/** Where in a play a grant was revoked: what is refused later for that was decided there. */
import { type Check, failedOf } from './failures.ts'
import type { Staged } from './play.ts'

type Judged = Pick<Staged, 'looks' | 'off'>

/** What came a second time, so that two must have had it. */
const THEFTS = new Set(['refresh.theft', 'code.replayRevoked', 'device.replayRevoked'])

const hasNoted = ({ looks }: Judged, isMeant: (note: string) => boolean): boolean =>
  looks.some((look) => look.kind === 'note' && isMeant(look.note))

/** This message showed that something was stolen, and all that the grant gave was revoked for it. */
const isTheft = (one: Judged): boolean =>
  hasNoted(one, (note) => THEFTS.has(note)) ||
  failedOf(one).some(({ rule }) => rule === 'refresh.notStolen' && rule !== one.off)

/** Notes that all that a grant gave was taken back. */
export const takesBackGrant = (note: string): boolean => THEFTS.has(note) || note === 'revocation.grant'

const revokes = (one: Judged): boolean => isTheft(one) || hasNoted(one, takesBackGrant)

/** What fails once a grant is revoked. */
const AFTERWARDS = new Set(['grant.notRevoked', 'userinfo.grantStands', 'introspection-response.active'])

/** The message for which the grant was revoked that this check at this message missed. */
export const revokedFor = <T extends Judged>(messages: readonly T[], at: T, check: Check | undefined): T | undefined =>
  foundBefore(messages, at, check, revokes)

/** The same, where that was because something was stolen. */
export const theftFor = <T extends Judged>(messages: readonly T[], at: T, check: Check | undefined): T | undefined =>
  foundBefore(messages, at, check, isTheft)

function foundBefore<T extends Judged>(
  messages: readonly T[],
  at: T,
  check: Check | undefined,
  isIt: (one: Judged) => boolean,
): T | undefined {
  if (check === undefined || !AFTERWARDS.has(check.rule)) return undefined
  return messages.slice(0, messages.indexOf(at)).findLast(isIt)
}
