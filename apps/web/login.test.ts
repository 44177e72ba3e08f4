import { describe, expect, it } from 'vitest'
import { Browser, ISSUER, open, RESOURCE, type Reply, WEB } from './fixtures.ts'

describe('a login', () => {
  it('goes out with what was ticked, and comes back to a session without code in its address', async () => {
    const { browser } = open()
    const url = await browser.begin({ 'scope.read': 'on', 'scope.admin': 'on', again: 'on' })
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: 'demo-web',
      redirect_uri: `${WEB}/callback`,
      scope: 'openid read admin',
      prompt: 'login',
      resource: RESOURCE,
      code_challenge_method: 'S256',
    })
    const answer = await browser.back(url)
    expect(answer.headers.get('location')).toBe('/session')
    const page = await browser.text('/session')
    expect(page).toContain('id="who">alice<')
    for (const id of ['call-api', 'refresh', 'userinfo', 'logout']) expect(page).toContain(`id="${id}"`)
    for (const name of ['code_challenge', 'code_verifier', 'grant_type', 'id_token', 'state'])
      expect(page).toContain(name)
  })

  it.each([
    [{}, null],
    [{ consent: 'on' }, 'consent'],
    [{ again: 'on', consent: 'on' }, 'login consent'],
  ])('asks to be asked for what was ticked: %o', async (ticked, prompt) => {
    expect((await open().browser.begin(ticked)).searchParams.get('prompt')).toBe(prompt)
  })

  it('shows no secret: no token with its signature, no code, no verifier, no client secret', async () => {
    const { browser } = open()
    const pages: string[] = []
    const url = await browser.begin()
    const code = `code-${url.searchParams.get('nonce')}`
    await browser.back(url)
    pages.push(await browser.text('/session'))
    await browser.post('/refresh')
    pages.push(await browser.text('/session'))
    for (const page of pages) {
      expect(page).not.toMatch(/eyJ[\w-]+\.[\w-]+\.[\w-]{20}/)
      for (const secret of [code, 'refresh-token-0123456789', 'the-secret', btoa('demo-web:the-secret')]) {
        expect(page).not.toContain(secret)
      }
    }
  })

  it('renews both ids and sets cookies that scripts cannot read', async () => {
    const { browser } = open()
    const answer = await browser.login()
    expect(answer.headers.getSetCookie()).toEqual(
      ['browser', 'session'].map((name) =>
        expect.stringMatching(new RegExp(`^sightglass_web_${name}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Lax$`)),
      ),
    )
    const old = new Map(browser.cookies)
    await browser.login()
    for (const [name, value] of old) expect(browser.cookies.get(name)).not.toBe(value)
    for (const [name, value] of old) browser.cookies.set(name, value)
    expect((await browser.send('/session')).headers.get('location')).toBe('/?ended')
  })

  it('leaves nothing to whoever planted the browser id before', async () => {
    const { scene, browser } = open()
    const attacker = new Browser(scene)
    const csrf = await attacker.csrf()
    const planted = attacker.cookies.get('sightglass_web_browser') ?? ''
    browser.cookies.set('sightglass_web_browser', planted)
    await browser.login()
    const body = new URLSearchParams({ csrf })
    expect((await browser.send('/logout', { method: 'POST', body })).status).toBe(403)
    attacker.cookies.set('sightglass_web_session', browser.cookies.get('sightglass_web_session') ?? '')
    expect((await attacker.send('/session')).status).toBe(303)
    expect((await browser.send('/session')).status).toBe(200)
  })

  it('keeps the message of another tab readable', async () => {
    const { browser } = open()
    const told = await browser.back(await browser.begin(), { error: 'access_denied' })
    await browser.login()
    expect(await browser.follow(told)).toContain('The login was cancelled')
  })

  it('is not pushed out by a visitor who begins many, in one browser or in ever new ones', async () => {
    const { scene, browser } = open()
    const url = await browser.begin()
    const told = await browser.back(await browser.begin(), { error: 'access_denied' })
    const crowd = new Browser(scene, '192.0.2.2')
    const first = await crowd.begin()
    for (let turn = 0; turn < 20; turn++) await crowd.begin()
    expect(await crowd.follow(await crowd.back(first))).toContain('This login is not under way')
    for (let turn = 0; turn < 600; turn++) {
      const stranger = new Browser(scene, '192.0.2.2')
      await stranger.begin()
      await stranger.send('/callback?state=x')
    }
    expect(await crowd.follow(await crowd.back(await crowd.begin()))).toContain('You are signed in')
    expect(await browser.follow(told)).toContain('The login was cancelled')
    expect((await browser.back(url)).headers.get('location')).toBe('/session')
  })

  it('works in two tabs at once, in any order, each once', async () => {
    const { browser } = open()
    const [one, other] = [await browser.begin(), await browser.begin()]
    expect((await browser.back(other)).headers.get('location')).toBe('/session')
    expect(await browser.follow(await browser.back(other))).toContain('This login is not under way')
    expect((await browser.back(one)).headers.get('location')).toBe('/session')
  })

  it('does not end in another browser, and can still end in its own', async () => {
    const { scene, browser } = open()
    const url = await browser.begin()
    const victim = new Browser(scene)
    expect(await victim.follow(await victim.back(url))).toContain('began in another browser')
    expect(victim.cookies.has('sightglass_web_session')).toBe(false)
    expect(scene.sent).not.toContain(`POST ${ISSUER}/token`)
    expect((await browser.back(url)).headers.get('location')).toBe('/session')
  })

  it.each([
    ['a state that nobody made', { state: 'x'.repeat(43) }, 'This login is not under way'],
    ['no state', { state: '' }, 'This login is not under way'],
    ['another issuer', { iss: 'https://evil.example', error: 'phishing' }, 'could not be believed'],
    [
      'an error: cancelled',
      { error: 'access_denied', error_description: 'person cancelled' },
      'The login was cancelled',
    ],
    ['another error', { error: 'server_error' }, 'The authorization server refused'],
  ])('tells clearly of %s', async (_, parameters, words) => {
    const { browser } = open()
    const answer = await browser.back(await browser.begin(), parameters)
    const location = answer.headers.get('location') ?? ''
    expect(location).toMatch(/^\/error\?id=/)
    const page = await browser.follow(answer)
    expect(page).toContain(words)
    expect(page).not.toContain('phishing')
  })

  it('keeps an error page for the browser it is for', async () => {
    const { scene, browser } = open()
    const location = (await browser.back(await browser.begin(), { error: 'x' })).headers.get('location') ?? ''
    expect(await new Browser(scene).text(location)).toContain('This message is gone')
  })
})

describe('when the authorization server is away while the browser comes back', () => {
  const away: [string, Reply][] = [
    [
      'nobody listens',
      () => {
        throw new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })
      },
    ],
    ['a proxy says 503', () => new Response('<h1>restarting</h1>', { status: 503 })],
    ['it says that it cannot answer', () => Response.json({ error: 'temporarily_unavailable' }, { status: 503 })],
  ]

  /** A browser that came back and sees what it is told; `tokens` is the token endpoint when it works. */
  async function comeBack(reply: Reply) {
    const { scene, browser } = open()
    const tokens = scene.replies.get(`${ISSUER}/token`)
    const url = await browser.begin()
    scene.replies.set(`${ISSUER}/token`, reply)
    const page = await browser.follow(await browser.back(url))
    const failure = /name="failure" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const mend = () => scene.replies.set(`${ISSUER}/token`, tokens ?? reply)
    const again = () => browser.post('/login/again', { failure })
    const redeemed = () => scene.sent.filter((message) => message === `POST ${ISSUER}/token`).length
    return { scene, browser, url, page, failure, mend, again, redeemed }
  }

  it.each(away)('the login waits and can be tried again: %s', async (_, reply) => {
    const { browser, page, mend, again } = await comeBack(reply)
    expect(page).toContain('nothing is lost')
    expect(page).toContain('id="try-again"')
    expect(await browser.follow(await again())).toContain('nothing is lost')
    mend()
    expect((await again()).headers.get('location')).toBe('/session')
    expect(await browser.text('/session')).toContain('id="who">alice<')
  })

  it('tried again, it ends in a session once', async () => {
    const { mend, again, redeemed } = await comeBack(() => new Response('', { status: 503 }))
    mend()
    await Promise.all([again(), again()])
    expect(await (await again()).text()).toContain('This login is not under way')
    expect(redeemed()).toBe(2)
  })

  it('only the browser that came back can try again', async () => {
    const { scene, failure, mend, again, redeemed } = await comeBack(() => new Response('', { status: 503 }))
    mend()
    const stranger = await new Browser(scene).post('/login/again', { failure })
    expect(await stranger.text()).toContain('This login is not under way')
    expect(redeemed()).toBe(1)
    expect((await again()).headers.get('location')).toBe('/session')
  })

  it.each<[string, Reply]>([
    [
      'its answer was lost on the way',
      () => {
        throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } })
      },
    ],
    ['a proxy got no answer from it', () => new Response('', { status: 504 })],
    ['it refused the code', () => Response.json({ error: 'invalid_grant' }, { status: 400 })],
  ])('a code that may be used is not sent again: %s', async (_, reply) => {
    const { browser, url, page, mend, redeemed } = await comeBack(reply)
    expect(page).not.toContain('try-again')
    mend()
    expect(await browser.follow(await browser.back(url))).toContain('This login is not under way')
    expect(redeemed()).toBe(1)
  })

  it('a code is not spent before the keys are known, and can be tried again', async () => {
    const { scene, browser } = open()
    const url = await browser.begin()
    scene.replies.delete(`${ISSUER}/jwks`)
    const page = await browser.follow(await browser.back(url))
    expect(page).toContain('nothing is lost')
    expect(scene.sent).not.toContain(`POST ${ISSUER}/token`)
  })

  it('a code that brought tokens is not sent again for want of keys', async () => {
    const { scene, browser } = open()
    const url = await browser.begin()
    scene.replies.set(`${ISSUER}/jwks`, () => {
      scene.replies.delete(`${ISSUER}/jwks`)
      return Response.json({ keys: [] })
    })
    const page = await browser.follow(await browser.back(url))
    expect(page).toContain('The login broke off')
    expect(page).not.toContain('try-again')
  })

  it('a code that was too late for it says so', async () => {
    const { page } = await comeBack(() => Response.json({ error: 'invalid_grant' }, { status: 400 }))
    expect(page).toContain('The code was not accepted')
  })
})
