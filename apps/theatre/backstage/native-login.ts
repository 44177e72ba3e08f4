/** A login of the native app, played by hand: what several scenes and attacks begin with. */
import { VisitFailure } from '@sightglass/visitor'
import type { Actor, Backstage, Person } from './actor.ts'
import { fresh, post, proofKey, type Tokens, tokensIn } from './by-hand.ts'
import { nativeApp } from './clients.ts'

type Values = Readonly<Record<string, string>>

/** A login that has begun: what the app keeps to itself, and the address that it opens in the browser. */
export interface BegunLogin {
  readonly state: string
  readonly verifier: string
  readonly url: string
}

/** The authorization request of the app, with PKCE. */
export function beginLogin({ places }: Backstage, more: Values = {}): BegunLogin {
  const { verifier, challenge } = proofKey()
  const state = fresh()
  const parameters = new URLSearchParams({
    response_type: 'code',
    client_id: nativeApp.clientId,
    redirect_uri: nativeApp.redirectUri,
    scope: 'read',
    state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    resource: places.resource,
    ...more,
  })
  return { state, verifier, url: `${places.auth}/oauth2/authorize?${parameters}` }
}

/**
 * The code that came back, once it is known to belong to the login that began.
 * @throws {VisitFailure} where it does not.
 */
export function codeIn(callback: URL, { state }: Pick<BegunLogin, 'state'>): string {
  const { searchParams } = callback
  const code = searchParams.get('code')
  if (code === null || searchParams.get('state') !== state)
    throw new VisitFailure(`no code came back but ${searchParams.get('error') ?? 'an answer to another login'}`)
  return code
}

/** Redeems a code, with its verifier. */
export const redeem = async (
  { places }: Backstage,
  app: Actor,
  { code, verifier }: { readonly code: string; readonly verifier: string },
): Promise<Tokens> => {
  const { clientId: client_id, redirectUri: redirect_uri } = nativeApp
  const form = { grant_type: 'authorization_code', client_id, redirect_uri, code, code_verifier: verifier }
  return tokensIn(await post(app, `${places.auth}/oauth2/token`, form))
}

/** The whole of it, up to the tokens. */
export async function signInToApp(stage: Backstage, app: Actor, person: Person, more: Values = {}): Promise<Tokens> {
  const begun = beginLogin(stage, more)
  stage.aside('app-opens-browser', 'client', 'browser')
  const callback = await person.authorize(begun.url)
  stage.aside('code-reaches-app:code', 'browser', 'client')
  return await redeem(stage, app, { code: codeIn(callback, begun), verifier: begun.verifier })
}

/** Exchanges a refresh token. */
export const refreshWith = (stage: Backstage, actor: Actor, refreshToken: string) =>
  post(actor, `${stage.places.auth}/oauth2/token`, {
    grant_type: 'refresh_token',
    client_id: nativeApp.clientId,
    refresh_token: refreshToken,
  })
