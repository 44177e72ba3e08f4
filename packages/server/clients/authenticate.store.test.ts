import { expect, it } from 'vitest'
import {
  basic,
  openTrial,
  serviceSecret,
  type TokenAnswer,
  type Trial,
  tokenRequest,
  webSecret,
} from '../../../test/authorization-server.ts'
import { refusedBy, watchTraces } from '../../../test/watching.ts'
import { type Client, clientRecords, type Registration } from './client.ts'

const grant = { grant_type: 'client_credentials' } as const

/** The seeded service, changed. */
async function register({ server }: Trial, change: Partial<Registration>): Promise<void> {
  const service = await server.clients.find('demo-service')
  if (service === undefined) throw new Error('the service is seeded')
  await server.clients.put({ ...service, ...change })
}

interface Attempt {
  readonly authorization?: string
  readonly client_id?: string
  readonly client_secret?: string
}

const attempt = ({ server }: Trial, { authorization = '', ...body }: Attempt): Promise<TokenAnswer> =>
  authorization === '' && body.client_id === undefined && body.client_secret === undefined
    ? tokenRequest(server, { ...grant, client_id: '' })
    : tokenRequest(
        server,
        { ...grant, client_id: undefined, ...body },
        authorization === '' ? undefined : authorization,
      )

const right = basic('demo-service', serviceSecret)

const refused: readonly [rule: string, what: string, attempt: Attempt][] = [
  ['client.identified', 'says nothing of who it is', {}],
  ['client.identified', 'has a secret and no name', { client_id: '', client_secret: serviceSecret }],
  ['client.known', 'is not registered', { authorization: basic('nobody', serviceSecret) }],
  ['client.known', 'spells its id in another case', { authorization: basic('Demo-Service', serviceSecret) }],
  ['client.known', 'is not registered and has no secret', { client_id: 'nobody' }],
  ['client.enabled', 'is disabled', { authorization: basic('disabled', serviceSecret) }],
  ['client.secret', 'has a wrong secret', { authorization: basic('demo-service', `${serviceSecret}x`) }],
  [
    'client.secret',
    'has a secret one character short',
    { authorization: basic('demo-service', serviceSecret.slice(0, -1)) },
  ],
  ['client.secret', 'has no secret behind the colon', { authorization: basic('demo-service', '') }],
  ['client.secret', 'has the secret of another client', { authorization: basic('demo-service', webSecret) }],
  [
    'client.registeredMethod',
    'is registered for Basic and posts its secret',
    { client_id: 'demo-service', client_secret: serviceSecret },
  ],
  ['client.registeredMethod', 'has a secret and leaves it out', { client_id: 'demo-service' }],
  ['client.registeredMethod', 'has a secret and sends it empty', { client_id: 'demo-service', client_secret: '' }],
  ['client.registeredMethod', 'is public and sends a secret', { client_id: 'demo-client', client_secret: 'x' }],
  ['client.registeredMethod', 'is public and uses Basic', { authorization: basic('demo-client', '') }],
  ['client.sameId', 'names another client in the body', { authorization: right, client_id: 'demo-web' }],
  [
    'client.header',
    'leaves the colon out',
    { authorization: `Basic ${Buffer.from('demo-service').toString('base64')}` },
  ],
]

it.each(refused)('%s refuses a client that %s, and tells it no more than that', async (rule, _, what) => {
  const trial = await openTrial()
  await register(trial, {
    clientId: 'disabled',
    clientSecret: serviceSecret,
    status: 'disabled',
  })
  const traces = watchTraces()
  const answer = await attempt(trial, what)
  expect([answer.status, answer.body]).toEqual([
    401,
    { error: 'invalid_client', error_description: 'client authentication failed' },
  ])
  expect(answer.headers.get('www-authenticate')).toBe(
    what.authorization === undefined ? null : 'Basic realm="sightglass"',
  )
  expect(refusedBy(traces)).toBe(rule)
})

it('two authentication methods in one request are refused, both being right', async () => {
  const trial = await openTrial()
  const answer = await attempt(trial, { authorization: right, client_id: 'demo-service', client_secret: serviceSecret })
  expect([answer.status, answer.body.error, answer.body.error_description]).toEqual([
    400,
    'invalid_request',
    'client must not use more than one authentication method in a request',
  ])
})

it('a client may repeat its id in the body', async () => {
  const trial = await openTrial()
  expect((await attempt(trial, { authorization: right, client_id: 'demo-service' })).status).toBe(200)
})

it('a client registered for it posts its secret', async () => {
  const trial = await openTrial()
  await register(trial, { tokenEndpointAuthMethod: 'client_secret_post' })
  expect((await attempt(trial, { client_id: 'demo-service', client_secret: serviceSecret })).status).toBe(200)
  expect((await attempt(trial, { authorization: right })).status).toBe(401)
})

it('id and secret are form-encoded before Basic joins them', async () => {
  const trial = await openTrial()
  const [clientId, secret] = ['https://a.example/?u+b=%20&c', 'p+q:r %25/=&ß']
  await register(trial, { clientId, clientSecret: secret })
  const encoded = (text: string): string => new URLSearchParams({ x: text }).toString().slice(2)
  expect((await attempt(trial, { authorization: basic(encoded(clientId), encoded(secret)) })).status).toBe(200)
  expect((await attempt(trial, { authorization: basic(encoded(clientId), secret) })).status).toBe(401)
})

it('a client that an operator disables is refused at once on the node where that happened', async () => {
  const trial = await openTrial()
  expect((await attempt(trial, { authorization: right })).status).toBe(200)
  await register(trial, { status: 'disabled' })
  expect((await attempt(trial, { authorization: right })).status).toBe(401)
})

it('a client without a secret on record proves nothing by any secret', async () => {
  const trial = await openTrial()
  const table = trial.store.table(clientRecords)
  const { clientSecretHash: _, ...service } = (await table.get('demo-service')) ?? {}
  await table.update('demo-service', () => ({ record: service as Client, outcome: undefined }))
  expect((await attempt(trial, { authorization: right })).status).toBe(401)
  expect((await attempt(trial, { authorization: basic('demo-service', '') })).status).toBe(401)
})

it('who only claims to be a client does not get into its traces; who proves it does', async () => {
  const trial = await openTrial()
  const traces = watchTraces()
  await attempt(trial, { authorization: basic('demo-service', 'wrong') })
  expect(traces.at(-1)?.clientId).toBeUndefined()
  await attempt(trial, { authorization: right })
  expect(traces.at(-1)?.clientId).toBe('demo-service')
})

it('a client uses no grant that it is not registered for', async () => {
  const { server } = await openTrial()
  const answer = await tokenRequest(server, grant)
  expect([answer.status, answer.body.error, answer.body.error_description]).toEqual([
    400,
    'unauthorized_client',
    'grant_type must be one that the client is registered for',
  ])
})

it.each(['implicit', 'Client_Credentials', 'client_credentials ', '__proto__', 'constructor'])(
  'the grant type %j is not supported',
  async (grantType) => {
    const { server } = await openTrial()
    const answer = await tokenRequest(server, { grant_type: grantType })
    expect([answer.status, answer.body.error, answer.body.error_description]).toEqual([
      400,
      'unsupported_grant_type',
      'grant_type must be one that the server supports',
    ])
  },
)

it('the grant type has to be said', async () => {
  const { server } = await openTrial()
  const answer = await tokenRequest(server, {}, right)
  expect([answer.status, answer.body.error, answer.body.error_description]).toEqual([
    400,
    'invalid_request',
    'grant_type: parameter must be present',
  ])
})
