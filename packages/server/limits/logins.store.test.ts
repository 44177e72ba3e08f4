/** Guessing a password makes whoever guesses wait, not the owner. */
import { openStore } from '@sightglass/store'
import { describe, expect, it } from 'vitest'
import {
  authorizationUrl,
  credentials,
  issuer,
  openTrial,
  type Trial,
  testClock,
  testKeys,
} from '../../../test/authorization-server.ts'
import { afterThis } from '../../../test/cleaning.ts'
import { openTestStore, testStoreUrl } from '../../../test/stores.ts'
import { type Page, UserAgent } from '../../../test/user-agent.ts'
import { createMac, systemRandom } from '../secrets.ts'
import { createCookieJar } from '../session/cookies.ts'
import { backOffRecords, createBackOff } from './back-off.ts'
import { createLoginLimit } from './logins.ts'

type Somewhere = Pick<Trial, 'server'>

const browserAt = ({ server }: Somewhere, address: string): UserAgent =>
  new UserAgent(issuer, (request) => server.fetch(request, { address }))

interface Tried {
  readonly status: number
  readonly retryAfter: string | null
  readonly page: Page | undefined
}

/** Signs in with this password; `status` 303 says that it was right. */
async function attempt(agent: UserAgent, password: string, username = 'alice'): Promise<Tried> {
  const { page } = await agent.visit((await authorizationUrl({ prompt: 'login consent' })).url)
  if (page === undefined) throw new Error('the login page was expected')
  const visit = await agent.submit(page, { username, password }, 'login')
  if (visit.page === undefined || visit.page.html.includes('consent-accept'))
    return { status: 303, retryAfter: null, page: undefined }
  return { status: visit.page.status, retryAfter: visit.page.headers.get('retry-after'), page: visit.page }
}

async function guess(agent: UserAgent, times: number, username?: string): Promise<number[]> {
  const statuses: number[] = []
  for (let tries = 0; tries < times; tries++) statuses.push((await attempt(agent, 'wrong', username)).status)
  return statuses
}

describe('signing in', () => {
  it('asks again five times, then makes wait, twice as long each time', async () => {
    const trial = await openTrial()
    const agent = browserAt(trial, '192.0.2.1')
    expect(await guess(agent, 6)).toEqual([422, 422, 422, 422, 422, 429])
    for (const seconds of [1, 2, 4, 8]) {
      const { retryAfter, page } = await attempt(agent, 'wrong')
      expect(retryAfter).toBe(String(seconds))
      expect(page?.html).toContain(`Please wait ${seconds === 1 ? '1 second' : `${seconds} seconds`}, then`)
      expect(page?.html).toContain('id="login-submit"')
      trial.clock.move(seconds)
      expect((await attempt(agent, 'wrong')).status).toBe(422)
    }
  })

  it('refuses even the right password while the wait lasts, and takes it after', async () => {
    const trial = await openTrial()
    const agent = browserAt(trial, '192.0.2.1')
    await guess(agent, 5)
    expect((await attempt(agent, credentials.alice)).status).toBe(429)
    trial.clock.move(1)
    expect((await attempt(agent, credentials.alice)).status).toBe(303)
  })

  it('forgets what was mistyped once the password was right', async () => {
    const trial = await openTrial()
    const agent = browserAt(trial, '192.0.2.1')
    await guess(agent, 4)
    expect((await attempt(agent, credentials.alice)).status).toBe(303)
    expect(await guess(browserAt(trial, '192.0.2.1'), 5)).toEqual([422, 422, 422, 422, 422])
  })

  it('counts one name however it is written', async () => {
    const trial = await openTrial()
    const agent = browserAt(trial, '192.0.2.1')
    const names = ['alice', 'ALICE', ' Alice ', 'ａｌｉｃｅ', 'aLiCe']
    for (const name of names) expect((await attempt(agent, 'wrong', name)).status).toBe(422)
    expect((await attempt(agent, 'wrong')).status).toBe(429)
  })

  it('says and counts the same of a person who does not exist', async () => {
    const trial = await openTrial()
    const [one, other] = [browserAt(trial, '192.0.2.1'), browserAt(trial, '192.0.2.1')]
    const plain = (tried: Tried) =>
      tried.page?.html
        .replace(/name="(?:request|csrf)" value="[^"]*"|Trace <code>[^<]*/g, '')
        .replaceAll('nobody', 'alice')
    expect(plain(await attempt(one, 'wrong', 'nobody'))).toBe(plain(await attempt(other, 'wrong', 'alice')))
    expect(await guess(one, 5, 'nobody')).toEqual([422, 422, 422, 422, 429])
  })

  it('says and counts the same of a person who is disabled, with the right password', async () => {
    const trial = await openTrial()
    const bob = await trial.server.people.findByUsername('bob')
    await trial.server.people.setStatus(bob?.sub ?? '', 'disabled')
    const agent = browserAt(trial, '192.0.2.1')
    for (let tries = 0; tries < 5; tries++) expect((await attempt(agent, credentials.bob, 'bob')).status).toBe(422)
    expect((await attempt(agent, credentials.bob, 'bob')).status).toBe(429)
  })
})

describe('the owner', () => {
  it('signs in on a known device while somebody guesses from the same network', async () => {
    const trial = await openTrial()
    const owner = browserAt(trial, '192.0.2.1')
    expect((await attempt(owner, credentials.alice)).status).toBe(303)
    const attacker = browserAt(trial, '192.0.2.1')
    expect((await guess(attacker, 7)).slice(-2)).toEqual([429, 429])
    expect((await attempt(owner, credentials.alice)).status).toBe(303)
    expect((await attempt(attacker, 'wrong')).status).toBe(429)
  })

  it('signs in from another network, on any device', async () => {
    const trial = await openTrial()
    await guess(browserAt(trial, '192.0.2.1'), 6)
    expect((await attempt(browserAt(trial, '198.51.100.1'), credentials.alice)).status).toBe(303)
  })

  it('is told from people who have a known device too, but know another person', async () => {
    const trial = await openTrial()
    const bob = browserAt(trial, '192.0.2.1')
    expect((await attempt(bob, credentials.bob, 'bob')).status).toBe(303)
    await guess(browserAt(trial, '192.0.2.1'), 6)
    expect((await attempt(bob, credentials.alice)).status).toBe(429)
  })

  it('is told from people who make up a device', async () => {
    const trial = await openTrial()
    await guess(browserAt(trial, '192.0.2.1'), 6)
    for (const device of ['x', 'x.y', 'x.y.z', `${'A'.repeat(22)}.${'A'.repeat(43)}`, '.', 'x.']) {
      const agent = browserAt(trial, '192.0.2.1')
      agent.cookies.set('sightglass_as_device', device)
      expect((await attempt(agent, credentials.alice)).status).toBe(429)
    }
  })

  it('has a device whose guesses count as well', async () => {
    const trial = await openTrial()
    const owner = browserAt(trial, '192.0.2.1')
    await attempt(owner, credentials.alice)
    expect(await guess(owner, 6)).toEqual([422, 422, 422, 422, 422, 429])
  })
})

describe('several nodes', () => {
  it('count together', async () => {
    const [url, clock] = [await testStoreUrl(), testClock()]
    const nodes: Trial[] = []
    for (let count = 0; count < 2; count++) {
      const store = await openStore(url, { issuer, clock })
      afterThis(() => store.close())
      nodes.push(await openTrial({ store, clock }))
    }
    const statuses: number[] = []
    for (let tries = 0; tries < 6; tries++) {
      const node = nodes[tries % 2]
      if (node !== undefined) statuses.push(...(await guess(browserAt(node, '192.0.2.1'), 1)))
    }
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429])
  })
})

describe('many at once', () => {
  async function limitOn() {
    const clock = testClock()
    const store = await openTestStore({ issuer, clock })
    await store.declare(backOffRecords)
    const mac = createMac(testKeys.keyEncryptionKeys, 'device')
    const limit = createLoginLimit({
      ...{ backOff: createBackOff({ store, clock, random: systemRandom }), mac, random: systemRandom },
      cookies: createCookieJar(issuer),
    })
    const attemptFrom = async (address: string) => (await limit.attempt(new Request(issuer), address, 'alice')).wait
    return { clock, limit, attemptFrom }
  }

  it('do not slip through together', async () => {
    const { attemptFrom } = await limitOn()
    const waits = await Promise.all(Array.from({ length: 20 }, () => attemptFrom('192.0.2.1')))
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5)
  })

  it('from many networks do not shut out the owner on a new device', async () => {
    const { clock, attemptFrom } = await limitOn()
    let peers = 0
    const guessFor = async (seconds: number): Promise<number> => {
      let letIn = 0
      for (let second = 0; second < seconds; second++) {
        clock.move(1)
        if ((await attemptFrom(`2001:db8:${(peers++).toString(16)}::1`)) === 0) letIn++
      }
      return letIn
    }
    await guessFor(240)
    let tries = 1
    for (; (await attemptFrom('198.51.100.1')) !== 0 && tries < 40; tries++) await guessFor(2)
    expect(tries).toBeLessThan(40)
  })

  it('from ever new networks are let in some thirty times a minute', async () => {
    const { clock, attemptFrom } = await limitOn()
    let [peers, letIn] = [0, 0]
    for (let second = 0; second < 120; second++) {
      clock.move(1)
      const waits = await Promise.all(
        Array.from({ length: 10 }, () => attemptFrom(`2001:db8:${(peers++).toString(16)}::1`)),
      )
      if (second >= 60) letIn += waits.filter((wait) => wait === 0).length
    }
    expect(letIn).toBeGreaterThan(5)
    expect(letIn).toBeLessThan(90)
  })

  it('from networks that failed before compete among themselves', async () => {
    const { clock, attemptFrom } = await limitOn()
    for (let round = 0; round < 3; round++) {
      for (let peer = 0; peer < 60; peer++) await attemptFrom(`10.0.${peer}.1`)
      clock.move(round === 0 ? 600 : 2)
    }
    const waits: number[] = []
    for (let peer = 0; peer < 10; peer++) waits.push(await attemptFrom(`198.51.${peer}.1`))
    expect(waits).toEqual(Array(10).fill(0))
  })

  it('from one network that does not wait weigh no more than one that does', async () => {
    const { clock, attemptFrom } = await limitOn()
    for (let second = 0; second < 60; second++) {
      clock.move(1)
      await Promise.all(Array.from({ length: 20 }, () => attemptFrom('192.0.2.1')))
    }
    expect(await attemptFrom('198.51.100.1')).toBe(0)
  })

  it('on many names from one network make it wait, and nobody else', async () => {
    const trial = await openTrial()
    const sprayer = browserAt(trial, '192.0.2.1')
    const statuses: number[] = []
    for (let person = 0; person < 32; person++) statuses.push(...(await guess(sprayer, 1, `person-${person}`)))
    expect(statuses).toEqual([...Array(30).fill(422), 429, 429])
    const owner = browserAt(trial, '198.51.100.1')
    expect((await attempt(owner, credentials.alice)).status).toBe(303)
    trial.clock.move(1)
    expect((await attempt(sprayer, 'wrong', 'another')).status).toBe(422)
    expect((await attempt(sprayer, 'wrong', 'another')).retryAfter).toBe('2')
  })

  it('who are right are never held up by each other', async () => {
    const trial = await openTrial()
    const hand = async (): Promise<number[]> => {
      const statuses: number[] = []
      for (let times = 0; times < 3; times++)
        statuses.push((await attempt(browserAt(trial, '192.0.2.1'), credentials.alice)).status)
      return statuses
    }
    const statuses = (await Promise.all(Array.from({ length: 8 }, hand))).flat()
    expect(statuses).toEqual(Array(24).fill(303))
  })

  it('who are wrong are looked at five times, and no more for coming together', async () => {
    const trial = await openTrial()
    const tried = await Promise.all(Array.from({ length: 12 }, () => attempt(browserAt(trial, '192.0.2.1'), 'wrong')))
    expect(tried.filter(({ status }) => status === 422)).toHaveLength(5)
  })

  it('who are right are never charged to their network', async () => {
    const { limit, attemptFrom } = await limitOn()
    for (let person = 0; person < 100; person++) {
      const counted = await limit.attempt(new Request(issuer), '192.0.2.1', `person-${person}`)
      expect(counted.wait).toBe(0)
      await counted.succeeded()
    }
    expect(await attemptFrom('192.0.2.1')).toBe(0)
  })

  it('who are right are never counted among the strangers at their name', async () => {
    const { limit } = await limitOn()
    for (let device = 0; device < 100; device++) {
      const counted = await limit.attempt(new Request(issuer), '192.0.2.1', 'alice')
      expect(counted.wait).toBe(0)
      await counted.succeeded()
    }
  })

  it('are turned away before they exhaust the machine, told when to come back, and hold up nobody elsewhere', async () => {
    const trial = await openTrial()
    const [agent, owner] = [browserAt(trial, '192.0.2.1'), browserAt(trial, '198.51.100.1')]
    const { page } = await agent.visit((await authorizationUrl()).url)
    const own = (await owner.visit((await authorizationUrl()).url)).page
    if (page === undefined || own === undefined) throw new Error('the login page was expected')
    const flood = Array.from({ length: 90 }, (_, person) =>
      agent.submit(page, { username: `person-${person}`, password: 'wrong' }, 'login'),
    )
    const signedIn = await owner.submit(own, { username: 'alice', password: credentials.alice }, 'login')
    expect(signedIn.page?.html).toContain('consent-accept')
    const visits = await Promise.all(flood)
    const count = (status: number) => visits.filter((visit) => visit.page?.status === status).length
    expect(count(422) + count(429) + count(503)).toBe(90)
    expect(count(422)).toBeLessThanOrEqual(30)
    const busy = visits.find((visit) => visit.page?.status === 503)?.page
    expect(busy?.headers.get('retry-after')).toBe('5')
    expect(busy?.html).toContain('very busy just now')
    expect(busy?.html).toContain('id="login-submit"')
  })
})
