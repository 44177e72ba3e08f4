/** What an authorization request must be, once client and redirect URI are proven: refusals go to the client. */
import { beforeAll, describe, expect, it } from 'vitest'
import { ask, expectErrorAt, expectLogin } from '../../../../test/asking.ts'
import {
  type Asked,
  authorizationUrl,
  callback,
  issuer,
  openTrial,
  resource,
  type Trial,
  walk,
} from '../../../../test/authorization-server.ts'
import { refusedBy, watchTraces } from '../../../../test/watching.ts'
import { clientRecords } from '../../clients/client.ts'

let trial: Trial

const noPkce: Asked = { code_challenge: undefined, code_challenge_method: undefined }

beforeAll(async () => {
  trial = await openTrial()
  const { clients } = trial.server
  const [web, native] = [await clients.find('demo-web'), await clients.find('demo-client')]
  if (web === undefined || native === undefined) throw new Error('the clients are seeded')
  const policy = { ...web.policy, pkceRequired: false }
  await clients.put({ ...web, clientId: 'relaxed', policy })
  await trial.store
    .table(clientRecords)
    .add('relaxed-native', { ...native, clientId: 'relaxed-native', policy }, Infinity)
  await clients.put({ ...web, clientId: 'no-code', responseTypes: [] })
})

interface Demand {
  readonly rule: string
  readonly error: string
  readonly says: string
  readonly refuses: readonly Asked[]
}

const each = (name: string, values: readonly (string | undefined)[]): readonly Asked[] =>
  values.map((value) => ({ [name]: value }))

const demands: readonly Demand[] = [
  {
    rule: 'params.required',
    error: 'invalid_request',
    says: 'response_type: parameter must be present',
    refuses: each('response_type', [undefined, '']),
  },
  {
    rule: 'authorize.responseType',
    error: 'unsupported_response_type',
    says: 'response_type must be one that the server supports',
    refuses: each('response_type', [
      'none',
      'CODE',
      'code code',
      'code none',
      'code  token',
      'id_token,token',
      'device',
    ]),
  },
  {
    rule: 'authorize.responseTypeAllowed',
    error: 'unauthorized_client',
    says: 'response_type must be one that the client is registered for',
    refuses: [
      { client_id: 'no-code' },
      ...each('response_type', ['token', 'id_token', 'id_token token', 'code id_token', 'code token', 'token code']),
    ],
  },
  {
    rule: 'response-mode.known',
    error: 'invalid_request',
    says: 'response_mode must be query, fragment or form_post',
    refuses: each('response_mode', ['web_message', 'jwt', 'query.jwt', 'Query', 'FORM_POST', 'query fragment']),
  },
  {
    rule: 'authorize.noRegistration',
    error: 'registration_not_supported',
    says: 'registration must not be sent: it is not supported',
    refuses: each('registration', ['{}']),
  },
  {
    rule: 'authorize.prompt',
    error: 'invalid_request',
    says: 'prompt must be none alone, or any of login, consent, select_account',
    refuses: each('prompt', ['none login', 'none consent', 'create', 'LOGIN', 'login\tconsent']),
  },
  {
    rule: 'authorize.maxAge',
    error: 'invalid_request',
    says: 'max_age must be a number of seconds',
    refuses: each('max_age', ['-1', '1.5', 'x', '1e3', '0x10', '12345678901', ' 1']),
  },
  {
    rule: 'authorize.display',
    error: 'invalid_request',
    says: 'display must be page, popup, touch or wap',
    refuses: each('display', ['fullscreen', 'PAGE', 'page popup']),
  },
  {
    rule: 'pkce.required',
    error: 'invalid_request',
    says: 'code_challenge must be present',
    refuses: [noPkce, { code_challenge: undefined }, { ...noPkce, client_id: 'relaxed-native' }],
  },
  {
    rule: 'pkce.methodNeedsChallenge',
    error: 'invalid_request',
    says: 'code_challenge must be present where code_challenge_method is',
    refuses: [{ client_id: 'relaxed', code_challenge: undefined }],
  },
  {
    rule: 'pkce.method',
    error: 'invalid_request',
    says: 'code_challenge_method must be S256',
    refuses: each('code_challenge_method', [undefined, 'plain', 's256', 'S512', 'S256 ', 'none']),
  },
  {
    rule: 'pkce.challengeSyntax',
    error: 'invalid_request',
    says: 'code_challenge must be 43 characters of base64url',
    refuses: each('code_challenge', [
      ...['x'.repeat(42), 'x'.repeat(44), `${'x'.repeat(42)}=`, `${'x'.repeat(42)}+`],
      ...[`${'x'.repeat(42)}\n`, 'ä'.repeat(43)],
    ]),
  },
  {
    rule: 'scope.syntax',
    error: 'invalid_scope',
    says: 'scope must be tokens of printable ASCII separated by single spaces',
    refuses: each('scope', [
      ...['openid  read', ' openid', 'openid ', 'openid\tread', 'openid "read"', 'open\\id', 'lesen-für-alle'],
    ]),
  },
  {
    rule: 'scope.allowed',
    error: 'invalid_scope',
    says: 'scope must be one that the client is registered for',
    refuses: each('scope', ['openid delete', 'OpenID', 'read,write', '__proto__']),
  },
  {
    rule: 'resource.absolute',
    error: 'invalid_target',
    says: 'resource must be an absolute URI without a fragment',
    refuses: each('resource', ['/api', 'api', 'https://api.example/#x', `${resource}#`, 'https://']),
  },
  {
    rule: 'resource.known',
    error: 'invalid_target',
    says: 'resource must be one that the client may ask tokens for',
    refuses: each('resource', ['https://api.example', 'javascript:x']),
  },
  {
    rule: 'resource.known',
    error: 'invalid_target',
    says: `resource must be one that the client may ask tokens for; the nearest is ${resource}`,
    refuses: each('resource', [`${resource}/x`, `${resource}//`, `${resource}?x`, issuer]),
  },
]

describe.each(demands)('$rule', ({ rule, error, says, refuses }) => {
  it.each(refuses)('refuses %j, at the client', async (asked) => {
    const traces = watchTraces()
    expectErrorAt(await ask(trial, asked), callback, error, says)
    expect(refusedBy(traces)).toBe(rule)
  })
})

describe('an error', () => {
  it('carries no state where none was sent', async () => {
    const answer = await ask(trial, { state: undefined, prompt: 'x' })
    expectErrorAt(
      answer,
      callback,
      'invalid_request',
      'prompt must be none alone, or any of login, consent, select_account',
      null,
    )
  })

  it('carries any state as it was sent', async () => {
    for (const state of ['&error=none#x', 'ä "<>"', 's'.repeat(384), ' ', '%2526', 'a\tb'])
      expectErrorAt(
        await ask(trial, { state, prompt: 'x' }),
        callback,
        'invalid_request',
        'prompt must be none alone, or any of login, consent, select_account',
        state,
      )
  })
})

describe('a sound request', () => {
  it.each<[string, Asked]>([
    [
      'with a parameter that nobody knows',
      { extra: 'foobar', display: 'popup', claims_locales: 'de', acr_values: 'x y', claims: '{}' },
    ],
    ...['page', 'popup', 'touch', 'wap'].map((display): [string, Asked] => [`with display=${display}`, { display }]),
    ['with response_mode=query', { response_mode: 'query' }],
    ['without a nonce', { nonce: undefined }],
    ['without a scope', { scope: undefined }],
    ['with one scope twice', { scope: 'read read' }],
    ['with every prompt that asks for a page', { prompt: 'login consent select_account' }],
    ['with max_age=0', { max_age: '0' }],
    ['with a login_hint and languages', { login_hint: 'a"><script>alert(1)</script>', ui_locales: 'xx de' }],
    ['with its resource under a trailing slash', { resource: `${resource}/` }],
    ['without PKCE where the operator relaxed that', { client_id: 'relaxed', ...noPkce }],
  ])('%s goes on', async (_, asked) => {
    expectLogin(await ask(trial, asked))
  })

  it('by POST goes on by GET, so that the cookies of the browser come along', async () => {
    const { url } = await authorizationUrl()
    const body = new URL(url).searchParams
    const answer = await trial.server.fetch(
      new Request(`${issuer}/oauth2/authorize`, { method: 'POST', body, headers: { origin: 'https://app.example' } }),
    )
    expect([answer.status, answer.headers.get('location')?.split('?')[0], answer.headers.get('set-cookie')]).toEqual([
      303,
      `${issuer}/oauth2/authorize/continue`,
      null,
    ])
    const agent = trial.browser()
    expect((await walk(agent, answer.headers.get('location') ?? '')).left?.searchParams.get('code')).toMatch(
      /^[\w-]{44}$/,
    )
  })

  it('by POST is refused at the client like any other', async () => {
    const body = new URL((await authorizationUrl({ prompt: 'x' })).url).searchParams
    expectErrorAt(
      await trial.server.fetch(new Request(`${issuer}/oauth2/authorize`, { method: 'POST', body })),
      callback,
      'invalid_request',
      'prompt must be none alone, or any of login, consent, select_account',
    )
  })
})
