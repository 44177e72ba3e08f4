import { SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { Browser, ISSUER, open, signed, WEB } from './fixtures.ts'

const DISCOVERY = `${ISSUER}/.well-known/oauth-authorization-server`

/** Signed in at a server that ends sessions. */
async function signedIn(options: Parameters<typeof open>[0] = {}) {
  const { scene, browser } = open(options)
  const metadata = await (await scene.replies.get(DISCOVERY)?.(new Request(DISCOVERY)))?.json()
  scene.replies.set(DISCOVERY, () => Response.json({ ...metadata, end_session_endpoint: `${ISSUER}/logout` }))
  await browser.login()
  return { scene, browser }
}

/** Signs out everywhere; where the browser is sent. */
async function leave(browser: Browser): Promise<URL> {
  return new URL((await browser.post('/logout/everywhere')).headers.get('location') ?? '')
}

describe('signing out everywhere', () => {
  it('forgets the session first, sends the browser with the ID token, and says so when it is back', async () => {
    const { browser } = await signedIn()
    expect(await browser.text('/session')).toContain('id="logout-everywhere"')
    const session = browser.cookies.get('sightglass_web_session') ?? ''
    const url = await leave(browser)
    expect(`${url.origin}${url.pathname}`).toBe(`${ISSUER}/logout`)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      id_token_hint: expect.stringMatching(/^eyJ/),
      client_id: 'demo-web',
      post_logout_redirect_uri: `${WEB}/logged-out`,
      state: expect.stringMatching(/^[\w-]{43}$/),
      ui_locales: 'en',
    })
    const page = await browser.follow(await browser.send(`/logged-out?state=${url.searchParams.get('state')}`))
    expect(page).toContain('signed out of this application and of the authorization server')
    browser.cookies.set('sightglass_web_session', session)
    expect((await browser.send('/session')).headers.get('location')).toBe('/?ended')
  })

  it('believes no return that it did not begin, of another browser, or that came before', async () => {
    const { scene, browser } = await signedIn()
    const state = (await leave(browser)).searchParams.get('state')
    const other = new Browser(scene)
    for (const [who, path] of [
      [browser, '/logged-out'],
      [browser, '/logged-out?state=invented'],
      [other, `/logged-out?state=${state}`],
    ] as const)
      expect(await who.follow(await who.send(path))).toContain('This sign-out is not under way')
    expect((await browser.send(`/logged-out?state=${state}`)).headers.get('location')).toBe('/?signed_out_everywhere')
    expect(await browser.follow(await browser.send(`/logged-out?state=${state}`))).toContain('not under way')
  })

  it('without a session there is nothing to end', async () => {
    const { browser } = open()
    expect((await browser.post('/logout/everywhere')).headers.get('location')).toBe('/')
  })

  it('the session is forgotten also where the server ends none', async () => {
    const { browser } = open()
    await browser.login()
    expect((await browser.post('/logout/everywhere')).status).toBe(502)
    expect(browser.cookies.has('sightglass_web_session')).toBe(false)
  })
})

describe('a logout token', () => {
  const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
  const now = () => Math.floor(Date.now() / 1000)
  const tokenOf = (claims: object) =>
    signed(
      {
        iss: ISSUER,
        aud: 'demo-web',
        iat: now(),
        exp: now() + 120,
        jti: crypto.randomUUID(),
        events: { [EVENT]: {} },
        ...claims,
      },
      'logout+jwt',
    )
  const post = (browser: Browser, logoutToken: string) =>
    browser.send('/backchannel-logout', { method: 'POST', body: new URLSearchParams({ logout_token: logoutToken }) })

  it('ends the session that it names, and no other', async () => {
    const { scene, browser } = await signedIn({ sid: 'sid-1' })
    const program = new Browser(scene)
    expect((await post(program, await tokenOf({ sid: 'sid-2' }))).status).toBe(200)
    expect((await browser.send('/session')).status).toBe(200)
    expect((await post(program, await tokenOf({ sid: 'sid-1', sub: 'alice' }))).status).toBe(200)
    expect((await browser.send('/session')).headers.get('location')).toBe('/?ended')
  })

  it('of a person ends every session of theirs', async () => {
    const { scene, browser } = await signedIn()
    const elsewhere = new Browser(scene)
    await elsewhere.login()
    expect((await post(new Browser(scene), await tokenOf({ sub: 'alice' }))).status).toBe(200)
    for (const one of [browser, elsewhere]) expect((await one.send('/session')).headers.get('location')).toBe('/?ended')
  })

  it('that nobody signed, or that comes again, is answered by 400 and ends nothing', async () => {
    const { scene, browser } = await signedIn()
    const good = await tokenOf({ sub: 'bob' })
    const forged = await new SignJWT({ sub: 'alice' }).setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32))
    const statuses: number[] = []
    for (const one of [good, good, forged, '']) statuses.push((await post(new Browser(scene), one)).status)
    expect(statuses).toEqual([200, 400, 400, 400])
    expect((await browser.send('/session')).status).toBe(200)
    expect((await browser.send('/backchannel-logout')).status).toBe(405)
  })
})
