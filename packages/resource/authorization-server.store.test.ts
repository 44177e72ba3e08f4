/** Our resource server beside our authorization server: opaque tokens, encrypted ones, and what revocation does to them. */
import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { basic, issuer, openTrial, serviceSecret, type Trial, tokenRequest } from '../../test/authorization-server.ts'
import { type Fetching, fromAnywhere } from '../../test/lifecycle.ts'
import { type ProtectOptions, protect } from './index.ts'

const opaqueApi = 'https://opaque.example'
const encryptedApi = 'https://encrypted.example'
const secret = 'a-secret-of-this-api-for-tests-only'
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

let trial: Trial
let server: Fetching

beforeAll(async () => {
  trial = await openTrial()
  server = fromAnywhere(trial.server)
  const introspection = { clientId: 'opaque-api', clientSecret: secret }
  await trial.server.resources.put({
    ...{ resource: opaqueApi, name: 'Opaque', scopes: { read: 'read' }, accessTokenFormat: 'opaque', introspection },
  })
  const { crv = '', x = '', y = '' } = publicKey.export({ format: 'jwk' })
  await trial.server.resources.put({
    ...{ resource: encryptedApi, name: 'Encrypted', scopes: { read: 'read' }, accessTokenFormat: 'encrypted' },
    encryptionKey: { kty: 'EC', crv, x, y, kid: 'enc-1' },
  })
  const service = await trial.server.clients.find('demo-service')
  if (service === undefined) throw new Error('there is a demo service')
  await trial.server.clients.put({ ...service, resources: [...service.resources, opaqueApi, encryptedApi] })
})

const tokenFor = async (resource: string): Promise<string> => {
  const asked = { grant_type: 'client_credentials', scope: 'read', resource }
  return (await tokenRequest(server, asked, basic('demo-service', serviceSecret))).body.access_token ?? ''
}

const apiAt = (resource: string, options: Partial<ProtectOptions>) => {
  const rs = protect({
    ...{ issuer, resource, scopes: ['read'], clock: trial.clock, monotonicMs: () => trial.clock() * 1000 },
    ...{ fetch: (request: Request) => server.fetch(request), ...options },
  })
  const respond = rs.handler((_, { subject }) => Response.json({ subject }))
  return (token: string) => respond(new Request(resource, { headers: { authorization: `Bearer ${token}` } }))
}

const revoke = (token: string): Promise<Response> =>
  server.fetch(
    new Request(`${issuer}/oauth2/revoke`, {
      method: 'POST',
      headers: {
        authorization: basic('demo-service', serviceSecret),
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: `token=${token}`,
    }),
  )

describe('a token of our authorization server at our resource server', () => {
  it('passes opaque, until some seconds after it was revoked', async () => {
    const call = apiAt(opaqueApi, { introspection: { clientId: 'opaque-api', clientSecret: secret } })
    const token = await tokenFor(opaqueApi)
    expect(token).not.toContain('.')
    expect(await (await call(token)).json()).toEqual({ subject: 'demo-service' })
    expect((await revoke(token)).status).toBe(200)
    trial.clock.move(5)
    expect((await call(token)).status).toBe(401)
  })

  it('passes opaque nowhere but where it is for, and nowhere where the secret is wrong', async () => {
    const introspection = { clientId: 'opaque-api', clientSecret: 'not the secret of this api' }
    expect((await apiAt(opaqueApi, { introspection })(await tokenFor(opaqueApi))).status).toBe(503)
    const right = { ...introspection, clientSecret: secret }
    expect((await apiAt(encryptedApi, { introspection: right })(await tokenFor(opaqueApi))).status).toBe(401)
  })

  it('passes encrypted, with the key that it was encrypted to and no other', async () => {
    const token = await tokenFor(encryptedApi)
    expect(token.split('.')).toHaveLength(5)
    const call = apiAt(encryptedApi, { decryptionKeys: [privateKey] })
    expect(await (await call(token)).json()).toEqual({ subject: 'demo-service' })
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    expect((await apiAt(encryptedApi, { decryptionKeys: [other] })(token)).status).toBe(401)
  })
})
