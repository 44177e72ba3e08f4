/** openid-client, unchanged, as a client that registers itself and proves itself by assertions. */
import { createServer, type Server, seedDevelopment } from '@sightglass/server'
import * as client from 'openid-client'
import { expect, it } from 'vitest'
import { testKeys, walk } from '../authorization-server.ts'
import { loopbackCertificate, openSecureHost, sendJson } from '../https-server.ts'
import { openTestStore } from '../stores.ts'
import { UserAgent } from '../user-agent.ts'

const ISSUER = 'https://as.example/tenant'
const RESOURCE = 'https://api.example'
const CALLBACK = 'https://app.example/callback'
/** The library looks at the clock on the wall. */
const clock = (): number => Math.floor(Date.now() / 1000)

async function started(place?: string): Promise<Server> {
  const server = await createServer({
    ...testKeys,
    issuer: ISSUER,
    store: await openTestStore({ issuer: ISSUER, clock }),
    environment: 'development',
    fetcher: { privateHosts: place === undefined ? [] : [place], caCertificates: [loopbackCertificate] },
    registration: { mode: 'open', scope: ['openid', 'profile', 'read'], resources: [RESOURCE] },
  })
  await seedDevelopment(server, { clientOrigin: 'http://localhost:8080', resource: RESOURCE })
  return server
}

const optionsFor = (server: Server) =>
  ({
    [client.customFetch]: async (url: string, { method, headers, body }: RequestInit) =>
      await server.fetch(
        new Request(url, {
          ...(method === undefined ? {} : { method }),
          ...(headers === undefined ? {} : { headers }),
          ...(body == null ? {} : { body }),
        }),
      ),
  }) as client.DynamicClientRegistrationRequestOptions

type KeyPair = Awaited<ReturnType<typeof makePair>>

async function makePair(kid: string) {
  const { privateKey: key, publicKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', publicKey)
  const jwk = { kty: 'EC', crv: 'P-256', x, y, kid, alg: 'ES256', use: 'sig' }
  return { privateKey: { key, kid }, jwk }
}

async function signIn(server: Server, config: client.Configuration) {
  const [pkceCodeVerifier, expectedState] = [client.randomPKCECodeVerifier(), client.randomState()]
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: CALLBACK,
    scope: 'openid profile',
    state: expectedState,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  })
  const { left } = await walk(new UserAgent(new URL(ISSUER).origin, (request) => server.fetch(request)), url.href)
  return await client.authorizationCodeGrant(config, left ?? expect.unreachable(), { pkceCodeVerifier, expectedState })
}

const metadata = { redirect_uris: [CALLBACK], token_endpoint_auth_method: 'private_key_jwt' }
const proof = ({ privateKey }: KeyPair) => client.PrivateKeyJwt(privateKey)

it('registers with its keys, and signs people in by assertions of them', async () => {
  const server = await started()
  const pair = await makePair('one')
  const registered = { ...metadata, jwks: { keys: [pair.jwk] } }
  const config = await client.dynamicClientRegistration(new URL(ISSUER), registered, proof(pair), optionsFor(server))
  const tokens = await signIn(server, config)
  expect(tokens.claims()?.sub).toBeTypeOf('string')
  expect(config.clientMetadata().registration_access_token).toBeTypeOf('string')
})

it('publishes its keys, and signs with a new one as soon as it is there', async () => {
  const keys = [await makePair('one')]
  const host = await openSecureHost((_, response) => sendJson(response, { keys: keys.map(({ jwk }) => jwk) }))
  const server = await started(host.place)
  const registered = { ...metadata, jwks_uri: `${host.url}/jwks` }
  for (const kid of ['one', 'two']) {
    if (kid === 'two') keys.push(await makePair(kid))
    const pair = keys.at(-1) ?? expect.unreachable()
    const config = await client.dynamicClientRegistration(new URL(ISSUER), registered, proof(pair), optionsFor(server))
    expect((await signIn(server, config)).token_type).toBe('bearer')
  }
  expect(host.asked).toHaveLength(2)
})

it('signs with the secret that it was given', async () => {
  const server = await started()
  const registered = { redirect_uris: [CALLBACK], token_endpoint_auth_method: 'client_secret_jwt' }
  const config = await client.dynamicClientRegistration(
    new URL(ISSUER),
    registered,
    client.ClientSecretJwt(),
    optionsFor(server),
  )
  expect((await signIn(server, config)).token_type).toBe('bearer')
})
