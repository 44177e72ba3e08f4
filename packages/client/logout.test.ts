import { base64url, UnsecuredJWT } from 'jose'
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
  makeKey,
  metadata,
  NOW,
  sign,
} from './fixtures.ts'
import type { EndedSession } from './index.ts'

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
const claims = { ...baseClaims, exp: NOW + 120, jti: 'jti-of-this-token', sid: 'sid-1', events: { [EVENT]: {} } }

/** Claims that are `undefined` are missing. */
const token = (more: Claims = {}, typ = 'logout+jwt'): Promise<string> =>
  sign({ ...claims, ...more }, undefined, { typ })

const posted = (logoutToken: string, more: Record<string, string> = {}): Request =>
  new Request('https://web.example/backchannel', {
    method: 'POST',
    body: new URLSearchParams({ logout_token: logoutToken, ...more }),
  })

describe('the way out', () => {
  const withEnd = () => {
    const server = createFakeServer()
    const end_session_endpoint = `${ISSUER}/logout?tenant=1`
    server.replies.set('/.well-known/oauth-authorization-server', () => json({ ...metadata, end_session_endpoint }))
    return clientOf(server)
  }

  it('names the session, the client and where to come back, with a state of its own', async () => {
    const asked = { idToken: 'id.token.here', postLogoutRedirectUri: 'https://web.example/bye', uiLocales: 'de' }
    const { url, state } = await withEnd().logoutRequest(asked)
    expect(Object.fromEntries(new URL(url).searchParams)).toEqual({
      tenant: '1',
      id_token_hint: 'id.token.here',
      client_id: CLIENT_ID,
      post_logout_redirect_uri: 'https://web.example/bye',
      state,
      ui_locales: 'de',
    })
    expect((await withEnd().logoutRequest(asked)).state).not.toBe(state)
  })

  it('has no state where nobody comes back', async () => {
    const { url } = await withEnd().logoutRequest({ logoutHint: 'alice' })
    expect([...new URL(url).searchParams.keys()]).toEqual(['tenant', 'client_id', 'logout_hint'])
  })

  it('does not exist where the server ends no sessions', async () => {
    expect(await failure(clientOf(createFakeServer()).logoutRequest())).toBe('metadata.endpoint')
  })

  it('leads back with the state that it began with, and with no other', async () => {
    const client = withEnd()
    const { state } = await client.logoutRequest({ postLogoutRedirectUri: 'https://web.example/bye' })
    await client.processLogoutResponse(`?state=${state}`, state)
    for (const other of ['', '?state=', `?state=${state}x`, '?other=1'])
      expect(await failure(client.processLogoutResponse(other, state))).toBe('logout-response.state')
  })
})

describe('a logout token', () => {
  it.each<[string, Claims, string?]>([
    ['of a session', {}],
    ['of a person', { sid: undefined }],
    ['of a session without its person', { sub: undefined }],
    ['of an older server', {}, 'JWT'],
    ['good from now', { nbf: NOW }],
    ['whose event tells more', { events: { [EVENT]: { more: 1 }, 'https://other.example': {} } }],
  ])('%s tells whose session is over', async (_, more, typ) => {
    const { sub, sid } = { ...claims, ...more }
    const ended = await clientOf(createFakeServer()).processBackchannelLogout(posted(await token(more, typ)))
    expect(ended).toEqual({
      jti: claims.jti,
      exp: claims.exp,
      ...(sub === undefined ? {} : { sub }),
      ...(sid === undefined ? {} : { sid }),
    })
  })

  const parts = async (): Promise<[string, string, string]> => {
    const [head = '', body = '', signature = ''] = (await token()).split('.')
    return [head, body, signature]
  }
  const withHeader = (header: unknown) => async () => {
    const [, body, signature] = await parts()
    return `${base64url.encode(JSON.stringify(header))}.${body}.${signature}`
  }
  const stranger = makeKey('rsa-1')
  const otherKind = makeKey('rsa-1', 'ES256')

  it.each<[string, () => string | Promise<string>]>([
    ['logout-token.size', () => 'x'.repeat(17_000)],
    ['logout-token.compact', () => 'a.b'],
    ['logout-token.header', withHeader(['RS256'])],
    ['logout-token.algNone', () => new UnsecuredJWT(claims).encode()],
    ['logout-token.crit', withHeader({ alg: 'RS256', kid: 'rsa-1', crit: ['x'] })],
    ['logout-token.alg', withHeader({ alg: 'HS256', kid: 'rsa-1' })],
    ['logout-token.payload', async () => `${(await parts())[0]}.W10.${(await parts())[2]}`],
    ['logout-token.typ', () => token({}, 'at+jwt')],
    ['logout-token.iss', () => token({ iss: 'https://other.example' })],
    ['logout-token.key', async () => sign(claims, await stranger, { kid: 'unknown' })],
    ['logout-token.keyFits', async () => sign(claims, await otherKind)],
    ['logout-token.signature', async () => sign(claims, await stranger)],
    ['logout-token.audPresent', () => token({ aud: undefined })],
    ['logout-token.aud', () => token({ aud: 'another' })],
    ['logout-token.expPresent', () => token({ exp: undefined })],
    ['logout-token.exp', () => token({ exp: NOW - 31 })],
    ['logout-token.nbf', () => token({ nbf: NOW + 60 })],
    ['logout-token.iat', () => token({ iat: NOW + 60 })],
    ['logout-token.iatPresent', () => token({ iat: undefined })],
    ['logout-token.somebody', () => token({ sub: undefined, sid: undefined })],
    ['logout-token.somebody', () => token({ sid: 7 })],
    ['logout-token.event', () => token({ events: undefined })],
    ['logout-token.event', () => token({ events: { 'https://other.example': {} } })],
    ['logout-token.event', () => token({ events: { [EVENT]: 'yes' } })],
    ['logout-token.event', () => token({ events: [EVENT] })],
    ['logout-token.noNonce', () => token({ nonce: 'n' })],
    ['logout-token.jti', () => token({ jti: undefined })],
    ['params.required', () => ''],
  ])('is refused by %s: 400, and no session ends', async (rule, made) => {
    const client = clientOf(createFakeServer())
    expect(await failure(client.processBackchannelLogout(posted(await made())))).toBe(rule)
    const ended: EndedSession[] = []
    const answer = await client.answerBackchannelLogout(posted(await made()), (one) => void ended.push(one))
    expect([answer.status, answer.headers.get('cache-control'), ended]).toEqual([400, 'no-store', []])
    expect(await answer.json()).toMatchObject({ error: 'invalid_request' })
  })

  it('is answered by 200 once, and by 400 when it comes again, until its time is over', async () => {
    const server = createFakeServer()
    const client = clientOf(server)
    const ended: EndedSession[] = []
    const answer = async (logoutToken: string) =>
      (await client.answerBackchannelLogout(posted(logoutToken), (one) => void ended.push(one))).status
    const first = await token()
    expect([await answer(first), await answer(first), await answer(await token({ jti: 'another' }))]).toEqual([
      200, 400, 200,
    ])
    expect(ended.map(({ jti }) => jti)).toEqual([claims.jti, 'another'])
    expect(await failure(client.processBackchannelLogout(posted(first)))).toBe('logout-token.once')
    server.now += 200
    const later = { iat: server.now, exp: server.now + 120 }
    expect(await answer(await token(later))).toBe(200)
  })

  it('is remembered where the application says', async () => {
    const asked: unknown[] = []
    const isFirst = async (...seen: unknown[]) => asked.push(seen) === 1
    const [one, other] = [clientOf(createFakeServer()), clientOf(createFakeServer())]
    await one.processBackchannelLogout(posted(await token()), isFirst)
    expect(await failure(other.processBackchannelLogout(posted(await token()), isFirst))).toBe('logout-token.once')
    expect(asked[0]).toEqual([claims.jti, claims.exp])
  })

  it('that no session could be ended for is not answered: the server comes again', async () => {
    const client = clientOf(createFakeServer())
    const end = () => Promise.reject(new Error('database away'))
    await expect(client.answerBackchannelLogout(posted(await token()), end)).rejects.toThrow('database away')
  })

  it('comes in a form', async () => {
    const request = new Request('https://web.example/backchannel', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ logout_token: await token() }),
    })
    expect((await clientOf(createFakeServer()).answerBackchannelLogout(request, () => {})).status).toBe(400)
  })
})
