/** The cookies of the authorization server. Ports of one host share cookies, so the names are its own. */

import { tokenHash } from '../secrets.ts'

export interface CookieJar {
  readonly read: (request: Request, name: CookieName) => string | undefined
  /** A `Set-Cookie` value; without `maxAgeSeconds` it ends with the browser. */
  readonly write: (name: CookieName, value: string, maxAgeSeconds?: number) => string
  readonly clear: (name: CookieName) => string
  /** The bindings that came along, oldest first: browsers send them so (RFC 6265 §5.4). */
  readonly bindings: (request: Request) => readonly Binding[]
}

/** `session`: who is signed in. `browser`: what binds forms to this browser. `device`: a browser that its owner signed in with before. */
export type CookieName = 'session' | 'browser' | 'device' | Binding

/** What binds one stored request to this browser. */
export type Binding = `request_${string}`

/** `__Host-` wants https; without it (loopback in development) the name says whose it is and nothing else. */
export function createCookieJar(issuer: string): CookieJar {
  const { protocol, pathname } = new URL(issuer)
  const secure = protocol === 'https:'
  // Of its hash: paths that differ in one character that no cookie name takes are two issuers all the same.
  const scope = pathname === '/' ? '' : `_${tokenHash(pathname).slice(0, 8)}`
  const fullName = (name: CookieName): string => `${secure ? '__Host-' : ''}sightglass_as${scope}_${name}`
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

  const pairs = (request: Request): string[] => (request.headers.get('cookie') ?? '').split(/; */)

  return {
    read(request, name) {
      const prefix = `${fullName(name)}=`
      const pair = pairs(request).find((candidate) => candidate.startsWith(prefix))
      const value = pair?.slice(prefix.length)
      return value === undefined || value === '' ? undefined : value
    },
    write: (name, value, maxAgeSeconds) =>
      `${fullName(name)}=${value}; ${attributes}${maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`}`,
    clear: (name) => `${fullName(name)}=; ${attributes}; Max-Age=0`,
    bindings(request) {
      const prefix = fullName('request_')
      const own = pairs(request).filter((pair) => pair.startsWith(prefix))
      return own.map((pair): Binding => `request_${pair.slice(prefix.length).split('=', 1)[0]}`)
    },
  }
}
