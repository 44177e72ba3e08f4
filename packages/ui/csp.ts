/** The headers of every page: a strict Content-Security-Policy, no referrer, no framing, no caching. */

export interface PagePolicy {
  /** Addresses where a form of this page may lead in the end (a proven redirect URI): Chromium applies `form-action` to redirects too. */
  readonly formTargets?: readonly string[]
  /** Cuts the page off from whoever opened it. Not for pages of a login: clients open those in a popup and wait for it. */
  readonly isolated?: boolean
  /** Addresses of images that others serve: their origins are named, and no other. */
  readonly images?: readonly string[]
  /** The nonce of this page's scripts; without one no script runs. */
  readonly nonce?: string
  /** The digest of the one script that stands in the page itself: `sha256-` and base64. */
  readonly scriptHash?: string
  /** Origins that this page's scripts may ask; without any they may ask nobody. */
  readonly asks?: readonly string[]
  /** Origins whose pages this page shows in frames; without any it has none. */
  readonly frames?: readonly string[]
}

const plainOrigin = /^https?:\/\/[a-z0-9._-]+(?::\d{1,5})?$/
const plainScheme = /^[a-z][a-z0-9+.-]*:$/
const plainNonce = /^[A-Za-z0-9+/_-]{16,}={0,2}$/
const plainHash = /^sha256-[A-Za-z0-9+/]{43}=$/
const scriptSchemes = new Set(['javascript:', 'data:', 'vbscript:', 'blob:', 'filesystem:', 'about:'])

const LOOPBACK = /^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d{1,5})?$/

/**
 * What `form-action` must name so that a redirect to `address`, and what that redirects to, is followed. Chromium applies it
 * to the whole chain, and a callback may well lead on to another origin: so a proven https address stands for https, a
 * loopback one for loopback. Empty where it names nothing that may be allowed.
 */
export function formSources(address: string): readonly string[] {
  if (!URL.canParse(address)) return []
  const { origin, protocol } = new URL(address)
  if (scriptSchemes.has(protocol)) return []
  if (LOOPBACK.test(origin)) return ['http://localhost:*', 'http://127.0.0.1:*']
  if (protocol === 'http:' && plainOrigin.test(origin)) return [origin]
  // A source list cannot name an IPv6 host, and a semicolon in a host would open a directive: the scheme stands in.
  return plainScheme.test(protocol) ? [protocol] : []
}

/** The origin of an image that a page may show; `undefined` of one that it may not: what is not https could be seen and changed on its way. */
export function imageOrigin(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const { origin } = new URL(address)
  return plainOrigin.test(origin) && (origin.startsWith('https:') || LOOPBACK.test(origin)) ? origin : undefined
}

/** The Content-Security-Policy of one page. */
export function contentSecurityPolicy({
  formTargets = [],
  images = [],
  nonce,
  scriptHash,
  asks = [],
  frames = [],
}: PagePolicy = {}): string {
  if (nonce !== undefined && !plainNonce.test(nonce)) throw new Error('a nonce is base64 of at least 12 bytes')
  if (scriptHash !== undefined && !plainHash.test(scriptHash)) throw new Error('a hash is sha256 in base64')
  if (!asks.every((origin) => plainOrigin.test(origin))) throw new Error('whom scripts may ask is told as origins')
  if (!frames.every((origin) => plainOrigin.test(origin))) throw new Error('what frames show is told as origins')
  const targets = formTargets.flatMap(formSources)
  const sources = new Set(["'self'", 'data:', ...images.flatMap((address) => imageOrigin(address) ?? [])])
  return [
    "default-src 'none'",
    "style-src 'self'",
    `img-src ${[...sources].join(' ')}`,
    `script-src ${scriptSource(nonce, scriptHash)}`,
    ...(asks.length === 0 ? [] : [`connect-src ${[...new Set(asks)].join(' ')}`]),
    ...(frames.length === 0 ? [] : [`frame-src ${[...new Set(frames)].join(' ')}`]),
    `form-action ${[...new Set(["'self'", ...targets])].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
}

function scriptSource(nonce: string | undefined, hash: string | undefined): string {
  if (nonce !== undefined) return `'nonce-${nonce}'`
  return hash === undefined ? "'none'" : `'${hash}'`
}

const always = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-resource-policy': 'same-origin',
} as const

/** The headers of one page; `secure` says that people reach it over https, which HSTS then pins for a year. */
export function pageHeaders({
  secure = false,
  isolated = false,
  ...policy
}: PagePolicy & { readonly secure?: boolean } = {}): Record<string, string> {
  return {
    ...always,
    'content-security-policy': contentSecurityPolicy(policy),
    ...(isolated ? { 'cross-origin-opener-policy': 'same-origin' } : {}),
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}
