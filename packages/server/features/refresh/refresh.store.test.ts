/** The life of a refresh token, row by row. */
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Asked,
  issuer,
  obtainCode,
  openTrial,
  redeem,
  refreshed,
  type Trial,
  testClock,
} from '../../../../test/authorization-server.ts'
import {
  addClient,
  type Fetching,
  fromAnywhere,
  inParallel,
  stillRefreshes,
  type TokenClient,
  tokenClient,
  userinfoStatus,
} from '../../../../test/lifecycle.ts'
import { openTestStore } from '../../../../test/stores.ts'
import type { UserAgent } from '../../../../test/user-agent.ts'
import { watchedStore } from '../../../../test/watched-store.ts'
import type { Client, Registration } from '../../clients/client.ts'

const HOUR = 3600
const DAY = 86_400

const asked: string[] = []
let trial: Trial
let server: Fetching
let alice: UserAgent
let native: Client
let other: TokenClient

beforeAll(async () => {
  const clock = testClock()
  const store = watchedStore(await openTestStore({ issuer, clock }), (type) => void asked.push(type))
  trial = { ...(await openTrial({ store, clock })), clock }
  server = fromAnywhere(trial.server)
  alice = trial.browser()
  native = await addClient(trial.server, 'demo-client')
  other = tokenClient(server, await addClient(trial.server, 'demo-client'))
})

/** A client that rotates, and the first refresh token of a new grant, which outlives its session unless told otherwise. */
async function begin(client: Client = native, more: Asked = { scope: 'openid read offline_access' }) {
  const own = tokenClient(server, client)
  const { code, verifier } = await obtainCode(trial, { client_id: client.clientId, ...more }, alice)
  const { body } = await own.redeem(code, verifier)
  return { own, first: body.refresh_token, accessToken: body.access_token }
}

/** The next refresh token. */
async function rotate(client: TokenClient, token: string | undefined): Promise<string> {
  const { status, body } = await client.refresh(token)
  expect([status, body.error_description]).toEqual([200, undefined])
  expect(await userinfoStatus(server, body.access_token)).toBe(200)
  return body.refresh_token ?? ''
}

const refused = (description: string) => ({
  status: 400,
  body: { error: 'invalid_grant', error_description: expect.stringContaining(description) },
})
const theft = refused('must not be used again after its successor was used')

describe('a refresh token that rotates', () => {
  it('becomes the next one, which becomes the one after that', async () => {
    const { own, first } = await begin()
    const second = await rotate(own, first)
    const third = await rotate(own, second)
    expect(new Set([first, second, third]).size).toBe(3)
  })

  it('gets its successor again within the grace time, while nobody used that', async () => {
    const { own, first } = await begin()
    const second = await rotate(own, first)
    trial.clock.move(10)
    expect(await rotate(own, first)).toBe(second)
    expect(await stillRefreshes(server, own, second)).toBe(true)
  })

  it('that comes late beside the use of its successor is refused, and revokes nothing', async () => {
    const { own, first } = await begin()
    const second = await rotate(own, first)
    const third = await rotate(own, second)
    trial.clock.move(10)
    expect(await own.refresh(first)).toMatchObject(refused('beside the use of its successor'))
    expect(await stillRefreshes(server, own, third)).toBe(true)
  })

  it('is judged a late twin however often its successors were used within the grace time', async () => {
    const { own, first } = await begin()
    let newest = first
    for (let uses = 0; uses < 20; uses++) newest = await rotate(own, newest)
    trial.clock.move(10)
    expect(await own.refresh(first)).toMatchObject(refused('must not be used beside the use of its successor'))
    expect(await stillRefreshes(server, own, newest)).toBe(true)
    trial.clock.move(1)
    expect(await own.refresh(first)).toMatchObject(theft)
  })

  it('is rotated 64 times within the grace time, and stays good for when that has passed', async () => {
    const { own, first } = await begin()
    let newest = first
    for (let uses = 0; uses < 64; uses++) newest = await rotate(own, newest)
    trial.clock.move(4)
    const { status, headers, body } = await own.refresh(newest)
    expect([status, headers.get('retry-after'), body.error]).toEqual([429, '7', 'too_many_requests'])
    expect(body.error_description).toBe('refresh_token must not be rotated more than 64 times within 10 seconds')
    trial.clock.move(7)
    expect(await stillRefreshes(server, own, newest)).toBe(true)
  })

  it('whose answer was lost, noticed an hour later, gets a new one', async () => {
    const { own, first } = await begin()
    const lost = await rotate(own, first)
    trial.clock.move(HOUR)
    const second = await rotate(own, first)
    expect(second).not.toBe(lost)
    expect(await stillRefreshes(server, own, second)).toBe(true)
  })

  it('loses its answer three times in a row at most', async () => {
    const { own, first } = await begin()
    let newest = await rotate(own, first)
    for (let losses = 0; losses < 3; losses++) {
      trial.clock.move(HOUR)
      newest = await rotate(own, first)
    }
    trial.clock.move(HOUR)
    expect(await own.refresh(first)).toMatchObject(refused('more than 3 times in a row'))
    expect(await stillRefreshes(server, own, newest)).toBe(true)
  })

  it('may lose three answers again once one arrived', async () => {
    const { own, first } = await begin()
    let held = first
    for (let arrivals = 0; arrivals < 2; arrivals++) {
      await rotate(own, held)
      for (let losses = 0; losses < 2; losses++) {
        trial.clock.move(HOUR)
        await rotate(own, held)
      }
      trial.clock.move(HOUR)
      held = await rotate(own, held)
    }
    expect(await stillRefreshes(server, own, held)).toBe(true)
  })

  it('writes a lost answer into the history of its grant', async () => {
    const { own, first } = await begin()
    await rotate(own, first)
    trial.clock.move(HOUR)
    await rotate(own, first)
    const sub = (await trial.server.people.findByUsername('alice'))?.sub ?? ''
    const grants = await trial.server.grants.table.list('subject', sub, { limit: 1000 })
    const events = grants.flatMap(({ record }) => record.history).filter(({ at }) => at === trial.clock())
    expect(events).toEqual([{ at: trial.clock(), event: 'refresh answer lost' }])
  })

  it('that comes back after the grace time and the use of its successor was stolen: the grant is revoked', async () => {
    const { own, first, accessToken } = await begin()
    const second = await rotate(own, first)
    const third = await rotate(own, second)
    trial.clock.move(11)
    expect(await own.refresh(first)).toMatchObject(theft)
    expect(await own.refresh(third)).toMatchObject(refused('revoked'))
    expect(await userinfoStatus(server, accessToken)).toBe(401)
  })

  it('that is older than the previous one was stolen', async () => {
    const { own, first } = await begin()
    const newest = await rotate(own, await rotate(own, await rotate(own, first)))
    trial.clock.move(11)
    expect(await own.refresh(first)).toMatchObject(theft)
    expect(await stillRefreshes(server, own, newest)).toBe(false)
  })

  it('that became void with its lost answer was stolen, whenever it comes', async () => {
    const { own, first } = await begin()
    const lost = await rotate(own, first)
    trial.clock.move(11)
    const second = await rotate(own, first)
    expect(await own.refresh(lost)).toMatchObject(theft)
    expect(await stillRefreshes(server, own, second)).toBe(false)
  })

  it('is refused to another client, in whatever state it is, and nothing is revoked', async () => {
    const { own, first } = await begin()
    const void_ = await rotate(own, first)
    trial.clock.move(11)
    const second = await rotate(own, first)
    for (const token of [first, void_, second])
      expect(await other.refresh(token)).toMatchObject(refused('issued to the client that presents it'))
    expect(await stillRefreshes(server, own, second)).toBe(true)
  })

  it.each([0, HOUR])(
    'is answered to all of 20 in parallel %i seconds after it was used, and the user stays',
    async (wait) => {
      const { own, first } = await begin()
      if (wait > 0) await rotate(own, first)
      trial.clock.move(wait)
      const answers = await inParallel(20, () => own.refresh(first))
      expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
      for (const { body } of answers) expect(await userinfoStatus(server, body.access_token)).toBe(200)
      const successors = new Set(answers.map(({ body }) => body.refresh_token))
      expect(successors.size).toBe(1)
      expect(await stillRefreshes(server, own, [...successors][0])).toBe(true)
    },
  )

  it('survives many tabs that all refresh with what they have, again and again', async () => {
    const { own, first } = await begin()
    let shared = first ?? ''
    const tab = async () => {
      const { status, body } = await own.refresh(shared)
      if (status === 200) shared = body.refresh_token ?? ''
    }
    for (let rounds = 0; rounds < 5; rounds++) {
      await inParallel(4, tab)
      trial.clock.move(3)
    }
    expect(await stillRefreshes(server, own, shared)).toBe(true)
  })

  it('is not consumed by a request that is wrong in something else', async () => {
    const { own, first } = await begin()
    expect((await own.refresh(first, { scope: 'openid admin' })).body.error).toBe('invalid_scope')
    expect((await own.refresh(first, { resource: 'https://elsewhere.example' })).body.error).toBe('invalid_target')
    const second = await rotate(own, first)
    trial.clock.move(HOUR)
    expect(await rotate(own, second)).not.toBe(second)
  })

  it('is worth nothing when nobody used it for 30 days', async () => {
    const { own, first } = await begin()
    trial.clock.move(29 * DAY)
    const second = await rotate(own, first)
    trial.clock.move(30 * DAY)
    expect(await own.refresh(second)).toMatchObject(refused('left unused for too long'))
  })

  it('ends with its grant after a year, however much it was used', async () => {
    const { own, first } = await begin()
    let token = first
    for (let days = 0; days < 364; days += 28) {
      trial.clock.move(28 * DAY)
      if (days + 28 < 365) token = await rotate(own, token)
    }
    trial.clock.move(DAY)
    expect((await own.refresh(token)).body.error).toBe('invalid_grant')
  })
})

describe('a refresh token that is none', () => {
  it('is refused without asking the store', async () => {
    const { own, first = '' } = await begin()
    await own.refresh('warm')
    asked.length = 0
    const last = first.endsWith('A') ? 'B' : 'A'
    const garbage = ['x', 'A'.repeat(88), first.slice(0, -1), `${first.slice(0, -1)}${last}`, `${first}=`, `${first}A`]
    for (const token of garbage) expect(await own.refresh(token)).toMatchObject(refused('one that this server issued'))
    expect(asked).toEqual([])
    expect(await stillRefreshes(server, own, first)).toBe(true)
  })
})

describe('a refresh token of a confidential client', () => {
  const policy = { pkceRequired: true, rotateRefreshTokens: true, accessTokenLifetimeSeconds: 600 }
  const web = (differs: Partial<Registration> = {}) => addClient(trial.server, 'demo-web', differs)

  it('is kept: the answer brings no other, and it works as often as it is used', async () => {
    const { own, first } = await begin(await web())
    for (let times = 0; times < 3; times++) {
      const { status, body } = await own.refresh(first)
      expect([status, body.refresh_token]).toEqual([200, undefined])
      trial.clock.move(HOUR)
    }
    const answers = await inParallel(20, () => own.refresh(first))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
  })

  it('lives as long as it is used', async () => {
    const { own, first } = await begin(await web())
    for (let times = 0; times < 3; times++) {
      trial.clock.move(20 * DAY)
      expect((await own.refresh(first)).status).toBe(200)
    }
    trial.clock.move(30 * DAY)
    expect(await own.refresh(first)).toMatchObject(refused('left unused for too long'))
  })

  it.each([600, 3600])('lives as long as it is used within an idle time of %d seconds', async (refreshIdleSeconds) => {
    const own = await openTrial({ lifetimes: { refreshIdleSeconds } })
    const { code, verifier } = await obtainCode(own, { scope: 'openid offline_access' })
    const kept = (await redeem(own.server, code, verifier)).body.refresh_token
    for (let uses = 0; uses < 6; uses++) {
      own.clock.move(refreshIdleSeconds / 2)
      expect((await refreshed(own.server, kept)).status).toBe(200)
    }
    own.clock.move(refreshIdleSeconds)
    expect(await refreshed(own.server, kept)).toMatchObject(refused('must not have been left unused'))
  })

  it('rotates where the policy of the client says so, and is found out when it was stolen', async () => {
    const { own, first } = await begin(await web({ policy }))
    const second = await rotate(own, first)
    expect(second).not.toBe(first)
    const third = await rotate(own, second)
    trial.clock.move(11)
    expect(await own.refresh(first)).toMatchObject(theft)
    expect(await stillRefreshes(server, own, third)).toBe(false)
  })

  it('whose answer was lost still gets its successor when the policy stopped rotating meanwhile', async () => {
    const client = await web({ policy })
    const { own, first } = await begin(client)
    await rotate(own, first)
    await trial.server.clients.put({ ...client, policy: { ...policy, rotateRefreshTokens: false } })
    trial.clock.move(HOUR)
    const second = await rotate(own, first)
    for (let times = 0; times < 4; times++) {
      trial.clock.move(HOUR)
      expect(await stillRefreshes(server, own, second)).toBe(true)
    }
  })
})

describe('a refresh token that is bound to its session', () => {
  it('ends with it', async () => {
    const { own, first } = await begin(native, { scope: 'openid' })
    trial.clock.move(8 * DAY)
    expect(await own.refresh(first)).toMatchObject(refused('session must not have ended'))
    expect(await own.refresh(first)).toMatchObject(refused('revoked'))
  })
})
