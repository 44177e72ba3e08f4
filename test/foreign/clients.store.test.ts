/** Clients that others wrote, unchanged: what they demand of a server, they find. Once by handler, once through a real socket. */
import { createServer, type Server, seedDevelopment } from '@sightglass/server'
import * as oauth from 'oauth4webapi'
import * as client from 'openid-client'
import { describe, expect, it } from 'vitest'
import { credentials, serviceSecret, testKeys, walk, webSecret } from '../authorization-server.ts'
import { pageOf } from '../device.ts'
import { loopbackSeeds, openLoopbackServer, wallClock } from '../loopback-server.ts'
import { openTestStore } from '../stores.ts'
import { UserAgent } from '../user-agent.ts'

const RESOURCE = loopbackSeeds.resource
const CALLBACK = 'http://localhost:8080/callback'
/** What both libraries hand to a fetch of one's own. */
interface Sent {
  readonly method: string
  readonly headers: Record<string, string>
  readonly body?: BodyInit | null | undefined
  readonly redirect: RequestRedirect
}

interface Reached {
  readonly issuer: string
  readonly server: Server
  /** How both the libraries and the browser get there. */
  readonly fetch: (url: string, sent: Sent) => Promise<Response>
}

async function byHandler(): Promise<Reached> {
  const issuer = 'https://as.example/tenant'
  const store = await openTestStore({ issuer, clock: wallClock })
  const server = await createServer({ issuer, store, environment: 'development', ...testKeys })
  await seedDevelopment(server, loopbackSeeds)
  return { issuer, server, fetch: (url, sent) => server.fetch(new Request(url, initOf(sent))) }
}

async function bySocket(): Promise<Reached> {
  const served = await openLoopbackServer(openTestStore)
  return { ...served, fetch: (url, sent) => fetch(url, initOf(sent)) }
}

const initOf = ({ method, headers, body, redirect }: Sent): RequestInit => ({
  method,
  headers,
  redirect,
  ...(body == null ? {} : { body }),
})

const browserOf = ({ issuer, fetch }: Reached): UserAgent =>
  new UserAgent(new URL(issuer).origin, async (request) => {
    const { method, headers } = request
    const body = method === 'POST' ? await request.text() : null
    return await fetch(request.url, { method, headers: Object.fromEntries(headers), body, redirect: 'manual' })
  })

/** A person with a browser: signs in, consents, and is sent back. */
async function sentBack(reached: Reached, url: URL): Promise<URL> {
  const { left } = await walk(browserOf(reached), url.href)
  if (left === undefined) throw new Error('the browser was not sent back')
  return left
}

describe.each([
  ['a handler', byHandler],
  ['a socket', bySocket],
] as const)('through %s', (_, reach) => {
  describe('openid-client', () => {
    it('connects a device, whose person types the code', async () => {
      const reached = await reach()
      const config = await discovered(reached, 'demo-tv', client.None())
      const begun = await client.initiateDeviceAuthorization(config, { scope: 'openid read' })
      const browser = browserOf(reached)
      const page = pageOf(await browser.visit(begun.verification_uri_complete ?? ''))
      const asked = pageOf(
        await browser.press(page, 'login-submit', { username: 'alice', password: credentials.alice }),
      )
      await browser.press(asked, 'device-accept')
      const tokens = await client.pollDeviceAuthorizationGrant(config, { ...begun, interval: 0 })
      expect(tokens.claims()).toMatchObject({ aud: 'demo-tv', iss: reached.issuer })
      expect(await client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '')).toHaveProperty('sub')
      const again = await client.refreshTokenGrant(config, tokens.refresh_token ?? '')
      expect(again.scope).toBe('openid read')
    })

    async function discovered(
      reached: Reached,
      clientId: string,
      auth: client.ClientAuth,
      metadata = {},
      algorithm: 'oidc' | 'oauth2' = 'oidc',
    ) {
      const options = {
        algorithm,
        execute: reached.issuer.startsWith('http:') ? [client.allowInsecureRequests] : [],
        [client.customFetch]: (url: string, sent: Sent) => reached.fetch(url, sent),
      } as client.DiscoveryRequestOptions
      const config = await client.discovery(new URL(reached.issuer), clientId, metadata, auth, options)
      client.enableNonRepudiationChecks(config)
      return config
    }

    it.each([
      ['a confidential client', 'demo-web', client.ClientSecretBasic(webSecret), 'RS256'],
      ['a native app', 'demo-client', client.None(), 'RS256'],
    ] as const)('takes %s from discovery to tokens, user info and a refresh', async (__, clientId, auth, alg) => {
      const reached = await reach()
      const config = await discovered(reached, clientId, auth, { id_token_signed_response_alg: alg })
      const [pkceCodeVerifier, expectedState, expectedNonce] = [
        client.randomPKCECodeVerifier(),
        client.randomState(),
        client.randomNonce(),
      ]
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: CALLBACK,
        scope: 'openid profile email read',
        resource: RESOURCE,
        max_age: '300',
        state: expectedState,
        nonce: expectedNonce,
        code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
        code_challenge_method: 'S256',
      })
      const tokens = await client.authorizationCodeGrant(config, await sentBack(reached, url), {
        pkceCodeVerifier,
        expectedState,
        expectedNonce,
        maxAge: 300,
        idTokenExpected: true,
      })
      const sub = tokens.claims()?.sub ?? ''
      expect(await client.fetchUserInfo(config, tokens.access_token, sub)).toMatchObject({
        sub,
        name: 'Alice Liddell',
        email: 'alice@example.com',
      })
      const again = await client.refreshTokenGrant(config, tokens.refresh_token ?? '', { scope: 'openid read' })
      expect([again.scope, again.claims()?.sub, again.token_type]).toEqual(['openid read', sub, 'bearer'])
      expect(again.refresh_token === undefined).toBe(clientId === 'demo-web')
    })

    it('signs its person out, and comes back with the state that it sent', async () => {
      const reached = await reach()
      const config = await discovered(reached, 'demo-web', client.ClientSecretBasic(webSecret))
      const [pkceCodeVerifier, expectedState] = [client.randomPKCECodeVerifier(), client.randomState()]
      const parameters = {
        ...{ redirect_uri: CALLBACK, scope: 'openid', state: expectedState, code_challenge_method: 'S256' },
        code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      }
      const browser = browserOf(reached)
      const { left } = await walk(browser, client.buildAuthorizationUrl(config, parameters).href)
      const checks = { pkceCodeVerifier, expectedState, idTokenExpected: true }
      const tokens = await client.authorizationCodeGrant(config, left ?? expect.unreachable(), checks)
      const logout = client.buildEndSessionUrl(config, {
        ...{ id_token_hint: tokens.id_token ?? '', state: 'out' },
        post_logout_redirect_uri: 'http://localhost:8080/logged-out',
      })
      const back = await browser.visit(logout.href)
      expect(back.left?.href).toBe('http://localhost:8080/logged-out?state=out')
      const silent = client.buildAuthorizationUrl(config, { ...parameters, prompt: 'none' })
      const refused = await browser.visit(silent.href)
      expect(refused.left?.searchParams.get('error')).toBe('login_required')
      await expect(client.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
        error: 'invalid_grant',
      })
    })

    it('gets a service its token', async () => {
      const config = await discovered(
        await reach(),
        'demo-service',
        client.ClientSecretBasic(serviceSecret),
        {},
        'oauth2',
      )
      const tokens = await client.clientCredentialsGrant(config, { scope: 'read', resource: RESOURCE })
      expect([tokens.scope, tokens.expires_in, tokens.refresh_token]).toEqual(['read', 600, undefined])
    })

    it('hears why it is refused', async () => {
      const config = await discovered(await reach(), 'demo-service', client.ClientSecretBasic(serviceSecret))
      await expect(client.clientCredentialsGrant(config, { scope: 'openid' })).rejects.toMatchObject({
        status: 400,
        error: 'invalid_scope',
        error_description: 'scope must be one that the client is registered for',
      })
      const wrong = await discovered(await reach(), 'demo-service', client.ClientSecretBasic('wrong'))
      await expect(client.clientCredentialsGrant(wrong)).rejects.toMatchObject({
        code: 'OAUTH_WWW_AUTHENTICATE_CHALLENGE',
        status: 401,
      })
      await expect(client.fetchUserInfo(config, 'x', 'y')).rejects.toMatchObject({
        code: 'OAUTH_WWW_AUTHENTICATE_CHALLENGE',
        status: 401,
      })
    })
  })

  describe('oauth4webapi', () => {
    const options = ({ fetch, issuer }: Reached) => ({
      [oauth.customFetch]: (url: string, sent: Sent) => fetch(url, sent),
      [oauth.allowInsecureRequests]: issuer.startsWith('http:'),
    })

    async function discovered(reached: Reached, algorithm: 'oidc' | 'oauth2') {
      const issuer = new URL(reached.issuer)
      const response = await oauth.discoveryRequest(issuer, { algorithm, ...options(reached) })
      return await oauth.processDiscoveryResponse(issuer, response)
    }

    it.each(['RS256', 'ES256'] as const)(
      'takes a web application to tokens, an ID token by %s, user info and a refresh',
      async (alg) => {
        const reached = await reach()
        const web = await reached.server.clients.find('demo-web')
        if (web !== undefined) await reached.server.clients.put({ ...web, idTokenSignedResponseAlg: alg })
        const as = await discovered(reached, 'oidc')
        const self: oauth.Client = { client_id: 'demo-web', id_token_signed_response_alg: alg }
        const auth = oauth.ClientSecretBasic(webSecret)
        const [verifier, state, nonce] = [
          oauth.generateRandomCodeVerifier(),
          oauth.generateRandomState(),
          oauth.generateRandomNonce(),
        ]
        const url = new URL(as.authorization_endpoint ?? '')
        url.search = new URLSearchParams({
          client_id: self.client_id,
          redirect_uri: CALLBACK,
          response_type: 'code',
          scope: 'openid read',
          state,
          nonce,
          code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        }).toString()
        const answer = oauth.validateAuthResponse(as, self, await sentBack(reached, url), state)
        const response = await oauth.authorizationCodeGrantRequest(
          as,
          self,
          auth,
          answer,
          CALLBACK,
          verifier,
          options(reached),
        )
        const tokens = await oauth.processAuthorizationCodeResponse(as, self, response, {
          expectedNonce: nonce,
          requireIdToken: true,
        })
        await oauth.validateApplicationLevelSignature(as, response, options(reached))
        const { sub } = oauth.getValidatedIdTokenClaims(tokens) ?? { sub: '' }
        const info = await oauth.userInfoRequest(as, self, tokens.access_token, options(reached))
        expect(await oauth.processUserInfoResponse(as, self, sub, info)).toEqual({ sub })
        const again = await oauth.refreshTokenGrantRequest(as, self, auth, tokens.refresh_token ?? '', options(reached))
        const renewed = await oauth.processRefreshTokenResponse(as, self, again)
        expect(oauth.getValidatedIdTokenClaims(renewed)?.sub).toBe(sub)
        await oauth.validateApplicationLevelSignature(as, again, options(reached))
        const asked = new Request(RESOURCE, { headers: { authorization: `Bearer ${renewed.access_token}` } })
        expect(await oauth.validateJwtAccessToken(as, asked, RESOURCE, options(reached))).toMatchObject({
          sub,
          client_id: 'demo-web',
          scope: 'openid read',
        })
      },
    )

    it('connects a device, asks as a resource server what its token is worth, and takes it back', async () => {
      const reached = await reach()
      const as = await discovered(reached, 'oauth2')
      const [tv, api] = [{ client_id: 'demo-tv' }, { client_id: 'demo-api' }]
      const apiAuth = oauth.ClientSecretBasic('demo-api-secret-for-development-only')
      const asked = { scope: 'read offline_access' }
      const begun = await oauth.processDeviceAuthorizationResponse(
        as,
        tv,
        await oauth.deviceAuthorizationRequest(as, tv, oauth.None(), asked, options(reached)),
      )
      const poll = async () => {
        const sent = await oauth.deviceCodeGrantRequest(as, tv, oauth.None(), begun.device_code, options(reached))
        return await oauth.processDeviceCodeResponse(as, tv, sent)
      }
      await expect(poll()).rejects.toMatchObject({ status: 400, error: 'authorization_pending' })
      const browser = browserOf(reached)
      const page = pageOf(await browser.visit(begun.verification_uri_complete ?? ''))
      const question = pageOf(
        await browser.press(page, 'login-submit', { username: 'alice', password: credentials.alice }),
      )
      await browser.press(question, 'device-accept')
      const tokens = await poll()
      const introspected = async () => {
        const { access_token } = tokens
        const sent = await oauth.introspectionRequest(as, api, apiAuth, access_token, options(reached))
        return await oauth.processIntrospectionResponse(as, api, sent)
      }
      expect(await introspected()).toMatchObject({ active: true, client_id: 'demo-tv', scope: 'read offline_access' })
      const refreshToken = tokens.refresh_token ?? expect.unreachable()
      const revoked = await oauth.revocationRequest(as, tv, oauth.None(), refreshToken, options(reached))
      expect(await oauth.processRevocationResponse(revoked)).toBeUndefined()
      expect(await introspected()).toEqual({ active: false })
    })

    it('gets a service its token', async () => {
      const reached = await reach()
      const as = await discovered(reached, 'oauth2')
      const self: oauth.Client = { client_id: 'demo-service' }
      const response = await oauth.clientCredentialsGrantRequest(
        as,
        self,
        oauth.ClientSecretBasic(serviceSecret),
        { scope: 'read' },
        options(reached),
      )
      expect(await oauth.processClientCredentialsResponse(as, self, response)).toMatchObject({
        scope: 'read',
        token_type: 'bearer',
      })
    })
  })
})
