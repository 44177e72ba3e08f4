/** Who refused which message of a play, and for which check. */
import { type Check, failedOf, isFailure, isSetback, isToldToWait, turnedBackBy } from './failures.ts'
import { askedBy, type Staged, traceIdOf } from './play.ts'
import { theftFor } from './revocations.ts'

type Told = Pick<Staged, 'id' | 'alias' | 'kind' | 'from' | 'to' | 'looks' | 'error' | 'answer' | 'parameters' | 'off'>

export interface Reason<T extends Told = Staged> {
  /** The message that was refused. */
  readonly message: T
  readonly check: Check
}

export interface Refusal<T extends Told = Staged> {
  /** The message that was refused. */
  readonly message: T
  /** `undefined` where nothing recorded says why. */
  readonly check: Check | undefined
  /** What told of it; `undefined` where an SDK refused what it was given, which answers nobody. */
  readonly answer: T | undefined
}

/** Why a message is a refusal: the last check that failed at what it answers, or else before it. */
export function reasonOf<T extends Told>(messages: readonly T[], index: number): Reason<T> | undefined {
  const answer = messages[index]
  if (answer?.kind !== 'answer' || answer.error === undefined) return undefined
  const before = messages.slice(0, index).filter((one) => failedOf(one).length > 0)
  const message = before.findLast(({ id }) => id === askedBy(answer.id)) ?? before.at(-1)
  const check = message && failedOf(message).at(-1)
  return message && check && { message, check }
}

/** The index of the last answer that refused; -1 where none did. */
const lastRefused = (messages: readonly Told[]): number =>
  messages.findLastIndex((one) => one.error !== undefined && !isToldToWait(one))

/**
 * The refusal of the message that was opened, by its id or that of its trace; where that was not refused, or none was opened,
 * the last one of the play. `undefined` where nothing was refused.
 */
export const refusalIn = <T extends Told>(messages: readonly T[], opened?: string): Refusal<T> | undefined =>
  refusalOf(messages, opened) ?? lastRefusalIn(messages)

/** Why the message of this id was refused, or what it answers. */
function refusalOf<T extends Told>(messages: readonly T[], opened: string | undefined): Refusal<T> | undefined {
  const named = opened === undefined ? undefined : namedBy(opened, messages)
  const message = named && (messages.find(({ id }) => id === askedBy(named.id)) ?? named)
  if (message === undefined) return undefined
  const answer = answerTo(message, messages)
  if (answer !== undefined && isToldToWait(answer)) return undefined
  const reason = answer && reasonOf(messages, messages.indexOf(answer))
  if (reason !== undefined) return { ...reason, answer }
  const check = turnedBackBy(message).at(-1)
  return answer === undefined && check === undefined ? undefined : { message, check, answer }
}

/** The message itself; where it is none, the first one of that trace. */
const namedBy = <T extends Told>(opened: string, messages: readonly T[]): T | undefined =>
  messages.find(({ id, alias }) => id === opened || alias === opened) ??
  messages.find(({ id }) => traceIdOf(id) === traceIdOf(opened))

/** The last refusal of a play, by an answer or inside a call of an SDK. */
function lastRefusalIn<T extends Told>(messages: readonly T[]): Refusal<T> | undefined {
  const index = lastRefused(messages)
  return refusedInCall(messages, index) ?? refusedByAnswer(messages, index)
}

/** What came last of what an SDK refused, after the message of this index. */
function refusedInCall<T extends Told>(messages: readonly T[], index: number): Refusal<T> | undefined {
  const calls = new Set(messages.filter(({ kind }) => kind === 'call').map(({ id }) => id))
  // What looked at an answer is what had asked, and knows it under a name of its own.
  const isInCall = ({ kind, id, alias = id }: T): boolean => kind !== 'request' && calls.has(traceIdOf(alias))
  const message = messages.slice(index + 1).findLast((one) => isInCall(one) && turnedBackBy(one).length > 0)
  return message && { message, check: turnedBackBy(message).at(-1), answer: undefined }
}

/**
 * Where it only follows from a theft that was found before, the refusal of that; where no check says why, the message that the
 * refusal answers.
 */
function refusedByAnswer<T extends Told>(messages: readonly T[], index: number): Refusal<T> | undefined {
  const answer = messages[index]
  const reason = reasonOf(messages, index)
  const theft = reason && theftFor(messages, reason.message, reason.check)
  if (theft !== undefined) return { message: theft, check: failedOf(theft).at(-1), answer: answerTo(theft, messages) }
  if (reason !== undefined) return { ...reason, answer: answerTo(reason.message, messages) ?? answer }
  const message = messages.slice(0, index + 1).findLast((one) => one.kind === 'request' && one.to === answer?.from)
  return message && { message, check: undefined, answer }
}

const answerTo = <T extends Told>({ id }: T, messages: readonly T[]): T | undefined =>
  messages.find((one) => one.id === `${id}.answer` && one.error !== undefined)

/** What failed in a play: what was refused last, or else the last message with which something else went wrong. */
export function failureIn<T extends Told>(messages: readonly T[]): Refusal<T> | undefined {
  const refusal = refusalIn(messages)
  if (refusal !== undefined) return refusal
  const message = messages.findLast((one) => isFailure(one) && !isSetback(one))
  return message && { message, check: turnedBackBy(message).at(-1), answer: undefined }
}
