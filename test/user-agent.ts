/** A browser without a screen: keeps cookies, follows redirects within one origin, fills in plain forms. No script runs. */
export type Fetch = (request: Request) => Promise<Response>

export interface Page {
  readonly status: number
  readonly url: string
  readonly html: string
  readonly headers: Headers
}

/** Where the browser ended up: on a page of the server, or at a redirect away from it. */
export type Visit =
  | { readonly page: Page; readonly left?: undefined }
  | { readonly left: URL; readonly page?: undefined }

export class UserAgent {
  readonly cookies = new Map<string, string>()
  readonly #origin: string
  readonly #fetch: Fetch

  constructor(origin: string, fetch: Fetch) {
    this.#origin = origin
    this.#fetch = fetch
  }

  /** Goes to an address and follows redirects while they stay with the server. */
  async visit(url: string, init: RequestInit = {}): Promise<Visit> {
    let [target, request] = [new URL(url, this.#origin), init]
    for (let hops = 0; hops < 10; hops++) {
      const response = await this.#send(target, request)
      const location = response.headers.get('location')
      if (location === null)
        return {
          page: { status: response.status, url: target.href, html: await response.text(), headers: response.headers },
        }
      const next = new URL(location, target)
      if (next.origin !== new URL(this.#origin).origin) return { left: next }
      ;[target, request] = [next, {}]
    }
    throw new Error(`too many redirects, the last to ${target}`)
  }

  /** Sends the form of a page that has this button, with its hidden fields and the values given. */
  async submit(page: Page, values: Readonly<Record<string, string>>, action: string): Promise<Visit> {
    const forms = page.html.split(/(?=<form)/).map((part) => part.split('</form>')[0] ?? '')
    const html = forms.find((part) => part.startsWith('<form') && part.includes(`value="${action}"`)) ?? page.html
    const form = /<form[^>]*>/.exec(html)?.[0]
    const target = attribute(form ?? '', 'action')
    if (target === undefined) throw new Error(`no form on ${page.url}: ${page.html.slice(0, 400)}`)
    const hidden = Array.from(
      html.matchAll(/<input[^>]*type="hidden"[^>]*>/g),
      ([input]) => [attribute(input, 'name') ?? '', attribute(input, 'value') ?? ''] as [string, string],
    )
    const body = new URLSearchParams([...hidden, ...Object.entries(values), ['action', action] as [string, string]])
    return await this.visit(new URL(target, page.url).href, { method: 'POST', body })
  }

  /** Presses a button by its id: sends the form around it, with its hidden fields and the values given. */
  async press(page: Page, id: string, values: Readonly<Record<string, string>> = {}): Promise<Visit> {
    const form = page.html.split('<form').find((part) => part.split('</form>')[0]?.includes(` id="${id}"`))
    if (form === undefined) throw new Error(`no button ${id} on ${page.url}: ${page.html.slice(0, 400)}`)
    const action = attribute(new RegExp(`<button[^>]* id="${id}"[^>]*>`).exec(form)?.[0] ?? '', 'value') ?? ''
    return await this.submit({ ...page, html: `<form${form.split('</form>')[0]}` }, values, action)
  }

  async #send(target: URL, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers)
    if (this.cookies.size > 0)
      headers.set('cookie', Array.from(this.cookies, ([name, value]) => `${name}=${value}`).join('; '))
    const response = await this.#fetch(new Request(target, { ...init, headers, redirect: 'manual' }))
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie)
    return response
  }

  #keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split('; ')
    const [name = '', value = ''] = pair.split(/=(.*)/s)
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? undefined : textOf(value)
}

/** What an attribute's characters stand for. */
export const textOf = (escaped: string): string =>
  escaped
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
