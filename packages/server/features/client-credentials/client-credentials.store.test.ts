import { beforeAll, describe, expect, it } from 'vitest'
import {
  basic,
  claimsIn,
  issuer,
  openTrial,
  resource,
  serviceSecret,
  type TokenAnswer,
  type Trial,
} from '../../../../test/authorization-server.ts'
import { refusedBy, watchTraces } from '../../../../test/watching.ts'
import { clientRecords } from '../../clients/client.ts'

const OTHER = 'https://other.example/api/'
const URN = 'urn:example:api'

let trial: Trial

beforeAll(async () => {
  trial = await openTrial()
  const { clients } = trial.server
  const [service, native] = [await clients.find('demo-service'), await clients.find('demo-client')]
  if (service === undefined || native === undefined) throw new Error('the clients are seeded')
  const scope = ['openid', 'read', 'write', 'offline_access']
  await clients.put({
    ...service,
    clientId: 'wide',
    clientSecret: serviceSecret,
    scope,
    resources: [resource, OTHER, URN],
  })
  // The registry takes no such client; the grant does not rely on it.
  const open = { ...native, clientId: 'open', grantTypes: ['client_credentials'] }
  await trial.store.table(clientRecords).add('open', open, Infinity)
})

/** Each pair is sent as it stands, so that `resource` may be repeated. */
async function ask(pairs: readonly (readonly [string, string])[], authorization: string | null): Promise<TokenAnswer> {
  const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded' })
  if (authorization !== null) headers.set('authorization', authorization)
  const body = new URLSearchParams([
    ['grant_type', 'client_credentials'],
    ...pairs.map(([name, value]) => [name, value]),
  ])
  const response = await trial.server.fetch(
    new Request(`${issuer}/oauth2/token`, { method: 'POST', headers, body: body.toString() }),
  )
  return { status: response.status, headers: response.headers, body: (await response.json()) as TokenAnswer['body'] }
}
const wide = (...pairs: (readonly [string, string])[]): Promise<TokenAnswer> => ask(pairs, basic('wide', serviceSecret))

const told = ({ status, body }: TokenAnswer) => [status, body.error, body.error_description]

describe('a service', () => {
  it('gets a token of its own, with nothing of a person about it', async () => {
    const { status, headers, body } = await wide(['scope', 'read'])
    expect(status).toBe(200)
    expect([headers.get('cache-control'), headers.get('pragma'), headers.get('content-type')]).toEqual([
      'no-store',
      'no-cache',
      'application/json',
    ])
    expect(Object.keys(body).sort()).toEqual(['access_token', 'expires_in', 'scope', 'token_type'])
    const claims = claimsIn(body.access_token)
    expect(Object.keys(claims).sort()).toEqual(['aud', 'client_id', 'exp', 'iat', 'iss', 'jti', 'scope', 'sub'])
    expect(claims).toMatchObject({ sub: 'wide', client_id: 'wide', aud: resource, scope: 'read' })
  })

  it('gets all of its scopes that are about no person, where it asks for none', async () => {
    expect((await wide()).body.scope).toBe('read write')
    expect((await wide(['scope', ''])).body.scope).toBe('read write')
  })

  it('gets no two tokens with one jti', async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, () => wide()))
    expect(new Set(tokens.map(({ body }) => claimsIn(body.access_token).jti)).size).toBe(20)
  })

  it('cannot use a token of its own at UserInfo', async () => {
    const { body } = await wide()
    const info = await trial.server.fetch(
      new Request(`${issuer}/oauth2/userinfo`, { headers: { authorization: `Bearer ${body.access_token}` } }),
    )
    expect(info.status).toBe(401)
  })
})

describe('the resource', () => {
  it.each([
    ['the default where none is asked for', [], resource],
    ['the one asked for', [OTHER], OTHER],
    ['one without an authority', [URN], URN],
    ['the registered spelling where a slash is missing', ['https://other.example/api'], OTHER],
    ['the registered spelling where there is one slash more', [`${resource}/`], resource],
    ['each of several', [resource, OTHER], [resource, OTHER]],
    ['one, however often it is asked for', [OTHER, 'https://other.example/api', OTHER], OTHER],
    ['what was asked for with a value', ['', OTHER], OTHER],
  ])('is %s', async (_, resources, aud) => {
    const { body } = await wide(...resources.map((value) => ['resource', value] as const))
    expect(claimsIn(body.access_token).aud).toEqual(aud)
  })

  it('is refused with the nearest registered one, where one is near', async () => {
    const words = 'resource must be one that the client may ask tokens for'
    const near = told(await wide(['resource', 'https://other.example/apy/']))
    expect(near).toEqual([400, 'invalid_target', `${words}; the nearest is ${OTHER}`])
    const far = told(await wide(['resource', `https://far.example/${'x'.repeat(20_000)}`]))
    expect(far).toEqual([400, 'invalid_target', words])
  })

  it.each([
    ['unknown', ['https://api.example']],
    ['in part unknown', [OTHER, 'https://api.example']],
    ['spelled in another case', ['https://OTHER.example/api/']],
    ['a part of a known one', ['https://other.example/']],
    ['below a known one', ['https://other.example/api/x']],
    ['escaped', ['https://other.example/%61pi/']],
    ['the server itself', [issuer]],
  ])('is refused where it is %s', async (_, resources) => {
    const traces = watchTraces()
    expect(told(await wide(...resources.map((value) => ['resource', value] as const)))).toEqual([
      400,
      'invalid_target',
      expect.stringMatching(/^resource must be one that the client may ask tokens for(?:; the nearest is .*)?$/),
    ])
    expect(refusedBy(traces)).toBe('resource.known')
  })

  it.each(['api', '/api', 'https://other.example/api/#x', 'https://other.example/api/#'])(
    'is refused where it is no absolute URI: %s',
    async (value) => {
      expect(told(await wide(['resource', value]))).toEqual([
        400,
        'invalid_target',
        'resource must be an absolute URI without a fragment',
      ])
    },
  )
})

describe('the scope', () => {
  it.each(['admin', 'read admin', 'READ'])('%j is refused where the client is not registered for it', async (scope) => {
    const traces = watchTraces()
    expect(told(await wide(['scope', scope]))).toEqual([
      400,
      'invalid_scope',
      'scope must be one that the client is registered for',
    ])
    expect(refusedBy(traces)).toBe('scope.allowed')
  })

  it.each(['read  write', ' read', 'read,"write"', 'lesén'])('%j is refused for its form', async (scope) => {
    expect(told(await wide(['scope', scope]))).toEqual([
      400,
      'invalid_scope',
      'scope must be tokens of printable ASCII separated by single spaces',
    ])
  })

  it.each(['openid', 'read openid', 'offline_access'])(
    '%j is refused: it is about a person, and there is none',
    async (scope) => {
      expect(told(await wide(['scope', scope]))).toEqual([
        400,
        'invalid_scope',
        'scope must not ask for a user where no user takes part',
      ])
    },
  )
})

it('a public client has no credentials of its own, whatever it is registered for', async () => {
  const answer = await ask([['client_id', 'open']], null)
  expect(told(answer)).toEqual([
    400,
    'unauthorized_client',
    'client must be confidential to use the client credentials grant',
  ])
})
