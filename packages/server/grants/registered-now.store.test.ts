/** What an operator takes from a client is given no more from then on: at each issuance, and while the person is asked. */
import { beforeEach, describe, expect, it } from 'vitest'
import { expectErrorAt } from '../../../test/asking.ts'
import {
  authorizationUrl,
  basic,
  callback,
  claimsIn,
  credentials,
  issuer,
  obtainCode,
  openTrial,
  resource,
  type TokenAnswer,
  type Trial,
  tokenRequest,
  webSecret,
} from '../../../test/authorization-server.ts'
import { addClient, type TokenClient, tokenClient } from '../../../test/lifecycle.ts'
import { refusedBy, watchTraces } from '../../../test/watching.ts'
import type { Client } from '../clients/client.ts'

const OTHER = 'https://other.example/api'
const told = ({ status, body }: TokenAnswer) => [status, body.error, body.error_description]
const NO_SCOPE = [400, 'invalid_scope', 'scope must name at least one that the client is registered for']
const NO_RESOURCE = [400, 'invalid_target', 'resource must be at least one that the client may ask tokens for']

let trial: Trial
let client: Client
let own: TokenClient

beforeEach(async () => {
  trial = await openTrial()
  client = await addClient(trial.server, 'demo-web', { resources: [resource, OTHER] })
  own = tokenClient(trial.server, client)
})

const change = (differs: Partial<Client>): Promise<boolean> => trial.server.clients.put({ ...client, ...differs })

async function granted(scope: string): Promise<{ code: string; verifier: string }> {
  return await obtainCode(trial, { client_id: client.clientId, scope, resource })
}

/** A way to get tokens for what was granted before the change. */
const ways = ['code', 'refresh'] as const

async function afterwards(way: (typeof ways)[number], scope: string, differs: Partial<Client>, more = {}) {
  const { code, verifier } = await granted(scope)
  const first = way === 'code' ? undefined : (await own.redeem(code, verifier)).body.refresh_token
  await change(differs)
  const ask = (asked: Record<string, string>) =>
    way === 'code' ? own.redeem(code, verifier, asked) : own.refresh(first, asked)
  return { answer: await ask(more), ask }
}

describe.each(ways)('by %s', (way) => {
  it('comes what is left of scope and resource', async () => {
    const { answer } = await afterwards(way, 'openid read admin', { scope: ['openid', 'read'], resources: [OTHER] })
    expect([answer.status, answer.body.scope, claimsIn(answer.body.access_token).aud]).toEqual([
      200,
      'openid read',
      issuer,
    ])
  })

  it('comes nothing where no scope is left, and nothing is used up', async () => {
    const traces = watchTraces()
    const { answer, ask } = await afterwards(way, 'admin', { scope: ['openid', 'read'] })
    expect(told(answer)).toEqual(NO_SCOPE)
    expect(refusedBy(traces)).toBe('scope.left')
    await change({})
    expect((await ask({})).status).toBe(200)
  })

  it('comes nothing where no resource is left, and nothing is used up', async () => {
    const traces = watchTraces()
    const { answer, ask } = await afterwards(way, 'read', { resources: [OTHER] })
    expect(told(answer)).toEqual(NO_RESOURCE)
    expect(refusedBy(traces)).toBe('resource.left')
    await change({})
    expect((await ask({})).status).toBe(200)
  })

  it('comes no other resource than the one that is asked for', async () => {
    const { answer } = await afterwards(way, 'openid read', { resources: [OTHER] }, { resource })
    expect(told(answer)).toEqual([400, 'invalid_target', 'resource must be one that the client may ask tokens for'])
  })
})

it('a scope that is asked for at the refresh and was taken away is refused', async () => {
  const { answer } = await afterwards('refresh', 'openid read admin', { scope: ['openid'] }, { scope: 'openid admin' })
  expect(told(answer)).toEqual([400, 'invalid_scope', 'scope must be one that the client is registered for'])
})

describe('while the person is asked', () => {
  const changes: readonly [string, Partial<Client>, string, string][] = [
    [
      'response type',
      { responseTypes: [] },
      'unauthorized_client',
      'response_type must be one that the client is registered for',
    ],
    ['scope', { scope: ['openid'] }, 'invalid_scope', 'scope must be one that the client is registered for'],
    ['resource', { resources: [OTHER] }, 'invalid_target', 'resource must be one that the client may ask tokens for'],
  ]
  it.each(changes)('the %s is taken away, and no code is given', async (_, differs, error, description) => {
    const agent = trial.browser()
    const { url } = await authorizationUrl({ client_id: client.clientId, scope: 'openid read', resource })
    const { page } = await agent.visit(url)
    await change(differs)
    const typed = { username: 'alice', password: credentials.alice }
    const { left } = await agent.submit(page ?? expect.unreachable(), typed, 'login')
    expectErrorAt(left ?? new URL('about:blank'), callback, error, description)
  })
})

describe('a service', () => {
  const asService = (params: Record<string, string> = {}) =>
    tokenRequest(trial.server, { grant_type: 'client_credentials', ...params }, basic(client.clientId, webSecret))
  const grantTypes = ['client_credentials']

  it('without a resource gets no token, since it would be for nobody', async () => {
    const traces = watchTraces()
    await change({ grantTypes, responseTypes: [], resources: [] })
    expect(told(await asService({ scope: 'read' }))).toEqual(NO_RESOURCE)
    expect(refusedBy(traces)).toBe('resource.left')
  })

  it('without a scope of its own gets no token', async () => {
    await change({ grantTypes, responseTypes: [], scope: ['openid', 'email'] })
    expect(told(await asService())).toEqual(NO_SCOPE)
  })
})

describe('an authorization request', () => {
  const answered = async (asked: Record<string, string | undefined>) => {
    const { left } = await trial.browser().visit((await authorizationUrl({ client_id: client.clientId, ...asked })).url)
    return [left?.searchParams.get('error'), left?.searchParams.get('error_description')]
  }

  it('of a client without a resource is refused unless it asks who the person is', async () => {
    await change({ resources: [] })
    expect(await answered({ scope: 'read' })).toEqual(NO_RESOURCE.slice(1))
    expect((await answered({ scope: 'openid' }))[0]).toBeUndefined()
  })

  it('of a client without a scope is refused', async () => {
    await change({ scope: ['offline_access'] })
    expect(await answered({ scope: undefined })).toEqual(NO_SCOPE.slice(1))
  })
})

describe('without a scope', () => {
  const scopeOf = async (differs: Partial<Client>) => {
    await change(differs)
    const { code, verifier } = await obtainCode(trial, { client_id: client.clientId, scope: undefined })
    return (await own.redeem(code, verifier)).body.scope
  }

  it('a client gets what it is registered for, but never acts for an absent person unasked', async () => {
    expect(await scopeOf({ scope: ['openid', 'offline_access', 'read'] })).toBe('openid read')
  })

  it('a client with a default gets that, as far as it is registered for it', async () => {
    const scope = ['openid', 'offline_access', 'read', 'admin']
    expect(await scopeOf({ scope, defaultScope: ['openid', 'offline_access', 'write'] })).toBe('openid')
  })
})
