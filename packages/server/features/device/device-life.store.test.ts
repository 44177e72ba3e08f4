/** The life of a device authorization as a whole: random events, some in parallel, beside a model written from its table. */
import { DEVICE_GRANT_TYPE } from '@sightglass/spec/device'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { issuer, openTrial, type TokenAnswer, type Trial } from '../../../../test/authorization-server.ts'
import { beginDevice, confirmation, pageOf, poll } from '../../../../test/device.ts'
import { explain, type Step } from '../../../../test/explain.ts'
import { addClient, type Fetching, fromAnywhere, userinfoStatus } from '../../../../test/lifecycle.ts'
import { UserAgent } from '../../../../test/user-agent.ts'

interface Life {
  readonly ageSeconds: number
  readonly decision: 'none' | 'approved' | 'refused'
  readonly intervalSeconds: number
  readonly sincePollSeconds: number
  readonly used: boolean
  /** Of the access token, once there is one. */
  readonly tokenAgeSeconds: number
  readonly revoked: boolean
  readonly signedOut: boolean
}

/** With the few seconds for which a clock may be behind. */
const TOKEN_LIFETIME_SECONDS = 605

const atBirth: Life = {
  ageSeconds: 0,
  decision: 'none',
  intervalSeconds: 5,
  sincePollSeconds: 1_000_000,
  used: false,
  tokenAgeSeconds: 0,
  revoked: false,
  signedOut: false,
}

interface Poll {
  readonly kind: 'poll'
  readonly client: 'own' | 'other'
}
interface Decision {
  readonly kind: 'accept' | 'deny'
}
interface Other {
  readonly kind: 'userinfo' | 'sign out'
}
type Event = Poll | Decision | Other
type Answer = string

const polled: Step<Life, Poll, Answer> = (life, { client }) => {
  if (client === 'other') return [life, 'invalid_grant']
  if (life.decision === 'refused') return [life, 'access_denied']
  if (life.decision === 'approved') return redeemed(life)
  if (life.ageSeconds >= 600) return [life, 'expired_token']
  if (life.sincePollSeconds >= life.intervalSeconds) return [{ ...life, sincePollSeconds: 0 }, 'authorization_pending']
  return [{ ...life, sincePollSeconds: 0, intervalSeconds: life.intervalSeconds + 5 }, 'slow_down']
}

function redeemed(life: Life): readonly [Life, Answer] {
  if (life.revoked) return [life, 'invalid_grant']
  if (life.used) return [{ ...life, revoked: true }, 'invalid_grant']
  if (life.ageSeconds >= 600) return [life, 'expired_token']
  return life.signedOut
    ? [{ ...life, revoked: true }, 'invalid_grant']
    : [{ ...life, used: true, tokenAgeSeconds: 0 }, 'tokens']
}

function decided(life: Life, { kind }: Decision): readonly [Life, Answer] {
  if (life.signedOut) return [life, 'signed out']
  if (life.decision !== 'none' || life.ageSeconds >= 600) return [life, 'late']
  return [{ ...life, decision: kind === 'accept' ? 'approved' : 'refused' }, 'done']
}

const step: Step<Life, Event, Answer> = (life, event) => {
  if (event.kind === 'poll') return polled(life, event)
  if (event.kind === 'accept' || event.kind === 'deny') return decided(life, event)
  if (event.kind === 'sign out') return [{ ...life, signedOut: true }, 'done']
  const isOver = life.tokenAgeSeconds >= TOKEN_LIFETIME_SECONDS
  return [life, isOver || life.revoked || life.signedOut ? 'refused' : 'told']
}

const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({ kind: fc.constant('poll'), client: fc.constantFrom('own', 'own', 'own', 'other') }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('accept', 'accept', 'deny') }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('userinfo', 'userinfo', 'userinfo', 'sign out') }) },
)
/** Events of a round run in parallel; before them the clock moves. */
const round = fc.record({
  forward: fc.constantFrom(0, 0, 1, 4, 5, 5, 10, 300, 590),
  events: fc.array(event, { minLength: 1, maxLength: 3 }),
})
type Round = typeof round extends fc.Arbitrary<infer R> ? R : never

let trial: Trial
let server: Fetching
let other = ''

beforeAll(async () => {
  trial = await openTrial()
  server = fromAnywhere(trial.server)
  other = (await addClient(trial.server, 'demo-client', deviceOnly)).clientId
})

const deviceOnly = { grantTypes: [DEVICE_GRANT_TYPE], responseTypes: [] }

const told = ({ status, body }: TokenAnswer): Answer => (status === 200 ? 'tokens' : (body.error ?? ''))

async function live(rounds: readonly Round[]): Promise<void> {
  const { device_code, user_code } = await beginDevice(server)
  const browser = new UserAgent(issuer, server.fetch)
  const page = await confirmation(browser, user_code)
  const [session] = (browser.cookies.get('sightglass_as_session') ?? '').match(/^.{22}/) ?? ['']
  let states: readonly Life[] = [atBirth]
  let given: TokenAnswer['body'] | undefined

  const present = async ({ client }: Poll): Promise<Answer> => {
    const answer = await poll(server, device_code, client === 'own' ? {} : { client_id: other })
    if (answer.status === 200) given = answer.body
    return told(answer)
  }
  const choose = async ({ kind }: Decision): Promise<Answer> => {
    const { status, html } = pageOf(await browser.press(page, `device-${kind}`))
    if (status === 200) return html.includes('id="login-submit"') ? 'signed out' : 'done'
    return status === 400 ? 'late' : String(status)
  }
  const happen = async (happening: Event): Promise<Answer> => {
    if (happening.kind === 'poll') return await present(happening)
    if (happening.kind === 'accept' || happening.kind === 'deny') return await choose(happening)
    if (happening.kind === 'userinfo')
      return (await userinfoStatus(server, given?.access_token)) === 200 ? 'told' : 'refused'
    await trial.server.sessions.end(session)
    return 'done'
  }

  for (const { forward, events } of [...rounds, lastRound]) {
    trial.clock.move(forward)
    states = states.map((life) => ({
      ...life,
      ageSeconds: life.ageSeconds + forward,
      tokenAgeSeconds: life.tokenAgeSeconds + forward,
      sincePollSeconds: life.sincePollSeconds + forward,
    }))
    const possible = events.filter(({ kind }) => kind !== 'userinfo' || given !== undefined)
    const seen = await Promise.all(possible.map(async (one) => ({ event: one, answer: await happen(one) })))
    const explained = explain(states, seen, step)
    expect(explained, `no order explains ${JSON.stringify({ states, seen })}`).not.toEqual([])
    states = explained
  }
}

/** Looks at what is left. */
const lastRound: Round = { forward: 0, events: [{ kind: 'poll', client: 'own' }, { kind: 'userinfo' }] }

it('a device authorization lives as its table says', async () => {
  await fc.assert(fc.asyncProperty(fc.array(round, { minLength: 2, maxLength: 7 }), live), { numRuns: 60 })
})
