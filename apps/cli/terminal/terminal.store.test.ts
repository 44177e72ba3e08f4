/** The terminal client against our servers, without sockets: what it prints, and what it says when something is wrong. */
import { createApi } from '@sightglass/api'
import { demoDecryptionKey } from '@sightglass/api/demo-key'
import type { Fetch } from '@sightglass/client'
import { createRecorder, joinFlows } from '@sightglass/trace'
import { beforeEach, describe, expect, it } from 'vitest'
import { issuer, openTrial, resource, type Trial } from '../../../test/authorization-server.ts'
import { decide } from '../../../test/device.ts'
import { Failure } from './failure.ts'
import { DEFAULT_SCOPE, type Outcome, runTerminal, type Showing, type TerminalOptions } from './index.ts'
import { jsonOf, shownCode, textOf } from './report.ts'

const vault = `${resource}/vault`
const typed = { username: 'alice', password: 'password123' }

let trial: Trial
let down: readonly string[]
let fetch: Fetch
/** By how much the clock of the resource server goes ahead. */
let ahead: number

beforeEach(async () => {
  trial = await openTrial()
  down = []
  ahead = 0
  const clock = () => trial.clock() + ahead
  const api = createApi({
    ...{ issuer, resource, clock, decryptionKey: demoDecryptionKey() },
    tracing: { party: 'resource-server', from: 'client', linkKey: Buffer.alloc(32, 9) },
    fetch: (request) => fetch(request),
  })
  fetch = async (request) => {
    const { origin } = new URL(request.url)
    if (down.includes(origin)) throw new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })
    return await (origin === resource ? api(request) : trial.server.fetch(request))
  }
})

const run = (options: Partial<TerminalOptions> = {}): Promise<Outcome> =>
  runTerminal({
    ...{ issuer, resource: vault, scope: DEFAULT_SCOPE, typed, clock: trial.clock, show: () => undefined },
    ...{ fetch: (request: Request) => fetch(request), ...options },
  })

async function failureOf(options: Partial<TerminalOptions> = {}): Promise<Failure> {
  try {
    await run(options)
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('it did not fail')
}

const said = ({ kind, exitCode, message }: Failure) => [kind, exitCode, message]

describe('the terminal client', () => {
  it('gets an encrypted token for a password, and says what came back', async () => {
    const outcome = await run()
    expect(outcome).toMatchObject({
      grant: 'password',
      name: 'Alice Liddell',
      encrypted: true,
      status: 200,
      url: vault,
    })
    const text = textOf(outcome)
    expect(text).toMatch(/^✓ Alice Liddell is signed in \(password grant\)\n✓ the access token is encrypted: /)
    expect(text).toMatch(/\n {2}message {5}Hello, \S+: this is your vault\.\n {2}client_id {3}demo-terminal\n/)
    expect(text).toMatch(/\n {2}expires_at {2}\d\d\/\d\d\/\d{4}, /)
    expect(JSON.parse(jsonOf(outcome))).toMatchObject({
      ...{ version: 1, passed: true, grant: 'password', token: { encrypted: true } },
      answer: { url: vault, status: 200, body: { client_id: 'demo-terminal' } },
    })
  })

  it('gets one by a device code that somebody allows elsewhere', async () => {
    const shown: Showing[] = []
    const wait = async (seconds: number): Promise<void> => {
      const [showing] = shown
      if (showing !== undefined) await decide(trial.browser(), showing.userCode)
      trial.clock.move(seconds)
    }
    const outcome = await run({ typed: undefined, show: (showing) => shown.push(showing), wait })
    expect(outcome).toMatchObject({ grant: 'device', name: 'Alice Liddell', encrypted: true, status: 200 })
    const [showing] = shown
    if (showing === undefined) throw new Error('nothing was shown')
    const screen = shownCode(showing, 80)
    expect(screen).toContain(`    ${showing.userCode}\n`)
    expect(screen).toMatch(/[█▀▄]{10}/)
    expect(shownCode(showing, 20)).not.toMatch(/[█▀▄]/)
  })

  it('gives its tokens back at the end', async () => {
    const revoked: string[] = []
    const before = fetch
    fetch = async (request) => {
      const response = await before(request)
      if (request.url.endsWith('/revoke')) revoked.push(`${response.status}`)
      return response
    }
    await run()
    expect(revoked).toEqual(['200'])
  })

  it('is seen in the theatre by both servers, as one flow: the token shut here and open there, the password nowhere', async () => {
    const recorder = createRecorder()
    await run({ scope: 'vault' })
    const traces = recorder.traces().map((trace) => JSON.parse(JSON.stringify(trace)))
    recorder.stop()
    const [flow] = joinFlows(traces.filter(({ party }) => party !== 'client'))
    const told = flow?.traces.map(({ received }) => 'url' in received && new URL(received.url).pathname)
    expect(told?.filter((path) => path === '/oauth2/token' || path === '/vault')).toEqual(['/oauth2/token', '/vault'])
    const [atVault] = flow?.traces.filter(({ party }) => party === 'resource-server') ?? []
    const parameters = atVault !== undefined && 'url' in atVault.received ? atVault.received.parameters : []
    expect(parameters.map(({ name }) => name)).toEqual(['Authorization', 'opened_token'])
    expect(JSON.stringify(traces)).not.toContain(typed.password)
  })
})

describe('the terminal client says clearly', () => {
  it('that user name and password are not right together', async () => {
    for (const wrong of [
      { ...typed, password: 'wrong' },
      { ...typed, username: 'nobody' },
    ]) {
      const failure = await failureOf({ typed: wrong })
      const words = `the authorization server at ${issuer} does not accept this user name with this password`
      expect(said(failure)).toEqual(['not_signed_in', 2, words])
      expect(JSON.parse(jsonOf(failure))).toEqual({
        ...{ version: 1, passed: false, failure: 'not_signed_in', error: 'invalid_grant', says: words },
      })
    }
  })

  it('that there were too many attempts', async () => {
    for (let tries = 0; tries < 5; tries++) await failureOf({ typed: { ...typed, password: 'wrong' } })
    expect(said(await failureOf())).toEqual(['not_signed_in', 2, expect.stringContaining('too many attempts')])
  })

  it('that access was denied, or that nobody came', async () => {
    const deciding = (decision: (code: string) => Promise<unknown>): Partial<TerminalOptions> => {
      const codes: string[] = []
      const show = ({ userCode }: Showing) => void codes.push(userCode)
      return { typed: undefined, show, wait: async () => void (await decision(codes[0] ?? '')) }
    }
    const denied = await failureOf(deciding((code) => decide(trial.browser(), code, 'deny')))
    expect(said(denied)).toEqual(['not_signed_in', 2, 'access was denied on the other device'])
    const late = await failureOf(deciding(async () => trial.clock.move(3600)))
    expect(said(late)).toEqual(['not_signed_in', 2, expect.stringContaining('the code has expired')])
  })

  it('that the token has expired', async () => {
    ahead = 86_400
    const words = `the application server at ${vault} says that the token has expired; sign in again`
    expect(said(await failureOf())).toEqual(['token_refused', 3, words])
  })

  it('that the token is refused for another reason', async () => {
    ahead = -86_400
    expect(said(await failureOf())).toEqual([
      'token_refused',
      3,
      expect.stringContaining('does not accept the token: iat'),
    ])
  })

  it('which server is down', async () => {
    down = [issuer]
    const words = `the authorization server at ${issuer} does not answer (ECONNREFUSED)`
    expect(said(await failureOf())).toEqual(['server_down', 4, words])
    down = [resource]
    const other = `the application server at ${vault} does not answer (ECONNREFUSED)`
    expect(said(await failureOf())).toEqual(['server_down', 4, other])
  })

  it('that the application server cannot look at the token now', async () => {
    const before = fetch
    fetch = async (request) => {
      if (new URL(request.url).pathname === '/oauth2/jwks' || request.url.includes('.well-known'))
        return request.headers.get('accept')?.includes('jwk-set')
          ? new Response(null, { status: 500 })
          : before(request)
      return await before(request)
    }
    const failure = await failureOf({ scope: 'vault' })
    expect(said(failure)).toEqual([
      'server_down',
      4,
      expect.stringMatching(/the application server at \S+ answers 503: authorization server/),
    ])
  })

  it('which scope is refused, and by whom', async () => {
    const unknown = await failureOf({ scope: 'everything' })
    expect(said(unknown)).toEqual(['scope_refused', 5, expect.stringContaining('does not give the scope everything')])
    const words = `the application server at ${vault} wants the scope vault, which was not asked for`
    expect(said(await failureOf({ scope: 'openid' }))).toEqual(['scope_refused', 5, words])
  })

  it('that this program may not take passwords', async () => {
    const client = await trial.server.clients.find('demo-terminal')
    if (client === undefined) throw new Error('there is a demo terminal')
    await trial.server.clients.put({
      ...client,
      grantTypes: ['refresh_token', ...client.grantTypes.filter((type) => type.includes('device'))],
    })
    expect(said(await failureOf())).toEqual([
      'failed',
      1,
      expect.stringContaining('does not let this program sign in so'),
    ])
  })
})

describe('what is printed', () => {
  const outcome: Outcome = {
    ...{
      grant: 'password',
      name: undefined,
      scope: 'vault',
      encrypted: false,
      expiresAt: undefined,
      url: vault,
      status: 200,
    },
    body: 'a\u001b[2Jb\nc\u202ed',
  }

  it('moves no cursor, whatever the answer holds', () => {
    expect(textOf(outcome)).toMatch(/ {2}a\?\[2Jb\?c\?d$/)
    const nested = textOf({ ...outcome, body: { '\u001b]0;x\u0007': ['\u009b31m'] } })
    // biome's rule against control characters in patterns guards others than us: we look for them.
    expect([...nested].filter((character) => character < ' ' && character !== '\n')).toEqual([])
  })
})
