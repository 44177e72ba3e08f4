/** The device authorization grant as clients and their persons meet it. */
import { randomBytes } from 'node:crypto'
import { DEVICE_GRANT_TYPE } from '@sightglass/spec/device'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  basic,
  claimsIn,
  credentials,
  issuer,
  openTrial,
  resource,
  type Trial,
  webSecret,
} from '../../../../test/authorization-server.ts'
import {
  approvedDevice,
  askForDevice,
  beginDevice,
  confirmation,
  decide,
  pageOf,
  poll,
} from '../../../../test/device.ts'
import { addClient, fromAnywhere, inParallel, tokenClient, userinfoStatus } from '../../../../test/lifecycle.ts'
import { expectJson, expectPage, refusal } from '../../../../test/refusals.ts'
import { type Page, UserAgent } from '../../../../test/user-agent.ts'

let trial: Trial

beforeEach(async () => {
  trial = await openTrial()
})

const deviceOnly = { grantTypes: [DEVICE_GRANT_TYPE], responseTypes: [] }

const told = ({ status, body }: Awaited<ReturnType<typeof poll>>) => [status, body.error, body.error_description]

const alerted = ({ html }: Page): string => /id="device-error"[\s\S]*?<div>([^<]*)/.exec(html)?.[1]?.trim() ?? ''

const browserAt = (address: string): UserAgent =>
  new UserAgent(issuer, (request) => trial.server.fetch(request, { address }))

describe('the device authorization endpoint', () => {
  it('gives a code to the device and one to its person, that no cache keeps', async () => {
    const response = await askForDevice(trial.server)
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const body = await response.json()
    expect(body).toEqual({
      device_code: expect.stringMatching(/^[\w-]{44}$/),
      user_code: expect.stringMatching(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/),
      verification_uri: `${issuer}/device`,
      verification_uri_complete: `${issuer}/device?user_code=${body.user_code}`,
      expires_in: 600,
      interval: 5,
    })
  })

  it('stands in the discovery document, with its grant', async () => {
    const response = await trial.server.fetch(new Request(`${issuer}/.well-known/openid-configuration`))
    expect(await response.json()).toMatchObject({
      device_authorization_endpoint: `${issuer}/oauth2/device_authorization`,
      grant_types_supported: expect.arrayContaining([DEVICE_GRANT_TYPE]),
    })
  })

  it('refuses a client that is not registered for the grant, or does not prove who it is', async () => {
    const unregistered = 'grant_type must be one that the client is registered for'
    await expectJson(
      await askForDevice(trial.server, { client_id: 'demo-client' }),
      refusal(400, 'unauthorized_client', unregistered),
    )
    const unproven = refusal(401, 'invalid_client', 'client authentication failed')
    await expectJson(await askForDevice(trial.server, { client_id: 'nobody' }), unproven)
    const web = await addClient(trial.server, 'demo-web', deviceOnly)
    await expectJson(await askForDevice(trial.server, { client_id: web.clientId }), unproven)
    const authorization = basic(web.clientId, webSecret)
    const proven = await askForDevice(trial.server, { client_id: web.clientId }, { headers: { authorization } })
    expect(proven.status).toBe(200)
  })

  it('looks at scope and resource before anybody is asked', async () => {
    const scope = refusal(400, 'invalid_scope', 'scope must be one that the client is registered for')
    await expectJson(await askForDevice(trial.server, { scope: 'openid everything' }), scope)
    const other = await askForDevice(trial.server, { resource: 'https://other.example' })
    expect([other.status, (await other.json()).error]).toEqual([400, 'invalid_target'])
  })

  it('makes a network wait that begins too many', async () => {
    trial = await openTrial({ requestLimit: { requests: 2, withinSeconds: 300 } })
    const from = (address: string) => askForDevice(trial.server, {}, { address })
    const statuses: number[] = []
    for (let count = 0; count < 3; count++) statuses.push((await from('192.0.2.1')).status)
    expect([...statuses, (await from('198.51.100.1')).status]).toEqual([200, 200, 429, 200])
  })
})

describe('polling', () => {
  it('is told that nobody has decided yet, and to slow down where it comes too soon: five seconds more each time', async () => {
    const { device_code } = await beginDevice(trial.server)
    const pending = [
      400,
      'authorization_pending',
      'the person has not decided yet: the client asks again after the interval',
    ]
    const slow = [400, 'slow_down', 'client must not have asked again before the interval was over']
    expect(told(await poll(trial.server, device_code))).toEqual(pending)
    trial.clock.move(5)
    expect(told(await poll(trial.server, device_code))).toEqual(pending)
    trial.clock.move(4)
    expect(told(await poll(trial.server, device_code))).toEqual(slow)
    trial.clock.move(9)
    expect(told(await poll(trial.server, device_code))).toEqual(slow)
    trial.clock.move(14)
    expect(told(await poll(trial.server, device_code))).toEqual(slow)
    trial.clock.move(20)
    expect(told(await poll(trial.server, device_code))).toEqual(pending)
  })

  it('gives tokens once the person has allowed it, also where it comes too soon', async () => {
    const { device_code, user_code } = await beginDevice(trial.server, { scope: 'openid profile read' })
    await poll(trial.server, device_code)
    await decide(trial.browser(), user_code)
    const { status, body } = await poll(trial.server, device_code)
    expect([status, body.token_type, body.scope]).toEqual([200, 'Bearer', 'openid profile read'])
    expect(claimsIn(body.access_token)).toMatchObject({ client_id: 'demo-tv', aud: [resource, issuer] })
    expect(claimsIn(body.id_token)).toMatchObject({ aud: 'demo-tv', sub: expect.any(String), sid: expect.any(String) })
    expect(claimsIn(body.id_token)).not.toHaveProperty('nonce')
    expect(await userinfoStatus(trial.server, body.access_token)).toBe(200)
    const tv = await trial.server.clients.find('demo-tv')
    if (tv === undefined) throw new Error('the client is seeded')
    expect((await tokenClient(trial.server, tv).refresh(body.refresh_token)).status).toBe(200)
  })

  it('is for a resource that was granted, and gives no refresh token to a client without that grant', async () => {
    const resources = [resource, 'https://other.example']
    const { clientId } = await addClient(trial.server, 'demo-client', { ...deviceOnly, resources })
    const begin = async () => {
      const begun = await beginDevice(trial.server, { client_id: clientId, scope: 'read' })
      await decide(trial.browser(), begun.user_code)
      return (more: Readonly<Record<string, string>>) =>
        poll(trial.server, begun.device_code, { client_id: clientId, ...more })
    }
    const ask = await begin()
    const beyond = await ask({ resource: 'https://other.example' })
    expect(told(beyond).slice(0, 2)).toEqual([400, 'invalid_target'])
    const { body } = await ask({ resource })
    expect([claimsIn(body.access_token).aud, body.refresh_token]).toEqual([resource, undefined])
  })

  it('is refused once the person has refused, for good', async () => {
    const { device_code, user_code } = await beginDevice(trial.server)
    const page = await decide(trial.browser(), user_code, 'deny')
    expect(page.html).toContain('Nothing was allowed')
    const refused = [400, 'access_denied', 'person must not have refused the request of the device']
    for (let times = 0; times < 2; times++) expect(told(await poll(trial.server, device_code))).toEqual(refused)
  })

  it('is refused after ten minutes, whether somebody has decided or not', async () => {
    const waiting = await beginDevice(trial.server)
    const approved = await approvedDevice(trial)
    trial.clock.move(600)
    const expired = [400, 'expired_token', 'device_code must not have expired']
    for (const { device_code } of [waiting, approved])
      expect(told(await poll(trial.server, device_code))).toEqual(expired)
    expect(alerted(await confirmation(trial.browser(), waiting.user_code))).toContain('No device is waiting')
  })

  it.each([
    ['nobody', undefined],
    ['something else', 'x'],
    ['something of the right length', 'x'.repeat(44)],
  ])('for %s is refused', async (_, code) => {
    const answer = await poll(trial.server, code)
    expect([answer.status, answer.body.error]).toEqual([400, code === undefined ? 'invalid_request' : 'invalid_grant'])
  })

  it('with the right id and a guessed secret is one for nothing', async () => {
    const { device_code } = await approvedDevice(trial)
    const guessed = device_code.slice(0, 22) + randomBytes(16).toString('base64url')
    expect(told(await poll(trial.server, guessed)).slice(0, 2)).toEqual([400, 'invalid_grant'])
    expect((await poll(trial.server, device_code)).status).toBe(200)
  })

  it('by another client is refused, tells nothing, and costs the owner nothing', async () => {
    const other = await addClient(trial.server, 'demo-client', deviceOnly)
    const waiting = await beginDevice(trial.server)
    const approved = await approvedDevice(trial)
    const bound = [400, 'invalid_grant', 'device_code must have been issued to the client that presents it']
    for (const { device_code } of [waiting, approved])
      for (let times = 0; times < 3; times++)
        expect(told(await poll(trial.server, device_code, { client_id: other.clientId }))).toEqual(bound)
    expect(told(await poll(trial.server, waiting.device_code))[1]).toBe('authorization_pending')
    expect((await poll(trial.server, approved.device_code)).status).toBe(200)
    for (let times = 0; times < 3; times++)
      await poll(trial.server, approved.device_code, { client_id: other.clientId })
  })

  it('fifty times at once gives tokens once, and the grant ends revoked', async () => {
    const { device_code } = await approvedDevice(trial)
    const server = fromAnywhere(trial.server)
    const answers = await inParallel(50, () => poll(server, device_code))
    const tokens = answers.filter(({ status }) => status === 200)
    expect(tokens).toHaveLength(1)
    for (const { status, body } of answers)
      if (status !== 200) expect([status, body.error]).toEqual([400, 'invalid_grant'])
    expect(await userinfoStatus(server, tokens[0]?.body.access_token)).toBe(401)
  })

  it('again after the tokens revokes the grant and all it gave', async () => {
    const { device_code } = await approvedDevice(trial)
    const { body } = await poll(trial.server, device_code)
    const used = [400, 'invalid_grant', 'device_code must not be used more than once']
    expect(told(await poll(trial.server, device_code))).toEqual(used)
    expect(await userinfoStatus(trial.server, body.access_token)).toBe(401)
    const revoked = [400, 'invalid_grant', 'grant must not have been revoked']
    expect(told(await poll(trial.server, device_code))).toEqual(revoked)
  })
})

describe('the grant of a device', () => {
  const endSession = async (agent: UserAgent) => {
    const page = pageOf(await agent.visit(`${issuer}/account`))
    await agent.press(page, 'account-sign-out')
  }

  it('ends with the session in which it was allowed, unless it is for acting offline', async () => {
    const agent = trial.browser()
    const [online, waiting] = [await approvedDevice(trial, {}, agent), await approvedDevice(trial, {}, agent)]
    const offline = await approvedDevice(trial, { scope: 'openid offline_access' }, agent)
    const [one, other] = [await poll(trial.server, online.device_code), await poll(trial.server, offline.device_code)]
    await endSession(agent)
    expect(await userinfoStatus(trial.server, one.body.access_token)).toBe(401)
    expect(await userinfoStatus(trial.server, other.body.access_token)).toBe(200)
    expect(told(await poll(trial.server, waiting.device_code)).slice(0, 2)).toEqual([400, 'invalid_grant'])
  })

  it('is listed on the account page, where it is withdrawn also before the device came back', async () => {
    const agent = trial.browser()
    const { device_code } = await approvedDevice(trial, {}, agent)
    const page = pageOf(await agent.visit(`${issuer}/account`))
    expect(page.html).toContain('Demo TV')
    await agent.press(page, 'consent-revoke-1')
    const revoked = [400, 'invalid_grant', 'grant must not have been revoked']
    expect(told(await poll(trial.server, device_code))).toEqual(revoked)
  })

  it('gives nothing to a person or a client that was disabled meanwhile', async () => {
    const [first, second] = [await approvedDevice(trial), await approvedDevice(trial)]
    const { people, clients } = trial.server
    const sub = (await people.findByUsername('alice'))?.sub ?? ''
    await people.setStatus(sub, 'disabled')
    expect(told(await poll(trial.server, first.device_code))[2]).toContain('user must exist')
    await people.setStatus(sub, 'active')
    const tv = await clients.find('demo-tv')
    if (tv === undefined) throw new Error('the client is seeded')
    await clients.put({ ...tv, status: 'disabled' })
    expect(told(await poll(trial.server, second.device_code))[1]).toBe('invalid_client')
  })

  it('gives no scope that was taken from the client meanwhile', async () => {
    const client = await addClient(trial.server, 'demo-client', deviceOnly)
    const { device_code, user_code } = await beginDevice(trial.server, { client_id: client.clientId })
    await decide(trial.browser(), user_code)
    await trial.server.clients.put({ ...client, scope: ['openid'] })
    const { body } = await poll(trial.server, device_code, { client_id: client.clientId })
    expect(body.scope).toBe('openid')
  })
})

describe('the device page', () => {
  const ask = async (agent: UserAgent, query = '') => pageOf(await agent.visit(`${issuer}/device${query}`))

  it('asks everybody for the code, and nobody about it before they have signed in', async () => {
    const agent = trial.browser()
    const { user_code } = await beginDevice(trial.server)
    const start = await ask(agent)
    expect(start.html).toMatch(/<form[^>]* method="get"[\s\S]*id="user-code" name="user_code"[\s\S]*id="device-submit"/)
    for (const code of [user_code, 'BBBB-BBBB']) {
      const page = await ask(agent, `?user_code=${code}`)
      expect([page.status, page.html.includes('id="login-submit"')]).toEqual([200, true])
      expect(page.html).not.toContain('Demo TV')
    }
  })

  it('says who asks for what, shows the code to compare, and warns', async () => {
    const begun = await askForDevice(
      trial.server,
      { scope: 'openid read' },
      { headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0' }, address: '192.0.2.7' },
    )
    const { user_code } = (await begun.json()) as { user_code: string }
    trial.clock.move(150)
    const { html, headers } = await confirmation(trial.browser(), user_code)
    for (const words of ['Demo TV', 'Demo API', resource, 'read your data', 'know that it is you', user_code])
      expect(html).toContain(words)
    for (const words of ['192.0.2.7', 'Firefox on Linux', '2 minutes ago', 'Alice Liddell', 'it is fraud: deny it'])
      expect(html).toContain(words)
    expect([headers.get('cache-control'), headers.get('content-security-policy')]).toEqual([
      'no-store',
      expect.stringContaining("form-action 'self'"),
    ])
  })

  it('says when it was asked, and what is not known it leaves out', async () => {
    const { user_code } = await beginDevice(trial.server)
    const agent = trial.browser()
    expect((await confirmation(agent, user_code)).html).toContain('less than a minute ago')
    trial.clock.move(60)
    const { html } = await confirmation(agent, user_code)
    expect(html).toContain('a minute ago')
    expect(html).not.toContain(' on Linux')
  })

  it('takes a code however it is typed', async () => {
    const { user_code } = await beginDevice(trial.server)
    const agent = trial.browser()
    for (const typed of [user_code.toLowerCase(), user_code.replace('-', ''), ` ${user_code.replace('-', ' – ')} `])
      expect((await confirmation(agent, typed)).html).toContain('id="device-accept"')
  })

  it('tells at the form that a code is not known, and keeps what was typed', async () => {
    const agent = trial.browser()
    await ask(agent)
    for (const typed of ['BBBB-BBBB', 'AEIOU', '"><b>', 'x'.repeat(5000)]) {
      const page = await confirmation(agent, typed)
      expect([page.status, alerted(page)]).toEqual([
        400,
        expect.stringContaining('No device is waiting with this code'),
      ])
      expect(page.html).toContain('aria-invalid="true"')
      expect(page.html).not.toContain('"><b>')
    }
  })

  it('counts wrong codes and makes their typist wait, while others go on', async () => {
    const { user_code } = await beginDevice(trial.server)
    const guesser = browserAt('192.0.2.1')
    const statuses: number[] = []
    for (let tries = 0; tries < 6; tries++) statuses.push((await confirmation(guesser, 'BBBB-BBBB')).status)
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429])
    const page = await confirmation(guesser, user_code)
    expect([page.status, alerted(page), page.headers.get('retry-after')]).toEqual([
      429,
      expect.stringContaining('too many attempts'),
      '1',
    ])
    expect((await confirmation(browserAt('192.0.2.1'), user_code, 'bob')).html).toContain('id="device-accept"')
    trial.clock.move(1)
    expect((await confirmation(guesser, user_code)).html).toContain('id="device-accept"')
  })

  it('charges nobody for right codes, and none for what is shown again', async () => {
    const agent = browserAt('192.0.2.1')
    const { user_code } = await beginDevice(trial.server)
    for (let times = 0; times < 40; times++)
      expect((await confirmation(agent, user_code)).html).toContain('id="device-accept"')
  })

  it('is answered in the session that saw it, by its own form', async () => {
    const { device_code, user_code } = await beginDevice(trial.server)
    const [alice, bob] = [trial.browser(), trial.browser()]
    const page = await confirmation(alice, user_code)
    await confirmation(bob, user_code, 'bob')
    const other = await beginDevice(trial.server)
    const elsewhere = { ...page, html: page.html.replaceAll(user_code, other.user_code) }
    const forged = { ...page, html: page.html.replace(/name="csrf" value="[^"]*"/, 'name="csrf" value="x"') }
    for (const [agent, sent] of [
      [bob, page],
      [alice, elsewhere],
      [alice, forged],
    ] as const) {
      const refused = pageOf(await agent.press(sent, 'device-accept'))
      expect([refused.status, alerted(refused)]).toEqual([403, expect.stringContaining('open for too long')])
    }
    for (const code of [device_code, other.device_code])
      expect(told(await poll(trial.server, code))[1]).toBe('authorization_pending')
  })

  it('asks who has signed out meanwhile to sign in again', async () => {
    const { device_code, user_code } = await beginDevice(trial.server)
    const agent = trial.browser()
    const page = await confirmation(agent, user_code)
    agent.cookies.delete('sightglass_as_session')
    const signIn = pageOf(await agent.press(page, 'device-accept'))
    expect(signIn.html).toContain('id="login-submit"')
    const wrong = pageOf(await agent.press(signIn, 'login-submit', { username: 'alice', password: 'wrong' }))
    expect([wrong.status, wrong.html.includes('id="login-error"')]).toEqual([422, true])
    const back = pageOf(await agent.press(wrong, 'login-submit', { username: 'alice', password: credentials.alice }))
    expect(back.html).toContain('id="device-accept"')
    expect(told(await poll(trial.server, device_code))[1]).toBe('authorization_pending')
  })

  it('lets nobody decide twice, and shows what was decided only to who did', async () => {
    const { device_code, user_code } = await beginDevice(trial.server)
    const [agent, other] = [trial.browser(), trial.browser()]
    const page = await confirmation(agent, user_code)
    const late = await confirmation(other, user_code, 'bob')
    const done = pageOf(await agent.press(page, 'device-accept'))
    expect(done.html).toContain('Your device is connected')
    for (const [someone, sent, button] of [
      [other, late, 'device-deny'],
      [other, late, 'device-accept'],
      [agent, page, 'device-deny'],
    ] as const) {
      const again = pageOf(await someone.press(sent, button))
      expect([again.status, alerted(again)]).toEqual([400, expect.stringContaining('No device is waiting')])
    }
    expect(pageOf(await other.visit(done.url)).html).toContain('id="user-code"')
    const { body } = await poll(trial.server, device_code)
    const alice = await trial.server.people.findByUsername('alice')
    expect(claimsIn(body.access_token).sub).toBe(alice?.sub)
  })

  it('takes two decisions at once as one', async () => {
    const { device_code, user_code } = await beginDevice(trial.server)
    const agent = trial.browser()
    const page = await confirmation(agent, user_code)
    const buttons = ['device-accept', 'device-deny', 'device-accept', 'device-deny'] as const
    const answers = await Promise.all(buttons.map(async (button) => pageOf(await agent.press(page, button))))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const { status, body } = await poll(trial.server, device_code)
    const isAllowed = answers.some(({ html }) => html.includes('is connected'))
    expect([status, body.error]).toEqual(isAllowed ? [200, undefined] : [400, 'access_denied'])
  })

  it('finds nothing of a client that may no longer connect devices', async () => {
    const client = await addClient(trial.server, 'demo-client', deviceOnly)
    const { user_code } = await beginDevice(trial.server, { client_id: client.clientId })
    await trial.server.clients.put({ ...client, grantTypes: [], responseTypes: [] })
    expect(alerted(await confirmation(trial.browser(), user_code))).toContain('No device is waiting')
  })

  it('knows no other action', async () => {
    const body = new URLSearchParams({ action: 'explode' })
    const response = await trial.server.fetch(new Request(`${issuer}/device`, { method: 'POST', body }))
    await expectPage(response, refusal(400, 'invalid_request', 'action must be one that the device page knows'))
  })
})
