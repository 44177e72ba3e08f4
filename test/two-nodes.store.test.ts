/** Two processes of the authorization server on one database behave as one. */
import { createServer, type Server } from '@sightglass/server'
import { openStore } from '@sightglass/store'
import { beforeAll, describe, expect, it } from 'vitest'
import { type AuthNode, startAuthNode } from './auth-node.ts'
import { authorizationUrl, issuer, obtainCode, testKeys, walk } from './authorization-server.ts'
import { afterThis } from './cleaning.ts'
import { inParallel, type TokenClient, tokenClient, userinfoStatus } from './lifecycle.ts'
import { testStoreUrl } from './stores.ts'
import { UserAgent } from './user-agent.ts'

let url: string
let nodes: readonly [AuthNode, AuthNode]
/** In this process: what an operator changes is changed here. */
let operator: Server
let alice: UserAgent

const either = (n: number): AuthNode => nodes[n % 2 === 0 ? 0 : 1]

beforeAll(async () => {
  url = await testStoreUrl()
  nodes = await Promise.all([startAuthNode(url), startAuthNode(url)])
  const clock = () => Math.floor(Date.now() / 1000)
  const store = await openStore(url, { issuer, clock })
  afterThis(() => store.close())
  operator = await createServer({ issuer, store, clock, environment: 'development', ...testKeys })
  alice = new UserAgent(issuer, nodes[0].fetch)
  await walk(alice, (await authorizationUrl()).url)
})

/** Alice's browser, as it meets the other node. */
function aliceAt(node: AuthNode): UserAgent {
  const agent = new UserAgent(issuer, node.fetch)
  for (const [name, value] of alice.cookies) agent.cookies.set(name, value)
  return agent
}

async function clientAt(node: AuthNode, clientId: string): Promise<TokenClient> {
  const client = await operator.clients.find(clientId)
  if (client === undefined) throw new Error(`no client ${clientId}`)
  return tokenClient(node, client)
}

const newCode = (asked = {}, agent = alice) => obtainCode({ browser: () => agent }, asked, agent)

describe('two nodes on one database', () => {
  it('that start at the same moment on an empty one publish the same keys', async () => {
    const { jwks_uri } = (await (
      await nodes[0].fetch(new Request(`${issuer}/.well-known/openid-configuration`))
    ).json()) as { jwks_uri: string }
    const [one, other] = await Promise.all(
      nodes.map(async (node) => (await (await node.fetch(new Request(jwks_uri))).json()) as { keys: unknown[] }),
    )
    expect(one).toEqual(other)
    expect(one?.keys).toHaveLength(2)
  })

  it('know a browser that signed in at the other', async () => {
    const { code, verifier } = await newCode({ prompt: 'none' }, aliceAt(nodes[1]))
    const { status, body } = await (await clientAt(nodes[0], 'demo-web')).redeem(code, verifier)
    expect(status).toBe(200)
    expect(await userinfoStatus(nodes[1], body.access_token)).toBe(200)
  })

  it.each([1, 2, 3])('redeem a code once for 50 in parallel, and its grant ends revoked (round %i)', async () => {
    const clients = await Promise.all(nodes.map((node) => clientAt(node, 'demo-web')))
    const { code, verifier } = await newCode()
    const answers = await inParallel(50, async (n) => await clients[n % 2]?.redeem(code, verifier))
    const [winner, ...others] = answers.filter((answer) => answer?.status === 200)
    expect(others).toEqual([])
    expect(answers.filter((answer) => answer?.body.error === 'invalid_grant')).toHaveLength(49)
    for (const node of nodes) expect(await userinfoStatus(node, winner?.body.access_token)).toBe(401)
    for (const client of clients) expect((await client.refresh(winner?.body.refresh_token)).status).toBe(400)
  })

  it('answer all of 20 parallel refreshes with one successor, and the user stays signed in', async () => {
    const clients = await Promise.all(nodes.map((node) => clientAt(node, 'demo-client')))
    const { code, verifier } = await newCode({ client_id: 'demo-client', scope: 'openid offline_access' })
    let token = (await clients[0]?.redeem(code, verifier))?.body.refresh_token
    for (let round = 0; round < 3; round++) {
      const answers = await inParallel(20, async (n) => await clients[n % 2]?.refresh(token))
      expect(answers.map((answer) => answer?.status)).toEqual(Array(20).fill(200))
      const successors = [...new Set(answers.map((answer) => answer?.body.refresh_token))]
      expect(successors).toHaveLength(1)
      token = successors[0]
      for (const [n, answer] of answers.entries())
        expect(await userinfoStatus(either(n), answer?.body.access_token)).toBe(200)
    }
  })

  it('give one code for a stored request that is continued at both at once', async () => {
    const agents = nodes.map(aliceAt)
    const { page } = (await agents[0]?.visit((await authorizationUrl({ prompt: 'consent' })).url)) ?? {}
    if (page === undefined) throw new Error('no consent page')
    const visits = await inParallel(10, async (n) => await agents[n % 2]?.submit(page, {}, 'accept'))
    expect(visits.filter((visit) => visit?.left?.searchParams.has('code'))).toHaveLength(1)
  })

  it('refuse a client within five seconds after it was disabled, and a user at once', { timeout: 15_000 }, async () => {
    const clients = await Promise.all(nodes.map((node) => clientAt(node, 'demo-client')))
    const asked = { client_id: 'demo-client', scope: 'openid offline_access' }
    const tokens = await inParallel(2, async (n) => {
      const { code, verifier } = await newCode(asked, aliceAt(either(n)))
      return (await clients[n]?.redeem(code, verifier))?.body
    })
    const statuses = () => inParallel(2, async (n) => await userinfoStatus(either(n), tokens[n]?.access_token))
    expect(await statuses()).toEqual([200, 200])

    const client = await operator.clients.find('demo-client')
    if (client === undefined) throw new Error('no demo-client')
    await operator.clients.put({ ...client, status: 'disabled' })
    await expect.poll(statuses, { timeout: 5000, interval: 250 }).toEqual([401, 401])
    for (const [n, own] of clients.entries())
      expect((await own.refresh(tokens[n]?.refresh_token)).body.error).toBe('invalid_client')

    const web = await Promise.all(nodes.map((node) => clientAt(node, 'demo-web')))
    const { code, verifier } = await newCode()
    await operator.people.setStatus((await operator.people.findByUsername('alice'))?.sub ?? '', 'disabled')
    expect((await web[1]?.redeem(code, verifier))?.body.error).toBe('invalid_grant')
  })
})
