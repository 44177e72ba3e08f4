/** What single values of client metadata may be: texts that pages show, addresses that browsers or the server go to. */

export const TEXT_MOST_CHARACTERS = 200
/** Of every list. */
export const URIS_MOST = 100
const URI_MOST_CHARACTERS = 2048

/** Without control characters and what turns the direction of writing: pages show it beside text of the server's own. */
export const isText = (value: unknown): boolean =>
  typeof value === 'string' &&
  value.trim() !== '' &&
  value.length <= TEXT_MOST_CHARACTERS &&
  value.isWellFormed() &&
  !/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(value)

export const isStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

/** What the server itself may call: whether its host may be reached is decided when it is. */
export function isFetchable(value: unknown): boolean {
  const url = urlOf(value)
  return url?.protocol === 'https:' && !String(value).includes('#')
}

/** What a page may link to or show. */
export function isShowable(value: unknown): boolean {
  const url = urlOf(value)
  if (url === undefined) return false
  return (
    url.protocol === 'https:' || (url.protocol === 'http:' && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname))
  )
}

/** Absolute, of printable ASCII, without user and password. */
function urlOf(value: unknown): URL | undefined {
  if (typeof value !== 'string' || value.length > URI_MOST_CHARACTERS || !/^[\x21-\x7e]+$/.test(value)) return undefined
  // A back slash is a slash for browsers and for nobody else.
  if (!URL.canParse(value) || value.includes('\\')) return undefined
  const url = new URL(value)
  return url.username === '' && url.password === '' ? url : undefined
}

/** The host of an address; the address itself where it has none. */
export const hostOf = (uri: string): string => (URL.canParse(uri) ? new URL(uri).hostname : '') || uri
