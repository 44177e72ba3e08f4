/** The life of a grant and its code as a whole: random events, some in parallel, beside a model written from its table. */
import { createCodeVerifier } from '@sightglass/spec/pkce'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { deliveredBy } from '../../../../test/asking.ts'
import {
  authorizationUrl,
  callback,
  openTrial,
  type TokenAnswer,
  type Trial,
  walk,
} from '../../../../test/authorization-server.ts'
import { explain, type Step } from '../../../../test/explain.ts'
import { addClient, type Fetching, fromAnywhere, tokenClient, userinfoStatus } from '../../../../test/lifecycle.ts'
import type { UserAgent } from '../../../../test/user-agent.ts'
import type { Client } from '../../clients/client.ts'

interface Life {
  readonly ageSeconds: number
  readonly used: boolean
  readonly burnt: boolean
  readonly revoked: boolean
  readonly clientDisabled: boolean
}

const atBirth: Life = { ageSeconds: 0, used: false, burnt: false, revoked: false, clientDisabled: false }

interface Redemption {
  readonly kind: 'redeem'
  readonly client: 'own' | 'other'
  readonly verifier: 'right' | 'wrong' | 'none'
  readonly redirectUri: 'right' | 'wrong' | 'none'
}
/** By the tokens that the code gave, where it gave some, or by the one that came through the browser beside it. */
interface Use {
  readonly kind: 'userinfo' | 'userinfo in front' | 'refresh'
}
interface Withdrawal {
  readonly kind: 'end session' | 'disable user'
}
type Event = Redemption | Use | Withdrawal
type Answer = 'tokens' | 'told' | 'invalid_grant' | 'invalid_client' | 'refused' | 'done'

const redeemed: Step<Life, Redemption, Answer> = (life, { client, verifier, redirectUri }) => {
  if (client === 'other') return [life, 'invalid_grant']
  if (life.clientDisabled) return [life, 'invalid_client']
  if (life.revoked) return [life, 'invalid_grant']
  const proven = verifier === 'right' && redirectUri !== 'wrong'
  if (life.used) return [proven ? { ...life, revoked: true } : life, 'invalid_grant']
  if (!proven) return [{ ...life, burnt: true }, 'invalid_grant']
  if (life.burnt || life.ageSeconds >= 60) return [life, 'invalid_grant']
  return [{ ...life, used: true }, 'tokens']
}

const step: Step<Life, Event, Answer> = (life, event) => {
  if (event.kind === 'redeem') return redeemed(life, event)
  if (event.kind === 'end session' || event.kind === 'disable user') return [{ ...life, revoked: true }, 'done']
  if (event.kind === 'userinfo' || event.kind === 'userinfo in front')
    return [life, life.revoked || life.clientDisabled ? 'refused' : 'told']
  if (life.clientDisabled) return [life, 'invalid_client']
  return [life, life.revoked ? 'invalid_grant' : 'tokens']
}

const redemption: fc.Arbitrary<Redemption> = fc.record({
  kind: fc.constant('redeem'),
  client: fc.constantFrom('own', 'own', 'own', 'other'),
  verifier: fc.constantFrom('right', 'right', 'wrong', 'none'),
  redirectUri: fc.constantFrom('right', 'right', 'none', 'wrong'),
})
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 12, arbitrary: redemption },
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('userinfo', 'userinfo in front', 'refresh') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('end session', 'disable user') }) },
)
/** Events of a round run in parallel; before them the clock moves, or the operator turns the client off or on. */
const round = fc.record({
  forward: fc.constantFrom(0, 0, 0, 0, 0, 1, 30, 59, 60),
  client: fc.constantFrom(...Array<undefined>(10).fill(undefined), 'disabled', 'active'),
  events: fc.array(event, { minLength: 1, maxLength: 3 }),
})
type Round = typeof round extends fc.Arbitrary<infer R> ? R : never

let trial: Trial
let server: Fetching
let browser: UserAgent
let alice = ''
let other: ReturnType<typeof tokenClient>

beforeAll(async () => {
  trial = await openTrial({ lifetimes: { sessionIdleSeconds: 30 * 86_400 } })
  server = fromAnywhere(trial.server)
  browser = trial.browser()
  alice = (await trial.server.people.findByUsername('alice'))?.sub ?? ''
  other = tokenClient(server, await addClient(trial.server, 'demo-web'))
})

/** Ends the session that the code was issued in, as signing in as somebody else does. */
async function endSession(code: string): Promise<void> {
  const grant = await trial.server.grants.table.get(code.slice(0, 22))
  if (grant?.sessionId !== undefined) await trial.server.sessions.end(grant.sessionId)
}

/** Disabled and enabled again: the session goes on, what was granted does not. */
async function disableUser(): Promise<void> {
  await trial.server.people.setStatus(alice, 'disabled')
}

const told = ({ status, body }: TokenAnswer): Answer =>
  status === 200 ? 'tokens' : body.error === 'invalid_client' ? 'invalid_client' : 'invalid_grant'

/** What an operator says of a client of old. */
const legacy = {
  responseTypes: ['code', 'code token'],
  grantTypes: ['authorization_code', 'implicit', 'refresh_token'],
  applicationType: 'native',
  policy: { legacy: true },
} as const

async function live(responseType: 'code' | 'code token', rounds: readonly Round[]): Promise<void> {
  trial.clock.move(1)
  await trial.server.people.setStatus(alice, 'active')
  const client: Client = await addClient(trial.server, 'demo-web', legacy)
  const own = tokenClient(server, client)
  const { url, verifier } = await authorizationUrl({ client_id: client.clientId, response_type: responseType })
  const { code = '', access_token: inFront } = deliveredBy(await walk(browser, url)).members
  let states: readonly Life[] = [atBirth]
  let given: TokenAnswer['body'] | undefined

  const isPossible = (kind: Event['kind']): boolean =>
    kind === 'userinfo in front' ? inFront !== undefined : given !== undefined || !/^(?:userinfo|refresh)$/.test(kind)
  const present = async (redeeming: Redemption): Promise<Answer> => {
    const sent = { right: verifier, wrong: createCodeVerifier(), none: undefined }[redeeming.verifier]
    const redirectUri = { right: callback, wrong: `${callback}x`, none: undefined }[redeeming.redirectUri]
    const by = redeeming.client === 'own' ? own : other
    const answer = await by.redeem(code, sent, { redirect_uri: redirectUri })
    if (answer.status === 200) given = answer.body
    return told(answer)
  }
  const happen = async (happening: Event): Promise<Answer> => {
    if (happening.kind === 'redeem') return await present(happening)
    if (happening.kind === 'end session') return await endSession(code).then(() => 'done')
    if (happening.kind === 'disable user') return await disableUser().then(() => 'done')
    if (happening.kind === 'refresh') return told(await own.refresh(given?.refresh_token))
    const token = happening.kind === 'userinfo' ? given?.access_token : inFront
    return (await userinfoStatus(server, token)) === 200 ? 'told' : 'refused'
  }

  for (const { forward, client: status, events } of [...rounds, lastRound]) {
    // Times are whole seconds: what was granted in the second of an enabling counts as granted after it.
    const seconds = status === undefined ? forward : forward + 1
    trial.clock.move(seconds)
    states = states.map((life) => ({ ...life, ageSeconds: life.ageSeconds + seconds }))
    if (status !== undefined) {
      await trial.server.clients.put({ ...client, status })
      states = states.map((life) => ({ ...life, ...turned(life, status) }))
    }
    const possible = events.filter(({ kind }) => isPossible(kind))
    const seen = await Promise.all(possible.map(async (one) => ({ event: one, answer: await happen(one) })))
    const explained = explain(states, seen, step)
    expect(explained, `no order explains ${JSON.stringify({ states, seen })}`).not.toEqual([])
    states = explained
  }
}

/** Whatever was granted while a client is disabled, or before, is revoked. */
const turned = (life: Life, status: Client['status']) => ({
  clientDisabled: status === 'disabled',
  revoked: life.revoked || status === 'disabled',
})

/** Looks at what is left, within the lifetime of the access token where nobody waited longer. */
const lastRound: Round = {
  forward: 0,
  client: 'active',
  events: [{ kind: 'userinfo' }, { kind: 'userinfo in front' }, { kind: 'refresh' }],
}

it('a grant and its code live as their table says', async () => {
  const responseType = fc.constantFrom('code', 'code token')
  const rounds = fc.array(round, { minLength: 2, maxLength: 6 })
  await fc.assert(fc.asyncProperty(responseType, rounds, live), { numRuns: 60 })
})
