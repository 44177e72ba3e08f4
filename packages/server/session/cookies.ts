/** The cookies of the authorization server. Ports of one host share cookies, so the names are its own. */

export interface CookieJar {
  readonly read: (request: Request, name: CookieName) => string | undefined
  /** A `Set-Cookie` value; without `maxAgeSeconds` it ends with the browser. */
  readonly write: (name: CookieName, value: string, maxAgeSeconds?: number) => string
  readonly clear: (name: CookieName) => string
}

/** `session`: who is signed in. `browser`: what binds a stored request to this browser. `device`: a browser that its owner signed in with before. */
export type CookieName = 'session' | 'browser' | 'device'

/** `__Host-` wants https; without it (loopback in development) the name says whose it is and nothing else. */
export function createCookieJar(issuer: string): CookieJar {
  const { protocol, pathname } = new URL(issuer)
  const secure = protocol === 'https:'
  const scope = pathname === '/' ? '' : `_${pathname.replace(/\W+/g, '_').replace(/^_|_$/g, '')}`
  const fullName = (name: CookieName): string => `${secure ? '__Host-' : ''}sightglass_as${scope}_${name}`
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

  return {
    read(request, name) {
      const prefix = `${fullName(name)}=`
      const pair = (request.headers.get('cookie') ?? '').split(/; */).find((candidate) => candidate.startsWith(prefix))
      const value = pair?.slice(prefix.length)
      return value === undefined || value === '' ? undefined : value
    },
    write: (name, value, maxAgeSeconds) =>
      `${fullName(name)}=${value}; ${attributes}${maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`}`,
    clear: (name) => `${fullName(name)}=; ${attributes}; Max-Age=0`,
  }
}
