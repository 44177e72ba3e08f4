/** The browser behind a request, known by a cookie of its own: what stored requests and forms of ours are bound to. */
import { interactionRules as rules } from '@sightglass/spec/authorize'
import { check } from '@sightglass/spec/check'
import type { Params } from '@sightglass/spec/params'
import { type Mac, type Random, randomToken, tokenHash } from '../secrets.ts'
import type { CookieJar } from './cookies.ts'

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
}

export type BrowserOf = (request: Request) => Browser

export interface BrowserOptions {
  readonly cookies: CookieJar
  readonly mac: Mac
  readonly random: Random
}

export const createBrowserOf =
  ({ cookies, mac, random }: BrowserOptions): BrowserOf =>
  (request) => {
    const known = cookies.read(request, 'browser')
    const id = known ?? randomToken(random)
    const isFormToken: Browser['isFormToken'] = (token = '', about) => mac.isOf(`${id} ${about}`, token)
    return {
      hash: tokenHash(id),
      formToken: (about) => mac(`${id} ${about}`),
      isFormToken,
      checkForm: (params, about) => check(rules.formToken, isFormToken(params.get('csrf'), about)),
      cookies: known === undefined ? [cookies.write('browser', id)] : [],
    }
  }
