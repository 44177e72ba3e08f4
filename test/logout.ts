/** Logout as tests do it: signing in at a client, asking for the end of the session, and a client that takes logout tokens. */
import type { Registration } from '@sightglass/server'
import { claimsIn, credentials, issuer, obtainCode, type TokenAnswer, type Trial } from './authorization-server.ts'
import { loopbackCertificate, openSecureHost, type SecureHost } from './https-server.ts'
import { addClient, type TokenClient, tokenClient } from './lifecycle.ts'
import type { Page, UserAgent, Visit } from './user-agent.ts'

export const loggedOut = 'https://app.example/logged-out'

export interface SignedIn {
  readonly clientId: string
  readonly client: TokenClient
  readonly tokens: TokenAnswer['body']
  readonly sid: string
}

/** Signs in at a client of its own, which registered `loggedOut`. */
export async function signInAt(
  trial: Trial,
  agent: UserAgent,
  differs: Partial<Registration> = {},
  scope = 'openid',
): Promise<SignedIn> {
  const registered = await addClient(trial.server, 'demo-web', { postLogoutRedirectUris: [loggedOut], ...differs })
  const { clientId } = registered
  const client = tokenClient(trial.server, registered)
  const { code, verifier } = await obtainCode(trial, { client_id: clientId, scope }, agent)
  const { body } = await client.redeem(code, verifier)
  return { clientId, client, tokens: body, sid: String(claimsIn(body.id_token).sid) }
}

export type LogoutParameters = Readonly<Record<string, string | undefined>>

/** Asks for the end of the session by a link, or by a form of the client's site: that brings no cookie along. */
export function askToLogOut(agent: UserAgent, asked: LogoutParameters = {}, method = 'GET'): Promise<Visit> {
  const members = Object.entries(asked).filter((member): member is [string, string] => member[1] !== undefined)
  const params = new URLSearchParams(members)
  if (method === 'GET') return agent.visit(`${issuer}/oauth2/logout?${params}`)
  // Put back before the redirect is followed: that brings them along again (SameSite=Lax).
  const cookies = new Map(agent.cookies)
  agent.cookies.clear()
  const posted = agent.visit(`${issuer}/oauth2/logout`, { method, body: params })
  for (const [name, value] of cookies) agent.cookies.set(name, value)
  return posted
}

export const isQuestion = (page: Page | undefined): boolean => page?.html.includes('id="logout-confirm"') === true
export const isEnded = (page: Page | undefined): boolean => page?.html.includes('id="logout-ended"') === true

/** Whether somebody is signed in in this browser. */
export async function isSignedIn(agent: UserAgent): Promise<boolean> {
  const { page } = await agent.visit(`${issuer}/account`)
  return page?.html.includes('id="account-sign-out"') === true
}

export async function signInAtAccount(agent: UserAgent, username: keyof typeof credentials): Promise<void> {
  const { page } = await agent.visit(`${issuer}/account`)
  if (page === undefined) throw new Error('no account page')
  await agent.submit(page, { username, password: credentials[username] }, 'sign_in')
}

export interface LogoutReceiver {
  readonly host: SecureHost
  readonly fetcher: { readonly privateHosts: readonly string[]; readonly caCertificates: readonly string[] }
  /** The bodies that came, oldest first. */
  readonly bodies: readonly string[]
  /** What is answered from now on. */
  answer: number
}

/** A client's own server, which takes logout tokens. */
export async function openLogoutReceiver(): Promise<LogoutReceiver> {
  const bodies: string[] = []
  const state = { answer: 200 }
  const host = await openSecureHost((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => {
      body += part.toString()
    })
    request.on('end', () => {
      bodies.push(body)
      response.writeHead(state.answer, { 'cache-control': 'no-store' }).end()
    })
  })
  const fetcher = { privateHosts: [host.place], caCertificates: [loopbackCertificate] }
  return Object.assign(state, { host, bodies, fetcher })
}
