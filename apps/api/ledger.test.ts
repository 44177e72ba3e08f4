import { NOW, TestIssuer } from '@sightglass/resource/fixtures/issuer'
import { describe, expect, it } from 'vitest'
import { createApi } from './index.ts'

const as = await TestIssuer.create()
const resource = 'https://api.example'
const endpoint = `${as.issuer}/introspect`
const worth = new Map<string, object>()
const asked: (string | null)[] = []

/** The test's issuer, which knows besides what the tokens of this test are worth. */
const fetch: typeof as.fetch = async (...given) => {
  const request = new Request(...given)
  if (request.url !== endpoint) return await as.fetch(request)
  asked.push(request.headers.get('authorization'))
  const token = new URLSearchParams(await request.text()).get('token') ?? ''
  return Response.json({ active: false, ...worth.get(token) })
}

const ledger = { clientId: 'demo-ledger', clientSecret: 'the secret of the ledger', endpoint, cacheSeconds: 0 }
const api = createApi({ issuer: as.issuer, resource, fetch, clock: as.clock, ledger })
const open = (token: string, path = '/ledger', of = api) =>
  of(new Request(`${resource}${path}`, { headers: { authorization: `Bearer ${token}` } }))

const claims = { active: true, iss: as.issuer, aud: `${resource}/ledger`, sub: 'archive', client_id: 'demo-archive' }
const good = { ...claims, scope: 'ledger', exp: NOW + 300, iat: NOW, token_type: 'Bearer', jti: 'the-id-of-the-token' }
const token = 'a-random-reference-that-says-nothing'

describe('the ledger', () => {
  it('asks about each token under a name of its own, and hears at once that one has ended', async () => {
    worth.set(token, good)
    const response = await open(token)
    expect(await response.json()).toMatchObject({ message: 'Hello, archive: this is your ledger.', scope: 'ledger' })
    expect(asked[0]).toBe(`Basic ${btoa('demo-ledger:the+secret+of+the+ledger')}`)
    worth.delete(token)
    expect((await open(token)).status).toBe(401)
  })

  it('opens to no token for the API around it, nor to one of another scope', async () => {
    worth.set('a-reference-for-another-resource', { ...good, aud: resource })
    expect((await open('a-reference-for-another-resource')).status).toBe(401)
    worth.set('a-reference-of-another-scope-here', { ...good, scope: 'read' })
    expect((await open('a-reference-of-another-scope-here')).status).toBe(403)
    worth.set(token, good)
    expect((await open(token, '/protected')).status).toBe(401)
  })

  it('is not there where nobody told it how to ask', async () => {
    const bare = createApi({ issuer: as.issuer, resource, fetch, clock: as.clock })
    expect((await open(token, '/ledger', bare)).status).toBe(404)
  })
})
