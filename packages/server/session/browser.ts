/**
 * The browser behind a request, known by a cookie of its own: what stored requests and forms of ours are bound to. Each stored
 * request has a cookie to itself, so that tabs that open at the same moment do not overwrite what the other is known by.
 */
import { interactionRules as rules } from '@sightglass/spec/authorize'
import { check } from '@sightglass/spec/check'
import type { Params } from '@sightglass/spec/params'
import { type Mac, type Random, randomToken, tokenHash } from '../secrets.ts'
import type { Binding, CookieJar } from './cookies.ts'

export interface Browser {
  /** Fingerprint of its cookie: what is stored of it. */
  readonly hash: string
  /** What a form carries, so that only a page of ours in this browser can have made it; `about` binds it to what the page showed. */
  readonly formToken: (about: string) => string
  readonly isFormToken: (token: string | undefined, about: string) => boolean
  /** @throws {Refusal} `interaction.formToken` */
  readonly checkForm: (params: Params, about: string) => void
  /** To be set with the answer, where this browser had none. */
  readonly cookies: readonly string[]
  /** To be set with the answer once the stored request has ended. */
  readonly forgetting: readonly string[]
}

/** With the stored request that it is to be bound to, for as many seconds as that waits. */
export type BrowserOf = (
  request: Request,
  stored?: { readonly id: string; readonly lifetimeSeconds: number },
) => Browser

export interface BrowserOptions {
  readonly cookies: CookieJar
  readonly mac: Mac
  readonly random: Random
}

/** Browsers bound the cookies that they keep and send: whoever opens more tabs has long left the first. */
const MOST_BINDINGS = 10

/** Tells requests apart, and nothing of their ids. */
const bindingOf = (requestId: string): Binding => `request_${tokenHash(requestId).slice(0, 12)}`

export const createBrowserOf =
  ({ cookies, mac, random }: BrowserOptions): BrowserOf =>
  (request, stored) => {
    const name = stored === undefined ? 'browser' : bindingOf(stored.id)
    const known = cookies.read(request, name)
    const id = known ?? randomToken(random)
    const oldest = (): readonly Binding[] =>
      stored === undefined ? [] : cookies.bindings(request).slice(0, 1 - MOST_BINDINGS)
    const introduce = (): string[] => [
      cookies.write(name, id, stored?.lifetimeSeconds),
      ...oldest().map((binding) => cookies.clear(binding)),
    ]
    const isFormToken: Browser['isFormToken'] = (token = '', about) => mac.isOf(`${id} ${about}`, token)
    return {
      hash: tokenHash(id),
      formToken: (about) => mac(`${id} ${about}`),
      isFormToken,
      checkForm: (params, about) => check(rules.formToken, isFormToken(params.get('csrf'), about)),
      cookies: known === undefined ? introduce() : [],
      forgetting: known === undefined ? [] : [cookies.clear(name)],
    }
  }
