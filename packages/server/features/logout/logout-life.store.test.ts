/** The end of a session as a whole: random clients, sign-ins and sign-outs in two browsers; afterwards nothing of it lives but what is offline. */
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { openTrial, type Trial } from '../../../../test/authorization-server.ts'
import { inParallel, stillRefreshes, userinfoStatus } from '../../../../test/lifecycle.ts'
import { askToLogOut, isSignedIn, type SignedIn, signInAt } from '../../../../test/logout.ts'
import type { UserAgent } from '../../../../test/user-agent.ts'

let trial: Trial

beforeAll(async () => {
  trial = await openTrial()
})

const browser = fc.constantFrom<0 | 1>(0, 1)
const event = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('signIn' as const), browser, offline: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('signOut' as const),
      browser,
      how: fc.constantFrom<'hint' | 'form' | 'operator'>('hint', 'form', 'operator'),
      tabs: fc.integer({ min: 1, max: 3 }),
    }),
  },
)
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never

interface Granted extends SignedIn {
  readonly browser: 0 | 1
  readonly offline: boolean
  readonly grantId: string
  /** Of its browser, counted from the first sign-in after a sign-out. */
  readonly session: number
}

class Browsers {
  readonly agents: readonly UserAgent[] = [trial.browser(), trial.browser()]
  readonly sessions = [0, 0]
  readonly granted: Granted[] = []

  async happen(one: Event): Promise<void> {
    const { browser: which } = one
    const agent = this.agents[which] ?? expect.unreachable()
    const session = this.sessions[which] ?? 0
    if (one.kind === 'signIn') {
      const signedIn = await signInAt(trial, agent, {}, one.offline ? 'openid offline_access' : 'openid')
      const claims = JSON.parse(Buffer.from(signedIn.tokens.access_token?.split('.')[1] ?? '', 'base64url').toString())
      this.granted.push({ ...signedIn, browser: which, offline: one.offline, grantId: claims.grant_id, session })
      return
    }
    const living = this.granted.filter((grant) => grant.browser === which && grant.session === session)
    const [first] = living
    if (first === undefined) return
    await this.#signOut(one, agent, first)
    this.sessions[which] = session + 1
    expect(await isSignedIn(agent)).toBe(false)
  }

  async #signOut({ how, tabs }: Extract<Event, { kind: 'signOut' }>, agent: UserAgent, first: Granted): Promise<void> {
    if (how === 'operator') {
      const { sessionId } = (await trial.server.grants.table.get(first.grantId)) ?? expect.unreachable()
      await inParallel(tabs, () => trial.server.grants.endSession(sessionId ?? ''))
    } else if (how === 'hint') {
      await inParallel(tabs, () => askToLogOut(agent, { id_token_hint: first.tokens.id_token }))
    } else {
      const { page } = await askToLogOut(agent)
      await inParallel(tabs, () => agent.press(page ?? expect.unreachable(), 'logout-confirm'))
    }
  }

  async check(): Promise<void> {
    for (const { browser: which, session, offline, grantId, tokens, client } of this.granted) {
      const lives = offline || session === this.sessions[which]
      const grant = await trial.server.grants.table.get(grantId)
      expect(grant?.revoked?.why).toBe(lives ? undefined : 'session ended')
      expect(await userinfoStatus(trial.server, tokens.access_token)).toBe(lives ? 200 : 401)
      expect(await stillRefreshes(trial.server, client, tokens.refresh_token)).toBe(lives)
    }
  }
}

async function live(events: readonly Event[]): Promise<void> {
  trial.clock.move(3601)
  const browsers = new Browsers()
  for (const one of events) await browsers.happen(one)
  await browsers.check()
}

it('after a logout no grant of the session lives but the offline ones', async () => {
  await fc.assert(fc.asyncProperty(fc.array(event, { minLength: 2, maxLength: 8 }), live), { numRuns: 12 })
})
