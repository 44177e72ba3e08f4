/** What tests of lifecycles do over and over: clients of their own, an address each request, and questions whether things still work. */
import type { Client, Registration, Server } from '@sightglass/server'
import { basic, issuer, redeem, refreshed, type TokenAnswer, webSecret } from './authorization-server.ts'

export type Fetching = Pick<Server, 'fetch'>

/** The same server, asked from another address each time: what counts refusals by address is not the subject. */
export function fromAnywhere({ fetch }: Fetching): Fetching {
  let count = 0
  return {
    fetch: (request) => fetch(request, { address: `10.${(count >> 16) & 255}.${(count >> 8) & 255}.${count++ & 255}` }),
  }
}

let made = 0

/** A client of the test's own, like one of the demo clients; a confidential one has the demo client's secret. */
export async function addClient(
  { clients }: Pick<Server, 'clients'>,
  like: 'demo-web' | 'demo-client',
  differs: Partial<Registration> = {},
): Promise<Client> {
  const demo = await clients.find(like)
  if (demo === undefined) throw new Error(`no client ${like}`)
  const clientId = `${like}-${++made}`
  const secret = demo.clientSecretHash === undefined ? {} : { clientSecret: webSecret }
  // Without the code grant there is no use for codes, and the registry knows.
  const responseTypes = differs.grantTypes?.includes('authorization_code') === false ? [] : demo.responseTypes
  await clients.put({ ...demo, ...secret, clientId, responseTypes, ...differs })
  const client = await clients.find(differs.clientId ?? clientId)
  if (client === undefined) throw new Error(`no client ${clientId}`)
  return client
}

/** Asks the token endpoint as one client does: by the secret of the demo, or by its id alone. */
export interface TokenClient {
  readonly redeem: (code: string, verifier: string | undefined, more?: Extra) => Promise<TokenAnswer>
  readonly refresh: (refreshToken: string | undefined, more?: Extra) => Promise<TokenAnswer>
}

type Extra = Readonly<Record<string, string | undefined>>

export function tokenClient(server: Fetching, { clientId, clientSecretHash }: Client): TokenClient {
  const isPublic = clientSecretHash === undefined
  const id = isPublic ? { client_id: clientId } : {}
  const proof = isPublic ? undefined : basic(clientId, webSecret)
  return {
    redeem: (code, verifier, more) => redeem(server, code, verifier, { ...id, ...more }, proof),
    refresh: (refreshToken, more) => refreshed(server, refreshToken, { ...id, ...more }, proof),
  }
}

/** The status that UserInfo answers with. */
export async function userinfoStatus({ fetch }: Fetching, accessToken: string | undefined): Promise<number> {
  const headers = { authorization: `Bearer ${accessToken}` }
  return (await fetch(new Request(`${issuer}/oauth2/userinfo`, { headers }))).status
}

/** Whether the refresh token gets an access token that UserInfo takes. */
export async function stillRefreshes(server: Fetching, client: TokenClient, refreshToken: string | undefined) {
  const { status, body } = await client.refresh(refreshToken)
  return status === 200 && (await userinfoStatus(server, body.access_token)) === 200
}

/** Runs the same thing many times at once. */
export const inParallel = <T>(count: number, work: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)))
