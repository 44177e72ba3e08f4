/** The two kinds of answer: a page, or a redirect. */
import { type PagePolicy, pageHeaders } from '@sightglass/ui/csp'
import { type Html, render } from '@sightglass/ui/html'
import { type CookieName, readCookie, writeCookie } from './browser.ts'
import type { Visit } from './visit.ts'

/** Cookies to set; `undefined` clears one. */
type Cookies = Readonly<Partial<Record<CookieName, string | undefined>>>

interface PageOptions extends PagePolicy {
  readonly status?: number
  readonly cookies?: Cookies
  /** The methods that the path has (RFC 9110 §15.5.6). */
  readonly allow?: string | undefined
}

export function pageAnswer(visit: Visit, html: Html, options: PageOptions = {}): Response {
  const { status = 200, cookies = {}, allow, ...policy } = options
  const headers = new Headers(pageHeaders({ secure: visit.secure, ...policy }))
  if (allow !== undefined) headers.set('allow', allow)
  setCookies(visit, headers, cookies)
  return new Response(render(html), { status, headers })
}

/** 303: whatever was posted here is not posted on (RFC 9700 §4.12). */
export function redirect(visit: Visit, location: string, cookies: Cookies = {}): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
  setCookies(visit, headers, cookies)
  return new Response(null, { status: 303, headers })
}

/** To the start, for a request that needs a session; who had one is told that it ended. */
export const redirectToStart = (visit: Visit): Response =>
  visit.sessionId === undefined ? redirect(visit, '/') : redirect(visit, '/?ended', { session: undefined })

function setCookies({ request, owners, secure }: Visit, headers: Headers, cookies: Cookies): void {
  const known = readCookie(request, 'browser', secure) !== undefined
  const all: Cookies = known ? cookies : { browser: owners.browser, ...cookies }
  for (const name of ['browser', 'session'] as const)
    if (name in all) headers.append('set-cookie', writeCookie(name, all[name], secure))
}
