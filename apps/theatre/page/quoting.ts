/** What peers sent, written so that a shell, or a reader of YAML, takes it as nothing but text. */

/** Letters that no shell reads anything into, wherever they stand. */
const BARE = /^[A-Za-z0-9][A-Za-z0-9_.:/=+@-]*$/

/** Letters that stand for themselves between single quotes, in every shell that is used: quotes and backslashes do not. */
const QUOTABLE = /^[^'\\\p{C}]*$/u

/** One word for a shell; `undefined` where it could not be taken as it is. */
export function shellWord(text: string): string | undefined {
  if (BARE.test(text)) return text
  return QUOTABLE.test(text) ? `'${text}'` : undefined
}

/** An address as one word for a shell: what no quotes can hold is percent-encoded. */
export const addressWord = (url: string): string =>
  shellWord(url) ?? `'${encodeURI(url.toWellFormed()).replaceAll("'", '%27')}'`

/** Ids that a command takes for nothing else, as they are. */
export const isPlainId = (id: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_.:/@-]{0,254}$/.test(id)

/** JSON without a letter that ends a quoted word, or that nobody sees. */
export const jsonWord = (value: unknown): string =>
  JSON.stringify(value).replace(/['\p{C}]/gu, (letter) =>
    [...Array(letter.length).keys()].map((at) => `\\u${letter.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  )

const PLAIN = /^[A-Za-z][A-Za-z0-9_./:+-]*[A-Za-z0-9_/]$/
const RESERVED = /^(?:true|false|null|yes|no|on|off)$/i

/** A text in YAML: plain where it can be, else quoted as in JSON. */
const yamlText = (text: string): string =>
  PLAIN.test(text.replaceAll(' ', '_')) && !/ [^A-Za-z]|: | $/.test(text) && !RESERVED.test(text)
    ? text
    : jsonWord(text)

export function yamlValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(yamlValue).join(', ')}]`
  return typeof value === 'string' ? yamlText(value) : JSON.stringify(value)
}
