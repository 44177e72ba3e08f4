/** What a person allowed a client: when it is asked for, what is remembered, and what a withdrawal takes back. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  authorizationUrl,
  callback,
  issuer,
  obtainCode,
  openTrial,
  resource,
  type Trial,
  walk,
} from '../../../../test/authorization-server.ts'
import { addClient, tokenClient, userinfoStatus } from '../../../../test/lifecycle.ts'
import type { UserAgent, Visit } from '../../../../test/user-agent.ts'
import type { Client } from '../../clients/client.ts'

type Username = 'alice' | 'bob'

let trial: Trial
let browsers: Readonly<Record<Username, UserAgent>>

beforeAll(async () => {
  trial = await openTrial()
  browsers = { alice: trial.browser(), bob: trial.browser() }
  for (const name of ['alice', 'bob'] as const) await walk(browsers[name], (await authorizationUrl()).url, name)
})

const HTTPS = 'https://app.example/callback'
const PRIVATE_USE = 'com.example.app:/callback'
const OTHER_RESOURCE = 'https://other-api.example'

/** One client of each kind, known to nobody yet. */
const kinds = {
  'a confidential client': () => addClient(trial.server, 'demo-web', { resources: [resource, OTHER_RESOURCE] }),
  'a public client on a loopback redirect': () => addClient(trial.server, 'demo-client'),
  'a public client on a private-use redirect': () =>
    addClient(trial.server, 'demo-client', { redirectUris: [PRIVATE_USE] }),
  'a public client on an https redirect': () => addClient(trial.server, 'demo-client', { redirectUris: [HTTPS] }),
} as const
type Kind = keyof typeof kinds
const remembered = (kind: Kind): boolean =>
  kind === 'a confidential client' || kind === 'a public client on an https redirect'

interface Asking {
  readonly client: Client
  readonly by?: Username
  readonly scope?: string
  readonly prompt?: string
  readonly resource?: string
}

async function ask({ client, by = 'alice', ...more }: Asking): Promise<Visit> {
  const [redirect_uri = callback] = client.redirectUris
  return await browsers[by].visit((await authorizationUrl({ client_id: client.clientId, redirect_uri, ...more })).url)
}

const isAsked = ({ page }: Visit): boolean => page?.html.includes('id="consent-accept"') ?? false

async function decide(visit: Visit, action: 'accept' | 'cancel', by: Username = 'alice'): Promise<Visit> {
  if (visit.page === undefined) throw new Error(`nobody was asked: ${visit.left}`)
  return await browsers[by].submit(visit.page, {}, action)
}

const subOf = async (username: Username): Promise<string> =>
  (await trial.server.people.findByUsername(username))?.sub ?? ''

describe('consent', () => {
  it.each(Object.keys(kinds) as Kind[])(
    'for %s is asked for at first, and remembered where nobody can pose as it',
    async (kind) => {
      const client = await kinds[kind]()
      const first = await ask({ client })
      expect(isAsked(first)).toBe(true)
      expect((await decide(first, 'accept')).left?.searchParams.has('code')).toBe(true)
      expect(isAsked(await ask({ client }))).toBe(!remembered(kind))
    },
  )

  it('is asked for again where prompt says so', async () => {
    const client = await kinds['a confidential client']()
    await decide(await ask({ client }), 'accept')
    expect(isAsked(await ask({ client, prompt: 'consent' }))).toBe(true)
  })

  it('for less than was allowed is not asked for; for more it is, and then for all of it together no more', async () => {
    const client = await kinds['a confidential client']()
    await decide(await ask({ client, scope: 'openid read' }), 'accept')
    expect(isAsked(await ask({ client, scope: 'read' }))).toBe(false)
    const more = await ask({ client, scope: 'openid write' })
    expect(isAsked(more)).toBe(true)
    await decide(more, 'accept')
    expect(isAsked(await ask({ client, scope: 'openid read write' }))).toBe(false)
  })

  it('for another resource is asked for', async () => {
    const client = await kinds['a confidential client']()
    await decide(await ask({ client }), 'accept')
    expect(isAsked(await ask({ client, resource: OTHER_RESOURCE }))).toBe(true)
  })

  it('says what a scope means at each resource that the token is for', async () => {
    const shop = 'https://shop.example'
    await trial.server.resources.put({ resource: shop, name: 'Shop', scopes: { write: 'buy things in your name' } })
    const client = await addClient(trial.server, 'demo-web', { resources: [resource, shop] })
    const { url } = await authorizationUrl({ client_id: client.clientId, scope: 'openid write', resource })
    const { page } = await browsers.alice.visit(`${url}&resource=${encodeURIComponent(shop)}`)
    const words = page?.html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
    expect(words).toContain('know that it is you openid')
    expect(words).toContain('At Demo API add and change your data write At Shop buy things in your name write')
    await browsers.alice.submit(page ?? expect.unreachable(), {}, 'accept')
    const account = await browsers.alice.visit(`${issuer}/account`)
    expect(account.page?.html).toContain('add and change your data; buy things in your name')
  })

  it.each<[string, Partial<Client>, string, boolean]>([
    ['https', { redirectUris: ['https://app.example/cb', 'https://app.example/other'] }, 'app.example', false],
    ['https, and here while it is made', { redirectUris: [callback, 'https://app.example/cb'] }, 'app.example', false],
    ['an https client_id', { clientId: 'https://id.example/client', redirectUris: [callback] }, 'id.example', true],
    ['nothing but this device', { redirectUris: [callback] }, '', true],
    ['several places', { redirectUris: ['https://a.example/cb', 'https://b.example/cb'] }, '', false],
  ])(
    'of a client with a secret whose place is %s is asked for with that, and a warning where it has none',
    async (...row) => {
      const [, differs, host, warns] = row
      const client = await addClient(trial.server, 'demo-web', differs)
      const redirect_uri = client.redirectUris[0]
      const { url } = await authorizationUrl({ client_id: client.clientId, redirect_uri, prompt: 'consent' })
      const { page } = await browsers.alice.visit(url)
      expect(/<dt>Application<\/dt>\s*<dd><bdi>([^<]*)/.exec(page?.html ?? '')?.[1] ?? '').toBe(host)
      expect(page?.html.includes('not verified')).toBe(warns)
    },
  )

  it('of one person is not that of another, and that for one client not that for another', async () => {
    const client = await kinds['a confidential client']()
    await decide(await ask({ client }), 'accept')
    expect(isAsked(await ask({ client, by: 'bob' }))).toBe(true)
    expect(isAsked(await ask({ client: await kinds['a confidential client']() }))).toBe(true)
  })

  it('that was denied is asked for again, and what was allowed before still is', async () => {
    const client = await kinds['a confidential client']()
    await decide(await ask({ client, scope: 'openid' }), 'accept')
    const denied = await decide(await ask({ client, scope: 'openid phone' }), 'cancel')
    expect(denied.left?.searchParams.get('error')).toBe('access_denied')
    expect(isAsked(await ask({ client, scope: 'openid phone' }))).toBe(true)
    expect(isAsked(await ask({ client, scope: 'openid' }))).toBe(false)
  })
})

describe('consent that is withdrawn', () => {
  it('revokes however many grants there are', async () => {
    const client = await kinds['a confidential client']()
    await decide(await ask({ client }), 'accept')
    for (let count = 0; count < 120; count++) await ask({ client })
    const sub = await subOf('alice')
    await trial.server.consents.withdraw(sub, client.clientId)
    const states: boolean[] = []
    for await (const { revoked } of trial.server.grants.of(sub, client.clientId)) states.push(revoked !== undefined)
    expect(states).toEqual(Array(121).fill(true))
  })

  it('is asked for again, and every grant of that person to that client is revoked, no other', async () => {
    const client = await kinds['a confidential client']()
    const bystander = await kinds['a confidential client']()
    const grant = async (to: Client, by: Username) => {
      const own = tokenClient(trial.server, to)
      const asked = { client_id: to.clientId, scope: 'openid offline_access' }
      const { code, verifier } = await obtainCode(trial, asked, browsers[by])
      const { body } = await own.redeem(code, verifier)
      const lives = async () =>
        (await own.refresh(body.refresh_token)).status === 200 &&
        (await userinfoStatus(trial.server, body.access_token)) === 200
      expect(await lives()).toBe(true)
      return lives
    }
    const withdrawn = [await grant(client, 'alice'), await grant(client, 'alice')]
    const others = [await grant(client, 'bob'), await grant(bystander, 'alice')]
    const waiting = await obtainCode(trial, { client_id: client.clientId }, browsers.alice)
    await trial.server.consents.withdraw(await subOf('alice'), client.clientId)
    expect(await Promise.all(withdrawn.map((lives) => lives()))).toEqual([false, false])
    expect(await Promise.all(others.map((lives) => lives()))).toEqual([true, true])
    const late = await tokenClient(trial.server, client).redeem(waiting.code, waiting.verifier)
    expect(late.body.error_description).toContain('must not have been revoked')
    expect(isAsked(await ask({ client }))).toBe(true)
  })
})

const SCOPES = ['openid', 'profile', 'email', 'read', 'write'] as const

const asking = fc.record({
  kind: fc.constantFrom<Kind>(
    'a confidential client',
    'a public client on a loopback redirect',
    'a public client on an https redirect',
  ),
  by: fc.constantFrom<Username>('alice', 'bob'),
  scopes: fc.subarray([...SCOPES], { minLength: 1 }),
  anew: fc.constantFrom(false, false, true),
  action: fc.constantFrom<'accept' | 'cancel'>('accept', 'accept', 'cancel'),
})
const withdrawal = fc.option(
  fc.record({ kind: fc.constantFrom<Kind>('a confidential client'), by: fc.constantFrom<Username>('alice', 'bob') }),
)
/** All pages of a round are opened before any is answered, and answered at once. */
const round = fc.record({ withdrawal, askings: fc.array(asking, { minLength: 1, maxLength: 4 }) })
type Round = typeof round extends fc.Arbitrary<infer R> ? R : never

async function live(rounds: readonly Round[]): Promise<void> {
  const clients = new Map<Kind, Client>()
  for (const kind of Object.keys(kinds) as Kind[]) clients.set(kind, await kinds[kind]())
  const clientOf = (kind: Kind): Client => clients.get(kind) ?? expect.unreachable()
  const model = new Map<string, Set<string>>()
  for (const { withdrawal: taken, askings } of rounds) {
    if (taken !== null) {
      await trial.server.consents.withdraw(await subOf(taken.by), clientOf(taken.kind).clientId)
      model.delete(`${taken.by} ${taken.kind}`)
    }
    const opened = await Promise.all(
      askings.map(async (one) => {
        const { kind, by, scopes, anew } = one
        const prompt = anew ? { prompt: 'consent' } : {}
        const visit = await ask({ client: clientOf(kind), by, scope: scopes.join(' '), ...prompt })
        const allowed = model.get(`${by} ${kind}`)
        expect(isAsked(visit), JSON.stringify(one)).toBe(anew || !scopes.every((scope) => allowed?.has(scope)))
        return { ...one, visit }
      }),
    )
    const shown = opened.filter(({ visit }) => isAsked(visit))
    await Promise.all(shown.map(({ visit, action, by }) => decide(visit, action, by)))
    for (const { kind, by, scopes } of shown.filter(({ kind: of, action }) => action === 'accept' && remembered(of)))
      model.set(`${by} ${kind}`, new Set([...(model.get(`${by} ${kind}`) ?? []), ...scopes]))
  }
}

it('consents live as their table says', async () => {
  await fc.assert(fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 4 }), live), { numRuns: 25 })
})
