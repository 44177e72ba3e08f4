/** Who refused which message of a flow, and for which check. */
import type { Told } from '@sightglass/trace/story'
import { type Check, failedOf } from './looks.ts'

export interface Refusal {
  /** The message that was refused. */
  readonly told: Told
  /** Its number, from 1. */
  readonly number: number
  readonly check: Check | undefined
}

/** Why a message is a refusal: the last check that failed before it. */
export function reasonOf(told: readonly Told[], index: number): (Refusal & { readonly check: Check }) | undefined {
  if (told[index]?.kind !== 'answer' || told[index]?.error === undefined) return undefined
  const at = told.slice(0, index).findLastIndex((one) => failedOf(one).length > 0)
  const refused = told[at]
  const check = refused && failedOf(refused).at(-1)
  return refused && check && { told: refused, number: at + 1, check }
}

/** Who is told to slow down goes on asking. */
export const lastRefused = (told: readonly Told[]): number =>
  told.findLastIndex(({ error }) => error !== undefined && error !== 'slow_down')

/** The last refusal of a flow; where no check says why, the message that the refusal answers. */
export function refusalIn(told: readonly Told[]): Refusal | undefined {
  const index = lastRefused(told)
  const reason = reasonOf(told, index)
  if (reason !== undefined) return reason
  const answer = told[index]
  const at = told.slice(0, index + 1).findLastIndex((one) => one.kind === 'request' && one.to === answer?.from)
  const refused = told[at]
  return refused && { told: refused, number: at + 1, check: undefined }
}
