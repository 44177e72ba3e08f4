/**
 * Who takes part in a scene or an attack: they send real messages to real servers, by hand or through a browser of their own, and
 * what they sent is noted by the trace that its receiver made of it.
 */
import { setTimeout } from 'node:timers/promises'
import { type Arrival, ask, Browser, type Fetch, filledForm, has, VisitFailure, wordsOfPage } from '@sightglass/visitor'
import type { Aside, Lane, Sent } from '../programme/run.ts'
import { accountOf } from './people.ts'

/** Where the three servers are: addresses without a slash at their end. */
export interface Places {
  readonly client: string
  readonly auth: string
  readonly resource: string
}

/** Whoever sends messages by hand. */
export interface Actor {
  readonly lane: Lane
  /**
   * One request; follows no redirect. Cookies are kept by host name, as browsers keep them.
   * @throws {VisitFailure} where nobody answers.
   */
  readonly ask: (url: string | URL, init?: RequestInit) => Promise<Response>
}

/** A person with a browser of their own: pages, forms, redirects. */
export interface Person extends Actor {
  /** Goes to an address and on, while redirects stay with the server: to a page, or to where a redirect leaves it (not visited). */
  readonly visit: (url: string | URL, form?: URLSearchParams) => Promise<Arrival>
  /** Presses a button of the page that it arrived at, by its id, with values typed into the form around it. */
  readonly press: (arrival: Arrival, button: string, values?: Readonly<Record<string, string>>) => Promise<Arrival>
  /** Where a form asks for user name and password, sends them; else gives back where it is. */
  readonly signIn: (arrival: Arrival) => Promise<Arrival>
  /**
   * From an authorization request through login and consent, as far as they are asked for.
   * @returns where the authorization server sends the browser: not visited yet
   */
  readonly authorize: (url: string | URL) => Promise<URL>
}

/** All that a scene or an attack has. */
export interface Backstage {
  readonly places: Places
  /** Sends what is nobody's: it is no message of the run. */
  readonly fetch: Fetch
  readonly actor: (lane: Lane) => Actor
  /** By the name that the texts have for them; in the lane of the browser, unless told otherwise. */
  readonly person: (name: string, lane?: Lane) => Person
  /** Tells what none of the servers can see. */
  readonly aside: (key: string, from: Lane, to: Lane) => void
  readonly pause: (ms: number) => Promise<void>
  /** Lets somebody in this process answer for an origin: an app or a server that only this run has. */
  readonly host: (origin: string, answer: Host) => void
}

/** Answers for a whole origin. */
export type Host = (request: Request) => Promise<Response>

export interface BackstageOptions {
  readonly places: Places
  /** Default: the platform's. */
  readonly fetch?: Fetch
  /** Default: time passes. */
  readonly pause?: (ms: number) => Promise<void>
  /** Ends all that is under way. */
  readonly signal?: AbortSignal
}

/** A message that was sent, and whom it went to. */
export interface Noted extends Sent {
  readonly origin: string
}

/** An aside, and how many messages had been sent and answered before it. */
export interface NotedAside extends Aside {
  readonly after: number
}

/** The backstage, and what the run tells of itself as it goes on. */
export interface OpenBackstage {
  readonly stage: Backstage
  readonly sent: readonly Noted[]
  readonly asides: readonly NotedAside[]
}

const TRACE_HEADER = 'sightglass-trace'

/** Opens it for one run. */
export function openBackstage({ places, fetch = globalThis.fetch, pause, signal }: BackstageOptions): OpenBackstage {
  const hosts = new Map<string, Host>()
  const sent: Noted[] = []
  const asides: NotedAside[] = []
  const bounded: Fetch = (url, init) => {
    const host = hosts.get(url.origin)
    if (host !== undefined) return host(new Request(url, init))
    const signals = [init.signal, signal].filter((one) => one != null)
    return fetch(url, { ...init, signal: AbortSignal.any(signals) })
  }
  const notingAs =
    (by: Lane): Fetch =>
    async (url, init) => {
      const response = await bounded(url, init)
      const traceId = response.headers.get(TRACE_HEADER)
      // What is hosted here is recorded here: where the client's server is.
      const origin = hosts.has(url.origin) ? new URL(places.client).origin : url.origin
      if (traceId !== null) sent.push({ traceId, by, origin })
      return response
    }
  const stage: Backstage = {
    places,
    fetch: bounded,
    actor: (lane) => actorOf(lane, new Browser(notingAs(lane))),
    person: (name, lane = 'browser') => personOf(name, lane, new Browser(notingAs(lane))),
    aside: (key, from, to) => void asides.push({ key, from, to, at: Date.now() / 1000, after: sent.length }),
    pause: pause ?? ((ms) => setTimeout(ms, undefined, { ...(signal && { signal }) })),
    host: (origin, answer) => void hosts.set(origin, answer),
  }
  return { stage, sent, asides }
}

const actorOf = (lane: Lane, browser: Browser): Actor => ({
  lane,
  ask: (url, init) => browser.ask(new URL(url), init),
})

function personOf(name: string, lane: Lane, browser: Browser): Person {
  const { username, password } = accountOf(name)
  const visit: Person['visit'] = (url, form) => browser.visit(new URL(url), form)
  const press: Person['press'] = ({ page, left }, button, values) => {
    if (page === undefined) throw new VisitFailure(`the browser is sent on to ${left.origin}`)
    return browser.submit(filledForm(page, button, values))
  }
  const signIn: Person['signIn'] = async (arrival) =>
    arrival.page !== undefined && has(arrival.page, 'login-submit')
      ? await press(arrival, 'login-submit', { username, password })
      : arrival
  const authorize: Person['authorize'] = async (url) => {
    const known = await signIn(await visit(url))
    const { page, left } =
      known.page !== undefined && has(known.page, 'consent-accept') ? await press(known, 'consent-accept') : known
    if (page !== undefined) throw new VisitFailure(`${page.url.origin} ${wordsOfPage(page)}`)
    return left
  }
  return { ...actorOf(lane, browser), visit, press, signIn, authorize }
}

/**
 * Sends what is no message of a run, such as the reading of its traces.
 * @throws {VisitFailure} where nobody answers.
 */
export const askQuietly = (fetch: Fetch, url: string): Promise<Response> => ask(fetch, new URL(url))
