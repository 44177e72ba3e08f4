/** What an authorization request must be, once client and redirect URI are proven: refusals go to the client. */
import { beforeAll, describe, expect, it } from 'vitest'
import { ask, expectErrorAt, expectLogin } from '../../../../test/asking.ts'
import {
  type Asked,
  authorizationUrl,
  basic,
  callback,
  credentials,
  issuer,
  obtainCode,
  openTrial,
  redeem,
  resource,
  type Trial,
  tokenRequest,
  walk,
  webSecret,
} from '../../../../test/authorization-server.ts'
import { refusedBy, watchTraces } from '../../../../test/watching.ts'
import { secretHash } from '../../clients/client.ts'

let trial: Trial

const noPkce: Asked = { code_challenge: undefined, code_challenge_method: undefined }

beforeAll(async () => {
  trial = await openTrial()
  const { clients } = trial.server
  const [web, native] = [await clients.find('demo-web'), await clients.find('demo-client')]
  if (web === undefined || native === undefined) throw new Error('the clients are seeded')
  const policy = { ...web.policy, pkceRequired: false }
  await clients.put({ ...web, clientId: 'relaxed', clientSecretHash: secretHash('relaxed', webSecret), policy })
  await clients.put({ ...native, clientId: 'relaxed-native', policy })
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
    says: 'response_type: response_type must be one that the server supports',
    refuses: each('response_type', ['token', 'id_token', 'code id_token', 'code token', 'none', 'CODE', 'code code']),
  },
  {
    rule: 'authorize.responseTypeAllowed',
    error: 'unauthorized_client',
    says: 'response_type: response_type must be one that the client is registered for',
    refuses: [{ client_id: 'no-code' }],
  },
  {
    rule: 'authorize.responseMode',
    error: 'invalid_request',
    says: 'response_mode: response_mode must be query',
    refuses: each('response_mode', ['fragment', 'form_post', 'web_message', 'jwt', 'Query']),
  },
  {
    rule: 'authorize.noRequestObject',
    error: 'request_not_supported',
    says: 'request: request must not be sent: request objects are not supported',
    refuses: each('request', ['eyJhbGciOiJub25lIn0.e30.']),
  },
  {
    rule: 'authorize.noRequestUri',
    error: 'request_uri_not_supported',
    says: 'request_uri: request_uri must not be sent: request objects are not supported',
    refuses: each('request_uri', ['https://evil.example/r']),
  },
  {
    rule: 'authorize.noRegistration',
    error: 'registration_not_supported',
    says: 'registration: registration must not be sent: it is not supported',
    refuses: each('registration', ['{}']),
  },
  {
    rule: 'authorize.prompt',
    error: 'invalid_request',
    says: 'prompt: prompt must be none alone, or any of login, consent, select_account',
    refuses: each('prompt', ['none login', 'none consent', 'create', 'LOGIN', 'login\tconsent']),
  },
  {
    rule: 'authorize.maxAge',
    error: 'invalid_request',
    says: 'max_age: max_age must be a number of seconds',
    refuses: each('max_age', ['-1', '1.5', 'x', '1e3', '0x10', '12345678901', ' 1']),
  },
  {
    rule: 'pkce.required',
    error: 'invalid_request',
    says: 'code_challenge: code_challenge must be present',
    refuses: [noPkce, { code_challenge: undefined }, { ...noPkce, client_id: 'relaxed-native' }],
  },
  {
    rule: 'pkce.methodNeedsChallenge',
    error: 'invalid_request',
    says: 'code_challenge: code_challenge must be present where code_challenge_method is',
    refuses: [{ client_id: 'relaxed', code_challenge: undefined }],
  },
  {
    rule: 'pkce.method',
    error: 'invalid_request',
    says: 'code_challenge_method: code_challenge_method must be S256',
    refuses: each('code_challenge_method', [undefined, 'plain', 's256', 'S512', 'S256 ', 'none']),
  },
  {
    rule: 'pkce.challengeSyntax',
    error: 'invalid_request',
    says: 'code_challenge: code_challenge must be 43 characters of base64url',
    refuses: each('code_challenge', [
      ...['x'.repeat(42), 'x'.repeat(44), `${'x'.repeat(42)}=`, `${'x'.repeat(42)}+`],
      ...[`${'x'.repeat(42)}\n`, 'ä'.repeat(43)],
    ]),
  },
  {
    rule: 'scope.syntax',
    error: 'invalid_scope',
    says: 'scope: scope must be tokens of printable ASCII separated by single spaces',
    refuses: each('scope', [
      ...['openid  read', ' openid', 'openid ', 'openid\tread', 'openid "read"', 'open\\id', 'lesen-für-alle'],
    ]),
  },
  {
    rule: 'scope.allowed',
    error: 'invalid_scope',
    says: 'scope: scope must be one that the client is registered for',
    refuses: each('scope', ['openid delete', 'OpenID', 'read,write', '__proto__']),
  },
  {
    rule: 'resource.absolute',
    error: 'invalid_target',
    says: 'resource: resource must be an absolute URI without a fragment',
    refuses: each('resource', ['/api', 'api', 'https://api.example/#x', `${resource}#`, 'https://']),
  },
  {
    rule: 'resource.known',
    error: 'invalid_target',
    says: 'resource: resource must be one that the client may ask tokens for',
    refuses: each('resource', [
      ...['https://api.example', `${resource}/x`, `${resource}//`, `${resource}?x`, issuer, 'javascript:x'],
    ]),
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
      'prompt: prompt must be none alone, or any of login, consent, select_account',
      null,
    )
  })

  it('carries any state as it was sent', async () => {
    for (const state of ['&error=none#x', 'ä "<>"', 's'.repeat(384), ' ', '%2526', 'a\tb'])
      expectErrorAt(
        await ask(trial, { state, prompt: 'x' }),
        callback,
        'invalid_request',
        'prompt: prompt must be none alone, or any of login, consent, select_account',
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
      'prompt: prompt must be none alone, or any of login, consent, select_account',
    )
  })
})

describe('PKCE at the token endpoint', () => {
  const tries: readonly [
    rule: string,
    what: string,
    asked: Asked,
    verifier: (right: string) => string | undefined,
    error: string,
    description: string,
  ][] = [
    [
      'pkce.verifierPresent',
      'a challenge and no verifier',
      {},
      () => undefined,
      'invalid_grant',
      'code_verifier: code_verifier must be present where the authorization request had a code_challenge',
    ],
    [
      'pkce.verifierMatches',
      'a verifier of somebody else',
      {},
      () => 'x'.repeat(43),
      'invalid_grant',
      'code_verifier: code_verifier must hash to the code_challenge',
    ],
    [
      'pkce.verifierMatches',
      'a verifier in another case',
      {},
      (right) => right.toUpperCase(),
      'invalid_grant',
      'code_verifier: code_verifier must hash to the code_challenge',
    ],
    [
      'pkce.verifierSyntax',
      'a verifier one character short',
      {},
      (right) => right.slice(1),
      'invalid_request',
      'code_verifier: code_verifier must be 43 to 128 unreserved characters',
    ],
    [
      'pkce.verifierSyntax',
      'a verifier too long',
      {},
      () => 'x'.repeat(129),
      'invalid_request',
      'code_verifier: code_verifier must be 43 to 128 unreserved characters',
    ],
    [
      'pkce.verifierSyntax',
      'a verifier with a stray character',
      {},
      (right) => `${right}\n`,
      'invalid_request',
      'code_verifier: code_verifier must be 43 to 128 unreserved characters',
    ],
  ]
  it.each(tries)('%s refuses %s', async (rule, _, asked, verifier, error, description) => {
    const { code, verifier: right } = await obtainCode(trial, asked)
    const traces = watchTraces()
    const { status, body } = await redeem(trial.server, code, verifier(right))
    expect([status, body.error, body.error_description]).toEqual([400, error, description])
    expect(refusedBy(traces)).toBe(rule)
  })

  it('a verifier is not expected where the request had no challenge, so a stripped challenge is found out', async () => {
    const { code, verifier } = await obtainCode(trial, {
      client_id: 'relaxed',
      ...noPkce,
    })
    const traces = watchTraces()
    const redeeming = { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: verifier }
    const { status, body } = await tokenRequest(trial.server, redeeming, basic('relaxed', webSecret))
    expect([status, body.error, body.error_description]).toEqual([
      400,
      'invalid_grant',
      'code_verifier: code_verifier must not be sent where the authorization request had no code_challenge',
    ])
    expect(refusedBy(traces)).toBe('pkce.verifierExpected')
  })
})

describe('prompt and max_age', () => {
  const signedIn = async () => {
    const agent = trial.browser()
    await obtainCode(trial, {}, agent)
    return agent
  }
  const at = async (agent: Awaited<ReturnType<typeof signedIn>>, asked: Asked) =>
    await agent.visit((await authorizationUrl(asked)).url)

  it('none without a session is refused at the client, without a page', async () => {
    const { left } = await at(trial.browser(), { prompt: 'none' })
    expectErrorAt(
      left ?? new URL('about:blank'),
      callback,
      'login_required',
      'person must be signed in where prompt is none',
    )
  })

  it('none with a session answers at once where the person consented before', async () => {
    const agent = await signedIn()
    expect((await at(agent, { prompt: 'none' })).left?.searchParams.has('code')).toBe(true)
  })

  it('none with a session is refused where the person did not consent to this before', async () => {
    const agent = await signedIn()
    const { left } = await at(agent, { prompt: 'none', scope: 'openid read write admin' })
    expectErrorAt(
      left ?? new URL('about:blank'),
      callback,
      'consent_required',
      'person must have consented before where prompt is none',
    )
  })

  it('none is refused where the sign-in is older than max_age', async () => {
    const agent = await signedIn()
    trial.clock.move(11)
    const { left } = await at(agent, { prompt: 'none', max_age: '10' })
    expectErrorAt(
      left ?? new URL('about:blank'),
      callback,
      'login_required',
      'person must be signed in where prompt is none',
    )
    expect((await at(agent, { prompt: 'none', max_age: '60' })).left?.searchParams.has('code')).toBe(true)
  })

  it.each<[string, Asked, RegExp]>([
    ['login', { prompt: 'login' }, /id="login-submit"/],
    ['select_account', { prompt: 'select_account' }, /id="login-submit"/],
    ['consent', { prompt: 'consent' }, /id="consent-accept"/],
    ['max_age=0', { max_age: '0' }, /id="login-submit"/],
  ])('%s shows its page although person and consent are known', async (_, asked, page) => {
    const agent = await signedIn()
    expect((await at(agent, asked)).page?.html).toMatch(page)
  })

  it('a cancelled sign-in is told to the client', async () => {
    const agent = trial.browser()
    const { page } = await at(agent, {})
    const left = page && (await agent.submit(page, {}, 'cancel')).left
    expectErrorAt(left ?? new URL('about:blank'), callback, 'access_denied', 'person must not have cancelled')
  })

  it('a person who is disabled after signing in gets no code', async () => {
    const agent = trial.browser()
    const { page } = await at(agent, {})
    const consent = page && (await agent.submit(page, { username: 'carol', password: credentials.carol }, 'login')).page
    const carol = await trial.server.people.findByUsername('carol')
    await trial.server.people.setStatus(carol?.sub ?? '', 'disabled')
    const left = consent && (await agent.submit(consent, {}, 'accept')).left
    await trial.server.people.setStatus(carol?.sub ?? '', 'active')
    expectErrorAt(left ?? new URL('about:blank'), callback, 'access_denied', 'user must exist and must not be disabled')
  })
})
