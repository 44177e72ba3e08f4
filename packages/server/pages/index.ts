/**
 * What all pages of the server share: their headers, the language of the person, the page that tells of an error, and the cards
 * that several show. Not here: the page of a feature, which stands beside it.
 */
import { toldTraceId, traceUnrecorded } from '@sightglass/trace'
import { assetResponse, assets } from '@sightglass/ui/assets'
import { pageHeaders } from '@sightglass/ui/csp'
import { type Html, render } from '@sightglass/ui/html'
import { chooseLocale, type Locale } from '@sightglass/ui/texts'
import type { Feature } from '../feature.ts'
import { NO_STORE, retryAfter, type Tell } from '../http.ts'
import { errorPage } from './error-page.ts'

/** Where people see and take back what they allowed, below the issuer. */
export const ACCOUNT_PATH = '/account'

export interface PageOptions {
  readonly status?: number
  /** The proven redirect URI where a form of the page may lead in the end. */
  readonly formTarget?: string
  /** The address of an image that somebody else serves. */
  readonly image?: string | undefined
  /** The digest of the one script that stands in the page. */
  readonly scriptHash?: string
  /** The origins of what its frames show. */
  readonly frames?: readonly string[]
  readonly cookies?: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
}

/** Makes answers of pages for one issuer. */
export type Show = (page: Html, options?: PageOptions) => Response

export const createShow =
  (issuer: string): Show =>
  (page, { status = 200, formTarget, image, scriptHash, frames = [], cookies = [], headers = {} } = {}) => {
    const policy = pageHeaders({
      secure: issuer.startsWith('https:'),
      frames,
      ...(formTarget === undefined ? {} : { formTargets: [formTarget] }),
      ...(image === undefined ? {} : { images: [image] }),
      ...(scriptHash === undefined ? {} : { scriptHash }),
    })
    const response = new Response(render(page), { status, headers: { ...policy, ...headers } })
    for (const cookie of cookies) response.headers.append('set-cookie', cookie)
    return response
  }

export const localeOf = (request: Request, uiLocales?: string): Locale =>
  chooseLocale(request.headers.get('accept-language'), uiLocales)

/** A page for a person, JSON for a program. What a rule expected may be somebody else's registration: only developers at their own machine see it. */
export const tellPage =
  (show: Show, development: boolean): Tell =>
  ({ error, status, description, rule, seen, traceUrl }, { request }) => {
    const headers = retryAfter({ status, ...(seen === undefined ? {} : { seen }) })
    if (wantsJson(request)) {
      const body = JSON.stringify({ error, error_description: description, error_uri: traceUrl })
      const type = { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' }
      return new Response(body, { status, headers: { ...type, ...NO_STORE, ...headers } })
    }
    const parameter = seen?.parameter === undefined ? {} : { parameter: seen.parameter }
    const shown = development ? seen : parameter
    const model = { locale: localeOf(request), error, rule, seen: shown, traceId: toldTraceId(), traceUrl }
    return show(errorPage(model), { status, headers })
  }

function wantsJson(request: Request): boolean {
  const accept = request.headers.get('accept') ?? ''
  return /\bapplication\/json\b/.test(accept) && !/\btext\/html\b/.test(accept)
}

/** The stylesheet and the mark: of all pages, so they stand at the origin. */
export function staticFiles(): Feature {
  const routes = Array.from(assets.keys(), (path) => ({
    path,
    below: 'origin' as const,
    channel: 'page' as const,
    GET: async () => {
      traceUnrecorded()
      return assetResponse(path) ?? new Response(null, { status: 404 })
    },
  }))
  return { name: 'pages', routes }
}
