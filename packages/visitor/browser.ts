/** A person's browser without a screen: cookies, redirects, plain forms. It runs no script and remembers no page. */
import { VisitFailure } from './failure.ts'
import type { Form, Page } from './page.ts'

/** Where a request ended: on a page, or at a redirect that leaves the server. */
export type Arrival =
  | { readonly page: Page; readonly left?: undefined }
  | { readonly left: URL; readonly page?: undefined }

/** As the platform's. */
export type Fetch = (url: URL, init: RequestInit) => Promise<Response>

const TIMEOUT_MS = 10_000
const MOST_REDIRECTS = 10
const REDIRECTS = new Set([301, 302, 303, 307, 308])

export class Browser {
  readonly #fetch: Fetch
  // By host without the port, as browsers keep them (RFC 6265 §8.5).
  readonly #cookies = new Map<string, Map<string, string>>()

  constructor(fetch: Fetch) {
    this.#fetch = fetch
  }

  /**
   * Goes to an address and on, while redirects stay with the server.
   * @throws {VisitFailure} where nobody answers.
   */
  async visit(url: URL, form?: URLSearchParams): Promise<Arrival> {
    let [target, body] = [url, form]
    for (let hop = 0; hop < MOST_REDIRECTS; hop++) {
      const response = await this.#send(target, body)
      const location = response.headers.get('location')
      if (location === null || !REDIRECTS.has(response.status))
        return { page: { url: target, status: response.status, html: await textOf(response, target) } }
      await response.body?.cancel()
      const next = new URL(location, target)
      if (next.origin !== target.origin) return { left: next }
      ;[target, body] = [next, undefined]
    }
    throw new VisitFailure(`${url.origin} redirects more than ${MOST_REDIRECTS} times`)
  }

  submit({ action, fields }: Form): Promise<Arrival> {
    return this.visit(action, fields)
  }

  /**
   * One request with the cookies of its host, which keeps those that come back; follows nothing.
   * @throws {VisitFailure} where nobody answers.
   */
  async ask(target: URL, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    const cookies = this.#cookies.get(target.hostname) ?? new Map<string, string>()
    if (cookies.size > 0) headers.set('cookie', Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; '))
    const response = await ask(this.#fetch, target, { ...init, headers })
    this.#cookies.set(target.hostname, cookies)
    for (const cookie of response.headers.getSetCookie()) keep(cookies, cookie)
    return response
  }

  #send(target: URL, form: URLSearchParams | undefined): Promise<Response> {
    const headers = new Headers({ accept: 'text/html', 'accept-language': 'en' })
    // Our pages ask browsers to tell nobody where they come from: then this is what a browser says.
    if (form !== undefined) headers.set('origin', 'null')
    return this.ask(target, { method: form === undefined ? 'GET' : 'POST', headers, body: form ?? null })
  }
}

function keep(cookies: Map<string, string>, cookie: string): void {
  const [pair = '', ...attributes] = cookie.split(/;\s*/)
  const [name = '', value = ''] = pair.split(/=(.*)/s)
  if (attributes.some((attribute) => /^max-age=0$/i.test(attribute))) cookies.delete(name)
  else cookies.set(name, value)
}

/**
 * Sends a request and follows nothing.
 * @throws {VisitFailure} where no answer comes in time.
 */
export async function ask(fetch: Fetch, url: URL, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) })
  } catch (reason) {
    throw new VisitFailure(`${url.origin} does not answer (${whyOf(reason)})`)
  }
}

async function textOf(response: Response, { origin }: URL): Promise<string> {
  try {
    return await response.text()
  } catch (reason) {
    throw new VisitFailure(`${origin} breaks off its answer (${whyOf(reason)})`)
  }
}

function whyOf(reason: unknown): string {
  if (!(reason instanceof Error)) return 'unknown reason'
  if (reason.name === 'TimeoutError') return `not within ${TIMEOUT_MS / 1000} s`
  const { cause } = reason
  const code: unknown = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? code : 'connection failed'
}
