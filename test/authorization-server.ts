/** An authorization server on a fresh database of the engine under test, with the development seeds and a clock that tests move. */

import {
  createServer,
  parseKeyEncryptionKey,
  type Server,
  type ServerOptions,
  seedDevelopment,
} from '@sightglass/server'
import { codeChallengeS256, createCodeVerifier } from '@sightglass/spec/pkce'
import type { Store } from '@sightglass/store'
import { openTestStore } from './stores.ts'
import { type Page, UserAgent, type Visit } from './user-agent.ts'

export const issuer = 'http://localhost:8081'
export const resource = 'http://localhost:8082'
export const callback = 'http://localhost:8080/callback'
export const webSecret = 'demo-web-secret-for-development-only'
export const serviceSecret = 'demo-service-secret-for-development-only'

const key = parseKeyEncryptionKey(Buffer.alloc(32, 7).toString('base64url'))
export const testKeys = { keyEncryptionKeys: [key], linkKey: Buffer.alloc(32, 9) } as const

export interface TestClock {
  (): number
  readonly move: (seconds: number) => void
}

export function testClock(start = 1_800_000_000): TestClock {
  let now = start
  const move = (seconds: number): void => {
    now += seconds
  }
  return Object.assign(() => now, { move })
}

export interface Trial {
  readonly server: Server
  readonly store: Store
  readonly clock: TestClock
  readonly browser: () => UserAgent
}

export async function openTrial(options: Partial<ServerOptions> = {}): Promise<Trial> {
  const clock = testClock()
  const store = options.store ?? (await openTestStore({ issuer, clock }))
  const server = await createServer({ issuer, clock, environment: 'development', ...testKeys, ...options, store })
  await seedDevelopment(server, { clientOrigin: 'http://localhost:8080', resource })
  return { server, store, clock, browser: () => new UserAgent(issuer, (request) => server.fetch(request)) }
}

export interface Asked {
  readonly client_id?: string | undefined
  readonly redirect_uri?: string | undefined
  readonly scope?: string | undefined
  readonly state?: string | undefined
  readonly [name: string]: string | undefined
}

export interface Begun {
  readonly url: string
  readonly verifier: string
}

/** The address of an authorization request of `demo-web`, unless told otherwise; members set to `undefined` are left out. */
export async function authorizationUrl(asked: Asked = {}): Promise<Begun> {
  const verifier = createCodeVerifier()
  const base = {
    response_type: 'code',
    client_id: 'demo-web',
    redirect_uri: callback,
    scope: 'openid read',
    state: 'state-of-at-least-16-characters',
    nonce: 'nonce-of-at-least-16-characters',
    code_challenge: await codeChallengeS256(verifier),
    code_challenge_method: 'S256',
  }
  const members = Object.entries({ ...base, ...asked }).filter(
    (member): member is [string, string] => member[1] !== undefined,
  )
  return { url: `${issuer}/oauth2/authorize?${new URLSearchParams(members)}`, verifier }
}

export const credentials = { alice: 'password123', bob: 'secret456', carol: 'mypass789' } as const

/** Signs in and consents wherever the server asks; ends where the browser leaves the server, or at a page that is neither. */
export async function walk(
  agent: UserAgent,
  url: string,
  username: keyof typeof credentials = 'alice',
): Promise<Visit> {
  let visit = await agent.visit(url)
  for (let pages = 0; pages < 5 && visit.page !== undefined; pages++) {
    const { page }: { page: Page } = visit
    if (page.html.includes('id="login-submit"'))
      visit = await agent.submit(page, { username, password: credentials[username] }, 'login')
    else if (page.html.includes('id="consent-accept"')) visit = await agent.submit(page, {}, 'accept')
    else return visit
  }
  return visit
}

/** A code for what is asked, with the verifier that redeems it. */
export async function obtainCode(
  { browser }: Pick<Trial, 'browser'>,
  asked: Asked = {},
  agent = browser(),
): Promise<{ code: string; verifier: string; left: URL }> {
  const { url, verifier } = await authorizationUrl(asked)
  const { left, page } = await walk(agent, url)
  const code = left?.searchParams.get('code')
  if (left === undefined || code == null)
    throw new Error(`no code: ${left?.href ?? `${page?.status} ${page?.html.slice(0, 2000)}`}`)
  return { code, verifier, left }
}

export interface TokenAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown> & {
    access_token?: string
    refresh_token?: string
    id_token?: string
    error?: string
    error_description?: string
  }
}

export const basic = (clientId: string, secret: string): string =>
  `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`

/** A request to the token endpoint, as `demo-web` unless the parameters name a public client; without a header where `authorization` is empty. */
export async function tokenRequest(
  server: Pick<Server, 'fetch'>,
  params: Readonly<Record<string, string | undefined>>,
  authorization?: string,
): Promise<TokenAnswer> {
  const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded' })
  const proof = authorization ?? (params.client_id === undefined ? basic('demo-web', webSecret) : undefined)
  if (proof) headers.set('authorization', proof)
  const members = Object.entries(params).filter((member): member is [string, string] => member[1] !== undefined)
  const response = await server.fetch(
    new Request(`${issuer}/oauth2/token`, { method: 'POST', headers, body: new URLSearchParams(members).toString() }),
  )
  return { status: response.status, headers: response.headers, body: (await response.json()) as TokenAnswer['body'] }
}

export const redeem = (
  server: Pick<Server, 'fetch'>,
  code: string,
  verifier: string | undefined,
  more: Readonly<Record<string, string | undefined>> = {},
  authorization?: string,
): Promise<TokenAnswer> =>
  tokenRequest(
    server,
    { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: verifier, ...more },
    authorization,
  )

export const refreshed = (
  server: Pick<Server, 'fetch'>,
  refreshToken: string | undefined,
  more: Readonly<Record<string, string | undefined>> = {},
  authorization?: string,
): Promise<TokenAnswer> =>
  tokenRequest(server, { grant_type: 'refresh_token', refresh_token: refreshToken, ...more }, authorization)

export const claimsIn = (jwt: string | undefined): Record<string, unknown> =>
  JSON.parse(Buffer.from(jwt?.split('.')[1] ?? '', 'base64url').toString())
