/** An authorization server for the tests: a fetch function whose answers each test bends as it likes. */
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { Client } from './client.ts'
import type { ClientOptions } from './context.ts'
import type { Fetch } from './transport.ts'

export const ISSUER = 'https://as.example'
export const RESOURCE = 'https://rs.example/v1'
export const CLIENT_ID = 'web'
export const NOW = 1_800_000_000

export interface Seen {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly form: URLSearchParams
}

type Reply = (seen: Seen) => Response | Promise<Response>

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  Response.json(body, { status, headers })

export const metadata = {
  issuer: ISSUER,
  authorization_endpoint: `${ISSUER}/authorize?tenant=1`,
  token_endpoint: `${ISSUER}/token`,
  userinfo_endpoint: `${ISSUER}/userinfo`,
  jwks_uri: `${ISSUER}/jwks`,
  response_types_supported: ['code'],
  code_challenge_methods_supported: ['S256'],
  id_token_signing_alg_values_supported: ['RS256', 'ES256'],
  token_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'client_secret_post'],
  authorization_response_iss_parameter_supported: true,
}

interface SigningKey {
  readonly kid: string
  readonly alg: string
  readonly privateKey: CryptoKey
  readonly jwk: Record<string, unknown>
}

export async function makeKey(kid: string, alg = 'RS256'): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  return { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } }
}

export const rsaKey: SigningKey = await makeKey('rsa-1')
export const ecKey: SigningKey = await makeKey('ec-1', 'ES256')

/** Claims, those that are `undefined` missing. */
export type Claims = Readonly<Record<string, unknown>>

/** Signs an ID token; `header` may take members away with `undefined`. */
export function sign(
  claims: Claims,
  key: SigningKey = rsaKey,
  header: { kid?: string | undefined; typ?: string } = {},
) {
  const { kid, ...rest } = { kid: key.kid, ...header }
  return new SignJWT(claims)
    .setProtectedHeader({ alg: key.alg, ...rest, ...(kid !== undefined && { kid }) })
    .sign(key.privateKey)
}

export const baseClaims = {
  iss: ISSUER,
  sub: 'alice',
  aud: CLIENT_ID,
  iat: NOW,
  exp: NOW + 300,
}

/** The server: replies by path, which tests replace; `seen` holds what came. */
export interface FakeServer {
  readonly replies: Map<string, Reply>
  readonly seen: Seen[]
  readonly fetch: Fetch
  readonly at: (path: string) => Seen[]
  now: number
}

export function createFakeServer(): FakeServer {
  const seen: Seen[] = []
  const replies = new Map<string, Reply>([
    ['/.well-known/oauth-authorization-server', () => json(metadata)],
    ['/jwks', () => json({ keys: [rsaKey.jwk, ecKey.jwk] })],
  ])
  const fetch: Fetch = async (request) => {
    const url = new URL(request.url)
    const message = {
      method: request.method,
      url,
      headers: request.headers,
      form: new URLSearchParams(await request.text()),
    }
    seen.push(message)
    return (await replies.get(url.pathname)?.(message)) ?? json({ error: 'not_found' }, 404)
  }
  return { replies, seen, fetch, at: (path) => seen.filter(({ url }) => url.pathname === path), now: NOW }
}

export function clientOf(server: FakeServer, options: Partial<ClientOptions> = {}): Client {
  return new Client({
    issuer: ISSUER,
    clientId: CLIENT_ID,
    clientSecret: 's:e c%ret',
    scope: 'openid read',
    resource: RESOURCE,
    redirectUri: 'https://web.example/callback',
    fetch: server.fetch,
    clock: () => server.now,
    monotonicMs: () => server.now * 1000,
    ...options,
  })
}

/** A response that the honest server would send through the browser. */
export const callback = (state: string, more: Record<string, string> = { code: 'the-code' }): URLSearchParams =>
  new URLSearchParams({ iss: ISSUER, state, ...more })

/** The rule that a promise was refused by, or the name of the error it failed with. */
export async function failure(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'nothing'
  } catch (error) {
    if (error instanceof Error && 'rule' in error) return (error.rule as { id: string }).id
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  }
}
