/** A request with what belongs to its browser, and the two kinds of answer: a page, or a redirect. */
import { type PagePolicy, pageHeaders } from '@sightglass/ui/csp'
import { type Html, render } from '@sightglass/ui/html'
import type { Locale } from '@sightglass/ui/texts'
import { readCookie, writeCookie } from './browser.ts'
import type { Session } from './journey.ts'

/** One request: who sends it, and what belongs to that browser. */
export interface Visit {
  readonly request: Request
  readonly url: URL
  readonly locale: Locale
  readonly browser: string
  readonly sessionId: string | undefined
  readonly session: Session | undefined
  /** People reach this application over https. */
  readonly secure: boolean
}

interface PageOptions extends PagePolicy {
  readonly status?: number
}

export function pageAnswer(visit: Visit, html: Html, { status = 200, ...policy }: PageOptions = {}): Response {
  const headers = new Headers(pageHeaders({ secure: visit.secure, ...policy }))
  keepBrowser(visit, headers)
  return new Response(render(html), { status, headers })
}

/** 303: whatever was posted here is not posted on (RFC 9700 §4.12). */
export function redirect(visit: Visit, location: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  keepBrowser(visit, headers)
  return new Response(null, { status: 303, headers })
}

function keepBrowser({ request, browser, secure }: Visit, headers: Headers): void {
  if (readCookie(request, 'browser', secure) === undefined)
    headers.append('set-cookie', writeCookie('browser', browser, secure))
}
