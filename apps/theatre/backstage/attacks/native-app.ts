/** The honest app of these attacks: `demo-client`, a public client on the person's own device. It has no secret, as no app can. */
import type { Actor, Places } from '../actor.ts'

/** Where it waits for its answer: a port that the system gave it (RFC 8252 §7.3). */
export const NATIVE = 'http://127.0.0.1:53682/callback'

const CLIENT_ID = 'demo-client'

/** The authorization request that the app opens in the browser; members that are `undefined` are left out. */
export function authorizeUrl({ auth }: Places, differs: Readonly<Record<string, string | undefined>>): string {
  const members = {
    ...{ response_type: 'code', client_id: CLIENT_ID, redirect_uri: NATIVE, scope: 'openid read write' },
    ...{ state: crypto.randomUUID(), nonce: crypto.randomUUID(), code_challenge_method: 'S256' },
    ...differs,
  }
  const given = Object.entries(members).filter((member): member is [string, string] => member[1] !== undefined)
  return `${auth}/oauth2/authorize?${new URLSearchParams(given)}`
}

export interface Tokens {
  readonly access_token: string
  readonly refresh_token?: string
  readonly id_token?: string
}

/** Asks the token endpoint as somebody who only names the app: `undefined` where it refuses. */
export const redeem = (
  actor: Actor,
  places: Places,
  params: Readonly<Record<string, string>>,
): Promise<Tokens | undefined> =>
  askTokens(actor, places, { grant_type: 'authorization_code', client_id: CLIENT_ID, ...params })

/** Any request to the token endpoint. */
export async function askTokens(
  actor: Actor,
  { auth }: Places,
  params: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Tokens | undefined> {
  const response = await actor.ask(`${auth}/oauth2/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(params),
  })
  return response.ok ? ((await response.json()) as Tokens) : undefined
}
