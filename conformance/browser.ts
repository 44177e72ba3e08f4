/** A browser without a screen and without scripts: keeps cookies, follows redirects, sends forms, heeds `form-action`. */
import { CookieJar } from './cookies.ts'
import { type Field, type Form, formsIn, membersOf, type Tag, tagsIn } from './html.ts'
import { formOf, type Sent, type Wire } from './wire.ts'

export interface Page {
  readonly url: URL
  readonly status: number
  readonly headers: Headers
  readonly html: string
  readonly tags: readonly Tag[]
  readonly forms: readonly Form[]
}

/** The browser has reached the relying party. */
export interface Landing {
  readonly url: URL
  readonly method: string
  /** What was posted there. */
  readonly form?: URLSearchParams
}

export type Visit =
  | { readonly page: Page; readonly landing?: undefined }
  | { readonly landing: Landing; readonly page?: undefined }

const MOST_HOPS = 15

interface Going extends Sent {
  readonly crossSite?: boolean
  /** What the page that the form stands on says of where forms may lead. */
  readonly formAction?: readonly string[] | undefined
}

export class Browser {
  readonly #cookies = new CookieJar()
  readonly #wire: Wire
  readonly #isHome: (url: URL) => boolean
  /** Where `form-action` of a page did not let a form lead. */
  readonly blocked: string[] = []

  /** `isHome` tells the addresses of the relying party. */
  constructor(wire: Wire, isHome: (url: URL) => boolean) {
    this.#wire = wire
    this.#isHome = isHome
  }

  get isFresh(): boolean {
    return this.#cookies.size === 0
  }

  async visit(address: string | URL, going: Going = {}): Promise<Visit> {
    let url = new URL(address)
    let sent = going
    for (let hops = 0; hops < MOST_HOPS; hops++) {
      const { method = 'GET' } = sent
      if (going.formAction !== undefined && !allows(going.formAction, url)) this.blocked.push(url.origin)
      if (this.#isHome(url)) return await this.#land(url, sent)
      const cookie = this.#cookies.headerFor(url, { method, crossSite: going.crossSite === true })
      const headers = { accept: 'text/html', 'accept-language': 'en', ...sent.headers, ...(cookie && { cookie }) }
      const answer = await this.#wire.send(url, { ...sent, headers })
      for (const line of answer.headers.getSetCookie()) this.#cookies.keep(url, line)
      const location = answer.headers.get('location')
      if (answer.status < 300 || answer.status > 399 || location === null) return { page: pageOf(url, answer) }
      const next = new URL(location, url)
      if (next.hash === '') next.hash = url.hash
      url = next
      if (answer.status !== 307 && answer.status !== 308) sent = {}
    }
    throw new Error(`more than ${MOST_HOPS} redirects, the last to ${url.href}`)
  }

  /** Presses a button of a form, having typed this into its fields. */
  async submit(page: Page, form: Form, pressed?: Field, typed: ReadonlyMap<Field, string> = new Map()): Promise<Visit> {
    const target = new URL(form.action, page.url)
    const members = membersOf(form, pressed, typed)
    const formAction = directive(page.headers.get('content-security-policy'), 'form-action')
    const going = { formAction: formAction?.map((source) => (source === "'self'" ? page.url.origin : source)) }
    if (form.method === 'POST') return await this.visit(target, { ...going, ...formOf(members) })
    target.search = new URLSearchParams(members).toString()
    return await this.visit(target, going)
  }

  /** Loads what a frame of a page shows, as another site inside it. */
  async frame(page: Page, src: string): Promise<void> {
    await this.visit(new URL(src, page.url), { crossSite: true })
  }

  async #land(url: URL, sent: Going): Promise<Visit> {
    const { method = 'GET', body } = sent
    await this.#wire.send(url, {
      method,
      ...(sent.headers && { headers: sent.headers }),
      ...(body !== undefined && { body }),
    })
    return { landing: { url, method, ...(body !== undefined && { form: new URLSearchParams(body) }) } }
  }
}

function pageOf(url: URL, { status, headers, text }: { status: number; headers: Headers; text: string }): Page {
  const tags = tagsIn(text)
  return { url, status, headers, html: text, tags, forms: formsIn(tags) }
}

/** The sources of one directive of a content security policy; undefined where it says nothing of it. */
export function directive(policy: string | null, name: string): readonly string[] | undefined {
  const found = (policy ?? '')
    .split(';')
    .map((part) => part.trim().split(/\s+/))
    .find(([key]) => key === name)
  return found?.slice(1)
}

/** Whether a source list lets this address through. */
export const allows = (sources: readonly string[], { origin, protocol, hostname, port }: URL): boolean =>
  sources.some((source) => {
    if (source === '*' || source === protocol || source === origin) return true
    if (source === `${protocol}//${hostname}:*` || source === `${hostname}:${port}` || source === hostname) return true
    return URL.canParse(source) && new URL(source).origin === origin
  })
