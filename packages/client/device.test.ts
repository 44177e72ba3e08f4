import { describe, expect, it } from 'vitest'
import {
  baseClaims,
  CLIENT_ID,
  type Claims,
  clientOf,
  createFakeServer,
  failure,
  ISSUER,
  json,
  metadata,
  NOW,
  RESOURCE,
  sign,
} from './fixtures.ts'

const codes = {
  device_code: 'the-device-code-0123456789',
  user_code: 'WDJB-MJHT',
  verification_uri: `${ISSUER}/device`,
  verification_uri_complete: `${ISSUER}/device?user_code=WDJB-MJHT`,
  expires_in: 600,
  interval: 5,
}

const refused = (error: string, status = 400) => json({ error }, status)

/** Answers polls in this order, the last one for ever. */
function serverWith(answers: readonly (() => Response | Promise<Response>)[], begun: Claims = codes) {
  const server = createFakeServer()
  const endpoint = { device_authorization_endpoint: `${ISSUER}/device_authorization` }
  server.replies.set('/.well-known/oauth-authorization-server', () => json({ ...metadata, ...endpoint }))
  server.replies.set('/device_authorization', () => json(begun))
  server.replies.set('/token', () => {
    const answer = answers[Math.min(server.at('/token').length, answers.length) - 1]
    if (answer === undefined) throw new Error('no answer is left')
    return answer()
  })
  const waits: number[] = []
  const wait = async (seconds: number): Promise<void> => {
    waits.push(seconds)
    server.now += seconds
  }
  return { server, client: clientOf(server), waits, wait }
}

const tokens = async (claims: Claims = {}) =>
  json({
    access_token: 'the-access-token',
    token_type: 'Bearer',
    expires_in: 300,
    id_token: await sign({ ...baseClaims, ...claims }),
  })
const pending = () => refused('authorization_pending')

describe('deviceAuthorizationRequest', () => {
  it('asks for the scope and resource of the client, and tells what to show', async () => {
    const { server, client } = serverWith([])
    expect(await client.deviceAuthorizationRequest()).toEqual({
      deviceCode: codes.device_code,
      userCode: 'WDJB-MJHT',
      verificationUri: `${ISSUER}/device`,
      verificationUriComplete: `${ISSUER}/device?user_code=WDJB-MJHT`,
      expiresAt: NOW + 600,
      intervalSeconds: 5,
      scope: 'openid read',
      resource: RESOURCE,
    })
    const [sent] = server.at('/device_authorization')
    expect(Object.fromEntries(sent?.form ?? [])).toEqual({ scope: 'openid read', resource: RESOURCE })
    expect(sent?.headers.get('authorization')).toMatch(/^Basic /)
  })

  it('makes do without what a server may leave out', async () => {
    const { verification_uri_complete: _, interval: __, ...least } = codes
    const begun = await serverWith([], least).client.deviceAuthorizationRequest()
    expect(begun).toMatchObject({ intervalSeconds: 5 })
    expect(begun).not.toHaveProperty('verificationUriComplete')
  })

  it.each([
    ['device-response.deviceCode', { device_code: '' }],
    ['device-response.userCode', { user_code: 'A\u202eB' }],
    ['device-response.userCode', { user_code: 'A'.repeat(65) }],
    ['device-response.address', { verification_uri: 'http://elsewhere.example/device' }],
    ['device-response.address', { verification_uri_complete: 'javascript:alert(1)' }],
    ['device-response.lifetime', { expires_in: 0 }],
    ['device-response.lifetime', { expires_in: '600' }],
    ['device-response.interval', { interval: -1 }],
  ])('refuses by %s an answer with %j', async (rule, differs) => {
    expect(await failure(serverWith([], { ...codes, ...differs }).client.deviceAuthorizationRequest())).toBe(rule)
  })

  it('refuses what is no object, and tells what the server refused', async () => {
    const { server, client } = serverWith([])
    server.replies.set('/device_authorization', () => json([]))
    expect(await failure(client.deviceAuthorizationRequest())).toBe('device-response.object')
    server.replies.set('/device_authorization', () => refused('unauthorized_client'))
    expect(await failure(client.deviceAuthorizationRequest())).toContain('unauthorized_client')
  })

  it('says so where the server has no such endpoint', async () => {
    const { server, client } = serverWith([])
    server.replies.set('/.well-known/oauth-authorization-server', () => json(metadata))
    expect(await failure(client.deviceAuthorizationRequest())).toBe('metadata.endpoint')
  })
})

describe('deviceTokens', () => {
  it('asks after each interval, more slowly where it is told to, and verifies who decided', async () => {
    const slow = () => refused('slow_down')
    const { server, client, waits, wait } = serverWith([pending, slow, pending, slow, tokens])
    const set = await client.deviceTokens(await client.deviceAuthorizationRequest(), { wait })
    expect(waits).toEqual([5, 5, 10, 10, 15])
    expect(set).toMatchObject({ accessToken: 'the-access-token', idTokenClaims: { sub: 'alice' }, resource: RESOURCE })
    expect(Object.fromEntries(server.at('/token')[0]?.form ?? [])).toEqual({
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: codes.device_code,
      resource: RESOURCE,
    })
  })

  it.each(['access_denied', 'expired_token', 'invalid_grant'])('ends with %s', async (error) => {
    const { client, wait } = serverWith([pending, () => refused(error)])
    expect(await failure(client.deviceTokens(await client.deviceAuthorizationRequest(), { wait }))).toContain(error)
  })

  it('bears with a server in trouble, less and less often, until it is too late', async () => {
    const broken = () => new Response('', { status: 502 })
    const { client, waits, wait } = serverWith([broken, broken, tokens])
    await client.deviceTokens(await client.deviceAuthorizationRequest(), { wait })
    expect(waits).toEqual([5, 10, 20])
    const never = serverWith([broken])
    const work = never.client.deviceTokens(await never.client.deviceAuthorizationRequest(), { wait: never.wait })
    expect(await failure(work)).toContain('TransportError')
    expect(never.waits.slice(-2)).toEqual([60, 60])
  })

  it('ends when its caller no longer wants it, with the reason given', async () => {
    const { server, client, wait } = serverWith([pending])
    const aborting = new AbortController()
    const impatient = async (seconds: number) => {
      await wait(seconds)
      if (server.at('/token').length === 2) aborting.abort(new Error('the device was turned off'))
    }
    const authorization = await client.deviceAuthorizationRequest()
    const work = client.deviceTokens(authorization, { wait: impatient, signal: aborting.signal })
    expect(await failure(work)).toBe('Error: the device was turned off')
    expect(server.at('/token')).toHaveLength(2)
  })

  it('waits by a real clock where it is given none, and not after the signal', async () => {
    const { client, server } = serverWith([tokens], { ...codes, interval: 0 })
    const authorization = await client.deviceAuthorizationRequest()
    expect((await client.deviceTokens(authorization)).accessToken).toBe('the-access-token')
    const signal = AbortSignal.abort(new Error('not now'))
    const patient = { ...authorization, intervalSeconds: 3600 }
    const asking = new AbortController()
    const work = client.deviceTokens(patient, { signal: asking.signal })
    asking.abort(new Error('no more'))
    expect(await failure(work)).toBe('Error: no more')
    expect(await failure(client.deviceTokens(patient, { signal }))).toBe('Error: not now')
    expect(server.at('/token')).toHaveLength(1)
  })

  it('believes no ID token of somebody else, and wants one where openid was asked for', async () => {
    const other = serverWith([() => tokens({ aud: `${CLIENT_ID}-other` })])
    const begun = await other.client.deviceAuthorizationRequest()
    expect(await failure(other.client.deviceTokens(begun, { wait: other.wait }))).toBe('id-token.aud')
    const without = serverWith([() => json({ access_token: 'a-token', token_type: 'Bearer' })])
    const { client, wait } = without
    const work = client.deviceTokens(await client.deviceAuthorizationRequest(), { wait })
    expect(await failure(work)).toBe('token-response.idTokenPresent')
    const set = await client.deviceTokens(await client.deviceAuthorizationRequest({ scope: 'read' }), { wait })
    expect(set).not.toHaveProperty('idTokenClaims')
  })
})
