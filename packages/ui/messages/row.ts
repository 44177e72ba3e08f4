/** A row of the tables of messages. */
import type { Citation } from '@sightglass/spec/specs'
import type { MessageKind } from '../message-kind.ts'

/** Title and reason of a message, in both languages. */
export type MessageRow = readonly [
  cite: Citation,
  en: readonly [title: string, why: string],
  de: readonly [title: string, why: string],
]

/** By kind; by `kind@variant` where a message means something else by what is in it, or by who sends it. */
export type MessageRows = Readonly<Partial<Record<MessageKind | `${MessageKind}@${string}`, MessageRow>>>
