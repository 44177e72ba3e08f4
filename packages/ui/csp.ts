/** The headers of every page: a strict Content-Security-Policy, no referrer, no framing, no caching. */

export interface PagePolicy {
  /** Addresses where a form of this page may lead in the end (a proven redirect URI): Chromium applies `form-action` to redirects too. */
  readonly formTargets?: readonly string[]
  /** The nonce of this page's scripts; without one no script runs. */
  readonly nonce?: string
}

const plainOrigin = /^https?:\/\/[a-z0-9._-]+(?::\d{1,5})?$/
const plainScheme = /^[a-z][a-z0-9+.-]*:$/
const plainNonce = /^[A-Za-z0-9+/_-]{16,}={0,2}$/
const scriptSchemes = new Set(['javascript:', 'data:', 'vbscript:', 'blob:', 'filesystem:', 'about:'])

/** What `form-action` must name so that a redirect to `address` is followed; `undefined` where it names nothing that may be allowed. */
export function formSource(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const { origin, protocol } = new URL(address)
  if (scriptSchemes.has(protocol)) return undefined
  // A source list cannot name an IPv6 host, and a semicolon in a host would open a directive: the scheme stands in.
  if (plainOrigin.test(origin)) return origin
  return plainScheme.test(protocol) ? protocol : undefined
}

/** The Content-Security-Policy of one page. */
export function contentSecurityPolicy({ formTargets = [], nonce }: PagePolicy = {}): string {
  if (nonce !== undefined && !plainNonce.test(nonce)) throw new Error('a nonce is base64 of at least 12 bytes')
  const targets = formTargets.map(formSource).filter((source) => source !== undefined)
  return [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    nonce === undefined ? "script-src 'none'" : `script-src 'nonce-${nonce}'`,
    `form-action ${[...new Set(["'self'", ...targets])].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
}

const always = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

/** The headers of one page; `secure` says that people reach it over https, which HSTS then pins for a year. */
export function pageHeaders({
  secure = false,
  ...policy
}: PagePolicy & { readonly secure?: boolean } = {}): Record<string, string> {
  const headers = { ...always, 'content-security-policy': contentSecurityPolicy(policy) }
  return secure ? { ...headers, 'strict-transport-security': 'max-age=31536000' } : headers
}
