/** What pages say, by message key and locale: both languages are complete, or it does not compile. */
import { type Content, type Html, html } from './html.ts'

export const locales = ['en', 'de'] as const
export type Locale = (typeof locales)[number]

type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never
type ValuesOf<S extends string> = [Placeholders<S>] extends [never]
  ? []
  : [values: { readonly [N in Placeholders<S>]: Content }]

/** Says one message; the values of its `{placeholders}` are escaped like everything else. */
export type Say<T extends Readonly<Record<string, string>>> = <K extends keyof T & string>(
  key: K,
  ...values: ValuesOf<T[K]>
) => Html

/** The messages of one page or feature: `texts(locale)` gives the function that says them. */
export function defineTexts<const T extends Readonly<Record<string, string>>>(table: {
  readonly en: T
  readonly de: { readonly [K in keyof T]: string }
}): (locale: Locale) => Say<T> {
  for (const key of Object.keys(table.en)) demandSamePlaceholders(key, table.en[key] ?? '', table.de[key] ?? '')
  return (locale) =>
    (key, ...[values]) =>
      fill(table[locale][key], values ?? {})
}

const placeholder = /\{([A-Za-z]+)\}/

function demandSamePlaceholders(key: string, ...messages: readonly string[]): void {
  const [one, other] = messages.map((message) => [...new Set(message.match(/\{[A-Za-z]+\}/g))].sort().join())
  if (one !== other) throw new Error(`the placeholders of "${key}" differ between languages: ${one} and ${other}`)
}

function fill(message: string, values: Readonly<Record<string, Content>>): Html {
  // A split by a group alternates text and name.
  const parts = message.split(placeholder).map((part, index) => (index % 2 === 0 ? part : values[part]))
  return html`${parts}`
}

/** The language to speak: the first that we know of `ui_locales` (OpenID Connect Core §3.1.2.1), then of Accept-Language, else English. */
export function chooseLocale(acceptLanguage: string | null | undefined, uiLocales?: string): Locale {
  const asked = (uiLocales ?? '').slice(0, 512).split(' ')
  return firstKnown(asked) ?? firstKnown(byWeight(acceptLanguage ?? '')) ?? 'en'
}

function firstKnown(tags: readonly string[]): Locale | undefined {
  for (const tag of tags) {
    const language = tag.trim().toLowerCase().split('-')[0]
    const known = locales.find((locale) => locale === language || language === '*')
    if (known !== undefined) return known
  }
  return undefined
}

function byWeight(header: string): string[] {
  return header
    .slice(0, 512)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.split(';')
      const q = parameters.find((parameter) => /^\s*q=/i.test(parameter))
      return { tag, weight: q === undefined ? 1 : Number(q.split('=')[1]) || 0 }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag)
}
