/** The life of a refresh token as a whole: random generations presented, some in parallel, beside a model written from its table. */
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import {
  issuer,
  obtainCode,
  openTrial,
  type TokenAnswer,
  type Trial,
  testKeys,
} from '../../../../test/authorization-server.ts'
import { explain, type Step } from '../../../../test/explain.ts'
import { addClient, type Fetching, fromAnywhere, type TokenClient, tokenClient } from '../../../../test/lifecycle.ts'
import type { UserAgent } from '../../../../test/user-agent.ts'
import { openRefreshToken } from '../../grants/refresh-token.ts'
import { createSeal } from '../../secrets.ts'

const GRACE_SECONDS = 10
const IDLE_SECONDS = 30 * 86_400

interface Spent {
  readonly generation: number
  readonly secondsAgo: number
}

interface Life {
  readonly current: number
  /** Presented before, newest last; what is in none of these was void. */
  readonly spent: readonly Spent[]
  readonly lostInARow: number
  readonly idleSeconds: number
  readonly revoked: boolean
}

const atBirth: Life = { current: 1, spent: [], lostInARow: 0, idleSeconds: 0, revoked: false }

interface Presented {
  readonly generation: number
  readonly by: 'owner' | 'other'
}

/** The generation that was answered. */
type Answer = number | 'invalid_grant'

const step: Step<Life, Presented, Answer> = (life, { generation, by }) => {
  if (by === 'other' || life.revoked || life.idleSeconds >= IDLE_SECONDS) return [life, 'invalid_grant']
  const { current, spent, lostInARow } = life
  if (generation === current) {
    const after = { current: current + 1, spent: [...spent, { generation, secondsAgo: 0 }], lostInARow: 0 }
    return [{ ...life, ...after, idleSeconds: 0 }, current + 1]
  }
  const known = spent.find((one) => one.generation === generation)
  const inGrace = known !== undefined && known.secondsAgo <= GRACE_SECONDS
  if (known === undefined || known !== spent.at(-1))
    return [inGrace ? life : { ...life, revoked: true }, 'invalid_grant']
  if (inGrace) return [life, current]
  if (lostInARow === 3) return [life, 'invalid_grant']
  const again = [...spent.slice(0, -1), { generation, secondsAgo: 0 }]
  return [{ ...life, current: current + 1, spent: again, lostInARow: lostInARow + 1, idleSeconds: 0 }, current + 1]
}

const passed = (life: Life, seconds: number): Life => ({
  ...life,
  spent: life.spent.map((one) => ({ ...one, secondsAgo: one.secondsAgo + seconds })),
  idleSeconds: life.idleSeconds + seconds,
})

/** `back`: which of the tokens answered so far, counted from the newest. */
const event = fc.record({
  back: fc.constantFrom(0, 0, 0, 1, 1, 1, 2, 3),
  by: fc.constantFrom('owner', 'owner', 'owner', 'owner', 'other'),
})
const round = fc.record({
  forward: fc.constantFrom(0, 0, 1, 10, 11, 11, 3600, 20 * 86_400, IDLE_SECONDS),
  events: fc.array(event, { minLength: 1, maxLength: 4 }),
})
type Round = typeof round extends fc.Arbitrary<infer R> ? R : never

let trial: Trial
let server: Fetching
let browser: UserAgent
let other: TokenClient

beforeAll(async () => {
  trial = await openTrial({ lifetimes: { sessionIdleSeconds: Infinity, sessionAbsoluteSeconds: Infinity } })
  server = fromAnywhere(trial.server)
  browser = trial.browser()
  other = tokenClient(server, await addClient(trial.server, 'demo-web'))
})

const seal = createSeal(testKeys.keyEncryptionKeys, `refresh-token ${issuer}`)

/** The token's generation; the tests see into it, clients cannot. */
function generationOf({ status, body }: TokenAnswer): Answer {
  if (status !== 200) return body.error === 'invalid_grant' ? 'invalid_grant' : Number.NaN
  return openRefreshToken(seal, body.refresh_token ?? '')?.generation ?? Number.NaN
}

async function live(like: 'demo-web' | 'demo-client', rounds: readonly Round[]): Promise<void> {
  const rotating = { policy: { pkceRequired: true, rotateRefreshTokens: true, accessTokenLifetimeSeconds: 600 } }
  const client = await addClient(trial.server, like, like === 'demo-web' ? rotating : {})
  const owner = tokenClient(server, client)
  const asked = { client_id: client.clientId, scope: 'openid offline_access' }
  const { code, verifier } = await obtainCode(trial, asked, browser)
  const { body } = await owner.redeem(code, verifier)
  /** By generation; there is none of generation 0. */
  const tokens: string[] = ['', body.refresh_token ?? '']
  let states: readonly Life[] = [atBirth]

  const present = async ({ generation, by }: Presented) => {
    const answer = await (by === 'owner' ? owner : other).refresh(tokens[generation])
    const answered = generationOf(answer)
    if (typeof answered === 'number') tokens[answered] = answer.body.refresh_token ?? ''
    return answered
  }

  for (const { forward, events } of rounds) {
    trial.clock.move(forward)
    states = states.map((life) => passed(life, forward))
    const newest = tokens.length - 1
    const presented = events.map(({ back, by }) => ({ generation: Math.max(1, newest - back), by }))
    const seen = await Promise.all(presented.map(async (one) => ({ event: one, answer: await present(one) })))
    const explained = explain(states, seen, step)
    expect(explained, `no order explains ${JSON.stringify({ states, seen })}`).not.toEqual([])
    states = explained
  }
}

it.each(['demo-client', 'demo-web'] as const)(
  'a rotating refresh token of a client like %s lives as its table says',
  async (like) => {
    const rounds = fc.array(round, { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(rounds, (lived) => live(like, lived)),
      { numRuns: 40 },
    )
  },
)
