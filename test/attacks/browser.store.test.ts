/** Attacks through the person's browser: what a link, a form of another site or a clever client can make it do. */
import { beforeAll, describe, expect, it } from 'vitest'
import { deliveredBy } from '../asking.ts'
import { makeKey, signedBy } from '../assertion.ts'
import {
  authorizationUrl,
  basic,
  callback,
  claimsIn,
  credentials,
  issuer,
  openTrial,
  redeem,
  refreshed,
  type Trial,
  tokenRequest,
  walk,
  webSecret,
} from '../authorization-server.ts'
import { beginDevice, confirmation, pageOf, poll } from '../device.ts'
import { addClient } from '../lifecycle.ts'
import { askToLogOut, isQuestion, isSignedIn, loggedOut, signInAt, signInAtAccount } from '../logout.ts'
import type { Page, UserAgent } from '../user-agent.ts'
import { refusedBy, watchTraces } from '../watching.ts'

const key = makeKey()
let trial: Trial

beforeAll(async () => {
  trial = await openTrial()
})

describe('a state that would be more than a state', () => {
  const secure = 'https://app.example/callback'
  const states = [
    'x&code=evil&iss=https://evil.example',
    'x#code=evil&access_token=evil',
    'x\r\nSet-Cookie: session=evil\r\n\r\n<script>alert(1)</script>',
    '"><script>alert(1)</script><input name="code" value="evil',
    "'></form><form action=https://evil.example method=post><input name=code value=",
    '</script><script>document.forms[0].action="https://evil.example"</script>',
    '%22%3E%3Cscript%3E%26',
    '\u2028\u2029\ud83d\ude08 \u202e',
  ]

  it.each(['query', 'fragment', 'form_post'] as const)(
    'comes back by %s as it was sent, and is nothing else',
    async (mode) => {
      const { clientId } = await addClient(trial.server, 'demo-web', {
        ...{ grantTypes: ['authorization_code', 'implicit'], responseTypes: ['code', 'code id_token'] },
        ...{ redirectUris: [secure], policy: { legacy: true } },
      })
      const agent = trial.browser()
      const types = mode === 'query' ? ['code'] : ['code', 'code id_token']
      for (const response_type of types) {
        for (const state of states) {
          const { url } = await authorizationUrl({
            client_id: clientId,
            redirect_uri: secure,
            response_type,
            response_mode: mode,
            state,
          })
          const visit = await walk(agent, url)
          const { members, redirectUri, mode: told } = deliveredBy(visit)
          expect([told, redirectUri, members.state, members.iss]).toEqual([mode, secure, state, issuer])
          expect(members.code).not.toContain('evil')
          const html = visit.page?.html ?? ''
          expect([html.match(/<script/g)?.length ?? 0, html.match(/<form/g)?.length ?? 0]).toEqual(
            mode === 'form_post' ? [1, 1] : [0, 0],
          )
          expect(agent.cookies.has('session')).toBe(false)
        }
      }
    },
  )
})

describe('a redirect_uri inside of a request object', () => {
  it.each([
    'https://evil.example/callback',
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    '//evil.example',
    `${callback}@evil.example`,
    `${callback}/../evil`,
    `${callback}#x`,
    `${callback}?x=1`,
    ` ${callback}`,
    `${callback}\r\nSet-Cookie: a=b`,
    callback.toUpperCase(),
    [callback],
    [callback, 'https://evil.example'],
    { uri: callback },
    7,
    true,
  ])('leads nowhere where it is %j, though the one outside is registered', async (redirect_uri) => {
    const { clientId } = await addClient(trial.server, 'demo-web', { jwks: { keys: [key.jwk] } })
    const { url } = await authorizationUrl({ client_id: clientId, request: signedBy(key, { redirect_uri }) })
    const { page, left } = await trial.browser().visit(url)
    expect([left, page?.status]).toEqual([undefined, 400])
    expect(page?.html).not.toMatch(/href="(?:javascript|data|https:\/\/evil)/)
  })
})

describe('a parameter that is sent twice', () => {
  const endpoints: readonly (readonly [method: string, path: string, names: string])[] = [
    [
      'GET',
      '/oauth2/authorize',
      'client_id redirect_uri response_type scope state nonce prompt code_challenge request request_uri id_token_hint claims',
    ],
    ['POST', '/oauth2/authorize', 'client_id redirect_uri response_type scope state request'],
    [
      'POST',
      '/oauth2/token',
      'grant_type code redirect_uri code_verifier refresh_token client_id client_secret client_assertion device_code scope username password',
    ],
    ['POST', '/oauth2/revoke', 'token token_type_hint client_id client_secret client_assertion client_assertion_type'],
    ['POST', '/oauth2/introspect', 'token token_type_hint client_id client_secret'],
    ['POST', '/oauth2/device_authorization', 'client_id scope client_secret client_assertion'],
    ['POST', '/oauth2/userinfo', 'access_token'],
    ['GET', '/oauth2/logout', 'id_token_hint client_id post_logout_redirect_uri state'],
    ['POST', '/oauth2/logout', 'id_token_hint client_id post_logout_redirect_uri state'],
    ['POST', '/oauth2/logout/continue', 'request csrf action'],
    ['GET', '/device', 'user_code done'],
    ['POST', '/device', 'user_code csrf action username password'],
    ['POST', '/login', 'request csrf action username password'],
    ['POST', '/consent', 'request csrf action'],
    ['POST', '/account', 'csrf action username password'],
  ]
  const rows = endpoints.flatMap(([method, path, names]) =>
    names.split(' ').map((name) => [method, path, name] as const),
  )

  it.each(rows)('%s %s refuses two of %s, whichever is right', async (method, path, name) => {
    const traces = watchTraces()
    const text = `${name}=one&x=y&${name}=two`
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const request =
      method === 'GET'
        ? new Request(`${issuer}${path}?${text}`)
        : new Request(`${issuer}${path}`, { method, headers, body: text })
    const { status } = await trial.server.fetch(request)
    expect([status, refusedBy(traces)]).toEqual([400, 'params.single'])
  })
})

describe('a device that somebody else begins', () => {
  const hidden = (page: Page): URLSearchParams =>
    new URLSearchParams(
      Array.from(page.html.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g), ([, name = '', value = '']) => [
        name,
        value,
      ]),
    )
  const post = async (agent: UserAgent, form: URLSearchParams): Promise<void> => {
    form.set('action', 'approve')
    await agent.visit(`${issuer}/device`, { method: 'POST', body: form })
  }
  const error = async (deviceCode: string): Promise<string | undefined> =>
    (await poll(trial.server, deviceCode)).body.error

  it('is allowed by no link, and by no form but the one that this person saw in this session, for this code', async () => {
    const [alice, mallory] = [trial.browser(), trial.browser()]
    await signInAtAccount(alice, 'alice')
    await signInAtAccount(mallory, 'bob')
    const [evil, good] = [await beginDevice(trial.server), await beginDevice(trial.server)]
    await alice.visit(`${evil.verification_uri_complete}&action=approve&csrf=x`)
    await post(alice, new URLSearchParams({ user_code: evil.user_code }))
    await post(alice, new URLSearchParams({ user_code: evil.user_code, csrf: '' }))
    await post(alice, hidden(await confirmation(mallory, evil.user_code, 'bob')))
    await post(mallory, hidden(await confirmation(alice, evil.user_code)))
    const swapped = hidden(await confirmation(alice, good.user_code))
    swapped.set('user_code', evil.user_code)
    await post(alice, swapped)
    expect(await error(evil.device_code)).toBe('authorization_pending')
    const own = hidden(await confirmation(alice, good.user_code))
    await post(alice, own)
    expect(await error(good.device_code)).toBeUndefined()
  })

  it('by a form that was left open is allowed for nobody who signed in since', async () => {
    const browser = trial.browser()
    const { user_code, device_code } = await beginDevice(trial.server)
    const form = hidden(await confirmation(browser, user_code, 'alice'))
    const account = pageOf(await browser.visit(`${issuer}/account`))
    await browser.press(account, 'account-sign-out')
    await signInAtAccount(browser, 'bob')
    await post(browser, form)
    expect(await error(device_code)).toBe('authorization_pending')
  })

  it('is not found by guessing: who guesses has to wait, also for the right one', async () => {
    const guesser = trial.browser()
    await signInAtAccount(guesser, 'carol')
    const { user_code } = await beginDevice(trial.server)
    const statuses: number[] = []
    for (let tries = 0; tries < 40 && statuses.at(-1) !== 429; tries++) {
      const guess = `BBBBBB${'BCDFGHJKLM'.charAt(tries % 10)}${'BCDFGHJKLM'.charAt(tries / 10)}`
      statuses.push(pageOf(await guesser.visit(`${issuer}/device?user_code=${guess}`)).status)
    }
    expect(statuses.at(-1)).toBe(429)
    const right = pageOf(await guesser.visit(`${issuer}/device?user_code=${user_code}`))
    expect([right.status, right.html.includes('device-accept')]).toEqual([429, false])
  })
})

describe('a form that another site sends', () => {
  it('signs nobody in as the attacker', async () => {
    const [victim, attacker] = [trial.browser(), trial.browser()]
    const { page } = await attacker.visit((await authorizationUrl()).url)
    const visit = await victim.submit(
      page ?? expect.unreachable(),
      { username: 'bob', password: credentials.bob },
      'login',
    )
    expect([visit.left, visit.page?.status]).toEqual([undefined, 403])
    expect(await isSignedIn(victim)).toBe(false)
    const form = { username: 'bob', password: credentials.bob, action: 'sign_in' }
    await victim.visit(`${issuer}/account`, { method: 'POST', body: new URLSearchParams(form) })
    expect(await isSignedIn(victim)).toBe(false)
  })

  it('consents to nothing', async () => {
    const [victim, attacker] = [trial.browser(), trial.browser()]
    const { page } = await attacker.visit((await authorizationUrl({ state: 'of the attacker, who wants a code' })).url)
    const request = new URL(page?.url ?? '').searchParams.get('request') ?? ''
    await signInAtAccount(victim, 'alice')
    for (const path of [`/oauth2/authorize/continue?request=${request}`, `/consent?request=${request}`])
      expect((await victim.visit(`${issuer}${path}`)).left).toBeUndefined()
    const body = new URLSearchParams({ request, action: 'accept' })
    expect((await victim.visit(`${issuer}/consent`, { method: 'POST', body })).left).toBeUndefined()
  })

  it('signs nobody out: not by a hint of the attacker, not by its address, not by its form', async () => {
    const [victim, attacker] = [trial.browser(), trial.browser()]
    await signInAtAccount(victim, 'alice')
    const own = await signInAt(trial, attacker)
    const hint = { id_token_hint: own.tokens.id_token, post_logout_redirect_uri: loggedOut, state: 's' }
    for (const method of ['GET', 'POST']) {
      const asked = await askToLogOut(victim, hint, method)
      expect(isQuestion(asked.page)).toBe(true)
      expect(await isSignedIn(victim)).toBe(true)
    }
    const { page } = await askToLogOut(attacker, {})
    await victim.submit(page ?? expect.unreachable(), {}, 'sign_out')
    expect(await isSignedIn(victim)).toBe(true)
  })
})

describe('clients that know a person by identifiers of their own', () => {
  it('find nothing in all that they get by which they could tell that it is the same person', async () => {
    const agent = trial.browser()
    for (const clientId of ['one', 'two']) {
      const demo = (await trial.server.clients.find('demo-web')) ?? expect.unreachable()
      await trial.server.clients.put({
        ...{ ...demo, clientId, clientSecret: webSecret, subjectType: 'pairwise' },
        redirectUris: [`https://${clientId}.example/`],
      })
    }
    const values = async (clientId: string) => {
      const seen = await seenAt(clientId, agent)
      const telling = seen.flatMap((claims) =>
        Object.entries(claims).flatMap(([name, value]) => (SAME.has(name) ? [] : [JSON.stringify(value)])),
      )
      return new Set(telling)
    }
    const [one, two] = [await values('one'), await values('two')]
    const sub = (await trial.server.people.findByUsername('alice'))?.sub ?? expect.unreachable()
    expect([...one].filter((value) => two.has(value))).toEqual([])
    for (const value of [...one, ...two]) expect(value).not.toContain(sub)
  })

  /** The same for everybody, or for everybody at that moment. */
  const SAME = new Set('iss aud scope token_type active iat exp auth_time acr amr nbf nonce'.split(' '))

  /** Everything that a client gets to see, and the resource server by its token. */
  const seenAt = async (clientId: string, agent: UserAgent) => {
    const redirect = `https://${clientId}.example/`
    const { url, verifier } = await authorizationUrl({ client_id: clientId, redirect_uri: redirect })
    const { left } = await walk(agent, url)
    const auth = basic(clientId, webSecret)
    const code = left?.searchParams.get('code') ?? ''
    const { body } = await redeem(trial.server, code, verifier, { redirect_uri: redirect }, auth)
    const again = (await refreshed(trial.server, body.refresh_token, {}, auth)).body
    const headers = { authorization: `Bearer ${body.access_token}` }
    const info = await trial.server.fetch(new Request(`${issuer}/oauth2/userinfo`, { headers }))
    const asking = { authorization: basic('demo-api', 'demo-api-secret-for-development-only') }
    const token = new URLSearchParams({ token: body.access_token ?? '' })
    const told = await trial.server.fetch(
      new Request(`${issuer}/oauth2/introspect`, { method: 'POST', headers: asking, body: token }),
    )
    const jwts = [body.id_token, body.access_token, again.id_token, again.access_token].filter(
      (jwt) => jwt !== undefined,
    )
    return [...jwts.map(claimsIn), ...((await Promise.all([info.json(), told.json()])) as Record<string, unknown>[])]
  }
})

it('a resource server is no client, and a client no resource server', async () => {
  const api = basic('demo-api', 'demo-api-secret-for-development-only')
  for (const grant_type of ['client_credentials', 'authorization_code', 'refresh_token'])
    expect((await tokenRequest(trial.server, { grant_type, code: 'x' }, api)).body.error).toBe('invalid_client')
  const web = { authorization: basic('demo-web', webSecret) }
  const body = new URLSearchParams({ token: 'x' })
  const asked = await trial.server.fetch(
    new Request(`${issuer}/oauth2/introspect`, { method: 'POST', headers: web, body }),
  )
  expect(asked.status).toBe(401)
})
