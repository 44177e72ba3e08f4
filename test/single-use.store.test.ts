/** What is good for once is good for one of fifty at the same moment, whichever of two nodes on one database they reach. */
import type { Server } from '@sightglass/server'
import { DEVICE_GRANT_TYPE } from '@sightglass/spec/device'
import { openStore } from '@sightglass/store'
import { beforeAll, expect, it } from 'vitest'
import { deliveredBy } from './asking.ts'
import { assertionClaims, assertionParams, makeKey, signedBy } from './assertion.ts'
import {
  authorizationUrl,
  callback,
  credentials,
  issuer,
  openTrial,
  resource,
  type Trial,
  testClock,
  walk,
} from './authorization-server.ts'
import { afterThis } from './cleaning.ts'
import { approvedDevice, askForDevice, beginDevice, confirmation, poll } from './device.ts'
import { loopbackCertificate, openSecureHost } from './https-server.ts'
import { addClient, inParallel, userinfoStatus } from './lifecycle.ts'
import { testStoreUrl } from './stores.ts'
import type { Page, UserAgent } from './user-agent.ts'

const key = makeKey()
const clock = testClock()
let nodes: readonly Trial[]
let requestObject: string
let objectHost: string

beforeAll(async () => {
  const host = await openSecureHost((_, response) =>
    response.writeHead(200, { 'content-type': 'application/oauth-authz-req+jwt' }).end(requestObject),
  )
  objectHost = host.url
  const url = await testStoreUrl()
  const node = async (): Promise<Trial> => {
    const store = await openStore(url, { issuer, clock })
    afterThis(() => store.close())
    return await openTrial({
      ...{ store, clock },
      fetcher: { privateHosts: [host.place], caCertificates: [loopbackCertificate] },
      registration: { mode: 'initial_token', scope: ['openid'], rotateAccessToken: true },
    })
  }
  nodes = [await node(), await node()]
})

/** The one that the n-th request reaches. */
const nodeOf = (n: number): Trial => nodes[n % 2] ?? expect.unreachable()
const first = (): Trial => nodeOf(0)

/** The same browser as it meets the other node. */
function browserAt(n: number, { cookies }: UserAgent): UserAgent {
  const agent = nodeOf(n).browser()
  for (const [name, value] of cookies) agent.cookies.set(name, value)
  return agent
}

/** Sends it fifty times at once, to both nodes by turns, from an address each. */
const fifty = <T>(work: (server: Pick<Server, 'fetch'>, n: number) => Promise<T>): Promise<T[]> =>
  inParallel(50, (n) => {
    const { fetch } = nodeOf(n).server
    return work({ fetch: (request) => fetch(request, { address: `10.1.${n}.1` }) }, n)
  })

async function consentPage(agent: UserAgent, url: string): Promise<Page> {
  const { page } = await agent.visit(url)
  if (page?.html.includes('id="login-submit"') !== true) return page ?? expect.unreachable()
  const visit = await agent.submit(page, { username: 'alice', password: credentials.alice }, 'login')
  return visit.page ?? expect.unreachable()
}

it('a device code gives tokens once, and its grant ends revoked at both nodes', async () => {
  const { device_code } = await approvedDevice(first())
  const answers = await fifty((server) => poll(server, device_code))
  const [winner, ...others] = answers.filter(({ status }) => status === 200)
  expect(others).toEqual([])
  expect(answers.filter(({ body }) => body.error === 'invalid_grant')).toHaveLength(49)
  for (const { server } of nodes) expect(await userinfoStatus(server, winner?.body.access_token)).toBe(401)
})

it('a user code is decided on once, by those who allow and those who refuse', async () => {
  const agent = first().browser()
  const { user_code, device_code } = await beginDevice(first().server)
  const page = await confirmation(agent, user_code)
  const visits = await inParallel(50, (n) =>
    browserAt(n, agent).press(page, n % 4 < 2 ? 'device-accept' : 'device-deny'),
  )
  const decided = visits.filter((visit) => visit.page?.url.includes('done='))
  expect(decided).toHaveLength(1)
  const { status, body } = await poll(first().server, device_code)
  expect(status === 200 || body.error === 'access_denied').toBe(true)
})

it('an assertion proves its client once, at whichever of the endpoints that ask for proof', async () => {
  const clientId = 'signer'
  await first().server.clients.put({
    ...{ clientId, clientName: clientId, tokenEndpointAuthMethod: 'private_key_jwt', jwks: { keys: [key.jwk] } },
    grantTypes: ['client_credentials', DEVICE_GRANT_TYPE],
    ...{ responseTypes: [], redirectUris: [], scope: ['read'], resources: [resource] },
    idTokenSignedResponseAlg: 'RS256',
  })
  const proof = assertionParams(signedBy(key, assertionClaims(clientId, issuer, clock())))
  const ask: readonly ((server: Pick<Server, 'fetch'>) => Promise<Response>)[] = [
    (server) => posted(server, 'token', { grant_type: 'client_credentials', scope: 'read', ...proof }),
    (server) => posted(server, 'revoke', { token: 'x', ...proof }),
    (server) => askForDevice(server, { ...proof, client_id: clientId, scope: 'read' }),
  ]
  const answers = await fifty((server, n) => ask[n % 3]?.(server) ?? expect.unreachable())
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(1)
  expect(statuses.filter((status) => status === 401)).toHaveLength(49)
})

it('an initial access token for one client registers one', async () => {
  const token = await first().server.initialTokens.issue({ clients: 1, lifetimeSeconds: 60 })
  const answers = await fifty((server) => register(server, token))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(49)
})

it('a registration access token that is replaced at use is used once, to read and to change alike', async () => {
  const token = await first().server.initialTokens.issue({ clients: 1, lifetimeSeconds: 60 })
  const told = (await (await register(first().server, token)).json()) as Record<string, string>
  const { client_id, registration_client_uri = '', registration_access_token } = told
  const headers = { authorization: `Bearer ${registration_access_token}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ client_id, redirect_uris: [callback] })
  const answers = await fifty((server, n) =>
    server.fetch(new Request(registration_client_uri, n % 4 < 2 ? { headers } : { method: 'PUT', headers, body })),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(49)
})

it('a request that came by request_uri gives one code, however often its consent is sent', async () => {
  const requestUri = `${objectHost}/request.jwt`
  const { clientId } = await addClient(first().server, 'demo-web', {
    jwks: { keys: [key.jwk] },
    requestUris: [requestUri],
  })
  requestObject = signedBy(key, { client_id: clientId, state: 'inside' })
  const agent = first().browser()
  const { url } = await authorizationUrl({ client_id: clientId, request_uri: requestUri })
  const page = await consentPage(agent, url)
  const visits = await inParallel(50, (n) => browserAt(n, agent).submit(page, {}, 'accept'))
  const codes = visits.map((visit) => deliveredBy(visit).members).filter((members) => 'code' in members)
  expect(codes).toEqual([expect.objectContaining({ state: 'inside' })])
  // The address itself is the client's own and names no secret: it may come again, and begins another request.
  expect((await walk(agent, url)).left?.searchParams.has('code')).toBe(true)
})

const posted = ({ fetch }: Pick<Server, 'fetch'>, path: string, params: Record<string, string>): Promise<Response> =>
  fetch(new Request(`${issuer}/oauth2/${path}`, { method: 'POST', body: new URLSearchParams(params) }))

const register = ({ fetch }: Pick<Server, 'fetch'>, token: string): Promise<Response> =>
  fetch(
    new Request(`${issuer}/oauth2/register`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ redirect_uris: [callback] }),
    }),
  )
