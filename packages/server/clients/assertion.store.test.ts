/** Clients that prove themselves by a JWT, through the token endpoint. */
import { beforeAll, describe, expect, it } from 'vitest'
import { assertionClaims, assertionParams, macBy, makeKey, signedBy } from '../../../test/assertion.ts'
import {
  basic,
  issuer,
  openTrial,
  type TokenAnswer,
  type Trial,
  tokenRequest,
} from '../../../test/authorization-server.ts'
import { loopbackCertificate, openSecureHost, sendJson } from '../../../test/https-server.ts'
import { inParallel } from '../../../test/lifecycle.ts'
import { refusedBy, watchTraces } from '../../../test/watching.ts'
import { clientRecords, type Registration } from './client.ts'

const SECRET = 'a secret that is shared, of more than sixty-four characters, for every algorithm'
const key = makeKey('ES256', 'current')
const rsaKey = makeKey('RS256', 'rsa')
const stranger = makeKey('ES256', 'current')

let trial: Trial

beforeAll(async () => {
  trial = await openTrial()
  const jwks = { keys: [key.jwk, rsaKey.jwk, { ...makeKey('ES256', 'other').jwk, alg: undefined }] }
  await register('signer', { tokenEndpointAuthMethod: 'private_key_jwt', jwks })
  await register('sharer', { tokenEndpointAuthMethod: 'client_secret_jwt', clientSecret: SECRET })
})

/** The seeded service with another proof. */
async function register(clientId: string, differs: Partial<Registration>, { server } = trial): Promise<void> {
  const service = await server.clients.find('demo-service')
  if (service === undefined) throw new Error('the service is seeded')
  const { clientSecretHash: _, ...rest } = service
  await server.clients.put({ ...rest, clientId, ...differs })
}

type Members = Readonly<Record<string, unknown>>

const ask = (assertion: string, more: Readonly<Record<string, string | undefined>> = {}): Promise<TokenAnswer> =>
  tokenRequest(
    trial.server,
    { grant_type: 'client_credentials', client_id: undefined, ...assertionParams(assertion), ...more },
    '',
  )

const claims = (clientId: string, differs: Members = {}): Members =>
  assertionClaims(clientId, issuer, trial.clock(), differs)
const byKey = (differs: Members = {}, header: Members = {}, by = key): string =>
  signedBy(by, claims('signer', differs), header)
const bySecret = (differs: Members = {}, header: Members = {}, secret = SECRET): string =>
  macBy(secret, claims('sharer', differs), header)

/** The answer, and the rule that decided it. */
async function ruleOf(asking: Promise<TokenAnswer>, traces = watchTraces()) {
  const { status, body } = await asking
  if (status !== 200)
    expect([status, body.error, body.error_description]).toEqual([
      401,
      'invalid_client',
      'client authentication failed',
    ])
  return status === 200 ? 'accepted' : refusedBy(traces)
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('a client proves itself', () => {
  it('by a signature of its key', async () => {
    expect((await ask(byKey())).body).toMatchObject({ token_type: 'Bearer' })
  })

  it('by one of several keys, of whatever algorithm', async () => {
    expect(await ruleOf(ask(byKey({}, {}, rsaKey)))).toBe('accepted')
  })

  it.each(['HS256', 'HS384', 'HS512'])('by a MAC with its secret, by %s', async (alg) => {
    expect(await ruleOf(ask(bySecret({}, { alg })))).toBe('accepted')
  })

  it('with its id beside the assertion, and with the type that newer clients say', async () => {
    expect(await ruleOf(ask(byKey(), { client_id: 'signer' }))).toBe('accepted')
    expect(await ruleOf(ask(byKey({}, { typ: 'JWT' })))).toBe('accepted')
    expect(await ruleOf(ask(byKey({}, { typ: 'client-authentication+jwt' })))).toBe('accepted')
  })

  it('with a clock that differs a little', async () => {
    const now = trial.clock()
    expect(await ruleOf(ask(byKey({ iat: now + 25, nbf: now + 25 })))).toBe('accepted')
    expect(await ruleOf(ask(byKey({ exp: now - 20 })))).toBe('accepted')
  })

  it('to the token endpoint, where its policy says so', async () => {
    const aud = `${issuer}/oauth2/token`
    const older = { tokenEndpointAuthMethod: 'private_key_jwt', jwks: { keys: [key.jwk] } } as const
    await register('older', { ...older, policy: { assertionAudience: 'token_endpoint' } })
    expect(await ruleOf(ask(signedBy(key, claims('older', { aud }))))).toBe('accepted')
    expect(await ruleOf(ask(signedBy(key, claims('older'))))).toBe('accepted')
    expect(await ruleOf(ask(signedBy(key, claims('older', { aud: `${issuer}/` }))))).toBe('client-assertion.aud')
  })
})

describe('an assertion', () => {
  it.each<[string, string, () => string]>([
    ['size', 'is too long', () => byKey({ more: 'x'.repeat(16_384) })],
    ['compact', 'is no JWS', () => 'not.a-jws'],
    ['header', 'has no header', () => `${part({ alg: 1 })}.${part({})}.AAAA`],
    ['algNone', 'is not signed', () => `${part({ alg: 'none' })}.${part(claims('signer'))}.`],
    ['algNone', 'is not signed, in other letters', () => `${part({ alg: 'nOnE' })}.${part(claims('signer'))}.`],
    ['crit', 'has extensions', () => byKey({}, { crit: ['exp'] })],
    ['alg', 'has an unknown algorithm', () => byKey({}, { alg: 'ES999' })],
    ['payload', 'says nothing', () => `${part({ alg: 'ES256' })}.${part([])}.AAAA`],
    ['typ', 'is something else', () => byKey({}, { typ: 'at+jwt' })],
    ['typ', 'is a proof of possession', () => byKey({}, { typ: 'dpop+jwt' })],
    ['sub', 'has no subject', () => byKey({ sub: undefined })],
    ['iss', 'has no issuer', () => byKey({ iss: undefined })],
    ['iss', 'was made by another', () => byKey({ iss: 'demo-web' })],
    ['key', 'names an unknown key', () => byKey({}, { kid: 'unknown' })],
    ['key', 'names no key where several fit', () => byKey({}, { kid: undefined })],
    ['keyFits', 'has another algorithm than its key', () => byKey({}, { kid: 'rsa' })],
    ['signature', 'is signed by a stranger', () => byKey({}, {}, stranger)],
    ['signature', 'was changed', () => byKey().replace(/\.[^.]+\./, `.${part(claims('signer', { exp: 9e9 }))}.`)],
    ['signature', 'has a key in its header', () => byKey({}, { jwk: stranger.jwk }, stranger)],
    ['signature', 'is signed by another secret', () => bySecret({}, {}, `${SECRET}x`)],
    ['audPresent', 'is for nobody', () => byKey({ aud: undefined })],
    ['audPresent', 'is for an empty list', () => byKey({ aud: [] })],
    ['audSingle', 'is for several', () => byKey({ aud: [issuer, 'https://other.example'] })],
    ['audSingle', 'is for a list of one', () => byKey({ aud: [issuer] })],
    ['aud', 'is for another server', () => byKey({ aud: 'https://other.example' })],
    ['aud', 'is for the token endpoint', () => byKey({ aud: `${issuer}/oauth2/token` })],
    ['aud', 'is for the issuer in another spelling', () => byKey({ aud: `${issuer}/` })],
    ['expPresent', 'never ends', () => byKey({ exp: undefined })],
    ['expPresent', 'ends at a text', () => byKey({ exp: String(trial.clock() + 60) })],
    ['exp', 'has ended', () => byKey({ exp: trial.clock() - 31 })],
    ['expNear', 'ends too late', () => byKey({ exp: trial.clock() + 700 })],
    ['nbf', 'is for later', () => byKey({ nbf: trial.clock() + 61 })],
    ['iat', 'is from the future', () => byKey({ iat: trial.clock() + 61 })],
    ['jtiPresent', 'has no name', () => byKey({ jti: undefined })],
    ['jtiPresent', 'has a number for a name', () => byKey({ jti: 7 })],
    ['jtiPresent', 'has a long name', () => byKey({ jti: 'x'.repeat(257) })],
  ])('is refused by client-assertion.%s where it %s', async (rule, _, make) => {
    expect(await ruleOf(ask(make()))).toBe(`client-assertion.${rule}`)
  })

  it('is good once', async () => {
    for (const make of [byKey, bySecret]) {
      const assertion = make()
      expect(await ruleOf(ask(assertion))).toBe('accepted')
      expect(await ruleOf(ask(assertion))).toBe('client-assertion.unused')
    }
  })

  it('is good once to the very end, and its name is free afterwards', async () => {
    const own = await openTrial()
    const before = trial
    trial = own
    try {
      await register('signer', { tokenEndpointAuthMethod: 'private_key_jwt', jwks: { keys: [key.jwk] } })
      const jti = 'the same name again'
      const assertion = byKey({ jti })
      expect(await ruleOf(ask(assertion))).toBe('accepted')
      own.clock.move(89)
      expect(await ruleOf(ask(assertion))).toBe('client-assertion.unused')
      own.clock.move(1)
      expect(await ruleOf(ask(assertion))).toBe('client-assertion.exp')
      own.clock.move(60)
      expect(await ruleOf(ask(byKey({ jti })))).toBe('accepted')
    } finally {
      trial = before
    }
  })

  it('is good once among fifty at the same time', async () => {
    const assertion = byKey()
    const answers = await inParallel(50, () => ask(assertion))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('has a name of its own client: two clients may choose the same', async () => {
    expect(await ruleOf(ask(byKey({ jti: 'chosen by both' })))).toBe('accepted')
    expect(await ruleOf(ask(bySecret({ jti: 'chosen by both' })))).toBe('accepted')
  })

  it('is not used up by a request in which it was wrong', async () => {
    const jti = 'named in vain before'
    expect(await ruleOf(ask(byKey({ jti, aud: 'https://other.example' })))).toBe('client-assertion.aud')
    expect(await ruleOf(ask(byKey({ jti }, {}, stranger)))).toBe('client-assertion.signature')
    expect(await ruleOf(ask(byKey({ jti })))).toBe('accepted')
  })
})

describe('a method', () => {
  it('is the registered one: neither proof stands for the other', async () => {
    expect(await ruleOf(ask(macBy(SECRET, claims('signer'))))).toBe('client.registeredMethod')
    expect(await ruleOf(ask(signedBy(key, claims('sharer'))))).toBe('client.registeredMethod')
    expect(await ruleOf(ask(signedBy(key, claims('demo-service'))))).toBe('client.registeredMethod')
    const publicKey = Buffer.from(JSON.stringify(key.jwk)).toString()
    expect(await ruleOf(ask(macBy(publicKey, claims('signer'))))).toBe('client.registeredMethod')
    const secretSent = tokenRequest(trial.server, { grant_type: 'client_credentials' }, basic('sharer', SECRET))
    expect(await ruleOf(secretSent)).toBe('client.registeredMethod')
  })

  it('has the algorithm that the client is registered for', async () => {
    const jwks = { keys: [key.jwk, rsaKey.jwk] }
    const tokenEndpointAuthSigningAlg = 'RS256'
    await register('narrow', { tokenEndpointAuthMethod: 'private_key_jwt', jwks, tokenEndpointAuthSigningAlg })
    expect(await ruleOf(ask(signedBy(key, claims('narrow'))))).toBe('client-assertion.algRegistered')
    expect(await ruleOf(ask(signedBy(rsaKey, claims('narrow'))))).toBe('accepted')
  })

  it('signs with a secret that is as long as the hash', async () => {
    const clientSecret = 'forty characters, which is not enough...'
    await register('short', { tokenEndpointAuthMethod: 'client_secret_jwt', clientSecret })
    const macOf = (alg: string) => macBy(clientSecret, claims('short'), { alg })
    expect(await ruleOf(ask(macOf('HS256')))).toBe('accepted')
    expect(await ruleOf(ask(macOf('HS384')))).toBe('client-assertion.keyFits')
  })

  it('is used alone in a request', async () => {
    const { body } = await ask(byKey(), { client_secret: SECRET })
    expect(body).toMatchObject({ error: 'invalid_request' })
    expect(body.error_description).toContain('more than one authentication method')
  })

  it.each<[string, Readonly<Record<string, string | undefined>>]>([
    ['client-assertion.type', { client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer' }],
    ['client-assertion.type', { client_assertion_type: undefined }],
    ['client-assertion.present', { client_assertion: undefined }],
    ['client.sameId', { client_id: 'demo-service' }],
  ])('is refused by %s where the request is %j', async (rule, more) => {
    expect(await ruleOf(ask(byKey(), more))).toBe(rule)
  })
})

describe('keys at a jwks_uri', () => {
  const remote = { tokenEndpointAuthMethod: 'private_key_jwt' } as const

  it('are fetched, and fetched again when a client signs with a new one', async () => {
    const keys = [key]
    const host = await openSecureHost((_, response) =>
      sendJson(response, { keys: keys.map(({ jwk }) => jwk) }, 'application/jwk-set+json'),
    )
    const own = await openTrial({ fetcher: { privateHosts: [host.place], caCertificates: [loopbackCertificate] } })
    await register('remote', { ...remote, jwksUri: `${host.url}/jwks` }, own)
    const askAs = (by: typeof key) =>
      tokenRequest(
        own.server,
        {
          grant_type: 'client_credentials',
          ...assertionParams(signedBy(by, assertionClaims('remote', issuer, own.clock()))),
        },
        '',
      )
    expect(await ruleOf(askAs(key))).toBe('accepted')
    expect(await ruleOf(askAs(key))).toBe('accepted')
    expect(host.asked).toHaveLength(1)
    const next = makeKey('ES256', 'next')
    keys.push(next)
    expect(await ruleOf(askAs(next))).toBe('accepted')
    expect(host.asked).toHaveLength(2)
    expect(await ruleOf(askAs(makeKey('ES256', 'made up')))).toBe('client-assertion.key')
  })

  it.each<[string, string, Parameters<typeof openSecureHost>[0]]>([
    ['fetch.status', 'redirects', (_, response) => response.writeHead(302, { location: 'https://a.example/' }).end()],
    ['fetch.type', 'answers a page', (_, response) => sendJson(response, {}, 'text/html')],
    ['fetch.size', 'answers too much', (_, response) => sendJson(response, 'x'.repeat(300_000))],
    [
      'fetch.text',
      'answers no text',
      (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(Buffer.from([255])),
    ],
    ['fetch.answered', 'breaks off', (request) => request.socket.destroy()],
    ['fetch.inTime', 'says nothing', () => {}],
    ['client-assertion.keySet', 'answers something else', (_, response) => sendJson(response, { some: 'thing' })],
  ])('are not had by %s from a host that %s', async (rule, _, answer) => {
    const host = await openSecureHost(answer)
    const privateHosts = [host.place]
    const traces = watchTraces()
    const fetcher = { privateHosts, caCertificates: [loopbackCertificate], timeoutMs: 500 }
    expect(await failedFor(`${host.url}/jwks`, fetcher)).toBe(401)
    expect(failedRules(traces)).toContain(rule)
  })

  it.each([
    ['fetch.url', 'http://keys.example/jwks'],
    ['fetch.port', 'https://keys.example:8443/jwks'],
    ['fetch.resolved', 'https://keys.example/jwks'],
    ['fetch.address', 'https://127.0.0.1/jwks'],
  ])('are not had by %s from %s', async (rule, jwksUri) => {
    const traces = watchTraces()
    expect(await failedFor(jwksUri, { resolve: async () => [] })).toBe(401)
    expect(failedRules(traces)).toContain(rule)
    expect(refusedBy(traces)).toBe('client-assertion.keysKnown')
  })

  async function failedFor(jwksUri: string, fetcher: NonNullable<Parameters<typeof openTrial>[0]>['fetcher'] = {}) {
    const own = await openTrial({ fetcher })
    // Past the registry: what may be registered is another matter.
    await register('remote', { ...remote, jwksUri: 'https://keys.example/' }, own)
    await own.store.table(clientRecords).update('remote', (client) => {
      if (client === undefined) throw new Error('the client is registered')
      return { record: { ...client, jwksUri }, outcome: undefined }
    })
    const assertion = signedBy(key, assertionClaims('remote', issuer, own.clock()))
    return (await tokenRequest(own.server, { grant_type: 'client_credentials', ...assertionParams(assertion) }, ''))
      .status
  }
})

const failedRules = (traces: ReturnType<typeof watchTraces>): string[] =>
  traces.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'check' && !step.held ? [step.rule] : [])))

it('a secret that signs is sealed in the store, and not found in it', async () => {
  const record = await trial.store.table(clientRecords).get('sharer')
  expect(record?.sealedClientSecret).toBeTypeOf('string')
  expect(record).not.toHaveProperty('clientSecretHash')
  expect(JSON.stringify(record)).not.toContain(SECRET)
})

it('metadata says which methods and algorithms there are', async () => {
  const response = await trial.server.fetch(new Request(`${issuer}/.well-known/openid-configuration`))
  const metadata = (await response.json()) as Record<string, unknown>
  expect(metadata.token_endpoint_auth_methods_supported).toEqual([
    'none',
    'client_secret_basic',
    'client_secret_post',
    'client_secret_jwt',
    'private_key_jwt',
  ])
  expect(metadata.token_endpoint_auth_signing_alg_values_supported).toEqual(
    expect.arrayContaining(['RS256', 'PS256', 'ES256', 'EdDSA', 'HS256']),
  )
  expect(metadata.token_endpoint_auth_signing_alg_values_supported).not.toContain('none')
})
