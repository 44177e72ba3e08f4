/** The shape of an explanation in both languages. */

/** What a failed check means, and what to do about it. */
export type Pair = readonly [means: string, fix: string]
export type Row = readonly [en: Pair, de: Pair]
export type Rows = Readonly<Record<string, Row>>
