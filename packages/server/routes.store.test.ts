/** Which methods each path allows, and which paths there are: compared as sent, decoded by nobody. */
import { beforeAll, describe, expect, it } from 'vitest'
import { issuer, openTrial, type Trial } from '../../test/authorization-server.ts'
import { type Expected, expectJson, expectPage, expectPageJson, refusal } from '../../test/refusals.ts'

let trial: Trial

beforeAll(async () => {
  trial = await openTrial()
})

const send = (target: string, init: RequestInit = {}): Promise<Response> =>
  trial.server.fetch(new Request(`${issuer}${target}`, init))

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const noRequest = refusal(400, 'invalid_request', 'request must be one that is waiting here and has not ended')
const NOT_FOUND = refusal(404, 'not_found', 'path must be one that this server serves')
const noClient = refusal(401, 'invalid_client', 'client authentication failed')

type Tells = (response: Response, expected: Expected) => Promise<void>

describe('methods', () => {
  const METHOD = refusal(405, 'method_not_allowed', 'method must be one that this path allows')
  const paths: readonly [path: string, allow: string, tells: Tells][] = [
    ['/oauth2/token', 'POST', expectJson],
    ['/oauth2/authorize', 'GET, HEAD, POST', expectPage],
    ['/oauth2/authorize/continue', 'GET, HEAD', expectPage],
    ['/login', 'GET, HEAD, POST', expectPage],
    ['/consent', 'GET, HEAD, POST', expectPage],
    ['/oauth2/userinfo', 'GET, HEAD, POST', expectJson],
    ['/oauth2/jwks', 'GET, HEAD', expectJson],
    ['/.well-known/oauth-authorization-server', 'GET, HEAD', expectJson],
    ['/.well-known/openid-configuration', 'GET, HEAD', expectJson],
  ]
  const all = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND']

  describe.each(paths)('of %s', (path, allow, tells) => {
    const callable = tells === expectJson
    const refused = all.filter((method) => !allow.split(', ').includes(method) && !(callable && method === 'OPTIONS'))

    it.each(refused)('refuse %s and name those allowed', async (method) => {
      const response = await send(path, { method })
      expect(response.headers.get('allow')).toBe(allow)
      expect(response.headers.has('www-authenticate')).toBe(false)
      if (method === 'HEAD') expect([response.status, response.body]).toEqual([405, null])
      else await tells(response, METHOD)
    })

    it('answer a preflight only where scripts may call', async () => {
      const preflight = { origin: 'https://app.example', 'access-control-request-method': 'POST' }
      const response = await send(path, { method: 'OPTIONS', headers: preflight })
      expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual(
        callable ? [204, '*'] : [405, null],
      )
      expect(response.headers.has('access-control-allow-credentials')).toBe(false)
    })
  })

  it.each(paths.filter(([, allow]) => allow.includes('HEAD')))(
    'of %s answer HEAD as GET, without its content',
    async (path) => {
      const [got, head] = [await send(path, { method: 'GET' }), await send(path, { method: 'HEAD' })]
      expect([head.status, [...head.headers.keys()], head.body]).toEqual([got.status, [...got.headers.keys()], null])
    },
  )

  it('an unknown path has an answer without content for HEAD', async () => {
    const { status, body } = await send('/oauth2/tokens', { method: 'HEAD' })
    expect([status, body]).toEqual([404, null])
  })

  it.each(['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'])('an unknown path is told to %s as such', async (method) => {
    await expectPage(await send('/oauth2/tokens', { method }), NOT_FOUND)
    await expectPageJson(await send('/oauth2/tokens', { method, headers: { accept: 'application/json' } }), NOT_FOUND)
  })
})

describe('paths', () => {
  it.each([
    '//oauth2/token',
    '/oauth2//token',
    '/oauth2/token/',
    '/oauth2/token;x=y',
    '/oauth2;x=y/token',
    '/oauth2/token%2F',
    '/oauth2%2Ftoken',
    '/oauth2%2ftoken',
    '/oauth2/%74oken',
    '/OAuth2/token',
    '/oauth2/token%00',
    '/oauth2/token%20',
    '/oauth2/token.json',
    '/oauth2/..;/oauth2/token',
    '/oauth2/token/*',
    '/*',
    '/:path',
    '/__proto__',
    '/constructor',
    '/oauth2/%zz',
    '/.well-known/openid-configuration/',
    '/.well-known//openid-configuration',
    '/.well-known/openid-configuration/tenant',
    '/assets/style.css',
    '/login/',
    '/consent;jsessionid=1',
    '/',
    `/${'a'.repeat(8000)}`,
  ])('%.40s are nobody else’s', async (path) => {
    await expectPage(
      await send(path, { method: 'POST', headers: FORM, body: 'grant_type=client_credentials' }),
      NOT_FOUND,
    )
    await expectPage(await send(path), NOT_FOUND)
  })

  it.each(['/oauth2/../oauth2/token', '/oauth2/./token', '/oauth2/x/%2e%2e/token'])(
    '%s is resolved by the URL, once',
    async (path) => {
      await expectJson(await send(path, { method: 'POST', headers: FORM }), noClient)
    },
  )

  it('the query is no part of them', async () => {
    await expectJson(await send('/oauth2/token?/../login', { method: 'POST', headers: FORM }), noClient)
    await expectPage(await send('/login?x=/oauth2/token#y'), noRequest)
  })
})
