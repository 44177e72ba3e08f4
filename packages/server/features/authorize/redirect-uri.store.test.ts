/** Where an answer may be sent: exactly where the client is registered, and nowhere before that is proven (RFC 9700 §4.1). */

import { createServer } from '@sightglass/server'
import { isAcceptableRedirectUri } from '@sightglass/spec/redirect'
import { beforeAll, describe, expect, it } from 'vitest'
import { ask, expectErrorAt, expectLogin } from '../../../../test/asking.ts'
import {
  type Asked,
  authorizationUrl,
  callback,
  issuer,
  openTrial,
  type Trial,
  testKeys,
  webSecret,
} from '../../../../test/authorization-server.ts'
import { type Expected, expectPage, refusal } from '../../../../test/refusals.ts'
import { clientRecords } from '../../clients/client.ts'

const UNREGISTERED = refusal(400, 'invalid_request', 'redirect_uri must be identical to a registered one')
const UNACCEPTABLE = refusal(
  400,
  'invalid_request',
  'redirect_uri must be https, http on loopback, or a private-use scheme with a dot, without fragment, user, dot segments or parameters of the response',
)

const registered = [
  'https://app.example/cb',
  'https://app.example/cb?tenant=1',
  'https://app.example:8443/deep/cb',
  'http://127.0.0.1/cb',
  'http://[::1]:4000/cb',
  'http://localhost:5000/cb?x=1',
  'com.example.app:/cb',
]
/** An operator wrote them into the database by hand; using them is refused all the same. */
const registeredByMistake = [
  'javascript:alert(1)',
  'data:text/html,x',
  'https://app.example/a/../cb',
  'https://user@app.example/cb',
]

let trial: Trial

beforeAll(async () => {
  trial = await openTrial()
  const { clients } = trial.server
  const [native, web] = [await clients.find('demo-client'), await clients.find('demo-web')]
  if (native === undefined || web === undefined) throw new Error('the clients are seeded')
  const redirectUris = [...registered, ...registeredByMistake]
  const table = trial.store.table(clientRecords)
  await table.add('native', { ...native, clientId: 'native', redirectUris }, Infinity)
  await table.add('web', { ...web, clientId: 'web', redirectUris }, Infinity)
  await clients.put({
    ...web,
    clientId: 'one',
    clientSecret: webSecret,
    redirectUris: [callback],
  })
})

const native = (redirectUri: string | undefined, more: Asked = {}): Promise<Response> =>
  ask(trial, { client_id: 'native', redirect_uri: redirectUri, ...more })
const web = (redirectUri: string | undefined, more: Asked = {}): Promise<Response> =>
  ask(trial, { client_id: 'web', redirect_uri: redirectUri, ...more })

describe('a registered redirect URI', () => {
  it.each(registered)('%s is taken as it stands, from either kind of client', async (uri) => {
    expectLogin(await native(uri))
    expectLogin(await web(uri))
  })

  it.each([
    'http://127.0.0.1:49152/cb',
    'http://127.0.0.1:1/cb',
    'http://127.0.0.1:65535/cb',
    'http://[::1]:49152/cb',
    'http://[::1]/cb',
    'http://localhost:49152/cb?x=1',
  ])('%s is taken from a native app, whose port the system chose, and from no other client', async (uri) => {
    expectLogin(await native(uri))
    await expectPage(await web(uri), UNREGISTERED)
  })

  it('may be left out where it is the only one', async () => {
    expectLogin(await ask(trial, { client_id: 'one', redirect_uri: undefined }))
    expectLogin(await ask(trial, { client_id: 'one', redirect_uri: '' }))
    const answer = await ask(trial, { client_id: 'one', redirect_uri: undefined, response_type: 'none' })
    expectErrorAt(answer, callback, 'unsupported_response_type', 'response_type must be one that the server supports')
  })

  it('has to be sent where there are several', async () => {
    const PRESENT = refusal(400, 'invalid_request', 'redirect_uri must be present unless exactly one is registered')
    await expectPage(await web(undefined), PRESENT)
    await expectPage(await native(''), PRESENT)
  })

  it('has to be sent once', async () => {
    const { url } = await authorizationUrl({ client_id: 'web', redirect_uri: registered[0] })
    const twice = await trial.server.fetch(new Request(`${url}&redirect_uri=https%3A%2F%2Fevil.example`))
    await expectPage(twice, refusal(400, 'invalid_request', 'redirect_uri: parameter must not be repeated'))
  })
})

const elsewhere: readonly [what: string, uris: readonly string[]][] = [
  ['another case of the path or query (A1)', ['https://app.example/CB', 'https://app.example/cb?Tenant=1']],
  [
    'more than the port of a loopback address (A2)',
    [
      'http://127.0.0.1:49152/other',
      'http://127.0.0.1:49152/cb?x=1',
      'http://localhost:49152/cb',
      'http://localhost:49152/cb?x=2',
      'http://[::1]:4000/',
      'https://127.0.0.1:49152/cb',
      'http://127.0.0.1:0/cb',
    ],
  ],
  [
    'another port of a host that is not loopback (A2)',
    ['https://app.example:444/cb', 'https://app.example:8444/deep/cb', 'https://app.example/deep/cb'],
  ],
  ['an escape that would decode to it (A4)', ['https://app.example/%63b', 'https://app.example/cb%3Ftenant=1']],
  [
    'a host that a pattern would match (A5)',
    [
      'https://appxexample/cb',
      'https://app.example.evil.example/cb',
      'https://evil-app.example/cb',
      'https://sub.app.example/cb',
    ],
  ],
  [
    'a private-use scheme of somebody else (A6)',
    [
      'com.example.app.evil:/cb',
      'com.example.app://cb',
      'com.example.app:/cb/',
      'com.example.ap:/cb',
      'org.example:/cb',
    ],
  ],
  [
    'what begins or ends with it (A10)',
    [
      'https://app.example/cb2',
      'https://app.example/cb/',
      'https://app.example/cb?',
      'https://app.example/cb?tenant=1&x=2',
      'https://app.example/cb?tenant=',
      'https://app.example/',
      'https://app.example',
      'https://app.example/c',
    ],
  ],
  [
    'another host',
    [
      'https://evil.example/cb',
      'https://evil.example/https://app.example/cb',
      'https://evil.example/?https://app.example/cb',
    ],
  ],
  ['its issuer', [`${issuer}/login`, `${issuer}/oauth2/authorize/continue`]],
]

describe.each(elsewhere)('%s', (_, uris) => {
  it.each(uris)('%s is not registered', async (uri) => {
    await expectPage(await native(uri), UNREGISTERED)
    await expectPage(await web(uri), UNREGISTERED)
  })
})

const never: readonly [what: string, uris: readonly string[]][] = [
  [
    'a host that parsers write in another way',
    [
      'https://APP.example/cb',
      'https://app.example:443/cb',
      'https://app.example:0443/cb',
      'https://app.example:/cb',
      'https:///app.example/cb',
      'https://127.1/cb',
      'https://0x7f.0.0.1/cb',
      'https://ex%41mple.com/cb',
      'https://[0:0:0:0:0:0:0:1]/cb',
    ],
  ],
  [
    'an address of a person',
    ['com.example.app://user@host/cb', 'https://app.example/@cb', 'https://app.example/cb?to=a@b.example'],
  ],
  [
    'what the response would carry twice',
    [
      'https://app.example/cb?state=x&iss=z',
      'https://app.example/cb?tenant=1&code=x',
      'https://app.example/cb?error',
      'https://app.example/cb?%73tate=x',
      'com.example.app:/cb?error_description=x',
      'http://127.0.0.1/cb?id_token=x',
    ],
  ],
  ['another case of the scheme (A1)', ['HTTPS://app.example/cb', 'Http://127.0.0.1/cb', 'COM.example.app:/cb']],
  [
    'a user in front of the host (A3)',
    [
      'http://127.0.0.1:49152@evil.example/cb',
      'http://127.0.0.1@evil.example/cb',
      'https://app.example@evil.example/cb',
      'https://app.example:443@evil.example/cb',
      'https://@app.example/cb',
      'https://user@app.example/cb',
    ],
  ],
  [
    'what some parsers read as another host (A3)',
    [
      'https://evil.example\\@app.example/cb',
      'https:\\\\evil.example/cb',
      'https:/\\evil.example',
      'http://127.0.0.1\\.evil.example/cb',
      'https://app.example\tevil/cb',
      '//app.example/cb',
      '/cb',
      'cb',
    ],
  ],
  [
    'a way around the path (A4)',
    [
      'https://app.example/cb/../x',
      'https://app.example/cb/..',
      'https://app.example/./cb',
      'https://app.example/x/%2e%2e/cb',
      'https://app.example/x/%2E./cb',
      'https://app.example/cb/..;/x',
      'https://app.example/cb;x=y',
      'https://app.example/cb%2f..%2fx',
      'https://app.example/cb%5c..',
      'https://app.example/a/../cb',
      'com.example.app:/x/../cb',
    ],
  ],
  [
    'a script, a document, or what is no address (A6)',
    [
      'javascript:alert(1)',
      'JavaScript:alert(1)',
      'javascript://app.example/%0aalert(1)',
      'data:text/html,x',
      'vbscript:x',
      'blob:https://app.example/x',
      'file:///etc/passwd',
      'about:blank',
      'filesystem:https://app.example/x',
      'intent://x',
      'app:/cb',
      'ftp://app.example/cb',
      'ws://app.example/cb',
      'mailto:a@b.example',
    ],
  ],
  [
    'a fragment (A15)',
    ['https://app.example/cb#', 'https://app.example/cb#x', 'http://127.0.0.1/cb#x', 'com.example.app:/cb#x'],
  ],
  [
    'http beyond the loopback, however it is written',
    [
      'http://app.example/cb',
      'http://127.0.0.2/cb',
      'http://127.1/cb',
      'http://2130706433/cb',
      'http://0x7f.0.0.1/cb',
      'http://0177.0.0.1/cb',
      'http://0.0.0.0/cb',
      'http://[::]/cb',
      'http://[0:0:0:0:0:0:0:1]/cb',
      'http://[::ffff:127.0.0.1]/cb',
      'http://[::1%25lo]/cb',
      'http://localhost./cb',
      'http://localhost.evil.example/cb',
      'http://LOCALHOST/cb',
      'http://127.0.0.1.evil.example/cb',
      'http://169.254.169.254/cb',
    ],
  ],
  [
    'a port that is none',
    [
      'http://127.0.0.1:65536/cb',
      'http://127.0.0.1:/cb',
      'http://127.0.0.1:x/cb',
      'http://127.0.0.1:-1/cb',
      'http://127.0.0.1:499999/cb',
    ],
  ],
  [
    'characters that no URI has',
    [
      'https://app.example/cb ',
      ' https://app.example/cb',
      'https://app.example/c b',
      'https://app.example/cb\r\nx: y',
      'https://app.example/cb<script>',
      'https://app.example/"cb"',
      'https://äpp.example/cb',
      'https://app.example/cb\u202e',
      'https://*.example^/cb',
      'https://app.example/{cb}',
      'https://app.example/cb`|',
    ],
  ],
  ['more than anyone registers', [`https://app.example/${'a'.repeat(2100)}`]],
]

describe.each(never)('%s', (_, uris) => {
  it.each(uris)('%s is no redirect URI, registered or not', async (uri) => {
    expect(isAcceptableRedirectUri(uri)).toBe(false)
    await expectPage(await native(uri), UNACCEPTABLE)
    await expectPage(await web(uri), UNACCEPTABLE)
  })
})

describe('before client and redirect URI are proven', () => {
  const bad = 'https://evil.example/cb'

  it.each<[string, Asked]>([
    ['prompt=none (A12)', { prompt: 'none' }],
    ['a response_mode (A15)', { response_mode: 'form_post' }],
    ['a response_type (A15)', { response_type: 'token' }],
    ['a scope nobody knows', { scope: 'nonsense' }],
    ['no PKCE', { code_challenge: undefined }],
  ])('nothing goes to the address sent, whatever else is wrong: %s', async (_, more) => {
    await expectPage(await web(bad, more), UNREGISTERED)
    await expectPage(await native(bad, more), UNREGISTERED)
    await expectPage(await web('javascript:alert(1)', more), UNACCEPTABLE)
  })

  it.each<[string, Asked, Expected]>([
    [
      'request_uri',
      { request_uri: 'https://evil.example/request' },
      refusal(400, 'invalid_request_uri', 'request_uri must be one that the client has registered'),
    ],
    [
      'request object',
      { request: 'eyJhbGciOiJIUzI1NiJ9.eyJyZWRpcmVjdF91cmkiOiJodHRwczovL2FwcC5leGFtcGxlL2NiIn0.AAAA' },
      refusal(400, 'invalid_request_object', 'alg of the request object must be one that the server supports'),
    ],
  ])('nothing goes to the address sent beside a %s that is refused (A11)', async (_, more, refused) => {
    for (const uri of [bad, 'javascript:alert(1)']) {
      await expectPage(await web(uri, more), refused)
      await expectPage(await native(uri, more), refused)
    }
  })

  it('an unknown client is told on a page, whatever address it names', async () => {
    const KNOWN = refusal(400, 'invalid_request', 'client_id must be registered')
    for (const client_id of ['nobody', 'DEMO-WEB', 'demo-web ', 'demo-web\n', '__proto__', '*'])
      await expectPage(await ask(trial, { client_id, prompt: 'none' }), KNOWN)
  })

  it('a disabled client is told on a page', async () => {
    const client = await trial.server.clients.find('one')
    if (client !== undefined) await trial.server.clients.put({ ...client, clientId: 'off', status: 'disabled' })
    await expectPage(
      await ask(trial, { client_id: 'off' }),
      refusal(400, 'invalid_request', 'client_id: client must not be disabled'),
    )
  })
})

describe('what a client is registered for', () => {
  it('is shown to a developer at their own machine, and to nobody in production', async () => {
    const asked = await authorizationUrl({ client_id: 'web', redirect_uri: 'https://evil.example/cb' })
    const { store, clock } = trial
    const production = await createServer({ issuer, store, clock, ...testKeys })
    const [shown, hidden] = await Promise.all(
      [trial.server, production].map(async (server) => (await server.fetch(new Request(asked.url))).text()),
    )
    for (const told of ['https://app.example:8443/deep/cb', 'https://evil.example/cb']) {
      expect(shown).toContain(told)
      expect(hidden).not.toContain(told)
    }
    expect(hidden).toContain('redirect.registered')
  })
})

describe('between the request and its answer', () => {
  it('the address is proven again: what was taken away meanwhile gets no code (A7, A8)', async () => {
    const { clients } = trial.server
    const one = await clients.find('one')
    if (one === undefined) throw new Error('the client was registered')
    await clients.put({ ...one, clientId: 'passing' })
    const agent = trial.browser()
    const { page } = await agent.visit((await authorizationUrl({ client_id: 'passing' })).url)
    await clients.put({ ...one, clientId: 'passing', redirectUris: ['https://app.example/new'] })
    const after = page && (await agent.submit(page, { username: 'alice', password: 'password123' }, 'login'))
    expect([after?.left, after?.page?.status]).toEqual([undefined, 400])
    expect(after?.page?.html).toContain('redirect.registered')
  })

  it('the page that a person sees lets its form lead to nothing but the kind of address that was proven', async () => {
    const agent = trial.browser()
    const { page } = await agent.visit(
      (await authorizationUrl({ client_id: 'web', redirect_uri: 'https://app.example:8443/deep/cb' })).url,
    )
    expect(page?.headers.get('content-security-policy')).toContain("form-action 'self' https:;")
  })
})
