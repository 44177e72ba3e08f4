/** What a remembered consent covers: the scopes that were allowed at each resource, never those of one at another. */
import { adding, removing } from '@sightglass/store'
import { beforeEach, describe, expect, it } from 'vitest'
import { authorizationUrl, openTrial, type Trial, walk } from '../../../test/authorization-server.ts'
import { addClient } from '../../../test/lifecycle.ts'
import type { UserAgent, Visit } from '../../../test/user-agent.ts'
import { notesIn, watchTraces } from '../../../test/watching.ts'
import type { Client } from '../clients/client.ts'
import { type Consent, consentRecords } from './consent-record.ts'

const PHOTOS = 'https://photos.example'
const BANK = 'https://bank.example'

let trial: Trial
let agent: UserAgent
let client: Client

beforeEach(async () => {
  trial = await openTrial()
  agent = trial.browser()
  const { resources } = trial.server
  await resources.put({ resource: PHOTOS, name: 'Photos', scopes: { read: 'see photos', write: 'add photos' } })
  await resources.put({ resource: BANK, name: 'Bank', scopes: { read: 'see the balance', write: 'transfer money' } })
  client = await addClient(trial.server, 'demo-web', { resources: [PHOTOS, BANK] })
})

const urlOf = async (scope: string, resources: readonly string[], more: Record<string, string> = {}) =>
  (await authorizationUrl({ client_id: client.clientId, scope, ...more })).url +
  resources.map((resource) => `&resource=${encodeURIComponent(resource)}`).join('')
const allow = async (scope: string, ...resources: string[]): Promise<Visit> =>
  await walk(agent, await urlOf(scope, resources))
/** What a request that shows no page is answered with. */
async function silently(scope: string, ...resources: string[]): Promise<string | null | undefined> {
  const { left } = await agent.visit(await urlOf(scope, resources, { prompt: 'none' }))
  return left?.searchParams.has('code') ? 'code' : left?.searchParams.get('error')
}
const subOf = async (): Promise<string> => (await trial.server.people.findByUsername('alice'))?.sub ?? ''

describe('a remembered consent', () => {
  it('to one scope here and another there is none to either at the other place', async () => {
    await allow('openid write', PHOTOS)
    await allow('openid read', BANK)
    expect(await silently('openid write', BANK)).toBe('consent_required')
    expect(await silently('write', PHOTOS, BANK)).toBe('consent_required')
    expect(await silently('openid read', PHOTOS)).toBe('consent_required')
    expect(await silently('openid write', PHOTOS)).toBe('code')
    expect(await silently('openid read', BANK)).toBe('code')
  })

  it('is told apart from one that was given inside the request', async () => {
    await allow('openid read', PHOTOS)
    const traces = watchTraces()
    expect(await silently('openid read', PHOTOS)).toBe('code')
    expect(notesIn(traces)).toEqual(expect.arrayContaining(['authorize.sessionUsed', 'authorize.consentRemembered']))
    const before = traces.length
    await allow('openid write', PHOTOS)
    const later = notesIn(traces.slice(before))
    expect(later).toContain('authorize.sessionUsed')
    expect(later).not.toContain('authorize.consentRemembered')
  })

  it('to what is about the person holds wherever the token is for', async () => {
    await allow('openid email read', PHOTOS)
    await allow('openid read', BANK)
    expect(await silently('openid email read', BANK)).toBe('code')
    expect(await silently('openid phone read', BANK)).toBe('consent_required')
  })

  it('to acting while the person is away is one for the resources that it was given with', async () => {
    await allow('openid offline_access read', PHOTOS)
    await allow('openid write', BANK)
    expect(await silently('openid offline_access write', BANK)).toBe('consent_required')
    expect(await silently('openid offline_access read', PHOTOS)).toBe('code')
  })

  it('to several resources at once covers each of them', async () => {
    await allow('openid write', PHOTOS, BANK)
    expect(await silently('write', BANK)).toBe('code')
    expect(await silently('write', PHOTOS, BANK)).toBe('code')
  })
})

describe('a consent that version 1 stored', () => {
  /** As the program before this one wrote it. */
  async function stored(scope: readonly string[], resources: readonly string[]): Promise<void> {
    await allow('openid', PHOTOS)
    const key = `${await subOf()} ${client.clientId}`
    const former = { ...consentRecords, version: 1, upcasters: [] }
    const record = { subject: await subOf(), clientId: client.clientId, scope, resources, updatedAt: 5 }
    const { store } = trial
    expect(await store.forIssuer('http://localhost:8081').commit([removing(consentRecords, key)])).toBe(true)
    await store.forIssuer('http://localhost:8081').commit([adding<object>(former as never, key, record, Infinity)])
  }

  it('is one to all of its scopes where it is for one resource', async () => {
    await stored(['openid', 'read', 'write'], [PHOTOS])
    expect(await silently('openid read write', PHOTOS)).toBe('code')
    expect(await silently('openid read', BANK)).toBe('consent_required')
    const [consent] = await trial.server.consents.list(await subOf(), { limit: 10 })
    expect(consent).toMatchObject<Partial<Consent>>({ identity: ['openid'], access: { [PHOTOS]: ['read', 'write'] } })
  })

  it('is one to what is about the person where nobody knows which scope was for which resource', async () => {
    await stored(['openid', 'email', 'read', 'write'], [PHOTOS, BANK])
    expect(await silently('openid email', PHOTOS, BANK)).toBe('code')
    expect(await silently('read', PHOTOS)).toBe('consent_required')
  })
})

describe('a withdrawal', () => {
  const postConsent = async (page: NonNullable<Visit['page']>): Promise<string> => {
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page.html)?.[1] ?? ''
    const response = await trial.server.fetch(
      new Request('http://localhost:8081/consent', {
        method: 'POST',
        headers: { cookie: Array.from(agent.cookies, ([name, value]) => `${name}=${value}`).join('; ') },
        body: new URLSearchParams({ request: hidden('request'), csrf: hidden('csrf'), action: 'accept' }),
      }),
    )
    return response.headers.get('location') ?? ''
  }
  const isAsked = ({ page }: Visit): boolean => page?.html.includes('id="consent-accept"') ?? false

  it.each(['demo-web', 'demo-client'] as const)(
    'stops the request under way too, of a client like %s',
    async (like) => {
      client = await addClient(trial.server, like, { resources: [PHOTOS] })
      await allow('openid', PHOTOS)
      const { page } = await agent.visit(await urlOf('openid read', [], { prompt: 'consent' }))
      const hub = await postConsent(page ?? expect.unreachable())
      expect(await trial.server.consents.withdraw(await subOf(), client.clientId)).toBe(true)
      const asked = await agent.visit(hub)
      expect(isAsked(asked)).toBe(true)
      // In the same second: what counts is which came first.
      const allowed = await agent.submit(asked.page ?? expect.unreachable(), {}, 'accept')
      expect(allowed.left?.searchParams.has('code')).toBe(true)
    },
  )

  it('of what is withdrawn already, or was never allowed, finds nothing', async () => {
    const { consents } = trial.server
    expect(await consents.withdraw(await subOf(), 'nobody')).toBe(false)
    expect(await consents.list(await subOf(), { limit: 10 })).toEqual([])
  })

  it('leaves nothing on the list', async () => {
    await allow('openid', PHOTOS)
    expect(await trial.server.consents.list(await subOf(), { limit: 10 })).toHaveLength(1)
    await trial.server.consents.withdraw(await subOf(), client.clientId)
    expect(await trial.server.consents.list(await subOf(), { limit: 10 })).toEqual([])
    expect(await silently('openid', PHOTOS)).toBe('consent_required')
  })
})
