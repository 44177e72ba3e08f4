/** What a chapter of the lessons is: one idea, one run, what to watch for in it, one question. */
import type { Citation } from '@sightglass/spec/specs'
import type { MessageKind } from '@sightglass/ui/message-kind'
import type { Locale } from '@sightglass/ui/texts'
import type { Watched } from '../../programme/scenes.ts'

/** `code` stands between backticks; a word of the trade, where it is explained, between asterisks. */
export type Prose = string

export interface ChapterWords<W extends string = string, O extends string = string> {
  readonly title: Prose
  /** Paragraphs. */
  readonly text: readonly Prose[]
  readonly watch: Readonly<Record<W, Prose>>
  readonly question: Prose
  readonly options: Readonly<Record<O, readonly [answer: Prose, why: Prose]>>
}

export interface Chapter<W extends string = string, O extends string = string> {
  /** Its address: `#/lessons/<id>`. */
  readonly id: string
  /** The scene or attack that is run for it. */
  readonly play: string
  /** Messages of that run to look at, as they happen: by their kind, or by the name of a moment. */
  readonly watch: readonly W[]
  /** Which message is meant where the kind does not say it. */
  readonly moments?: Readonly<Record<string, Watched>>
  readonly options: readonly O[]
  readonly right: O
  /** The paragraph that the right answer stands in. */
  readonly cite: Citation
  readonly words: Readonly<Record<Locale, ChapterWords<W, O>>>
}

/** A chapter whose words are complete in both languages, or it does not compile. */
export const defineChapter = <const W extends string, const O extends string>(
  chapter: Chapter<W, O> & { readonly right: NoInfer<O> } & Moments<W>,
): Chapter => chapter

/** What is no kind of message has its moment. */
type Moments<W extends string> = [Exclude<W, MessageKind>] extends [never]
  ? unknown
  : { readonly moments: Readonly<Record<Exclude<W, MessageKind>, Watched>> }
