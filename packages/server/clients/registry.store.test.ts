/** What the registry takes, and what an operator's decision is worth the next time that a client is registered. */
import { defineRecord } from '@sightglass/store'
import { beforeAll, describe, expect, it } from 'vitest'
import { openTrial, resource, serviceSecret, type Trial, tokenRequest } from '../../../test/authorization-server.ts'
import { seedDevelopment } from '../development.ts'
import { type Client, defaultPolicy, type Registration } from './client.ts'

let trial: Trial
let client: Registration

beforeAll(async () => {
  trial = await openTrial()
  const web = await trial.server.clients.find('demo-web')
  if (web === undefined) throw new Error('the client is seeded')
  client = { ...web, clientId: 'registered', clientSecret: serviceSecret }
})

const put = (differs: Partial<Registration>): Promise<boolean> => trial.server.clients.put({ ...client, ...differs })

describe('the registry', () => {
  it.each<[string, Partial<Registration>]>([
    ['client_id must be', { clientId: 'a b' }],
    ['client_id must be', { clientId: '' }],
    ['client_id must be', { clientId: 'a'.repeat(256) }],
    ['redirect_uris.0: redirect_uris must be', { redirectUris: ['https://app.example/cb#x'] }],
    ['redirect_uris.1: redirect_uris must be', { redirectUris: ['https://a.example/', 'javascript:alert(1)'] }],
    ['scope must be', { scope: ['read', 'a b'] }],
    ['scope must be', { scope: [''] }],
    ['resource api must be', { resources: ['api'] }],
    ['resource https://api.example/#x must be', { resources: ['https://api.example/#x'] }],
    ['a public client must not have a secret', { tokenEndpointAuthMethod: 'none' }],
    [
      'a public client must use PKCE',
      {
        tokenEndpointAuthMethod: 'none',
        policy: { pkceRequired: false },
      },
    ],
    ['a confidential client must have the hash of its secret', { clientSecret: '', clientSecretHash: '' }],
    [
      'a client of client_secret_jwt must have its secret',
      { tokenEndpointAuthMethod: 'client_secret_jwt', clientSecret: '' },
    ],
    ['password must not be registered unless', { grantTypes: ['authorization_code', 'password'] }],
    [
      'id_token must not be registered unless',
      { grantTypes: ['authorization_code', 'implicit'], responseTypes: ['id_token'], applicationType: 'native' },
    ],
    ['grant_types: grant_types must include', { grantTypes: ['refresh_token'] }],
    ['logo_uri: address to show must be', { logoUri: 'javascript:alert(1)' }],
    ['backchannel_logout_uri: address to call must be', { backchannelLogoutUri: 'http://app.example/logout' }],
    ['backchannel_logout_uri: address to call must be', { backchannelLogoutUri: 'http://localhost:8080/logout#x' }],
    ['jwks: jwks must be', { jwks: { keys: [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y', d: 'd' }] } }],
    ['jwks or jwks_uri must be present', { tokenEndpointAuthMethod: 'private_key_jwt' }],
    ['a client of private_key_jwt must not have a secret', { tokenEndpointAuthMethod: 'private_key_jwt' }],
  ])('refuses a client with "%s"', async (words, differs) => {
    await expect(put(differs)).rejects.toThrow(words)
    expect(await trial.server.clients.find(differs.clientId ?? client.clientId)).toBeUndefined()
  })

  it.each([0, 0.5, 86_401, Infinity])('refuses access tokens that live %d seconds', async (seconds) => {
    await expect(put({ policy: { ...client.policy, accessTokenLifetimeSeconds: seconds } })).rejects.toThrow(
      '86400 at most',
    )
  })

  it('names all mistakes of a client at once', async () => {
    await expect(put({ redirectUris: ['x:', 'y:'], resources: ['z'] })).rejects.toThrow(
      /client registered: redirect_uris\.0: .*; redirect_uris\.1: .*; .*z /,
    )
  })
})

it('a client that a node of an older version kept means the same, and it reads what this one keeps', async () => {
  const { policy, ...web } = (await trial.server.clients.find('demo-web')) ?? expect.unreachable()
  const { pkceRequired, rotateRefreshTokens, accessTokenLifetimeSeconds } = policy
  const known = { pkceRequired, rotateRefreshTokens, accessTokenLifetimeSeconds }
  const records = trial.store.table(defineRecord<Omit<Client, 'policy'> & { policy: typeof known }>('client'))
  await records.add('older', { ...web, clientId: 'older', policy: known }, Infinity)
  const read = (await trial.server.clients.find('older')) ?? expect.unreachable()
  expect({ ...defaultPolicy, ...read.policy }).toEqual({ ...defaultPolicy, ...known })
  await trial.server.clients.put(read)
  expect(await records.get('older')).toMatchObject({ clientId: 'older', policy: known })
})

describe('a client that an operator disabled', () => {
  const asService = () =>
    tokenRequest(
      trial.server,
      { grant_type: 'client_credentials' },
      `Basic ${Buffer.from(`demo-service:${serviceSecret}`).toString('base64')}`,
    )

  it('stays so when the same registration comes again, until it says otherwise', async () => {
    const service = await trial.server.clients.find('demo-service')
    if (service === undefined) throw new Error('the client is seeded')
    const { status: _status, ...registration } = service
    await trial.server.clients.put({ ...service, status: 'disabled' })
    await seedDevelopment(trial.server, { clientOrigin: 'http://localhost:8080', resource })
    expect((await asService()).body.error).toBe('invalid_client')
    await trial.server.clients.put(registration)
    expect((await asService()).body.error).toBe('invalid_client')
    await trial.server.clients.put({ ...registration, status: 'active' })
    expect((await asService()).status).toBe(200)
    await trial.server.clients.put(registration)
    expect((await asService()).status).toBe(200)
  })
})
