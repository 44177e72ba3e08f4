/** What did not go well in a play, and where. */
import type { Look } from '@sightglass/trace'
import { askedBy, type Staged } from './play.ts'

export type Check = Extract<Look, { kind: 'check' }>

/** Looked for once: a play that grows is looked through anew with each message that comes. */
const failed = new WeakMap<Staged['looks'], readonly Check[]>()

/** The checks of a message that did not hold. */
export function failedOf({ looks }: Pick<Staged, 'looks'>): readonly Check[] {
  const before = failed.get(looks)
  if (before !== undefined) return before
  const checks = looks.filter((look): look is Check => look.kind === 'check' && !look.held)
  failed.set(looks, checks)
  return checks
}

type Judged = Pick<Staged, 'looks' | 'error' | 'kind' | 'answer' | 'parameters' | 'off'>

/** The checks for which a message was turned back: not the one that was switched off, nor that a device asked too early. */
export const turnedBackBy = (one: Pick<Staged, 'looks' | 'off'>): readonly Check[] =>
  failedOf(one).filter(({ rule }) => rule !== one.off && rule !== 'device.interval')

/** Something about it did not go well: a check failed, the receiver refused, or nobody answered. */
export const isFailure = (one: Judged): boolean =>
  (one.error !== undefined || (one.kind === 'answer' && isNoAnswer(one)) || turnedBackBy(one).length > 0) &&
  !isToldToWait(one)

const isNoAnswer = ({ answer }: Judged): boolean => answer === undefined || answer.status >= 400

/** What a device is told that goes on asking (RFC 8628 §3.5): it was not refused. */
const isWait = (error: string | undefined): boolean => error === 'authorization_pending' || error === 'slow_down'

export const isToldToWait = ({ error, parameters }: Pick<Judged, 'error' | 'parameters'>): boolean =>
  isWait(error) || parameters.some(({ name, value }) => name === 'error' && isWait(value))

/** A wrong password is nobody's failure: the person may try again. So are the message that brought it and its answer. */
export const isSetback = (one: Judged): boolean => isAskedAgain(one) || hasNotSucceeded(one)

const hasNotSucceeded = (one: Judged): boolean =>
  !isFailure(one) && one.looks.some((look) => look.kind === 'note' && look.note === 'login.failed')

const isAskedAgain = (one: Judged): boolean =>
  isFailure(one) && one.error === undefined && one.answer?.status === 422 && turnedBackBy(one).length === 0

type Numbered = Judged & Pick<Staged, 'id'>

/** How many things failed: an answer that refuses for a check that failed before it is no failure of its own. */
export function countFailures(messages: readonly Numbered[]): number {
  const isTold = (one: Numbered, index: number): boolean => {
    if (one.kind !== 'answer') return false
    const asked = indexBefore(messages, index, askedBy(one.id))
    return messages.slice(asked, index).some((before) => turnedBackBy(before).length > 0)
  }
  const failures = messages.map((one, index) => {
    const checks = turnedBackBy(one).length
    if (checks > 0) return checks
    return isFailure(one) && !isSetback(one) && !isTold(one, index) ? 1 : 0
  })
  return failures.reduce<number>((sum, count) => sum + count, 0)
}

/** Of the message of this id, which mostly came shortly before; `index` itself where it did not come before that. */
function indexBefore(messages: readonly Numbered[], index: number, id: string): number {
  for (let at = index - 1; at >= 0; at--) if (messages[at]?.id === id) return at
  return index
}

/** The index of the next failure in this direction, from an index that may be -1. */
export function failureFrom(messages: readonly Judged[], index: number, by: 1 | -1): number | undefined {
  for (let at = index + by; at >= 0 && at < messages.length; at += by) {
    const one = messages[at]
    if (one !== undefined && isFailure(one)) return at
  }
  return undefined
}
