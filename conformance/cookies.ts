/** A cookie jar as browsers keep it (RFC 6265): hosts, paths, ends, `Secure`, `SameSite` and the prefixes of names. */

interface Cookie {
  readonly name: string
  readonly value: string
  /** Undefined where it is of this host alone. */
  readonly domain: string | undefined
  readonly host: string
  readonly path: string
  readonly secure: boolean
  readonly sameSite: string
  /** Milliseconds since the epoch. */
  readonly endsMs: number
}

export interface Sending {
  readonly method: string
  /** Another site began this. */
  readonly crossSite: boolean
}

export class CookieJar {
  #cookies: Cookie[] = []

  get size(): number {
    return this.#cookies.length
  }

  keep(url: URL, setCookie: string): void {
    const [pair = '', ...rest] = setCookie.split(';').map((part) => part.trim())
    const [name, value] = cut(pair)
    const attributes = new Map(rest.map(cut).map(([key, text]) => [key.toLowerCase(), text]))
    const domain = attributes.get('domain')?.replace(/^\./, '').toLowerCase() || undefined
    const secure = attributes.has('secure')
    const path = attributes.get('path')?.startsWith('/') ? (attributes.get('path') ?? '/') : folderOf(url.pathname)
    if (name.startsWith('__Host-') && !(secure && domain === undefined && path === '/')) return
    if (name.startsWith('__Secure-') && !secure) return
    if (domain !== undefined && !isWithin(url.hostname, domain)) return
    const cookie = {
      ...{ name, value, domain, host: url.hostname, path, secure },
      sameSite: attributes.get('samesite')?.toLowerCase() ?? 'lax',
      endsMs: endOf(attributes),
    }
    this.#cookies = this.#cookies.filter((one) => !isSame(one, cookie))
    if (cookie.endsMs > Date.now()) this.#cookies.push(cookie)
  }

  /** The header for this request; undefined where nothing goes along. */
  headerFor(url: URL, { method, crossSite }: Sending): string | undefined {
    const going = this.#cookies.filter(
      (cookie) =>
        cookie.endsMs > Date.now() &&
        (cookie.domain === undefined ? cookie.host === url.hostname : isWithin(url.hostname, cookie.domain)) &&
        isBelow(url.pathname, cookie.path) &&
        (!cookie.secure || url.protocol === 'https:') &&
        (!crossSite || cookie.sameSite === 'none' || (cookie.sameSite === 'lax' && method === 'GET')),
    )
    return going.length === 0 ? undefined : going.map(({ name, value }) => `${name}=${value}`).join('; ')
  }
}

function cut(text: string): [string, string] {
  const at = text.indexOf('=')
  return at === -1 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()]
}

function endOf(attributes: ReadonlyMap<string, string>): number {
  const maxAge = attributes.get('max-age')
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return Date.now() + Number(maxAge) * 1000
  const expires = Date.parse(attributes.get('expires') ?? '')
  return Number.isNaN(expires) ? Number.POSITIVE_INFINITY : expires
}

const folderOf = (pathname: string): string => pathname.slice(0, Math.max(1, pathname.lastIndexOf('/')))

const isWithin = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`)

const isBelow = (pathname: string, path: string): boolean =>
  pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`)

const isSame = (one: Cookie, other: Cookie): boolean =>
  one.name === other.name && one.path === other.path && (one.domain ?? one.host) === (other.domain ?? other.host)
