/** Keeping stored requests, binding them to a browser, and proving that a form was filled in on a page of ours. */

import { interactionRules as rules } from '@sightglass/spec/authorize'
import { check } from '@sightglass/spec/check'
import type { Params } from '@sightglass/spec/params'
import type { Clock, Store } from '@sightglass/store'
import { link, traceClient } from '@sightglass/trace'
import type { Lifetimes } from '../grants/lifetimes.ts'
import { type Random, randomToken, sameSecret, tokenHash } from '../secrets.ts'
import { type AuthorizationRequest, authorizationRequests, interactionPaths } from './authorization-request.ts'
import type { Browser, BrowserOf } from './browser.ts'

/** A request whose every parameter has been looked at. */
export type SoundRequest = Omit<AuthorizationRequest, 'id' | 'createdAt'>

/** A stored request in the browser that it is bound to. */
export interface Interaction {
  readonly request: AuthorizationRequest
  /** The token that a form of the request's pages carries; `about` binds it to what the page showed. */
  readonly csrf: (about?: string) => string
  /** To be set with the answer, where this browser had none. */
  readonly cookies: readonly string[]
  /** To be set instead, with the answer that ends the request. */
  readonly forgetting: readonly string[]
}

export interface Interactions {
  /** Stores a sound request for whichever browser continues it first: what another site posts brings no cookie along. */
  readonly store: (sound: SoundRequest) => Promise<AuthorizationRequest>
  /** Stores a sound request, bound to the browser that sent it. */
  readonly begin: (request: Request, sound: SoundRequest) => Promise<Interaction>
  /** The request that a page or the hub is asked to go on with. @throws {Refusal} `interaction.known`, `interaction.sameBrowser` */
  readonly resume: (request: Request, id: string | undefined) => Promise<Interaction>
  /** The same for a posted form. @throws {Refusal} also `interaction.formToken` */
  readonly submitted: (request: Request, params: Params, about?: string) => Promise<Interaction>
  readonly find: (id: string) => Promise<AuthorizationRequest | undefined>
  readonly change: (id: string, change: (request: AuthorizationRequest) => AuthorizationRequest) => Promise<void>
  /** The address of a step of this request. */
  readonly url: (step: keyof typeof interactionPaths, id: string) => string
}

export interface InteractionsOptions {
  readonly issuer: string
  readonly store: Store
  readonly browserOf: BrowserOf
  readonly clock: Clock
  readonly random: Random
  readonly lifetimes: Lifetimes
}

export function createInteractions({
  issuer,
  store: database,
  browserOf,
  clock,
  random,
  lifetimes,
}: InteractionsOptions): Interactions {
  const table = database.table(authorizationRequests)

  const change: Interactions['change'] = (id, changed) =>
    table.update(tokenHash(id), (stored) =>
      stored === undefined ? { outcome: undefined } : { record: changed(stored), outcome: undefined },
    )

  /** The first browser to come takes the request; the id is known to no other. */
  const bind = (id: string, browserHash: string): Promise<AuthorizationRequest | undefined> =>
    table.update(tokenHash(id), (stored) => {
      if (stored === undefined || stored.browserHash !== undefined) return { outcome: stored }
      const bound = { ...stored, browserHash }
      return { record: bound, outcome: bound }
    })

  const keep = async (sound: SoundRequest, id: string): Promise<AuthorizationRequest> => {
    const now = clock()
    const stored: AuthorizationRequest = { ...sound, id, createdAt: now }
    await table.add(tokenHash(id), stored, now + lifetimes.requestSeconds)
    return stored
  }

  const boundTo = (request: Request, id: string): Browser =>
    browserOf(request, { id, lifetimeSeconds: lifetimes.requestSeconds })

  const interactionOf = (request: AuthorizationRequest, browser: Browser): Interaction => {
    const { formToken, cookies, forgetting } = browser
    traceClient(request.clientId)
    link('request', request.id)
    link('state', request.state)
    return { request, csrf: (about = '') => formToken(aboutOf(request, about)), cookies, forgetting }
  }

  const resume: Interactions['resume'] = async (request, id = '') => {
    const browser = boundTo(request, id)
    const found = id === '' ? undefined : await bound(id, browser.hash)
    check(rules.known, found, { parameter: 'request' })
    check(rules.sameBrowser, found.browserHash !== undefined && sameSecret(found.browserHash, browser.hash))
    return interactionOf(found, browser)
  }

  const bound = async (id: string, browserHash: string): Promise<AuthorizationRequest | undefined> => {
    const stored = await table.get(tokenHash(id))
    return stored === undefined || stored.browserHash !== undefined ? stored : await bind(id, browserHash)
  }

  return {
    store: (sound) => keep(sound, randomToken(random)),
    async begin(request, sound) {
      const id = randomToken(random)
      const browser = boundTo(request, id)
      return interactionOf(await keep({ ...sound, browserHash: browser.hash }, id), browser)
    },
    resume,
    async submitted(request, params, about) {
      const interaction = await resume(request, params.get('request'))
      boundTo(request, interaction.request.id).checkForm(params, aboutOf(interaction.request, about))
      return interaction
    },
    find: (id) => table.get(tokenHash(id)),
    change,
    url: (step, id) => `${issuer}${interactionPaths[step]}?request=${id}`,
  }
}

/** What the forms of a stored request are about: the request, and what its page showed. */
const aboutOf = ({ id }: AuthorizationRequest, about = ''): string => `${id} ${about}`
