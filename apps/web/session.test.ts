import { describe, expect, it } from 'vitest'
import { ISSUER, open, RESOURCE, type Reply } from './fixtures.ts'

describe('a session', () => {
  it('calls the resource server and shows status, challenge and body', async () => {
    const { browser } = open()
    await browser.login()
    await browser.post('/call', { what: 'protected' })
    expect(await browser.text('/session')).toContain('hello alice')
    await browser.post('/call', { what: 'admin' })
    const page = await browser.text('/session')
    expect(page).toContain('id="result-status">403<')
    expect(page).toContain('insufficient_scope')
  })

  it('asks UserInfo and refreshes', async () => {
    const { scene, browser } = open()
    await browser.login()
    await browser.post('/userinfo')
    expect(await browser.text('/session')).toContain('alice@example.test')
    await browser.post('/refresh')
    expect(scene.sent.filter((message) => message.endsWith('/token'))).toHaveLength(2)
    scene.replies.set(`${ISSUER}/token`, () => Response.json({ error: 'invalid_grant' }, { status: 400 }))
    expect(await (await browser.post('/refresh')).text()).toContain('Your login has ended')
    expect(browser.cookies.has('sightglass_web_session')).toBe(false)
  })

  it('is dropped with its tokens where the authorization server gives no more', async () => {
    const { scene, browser } = open()
    await browser.login()
    const session = browser.cookies.get('sightglass_web_session') ?? ''
    scene.replies.set(`${ISSUER}/token`, () => Response.json({ error: 'invalid_grant' }, { status: 400 }))
    expect(await (await browser.post('/refresh')).text()).toContain('Please sign in again')
    browser.cookies.set('sightglass_web_session', session)
    expect((await browser.send('/session')).headers.get('location')).toBe('/?ended')
    await browser.post('/call', { what: 'protected' })
    expect(scene.sent).not.toContain(`GET ${RESOURCE}/protected`)
  })

  it.each(['invalid_client', 'server_error'])(
    'outlives a refresh that failed for another reason: %s',
    async (error) => {
      const { scene, browser } = open()
      await browser.login()
      scene.replies.set(`${ISSUER}/token`, () => Response.json({ error }, { status: 400 }))
      expect((await browser.post('/refresh')).status).toBe(502)
      expect((await browser.send('/session')).status).toBe(200)
    },
  )

  it('links to the account at the authorization server, before the login and after it', async () => {
    const { browser } = open()
    const account = `href="${ISSUER}/account"`
    expect(await browser.text('/')).toContain(account)
    await browser.login()
    expect(await browser.text('/session')).toContain(account)
    expect(await browser.follow(await browser.post('/logout'))).toContain(account)
  })

  it('is forgotten when the person signs out', async () => {
    const { browser } = open()
    await browser.login()
    const session = browser.cookies.get('sightglass_web_session') ?? ''
    expect(await browser.text('/session')).toContain('would still open the door until it expires')
    const page = await browser.follow(await browser.post('/logout'))
    expect(page).toContain('has forgotten your session')
    expect(page).toContain('until they expire, the tokens would still work')
    browser.cookies.set('sightglass_web_session', session)
    expect((await browser.send('/session')).headers.get('location')).toBe('/?ended')
  })

  describe('that is ended gives its tokens back', () => {
    const revocation_endpoint = `${ISSUER}/revoke`

    /** Signed in at a server that takes tokens back. */
    async function signedIn(reply: Reply) {
      const { scene, browser } = open()
      const discovery = `${ISSUER}/.well-known/oauth-authorization-server`
      const metadata = await (await scene.replies.get(discovery)?.(new Request(discovery)))?.json()
      scene.replies.set(discovery, () => Response.json({ ...metadata, revocation_endpoint }))
      scene.replies.set(revocation_endpoint, reply)
      await browser.login()
      return { browser }
    }

    it('the refresh token, and says what that means for the access token', async () => {
      const forms: string[] = []
      const { browser } = await signedIn(async (request) => {
        forms.push(await request.text())
        return new Response()
      })
      const page = await browser.follow(await browser.post('/logout'))
      expect(page).toContain('has withdrawn its tokens')
      expect(page).toContain('would still work until it expires')
      expect(forms).toEqual(['token=refresh-token-0123456789&token_type_hint=refresh_token'])
    })

    it.each<[string, Reply]>([
      ['refuses', () => Response.json({ error: 'unsupported_token_type' }, { status: 400 })],
      ['is away', () => new Response('', { status: 503 })],
    ])('and is forgotten all the same where the server %s', async (_, reply) => {
      const { browser } = await signedIn(reply)
      const session = browser.cookies.get('sightglass_web_session') ?? ''
      const page = await browser.follow(await browser.post('/logout'))
      expect(page).toContain('until they expire, the tokens would still work')
      browser.cookies.set('sightglass_web_session', session)
      expect((await browser.send('/session')).headers.get('location')).toBe('/?ended')
    })
  })

  it('ends after eight hours', async () => {
    let now = Math.floor(Date.now() / 1000)
    const { browser } = open({ clock: () => now })
    await browser.login()
    now += 8 * 3600
    expect(await browser.follow(await browser.send('/session'))).toContain('Your session here is over')
    expect((await browser.send('/session')).headers.get('location')).toBe('/')
  })

  it('sends who has none to the start', async () => {
    const { browser } = open()
    for (const path of ['/call', '/userinfo']) expect((await browser.post(path)).headers.get('location')).toBe('/')
  })
})
