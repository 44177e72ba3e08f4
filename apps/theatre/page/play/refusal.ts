/** Who refused which message of a play, and for which check. */
import { type Check, failedOf, isToldToWait } from './failures.ts'
import { askedBy, type Staged } from './play.ts'
import { theftFor } from './revocations.ts'

type Told = Pick<Staged, 'id' | 'kind' | 'from' | 'to' | 'looks' | 'error' | 'parameters' | 'off'>

export interface Refusal<T extends Told = Staged> {
  /** The message that was refused. */
  readonly message: T
  readonly check: Check | undefined
}

export interface Reason<T extends Told = Staged> extends Refusal<T> {
  readonly check: Check
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
export const lastRefused = (messages: readonly Told[]): number =>
  messages.findLastIndex((one) => one.error !== undefined && !isToldToWait(one))

/**
 * The last refusal of a play; where that only follows from a theft that was found before, that of the theft; where no check
 * says why, the message that the refusal answers.
 */
export function refusalIn<T extends Told>(messages: readonly T[]): Refusal<T> | undefined {
  const index = lastRefused(messages)
  const reason = reasonOf(messages, index)
  const theft = reason && theftFor(messages, reason.message, reason.check)
  if (theft !== undefined) return { message: theft, check: failedOf(theft).at(-1) }
  if (reason !== undefined) return reason
  const answer = messages[index]
  const message = messages.slice(0, index + 1).findLast((one) => one.kind === 'request' && one.to === answer?.from)
  return message && { message, check: undefined }
}
