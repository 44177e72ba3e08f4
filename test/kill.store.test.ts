/** kill -9 under load: whatever was answered stays true, whatever was not can be asked again. */
import { setTimeout as sleep } from 'node:timers/promises'
import { GRACE_SECONDS, MOST_ROTATIONS_A_GRACE } from '@sightglass/spec/refresh'
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { type AuthNode, spawnAuthNode, startAuthNode } from './auth-node.ts'
import {
  authorizationUrl,
  basic,
  issuer,
  obtainCode,
  redeem,
  refreshed,
  serviceSecret,
  type TokenAnswer,
  tokenRequest,
  walk,
} from './authorization-server.ts'
import { type Fetching, inParallel, userinfoStatus } from './lifecycle.ts'
import { testStoreUrl } from './stores.ts'
import { UserAgent } from './user-agent.ts'

const KILLS_WHILE_STARTING = 4
const KILLS_UNDER_LOAD = 20
const LONGEST_LIFE_MS = 300

/** Two places for nodes; each is empty while its node starts anew. */
const places: (AuthNode | undefined)[] = [undefined, undefined]
let url: string
let stopped = false

/** Asks any node that is up. Rejects where it was killed before it answered. */
const cluster: Fetching = {
  async fetch(request) {
    for (;;) {
      const up = places.filter((node) => node !== undefined)
      const node = up[Math.floor(Math.random() * up.length)]
      if (node !== undefined) return await node.fetch(request)
      await sleep(5)
    }
  },
}

/** Everything that was answered, kept outside of the processes that are killed. */
const ledger = {
  killed: 0,
  lost: 0,
  unexpected: [] as unknown[],
  /** Access tokens, all of them. */
  answered: [] as string[],
  /** By code: the access tokens that it was answered with, and whether it was sent again after one. */
  codes: new Map<string, { readonly tokens: string[]; replayed: boolean }>(),
}

/** `undefined` where the answer was lost. */
async function asked<T>(question: () => Promise<T>): Promise<T | undefined> {
  try {
    return await question()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    ledger.lost++
    return undefined
  }
}

/** Notes an answer of the token endpoint; what is neither tokens nor one of the expected refusals comes out at the end. */
function noted(answer: TokenAnswer | undefined, ...expected: string[]): TokenAnswer['body'] | undefined {
  if (answer?.status === 200 && answer.body.access_token !== undefined) {
    ledger.answered.push(answer.body.access_token)
    return answer.body
  }
  if (answer !== undefined && !expected.includes(answer.body.error ?? '')) ledger.unexpected.push(answer)
  return undefined
}

async function service(): Promise<void> {
  const proof = basic('demo-service', serviceSecret)
  while (!stopped) noted(await asked(() => tokenRequest(cluster, { grant_type: 'client_credentials' }, proof)))
}

/** Redeems one code after the other, some twice at once; where no answer came, again. */
async function webClient(agent: UserAgent): Promise<void> {
  while (!stopped) {
    const obtained = await asked(() => obtainCode({ browser: () => agent }, {}, agent))
    if (obtained === undefined) continue
    const { code, verifier } = obtained
    const told = { tokens: [] as string[], replayed: false }
    ledger.codes.set(code, told)
    for (let answers = 0; answers === 0; ) {
      const tries = await inParallel(Math.random() < 0.2 ? 2 : 1, () => asked(() => redeem(cluster, code, verifier)))
      answers = tries.filter((answer) => answer !== undefined).length
      if (tries.length > 1) told.replayed = true
      for (const answer of tries) {
        const token = noted(answer, 'invalid_grant')?.access_token
        if (token !== undefined) told.tokens.push(token)
      }
    }
    if (Math.random() > 0.2) continue
    const again = await asked(() => redeem(cluster, code, verifier))
    if (noted(again, 'invalid_grant') !== undefined) told.tokens.push('again')
    told.replayed = true
  }
}

interface Chain {
  refreshToken: string | undefined
  accessToken: string | undefined
  rotations: number
}

/** However fast the machine, as seldom as the authorization server asks for. */
const BETWEEN_ROTATIONS_MS = (1.2 * GRACE_SECONDS * 1000) / MOST_ROTATIONS_A_GRACE

/** Refreshes without end; a lost answer is asked for again with the token that it still has. */
async function nativeClient(chain: Chain): Promise<void> {
  for (; !stopped; await sleep(BETWEEN_ROTATIONS_MS)) await rotate(chain)
}

async function rotate(chain: Chain): Promise<void> {
  const body = noted(await asked(() => refreshed(cluster, chain.refreshToken, { client_id: 'demo-client' })))
  if (body === undefined) return
  chain.refreshToken = body.refresh_token
  chain.accessToken = body.access_token
  chain.rotations++
}

async function beginChain(agent: UserAgent): Promise<Chain> {
  const asked = { client_id: 'demo-client', scope: 'openid offline_access' }
  const { code, verifier } = await obtainCode({ browser: () => agent }, asked, agent)
  const { body } = await redeem(cluster, code, verifier, { client_id: 'demo-client' })
  return { refreshToken: body.refresh_token, accessToken: body.access_token, rotations: 0 }
}

/** A slow machine gets as many answers between two kills as a fast one. */
const ANSWERS_BETWEEN_KILLS = 8

/** Kills the node of a place again and again at random moments, and starts the next. */
async function killer(place: number): Promise<void> {
  while (ledger.killed < KILLS_UNDER_LOAD) {
    const enough = ledger.answered.length + ANSWERS_BETWEEN_KILLS
    await sleep(Math.random() * LONGEST_LIFE_MS)
    while (ledger.answered.length < enough && ledger.unexpected.length === 0) await sleep(5)
    ledger.killed++
    const node = places[place]
    const gone = node?.kill()
    places[place] = undefined
    await gone
    places[place] = await startAuthNode(url)
  }
}

beforeAll(async () => {
  url = await testStoreUrl()
})

describe('an authorization server that is killed', () => {
  it('while it starts on an empty database starts the next time', async () => {
    for (let kills = 0; kills < KILLS_WHILE_STARTING; kills++) {
      const starting = spawnAuthNode(url)
      const outcome = starting.listening.catch(() => undefined)
      await sleep(300 + Math.random() * 400)
      await starting.kill()
      await outcome
    }
    const { fetch } = await startAuthNode(url)
    const visit = await walk(new UserAgent(issuer, fetch), (await authorizationUrl()).url, 'carol')
    expect(visit.left?.searchParams.has('code')).toBe(true)
  })

  it(`${KILLS_UNDER_LOAD} times under load keeps all that it answered`, { timeout: 240_000 }, async () => {
    for (const place of places.keys()) places[place] = await startAuthNode(url)
    const agent = new UserAgent(issuer, cluster.fetch)
    await walk(agent, (await authorizationUrl()).url)
    const chains = await inParallel(4, () => beginChain(agent))
    const clients = [service(), ...chains.map(nativeClient), ...[1, 2].map(() => webClient(agent))]
    await Promise.all([killer(0), killer(1)])
    stopped = true
    await Promise.all(clients)

    expect(ledger.unexpected).toEqual([])
    expect(ledger.killed).toBeGreaterThanOrEqual(KILLS_UNDER_LOAD)
    expect(ledger.lost).toBeGreaterThan(0)
    await everyTokenVerifies()
    await everyChainWorks(chains)
    await noCodeWorkedTwice()
  })
})

async function everyTokenVerifies(): Promise<void> {
  const metadata = await cluster.fetch(new Request(`${issuer}/.well-known/openid-configuration`))
  const { jwks_uri } = (await metadata.json()) as { jwks_uri: string }
  const keys = createLocalJWKSet((await (await cluster.fetch(new Request(jwks_uri))).json()) as JSONWebKeySet)
  for (const token of ledger.answered) await jwtVerify(token, keys, { issuer, typ: 'at+jwt' })
  expect(ledger.answered.length).toBeGreaterThan(100)
}

async function everyChainWorks(chains: readonly Chain[]): Promise<void> {
  for (const chain of chains) {
    expect(await userinfoStatus(cluster, chain.accessToken)).toBe(200)
    const { rotations } = chain
    expect(rotations).toBeGreaterThan(0)
    await rotate(chain)
    expect(chain.rotations).toBe(rotations + 1)
    expect(await userinfoStatus(cluster, chain.accessToken)).toBe(200)
  }
}

/** Where a code was sent again after its answer, its grant is revoked; every other still stands. */
async function noCodeWorkedTwice(): Promise<void> {
  expect(ledger.codes.size).toBeGreaterThan(10)
  for (const { tokens, replayed } of ledger.codes.values()) {
    expect(tokens.length).toBeLessThanOrEqual(1)
    const [token] = tokens
    if (token !== undefined && !replayed) expect(await userinfoStatus(cluster, token)).toBe(200)
  }
}
