/** No secret that travelled is in a trace, a log line or an error page: all of them are collected on the way, then looked for. */
import { observeTraces } from '@sightglass/trace/observe'
import { expect, it } from 'vitest'
import {
  authorizationUrl,
  basic,
  callback,
  issuer,
  obtainCode,
  openTrial,
  redeem,
  refreshed,
  serviceSecret,
  type Trial,
  tokenRequest,
  webSecret,
} from './authorization-server.ts'
import { afterThis } from './cleaning.ts'
import { beginDevice, confirmation, decide as decideDevice, poll } from './device.ts'
import { collectSecrets } from './secrets.ts'
import { UserAgent } from './user-agent.ts'

/** Also with what is wrong about them: a secret mistyped by one letter is one. */
const PASSWORDS = ['password123', 'Password123', 'a passphrase of several words', 'one-long-passphrase-without-spaces']

interface Watched {
  readonly trial: Trial
  readonly browser: () => UserAgent
  /** What must not be found. */
  readonly secrets: Set<string>
  /** Everything that was written down or shown, by where. */
  readonly seen: [where: string, text: string][]
}

async function watched(): Promise<Watched> {
  const seen: Watched['seen'] = []
  const secrets = new Set<string>(PASSWORDS)
  afterThis(observeTraces((trace) => seen.push(['trace', JSON.stringify(trace)])))
  const trial = await openTrial({
    log: (level, event, fields) => seen.push(['log', JSON.stringify([level, event, fields])]),
  })
  const fetch: typeof trial.server.fetch = async (request, peer) => {
    await collectSecrets(secrets, request.clone())
    const response = await trial.server.fetch(request, peer)
    const body = await response.clone().text()
    await collectSecrets(secrets, response.clone())
    if (response.status >= 400 && !body.includes('<form')) seen.push([`answer to ${request.url}`, body])
    return response
  }
  const server = { ...trial.server, fetch }
  return { trial: { ...trial, server }, browser: () => new UserAgent(issuer, fetch), secrets, seen }
}

it('flows that succeed and flows that fail leave no secret behind', async () => {
  const { trial, browser, secrets, seen } = await watched()
  const { server } = trial
  const tokens: (string | undefined)[] = []

  for (const client_id of ['demo-web', 'demo-client']) {
    const own = client_id === 'demo-web' ? {} : { client_id }
    const { code, verifier } = await obtainCode({ browser }, { client_id })
    await redeem(server, code, 'a-verifier-that-somebody-made-up-and-that-is-wrong', own)
    const { body } = await redeem(server, (await obtainCode({ browser }, { client_id })).code, undefined, own)
    expect(body.error).toBe('invalid_grant')
    const second = await obtainCode({ browser }, { client_id })
    const first = await redeem(server, second.code, second.verifier, own)
    const again = await refreshed(server, first.body.refresh_token, own)
    tokens.push(first.body.access_token, again.body.access_token, again.body.id_token)
    await refreshed(server, `${first.body.refresh_token?.slice(0, -1)}A`, own)
    await redeem(server, second.code, second.verifier, own)
    await redeem(server, second.code, verifier, own)
    await refreshed(server, first.body.refresh_token, own)
  }

  for (const token of tokens)
    await server.fetch(new Request(`${issuer}/oauth2/userinfo`, { headers: { authorization: `Bearer ${token}` } }))
  await server.fetch(new Request(`${issuer}/oauth2/userinfo?access_token=${tokens[0]}`))
  await server.fetch(new Request(`${issuer}/oauth2/userinfo`, { headers: { authorization: `Bearer ${tokens[0]} x` } }))

  const agent = browser()
  for (const password of PASSWORDS.slice(1)) {
    const { page } = await agent.visit((await authorizationUrl()).url)
    if (page === undefined) throw new Error('the login page was expected')
    await agent.submit(page, { username: 'alice', password }, 'login')
    await agent.submit(
      { ...page, html: page.html.replace(/name="csrf" value="/, '$&x') },
      { username: 'alice', password },
      'login',
    )
    await browser().submit(page, { username: 'alice', password }, 'login')
    await agent.visit(page.url.replace('request=', 'request=x'))
  }

  const grant = { grant_type: 'client_credentials' }
  await tokenRequest(server, grant, basic('demo-service', serviceSecret))
  await tokenRequest(server, grant, basic('demo-service', `${serviceSecret}-mistyped`))
  await tokenRequest(server, { ...grant, client_id: 'demo-service', client_secret: serviceSecret })
  await tokenRequest(server, { ...grant, client_id: 'demo-service', client_secrt: serviceSecret })
  await tokenRequest(
    server,
    { ...grant, client_id: 'demo-web', client_secret: webSecret },
    basic('demo-web', webSecret),
  )
  await tokenRequest(server, { ...grant, scope: 'nonsense' }, basic('demo-service', serviceSecret))
  const misplaced = new URLSearchParams({ ...grant, client_id: 'demo-service', client_secret: serviceSecret })
  await server.fetch(new Request(`${issuer}/oauth2/token?${misplaced}`, { method: 'POST' }))
  await server.fetch(new Request(`${issuer}/oauth2/tokens?${misplaced}`, { method: 'POST' }))
  await server.fetch(
    new Request(`${issuer}/oauth2/token`, {
      method: 'POST',
      body: misplaced,
      headers: { 'content-type': 'text/plain' },
    }),
  )
  const repeated = `${new URLSearchParams({ redirect_uri: callback, code: 'a-code-that-was-sent-twice-in-one-request' })}&code=x`
  await server.fetch(new Request(`${issuer}/oauth2/authorize?${repeated}`))

  for (const action of ['accept', 'deny'] as const) {
    const { device_code, user_code } = await beginDevice(server)
    await poll(server, device_code)
    await decideDevice(browser(), user_code, action)
    await confirmation(browser(), `${user_code}X`)
    await confirmation(browser(), user_code)
    for (let times = 0; times < 2; times++) await poll(server, device_code)
    await poll(server, `${device_code.slice(0, -1)}A`)
  }
  for (const password of PASSWORDS)
    await tokenRequest(server, { grant_type: 'password', client_id: 'demo-terminal', username: 'alice', password })

  const found = [...secrets].flatMap((secret) =>
    seen.filter(([, text]) => text.includes(secret)).map(([where, text]) => [secret, where, text]),
  )
  expect(found).toEqual([])
  expect([...secrets]).toEqual(expect.arrayContaining([serviceSecret, webSecret]))
  expect(secrets.size).toBeGreaterThan(50)
  for (const where of ['trace', 'log', 'answer'])
    expect(seen.filter(([place]) => place.startsWith(where)).length).toBeGreaterThan(20)
})

it('nothing of what a person typed is shown in part, however long it is', async () => {
  const { trial, browser, seen } = await watched()
  const { page } = await browser().visit(
    (await authorizationUrl({ login_hint: 'somebody.with.a.long.name@example.com' })).url,
  )
  expect(page?.status).toBe(200)
  const body = new URLSearchParams({
    username: 'somebody.with.a.long.name@example.com',
    password: 'one-long-passphrase-without-spaces',
  })
  await trial.server.fetch(new Request(`${issuer}/login`, { method: 'POST', body }))
  expect(seen.map(([, text]) => text).join()).not.toMatch(/some…|somebody|one-…/)
})

it('a secret that was sent as a name is told nowhere', async () => {
  const { trial, seen } = await watched()
  const secret = 'kx9-VerySecret-kx9'
  const json = JSON.stringify({ grant_type: 'client_credentials', client_secret: `${secret}==` })
  const headers = { 'content-type': 'application/x-www-form-urlencoded', authorization: basic('demo-service', 'wrong') }
  for (const body of [json, `${json}&${json}`, `${json}=%zz`, `a=b&${secret}=%00`, `${secret}=1&${secret}=2`]) {
    const response = await trial.server.fetch(new Request(`${issuer}/oauth2/token`, { method: 'POST', headers, body }))
    seen.push(['answer', await response.text()])
    const page = await trial.server.fetch(new Request(`${issuer}/oauth2/authorize?${body}`))
    seen.push(['page', await page.text()])
  }
  expect(seen.filter(([, text]) => text.includes(secret))).toEqual([])
})

it('who a person is stays out of the traces of UserInfo', async () => {
  const { trial, browser, seen } = await watched()
  const { code, verifier } = await obtainCode({ browser }, { scope: 'openid profile email' })
  const { body } = await redeem(trial.server, code, verifier)
  seen.length = 0
  const headers = { authorization: `Bearer ${body.access_token}` }
  const answer = await trial.server.fetch(new Request(`${issuer}/oauth2/userinfo`, { headers }))
  expect(await answer.text()).toContain('Alice Liddell')
  expect(seen.filter(([, text]) => /Alice|Liddell/.test(text))).toEqual([])
})
