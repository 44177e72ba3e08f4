/** A request to end the session, looked at: what is proven of it, kept sealed while the person decides. */
import { check, note } from '@sightglass/spec/check'
import { checkHintAudience, jwtRules, parseHint } from '@sightglass/spec/id-token-hint'
import {
  checkLogoutRedirect,
  checkLogoutState,
  type HintedSession,
  logoutRedirect,
  notes,
  rules,
  sessionOfHint,
} from '@sightglass/spec/logout'
import type { Params } from '@sightglass/spec/params'
import type { Clock } from '@sightglass/store'
import { link, traceClaim, traceClient } from '@sightglass/trace'
import type { Client } from '../../clients/client.ts'
import type { ClientRegistry } from '../../clients/registry.ts'
import { signingAlgorithms } from '../../keys/algorithms.ts'
import type { KeyRing } from '../../keys/ring.ts'
import { verifyOwn } from '../../keys/verify.ts'
import type { Seal } from '../../secrets.ts'

/** Everything of it is proven, or means nothing but words: `state` and `uiLocales`. */
export interface Logout {
  readonly clientId?: string
  /** The session that is meant, as the client knows it: the server itself has signed that. */
  readonly sid?: string
  /** A hint of the server's own came along. */
  readonly hinted: boolean
  /** One that the client registered. */
  readonly redirectUri?: string
  readonly state?: string
  readonly uiLocales?: string
  /** The rule that the request broke: then nothing of it is kept. */
  readonly fault?: { readonly rule: string; readonly traceId: string | undefined }
}

export interface ProveOptions {
  readonly issuer: string
  readonly keys: KeyRing
  readonly clients: ClientRegistry
}

/**
 * The request, as far as it is proven. `logout_hint` is left alone: a browser has one session here.
 * @throws {Refusal} `id-token-hint.*`, `logout.client`, `logout.redirectUri`, `logout.stateSize`
 */
export async function proveLogout(options: ProveOptions, params: Params): Promise<Logout> {
  const [state, uiLocales, uri] = [
    params.get('state'),
    params.get('ui_locales'),
    params.get('post_logout_redirect_uri'),
  ]
  if (state !== undefined) checkLogoutState(state)
  link('state', state)
  const hinted = await hintedSession(options, params)
  const clientId = hinted?.clientId ?? params.get('client_id')
  const languages = uiLocales?.slice(0, MOST_LANGUAGES_CHARACTERS)
  const words = {
    ...(state === undefined ? {} : { state }),
    ...(languages === undefined ? {} : { uiLocales: languages }),
  }
  if (clientId === undefined) {
    if (uri !== undefined) note(notes.noClient, { parameter: 'post_logout_redirect_uri' })
    return { hinted: false, ...words }
  }
  const found = await options.clients.find(clientId)
  const client = found?.status === 'active' ? found : undefined
  check(rules.client, client, { parameter: 'client_id', received: clientId })
  const logout = { ...words, clientId, hinted: hinted !== undefined }
  traceOf(logout)
  if (uri === undefined) return { ...logout, ...sessionIn(hinted) }
  checkLogoutRedirect(client.postLogoutRedirectUris ?? [], uri)
  traceOf({ ...logout, redirectUri: uri })
  return { ...logout, ...sessionIn(hinted), redirectUri: uri }
}

const sessionIn = (hinted: HintedSession | undefined) => (hinted?.sid === undefined ? {} : { sid: hinted.sid })

/** Anybody can name a client: what proves it is a hint of ours, or an address that it registered. */
function traceOf({ clientId, hinted, redirectUri }: Logout): void {
  if (clientId === undefined) return
  if (hinted || redirectUri !== undefined) traceClient(clientId)
  else traceClaim(clientId)
}

const MOST_LANGUAGES_CHARACTERS = 128

/** One whose key is gone is as good as none: keys go sooner than people sign out. */
async function hintedSession({ issuer, keys }: ProveOptions, params: Params) {
  const [hint, clientId] = [params.get('id_token_hint'), params.get('client_id')]
  if (hint === undefined) return undefined
  const jwt = parseHint(hint, issuer, signingAlgorithms)
  if ((await keys.find(jwt.header.kid ?? '')) === undefined) {
    note(notes.hintForgotten, { parameter: 'id_token_hint' })
    if (clientId !== undefined) checkHintAudience(jwt.claimed, clientId)
    return undefined
  }
  return sessionOfHint(await verifyOwn(keys, jwtRules, jwt), clientId)
}

/** Where the browser goes in the end, by the client's own words. */
export const backOf = ({ redirectUri, state }: Logout): string | undefined =>
  redirectUri === undefined ? undefined : logoutRedirect(redirectUri, state)

export const clientOf = (clients: ClientRegistry, { clientId }: Logout): Promise<Client | undefined> =>
  clientId === undefined ? Promise.resolve(undefined) : clients.find(clientId)

/** How long the question may stand open: as long as a person may take over a login. */
export interface Keeping {
  readonly seal: Seal
  readonly clock: Clock
  readonly waitsSeconds: number
}

/** For the address and the form of the page that asks: nothing of it is stored. */
export const sealed = ({ seal, clock, waitsSeconds }: Keeping, logout: Logout): string =>
  seal.seal(Buffer.from(JSON.stringify({ logout, until: clock() + waitsSeconds })))

/** @throws {Refusal} `logout.begun` */
export function unsealed({ seal, clock }: Keeping, text = ''): Logout {
  const opened = seal.open(text)
  // Sealed here, for this purpose.
  const kept = opened && (JSON.parse(opened.toString()) as { readonly logout: Logout; readonly until: number })
  check(rules.begun, kept !== undefined && clock() < kept.until, { parameter: 'request' })
  traceOf(kept.logout)
  link('state', kept.logout.state)
  return kept.logout
}
