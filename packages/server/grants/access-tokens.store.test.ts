/** The forms of access tokens: each resource server gets the one it is registered for, and all of them count alike. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer, type ResourceRegistration } from '@sightglass/server'
import { compactDecrypt, createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  basic,
  issuer,
  obtainCode,
  openTrial,
  redeem,
  refreshed,
  resource,
  type Trial,
  testKeys,
  tokenRequest,
  webSecret,
} from '../../../test/authorization-server.ts'
import { addClient, type Fetching, fromAnywhere, userinfoStatus } from '../../../test/lifecycle.ts'
import { notesIn, watchTraces } from '../../../test/watching.ts'
import { tokenHash } from '../secrets.ts'
import { keptTokens } from './kept-tokens.ts'

const secret = 'demo-api-secret-for-development-only'
const web = basic('demo-web', webSecret)
const jwk = (key: KeyObject) => key.export({ format: 'jwk' }) as Record<string, string>
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const x25519 = generateKeyPairSync('x25519')
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' })

let trial: Trial
let server: Fetching

beforeAll(async () => {
  trial = await openTrial()
  server = fromAnywhere(trial.server)
})

/** A resource server of the form, and a client that gets tokens for it alone. */
async function tokensFor(differs: Partial<ResourceRegistration>) {
  const target = `https://api-${++made}.example`
  const introspection = { clientId: `api-${made}`, clientSecret: secret }
  await trial.server.resources.put({ resource: target, name: 'API', scopes: {}, introspection, ...differs })
  const client = await addClient(trial.server, 'demo-web', { resources: [target] })
  const { code, verifier } = await obtainCode(trial, { client_id: client.clientId, resource: target })
  const proof = basic(client.clientId, webSecret)
  const { body } = await redeem(server, code, verifier, {}, proof)
  return { target, client, proof, token: body.access_token ?? '', body, as: basic(introspection.clientId, secret) }
}

let made = 0

/** How a client is registered that takes part in no login. */
const forItself = { grantTypes: ['client_credentials'], responseTypes: [], redirectUris: [] }

async function post(path: string, token: string, authorization: string, at = server): Promise<Response> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', authorization }
  const body = new URLSearchParams({ token }).toString()
  return await at.fetch(new Request(`${issuer}/oauth2/${path}`, { method: 'POST', headers, body }))
}

const introspected = async (token: string, as: string, at = server): Promise<Record<string, unknown>> =>
  (await (await post('introspect', token, as, at)).json()) as Record<string, unknown>

async function keySet(): Promise<ReturnType<typeof createLocalJWKSet>> {
  const response = await server.fetch(new Request(`${issuer}/oauth2/jwks`))
  return createLocalJWKSet((await response.json()) as JSONWebKeySet)
}

describe('an opaque token', () => {
  it('says nothing, and introspection all there is to know', async () => {
    const traces = watchTraces()
    const { token, target, client, as } = await tokensFor({ accessTokenFormat: 'opaque' })
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(notesIn(traces)).toContain('access-token.opaque')
    expect(await introspected(token, as)).toMatchObject({
      ...{ active: true, iss: issuer, aud: [target, issuer], client_id: client.clientId, scope: 'openid read' },
      exp: trial.clock() + 600,
    })
  })

  it('is never stored', async () => {
    const { token } = await tokensFor({ accessTokenFormat: 'opaque' })
    expect(await trial.store.forIssuer(issuer).table(keptTokens).get(token)).toBeUndefined()
  })

  it('is inactive for others, once it has expired, and with another character', async () => {
    const { token, as } = await tokensFor({ accessTokenFormat: 'opaque' })
    expect(await introspected(token, basic('demo-api', secret))).toEqual({ active: false })
    expect(await introspected(`${token.slice(0, -1)}${token.endsWith('A') ? 'E' : 'A'}`, as)).toEqual({ active: false })
    trial.clock.move(610)
    expect(await introspected(token, as)).toEqual({ active: false })
  })
})

describe('an encrypted token', () => {
  const KEYS = [
    ['RSA-OAEP-256', rsa],
    ['ECDH-ES', p256],
    ['ECDH-ES', x25519],
  ] as const

  it.each(KEYS)('by %s opens with the key of its resource server alone, and is signed inside', async (alg, pair) => {
    const encryptionKey = { ...jwk(pair.publicKey), kid: 'enc-1', use: 'enc' }
    const { token, target } = await tokensFor({ accessTokenFormat: 'encrypted', encryptionKey })
    expect(decodeProtectedHeader(token)).toMatchObject({ alg, enc: 'A256GCM', cty: 'JWT', kid: 'enc-1' })
    const { plaintext } = await compactDecrypt(token, pair.privateKey)
    const options = { issuer, audience: target, typ: 'at+jwt', currentDate: new Date(trial.clock() * 1000) }
    const { payload } = await jwtVerify(plaintext, await keySet(), options)
    expect(payload.scope).toBe('openid read')
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })
    await expect(compactDecrypt(token, stranger.privateKey)).rejects.toThrow()
  })

  it('is known to introspection too, until its key is withdrawn', async () => {
    const encryptionKey = jwk(rsa.publicKey)
    const { token, as } = await tokensFor({ accessTokenFormat: 'encrypted', encryptionKey })
    expect(await introspected(token, as)).toMatchObject({ active: true })
    const { plaintext } = await compactDecrypt(token, rsa.privateKey)
    const { kid } = decodeProtectedHeader(Buffer.from(plaintext).toString())
    await trial.server.keys.withdraw(kid ?? '')
    expect(await introspected(token, as)).toEqual({ active: false })
  })
})

describe.each([
  ['opaque', { accessTokenFormat: 'opaque' }],
  ['encrypted', { accessTokenFormat: 'encrypted', encryptionKey: jwk(rsa.publicKey) }],
] as const)('%s tokens', (_, differs) => {
  it('are taken by UserInfo, at every node, while their grant stands', async () => {
    const { token, as } = await tokensFor(differs)
    const { clock, store } = trial
    const second = await createServer({ issuer, clock, environment: 'development', ...testKeys, store })
    for (const node of [server, second]) expect(await userinfoStatus(node, token)).toBe(200)
    const kept = await trial.store.forIssuer(issuer).table(keptTokens).get(tokenHash(token))
    await trial.server.grants.revoke(String(kept?.claims.grant_id), 'consent withdrawn')
    for (const node of [server, second]) {
      expect(await userinfoStatus(node, token)).toBe(401)
      expect(await introspected(token, as, node)).toEqual({ active: false })
    }
  })

  it('are revoked by their client, with their grant', async () => {
    const { token, body, proof, as } = await tokensFor(differs)
    expect((await post('revoke', token, web)).status).toBe(400)
    expect(await introspected(token, as)).toMatchObject({ active: true })
    expect((await post('revoke', token, proof)).status).toBe(200)
    expect(await introspected(token, as)).toEqual({ active: false })
    expect((await refreshed(server, body.refresh_token, {}, proof)).body.error).toBe('invalid_grant')
  })

  it('are issued for client credentials and refreshes too', async () => {
    const { target, body, proof, token } = await tokensFor(differs)
    const { access_token } = (await refreshed(server, body.refresh_token, {}, proof)).body
    expect(access_token?.split('.')).toHaveLength(token.split('.').length)
    const service = await addClient(trial.server, 'demo-web', {
      ...forItself,
      resources: [target],
    })
    const asked = { grant_type: 'client_credentials', scope: 'read' }
    const answer = await tokenRequest(server, asked, basic(service.clientId, webSecret))
    expect(answer.body.access_token?.split('.')).toHaveLength(token.split('.').length)
  })
})

describe('a token for several resource servers', () => {
  it('that want different forms is opaque', async () => {
    const { target, as } = await tokensFor({ accessTokenFormat: 'opaque' })
    const { clientId } = await addClient(trial.server, 'demo-web', { ...forItself, resources: [resource, target] })
    const asked = new URLSearchParams({ grant_type: 'client_credentials', scope: 'read', resource })
    asked.append('resource', target)
    const headers = { 'content-type': 'application/x-www-form-urlencoded', authorization: basic(clientId, webSecret) }
    const request = new Request(`${issuer}/oauth2/token`, { method: 'POST', headers, body: asked.toString() })
    const { access_token } = (await (await server.fetch(request)).json()) as { access_token: string }
    expect(access_token).toMatch(/^[\w-]{43}$/)
    for (const one of [as, basic('demo-api', secret)])
      expect(await introspected(access_token, one)).toMatchObject({ active: true, aud: [resource, target] })
  })
})

describe('the algorithm of a signed token', () => {
  it.each(['RS256', 'EdDSA'] as const)('is %s where its resource server wants that', async (alg) => {
    const { token, target } = await tokensFor({ accessTokenSigningAlg: alg })
    expect(decodeProtectedHeader(token).alg).toBe(alg)
    const options = { issuer, audience: target, currentDate: new Date(trial.clock() * 1000) }
    expect((await jwtVerify(token, await keySet(), options)).payload.iss).toBe(issuer)
    expect(await userinfoStatus(server, token)).toBe(200)
  })
})

describe('an encryption key', () => {
  const small = generateKeyPairSync('rsa', { modulusLength: 1024 })
  const MISTAKES: readonly [string, Partial<ResourceRegistration>][] = [
    ['must be a public one', { encryptionKey: jwk(rsa.privateKey) }],
    ['must be a JWK', { encryptionKey: { kty: 'oct' } }],
    ['must be a JWK', { encryptionKey: jwk(generateKeyPairSync('ed25519').publicKey) }],
    ['at least 2048 bits', { encryptionKey: jwk(small.publicKey) }],
    ['must be enc', { encryptionKey: { ...jwk(rsa.publicKey), use: 'sig' } }],
    ['must be RSA-OAEP-256', { encryptionKey: { ...jwk(rsa.publicKey), alg: 'RSA1_5' } }],
    ['need its encryption key', { accessTokenFormat: 'encrypted' }],
  ]

  it.each(MISTAKES)('%s', async (words, differs) => {
    const put = trial.server.resources.put({ resource: 'https://wrong.example', name: 'Wrong', scopes: {}, ...differs })
    await expect(put).rejects.toThrow(words)
  })
})
