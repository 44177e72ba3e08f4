/** What openid-client, unchanged, does with the rest of OpenID Connect: request objects, tokens in front, a posted form, signed UserInfo. */
import { createServer, type Registration, seedDevelopment } from '@sightglass/server'
import * as client from 'openid-client'
import { beforeAll, expect, it } from 'vitest'
import { deliveredBy } from '../asking.ts'
import { testKeys, walk, webSecret } from '../authorization-server.ts'
import { openTestStore } from '../stores.ts'
import { UserAgent } from '../user-agent.ts'

const issuer = 'https://as.example/tenant'
const callback = 'https://app.example/callback'
/** The library looks at the clock on the wall. */
const clock = (): number => Math.floor(Date.now() / 1000)

/** What the library hands to a fetch of one's own. */
interface Sent {
  readonly method: string
  readonly headers: Record<string, string>
  readonly body?: BodyInit | null | undefined
}

let keyPair: CryptoKeyPair
let config: client.Configuration
let visit: (url: URL) => ReturnType<typeof walk>

beforeAll(async () => {
  const store = await openTestStore({ issuer, clock })
  const server = await createServer({ issuer, store, environment: 'development', ...testKeys })
  await seedDevelopment(server, { clientOrigin: 'http://localhost:8080', resource: 'https://api.example' })
  keyPair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const jwk = { ...(await crypto.subtle.exportKey('jwk', keyPair.publicKey)), kid: 'k', alg: 'ES256' }
  const web = await server.clients.find('demo-web')
  if (web === undefined) throw new Error('the client is seeded')
  const registration: Registration = {
    ...web,
    ...{ clientId: 'foreign', clientSecret: webSecret, redirectUris: [callback], jwks: { keys: [jwk] } },
    grantTypes: ['authorization_code', 'refresh_token', 'implicit'],
    responseTypes: ['code', 'code id_token', 'id_token'],
    ...{ userinfoSignedResponseAlg: 'RS256', subjectType: 'pairwise', policy: { legacy: true } },
  }
  await server.clients.put(registration)
  const agent = new UserAgent('https://as.example', (request) => server.fetch(request))
  visit = (url) => walk(agent, url.href)
  const metadata = { client_secret: webSecret, userinfo_signed_response_alg: 'RS256' }
  const options = {
    [client.customFetch]: (url: string, { method, headers, body }: Sent) =>
      server.fetch(new Request(url, { method, headers, ...(body == null ? {} : { body }) })),
    execute: [client.enableNonRepudiationChecks],
  } as client.DiscoveryRequestOptions
  config = await client.discovery(new URL(issuer), 'foreign', metadata, client.ClientSecretBasic(webSecret), options)
})

/** The same client, to be told another response type. */
function another(): client.Configuration {
  const same = new client.Configuration(
    config.serverMetadata(),
    'foreign',
    webSecret,
    client.ClientSecretBasic(webSecret),
  )
  const fetch = config[client.customFetch]
  if (fetch !== undefined) same[client.customFetch] = fetch
  return same
}

const checks = () => ({
  state: client.randomState(),
  nonce: client.randomNonce(),
  verifier: client.randomPKCECodeVerifier(),
})
const parametersOf = async ({ state, nonce, verifier }: ReturnType<typeof checks>) => ({
  ...{ redirect_uri: callback, scope: 'openid email', state, nonce },
  ...{ code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
})

it('a request object is taken, and UserInfo comes signed, about the person by the identifier of this sector', async () => {
  const expected = checks()
  const url = await client.buildAuthorizationUrlWithJAR(config, await parametersOf(expected), {
    key: keyPair.privateKey,
    kid: 'k',
  })
  // As OpenID Connect has it, what makes an OAuth request of it stands outside as well.
  url.searchParams.set('response_type', 'code')
  url.searchParams.set('scope', 'openid')
  const { left } = await visit(url)
  const tokens = await client.authorizationCodeGrant(config, left ?? url, {
    pkceCodeVerifier: expected.verifier,
    expectedState: expected.state,
    expectedNonce: expected.nonce,
  })
  const sub = tokens.claims()?.sub ?? ''
  expect(sub).toMatch(/^[\w-]{43}$/)
  expect(await client.fetchUserInfo(config, tokens.access_token, sub)).toMatchObject({ email: 'alice@example.com' })
})

it('code id_token brings both, bound to each other', async () => {
  const expected = checks()
  const hybrid = another()
  client.useCodeIdTokenResponseType(hybrid)
  const { left } = await visit(client.buildAuthorizationUrl(hybrid, await parametersOf(expected)))
  const tokens = await client.authorizationCodeGrant(hybrid, left ?? new URL(callback), {
    pkceCodeVerifier: expected.verifier,
    expectedState: expected.state,
    expectedNonce: expected.nonce,
  })
  expect(tokens.claims()).toMatchObject({ nonce: expected.nonce })
})

it('an ID token by a posted form is taken as it comes', async () => {
  const expected = checks()
  const implicit = another()
  client.useIdTokenResponseType(implicit)
  const url = client.buildAuthorizationUrl(implicit, { ...(await parametersOf(expected)), response_mode: 'form_post' })
  const { members, redirectUri } = deliveredBy(await visit(url))
  const posted = new Request(redirectUri, { method: 'POST', body: new URLSearchParams(members) })
  const claims = await client.implicitAuthentication(implicit, posted, expected.nonce, {
    expectedState: expected.state,
  })
  expect(claims).toMatchObject({ email: 'alice@example.com', email_verified: true })
})
