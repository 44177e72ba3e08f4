/** The words of the page: both languages are complete, or it does not compile. */
import type { Locale } from '@sightglass/ui/texts'

type Values = Readonly<Record<string, string | number>>

/** Says one word of a table, its `{placeholders}` filled. */
export type Say<K extends string> = (key: K, values?: Values) => string

let locale: Locale = 'en'

/** Set once, before anything is drawn. */
export function speak(next: Locale): void {
  locale = next
}

export const spoken = (): Locale => locale

/** The words of one part of the page. */
export function defineWords<const T extends Readonly<Record<string, string>>>(table: {
  readonly en: T
  readonly de: { readonly [K in keyof T]: string }
}): Say<keyof T & string> {
  return (key, values) => fill(table[locale][key], values)
}

const fill = (message: string, values: Values = {}): string =>
  message.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
