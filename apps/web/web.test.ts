import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { createWeb, type WebOptions } from './index.ts'

const WEB = 'http://localhost:8080'
const ISSUER = 'http://localhost:8081'
const RESOURCE = 'http://localhost:8082'
const { privateKey, publicKey } = await generateKeyPair('RS256')
const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256' }

type Reply = (request: Request) => Response | Promise<Response>

/** The other two parties, and a browser that keeps its cookies. */
function createScene(options: Partial<WebOptions> = {}) {
  const replies = new Map<string, Reply>([
    [
      `${ISSUER}/.well-known/oauth-authorization-server`,
      () =>
        Response.json({
          issuer: ISSUER,
          authorization_endpoint: `${ISSUER}/authorize`,
          token_endpoint: `${ISSUER}/token`,
          userinfo_endpoint: `${ISSUER}/userinfo`,
          jwks_uri: `${ISSUER}/jwks`,
          authorization_response_iss_parameter_supported: true,
        }),
    ],
    [`${ISSUER}/jwks`, () => Response.json({ keys: [jwk] })],
    [
      `${ISSUER}/token`,
      async (request) => {
        // The code of this server holds the nonce of its request.
        const nonce = new URLSearchParams(await request.text()).get('code')?.slice('code-'.length)
        const now = Math.floor(Date.now() / 1000)
        const claims = { iss: ISSUER, sub: 'alice', aud: 'demo-web', iat: now, exp: now + 300 }
        const sign = (more: object, typ: string) =>
          new SignJWT({ ...claims, ...more }).setProtectedHeader({ alg: 'RS256', kid: 'k1', typ }).sign(privateKey)
        return Response.json({
          access_token: await sign({ aud: RESOURCE, scope: 'openid read' }, 'at+jwt'),
          id_token: await sign(nonce === undefined ? {} : { nonce }, 'JWT'),
          token_type: 'Bearer',
          expires_in: 300,
          refresh_token: 'refresh-token-0123456789',
        })
      },
    ],
    [`${ISSUER}/userinfo`, () => Response.json({ sub: 'alice', email: 'alice@example.test' })],
    [`${RESOURCE}/protected`, () => Response.json({ message: 'hello alice' })],
    [
      `${RESOURCE}/api/admin`,
      () =>
        new Response('no', {
          status: 403,
          headers: { 'www-authenticate': 'Bearer error="insufficient_scope", scope="admin"' },
        }),
    ],
  ])
  const sent: string[] = []
  const fetch = async (request: Request): Promise<Response> => {
    const url = request.url.split('?')[0] ?? ''
    sent.push(`${request.method} ${url}`)
    const reply = replies.get(url)
    if (reply === undefined) throw new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })
    return await reply(request)
  }
  const web = createWeb({
    webUrl: WEB,
    issuer: ISSUER,
    resource: RESOURCE,
    clientId: 'demo-web',
    clientSecret: 'the-secret',
    linkKey: new Uint8Array(32),
    fetch,
    ...options,
  })
  return { web, replies, sent }
}

type Scene = ReturnType<typeof createScene>

class Browser {
  readonly cookies = new Map<string, string>()
  readonly #scene: Scene
  readonly #address: string

  constructor(scene: Scene, address = '192.0.2.1') {
    this.#scene = scene
    this.#address = address
  }

  async send(path: string, init: RequestInit & { duplex?: 'half' } = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('cookie', Array.from(this.cookies, ([name, value]) => `${name}=${value}`).join('; '))
    const response = await this.#scene.web.fetch(new Request(`${WEB}${path}`, { ...init, headers }), {
      address: this.#address,
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return response
  }

  async text(path: string): Promise<string> {
    return await (await this.send(path)).text()
  }

  async csrf(path = '/'): Promise<string> {
    return /name="csrf" value="([^"]+)"/.exec(await this.text(path))?.[1] ?? ''
  }

  async post(path: string, form: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Response> {
    const body = new URLSearchParams({ csrf: await this.csrf(), ...form })
    return await this.send(path, { method: 'POST', body, headers })
  }

  /** Starts a login and returns where the browser is sent. */
  async begin(form: Record<string, string> = { 'scope.read': 'on' }): Promise<URL> {
    return new URL((await this.post('/login', form)).headers.get('location') ?? '')
  }

  back(url: URL, more: Record<string, string> = { code: `code-${url.searchParams.get('nonce')}` }): Promise<Response> {
    const state = url.searchParams.get('state') ?? ''
    return this.send(`/callback?${new URLSearchParams({ state, iss: ISSUER, ...more })}`)
  }

  async login(): Promise<Response> {
    return await this.back(await this.begin())
  }

  /** The page that a callback leads to. */
  async follow(response: Response): Promise<string> {
    expect(response.status).toBe(303)
    return await this.text(response.headers.get('location') ?? '')
  }
}

const open = (options: Partial<WebOptions> = {}) => {
  const scene = createScene(options)
  return { scene, browser: new Browser(scene) }
}

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

describe('while a server is down', () => {
  it('the start page is there, and starting says which server is missing and what to do', async () => {
    const { scene, browser } = open()
    scene.replies.clear()
    expect((await browser.send('/')).status).toBe(200)
    const answer = await browser.post('/login')
    expect(answer.status).toBe(502)
    const page = await answer.text()
    expect(page).toContain('A server does not answer')
    expect(page).toContain(ISSUER)
    expect(page).toContain('npm start')
  })

  it('a call that gets no answer keeps the session', async () => {
    const { scene, browser } = open()
    await browser.login()
    scene.replies.delete(`${RESOURCE}/protected`)
    expect((await browser.post('/call', { what: 'protected' })).status).toBe(502)
    expect(await browser.text('/session')).toContain('There was no answer.')
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
    expect(page).toContain('A server does not answer')
    expect(page).not.toContain('try-again')
  })

  it('a code that was too late for it says so', async () => {
    const { page } = await comeBack(() => Response.json({ error: 'invalid_grant' }, { status: 400 }))
    expect(page).toContain('The code was not accepted')
  })
})

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
    expect(await browser.text('/session')).toContain('a copy of them would still open the door')
    const page = await browser.follow(await browser.post('/logout'))
    expect(page).toContain('has forgotten your session')
    expect(page).toContain('until they expire, the tokens would still work')
    browser.cookies.set('sightglass_web_session', session)
    expect((await browser.send('/session')).headers.get('location')).toBe('/?ended')
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

describe('a form is refused', () => {
  it.each(['/login', '/login/again', '/call', '/refresh', '/userinfo', '/logout'])(
    'at %s without its token, or from elsewhere',
    async (path) => {
      const { scene, browser } = open()
      expect((await browser.post(path, { csrf: '' })).status).toBe(403)
      const theirs = await new Browser(scene).csrf()
      expect((await browser.post(path, { csrf: theirs })).status).toBe(403)
      expect((await browser.post(path, {}, { origin: 'http://localhost:9999' })).status).toBe(403)
      // What a browser says of a page without a referrer, ours among them: the token decides.
      expect((await browser.post(path, { csrf: theirs }, { origin: 'null' })).status).toBe(403)
      expect((await browser.post(path, {}, { origin: 'null' })).status).not.toBe(403)
    },
  )

  it('when it is no form, is too long, or repeats a value', async () => {
    const { browser } = open()
    const csrf = await browser.csrf()
    const post = (body: string, type = 'application/x-www-form-urlencoded') =>
      browser.send('/login', { method: 'POST', body, headers: { 'content-type': type } })
    expect((await post('{}', 'application/json')).status).toBe(400)
    expect((await post(`csrf=${csrf}&csrf=${csrf}`)).status).toBe(400)
    expect((await post(`csrf=${csrf}&a=${'x'.repeat(200_000)}`)).status).toBe(400)
    expect((await post('csrf=%ff')).status).toBe(400)
  })

  it('before its end, where it goes on without one', async () => {
    const { browser } = open()
    let pulled = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1
        if (pulled > 1000) controller.close()
        else controller.enqueue(new Uint8Array(64 * 1024).fill(97))
      },
    })
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await browser.send('/login', { method: 'POST', body, headers, duplex: 'half' })).status).toBe(400)
    expect(pulled).toBeLessThan(10)
  })
})

it('answers every address and method with a page under a strict policy', async () => {
  const { browser } = open()
  const answers = [await browser.send('/'), await browser.send('/nothing'), await browser.send('/login')]
  expect(answers.map(({ status }) => status)).toEqual([200, 404, 405])
  expect((await browser.send('/', { method: 'DELETE' })).status).toBe(405)
  expect((await browser.send('/constructor')).status).toBe(404)
  for (const { headers } of answers) {
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  }
  expect(answers[0]?.headers.get('content-security-policy')).toContain(
    `form-action 'self' http://localhost:* http://127.0.0.1:*;`,
  )
})

it('does nothing for a method that only looks, and says which one the address has', async () => {
  const { scene, browser } = open()
  const url = await browser.begin()
  const callback = `/callback?state=${url.searchParams.get('state')}&code=c&iss=${encodeURIComponent(ISSUER)}`
  const refused: [string, string, string][] = [
    ['HEAD', callback, 'GET'],
    ['POST', callback, 'GET'],
    ['OPTIONS', callback, 'GET'],
    ...['/login', '/login/again', '/call', '/refresh', '/userinfo', '/logout'].flatMap(
      (path): [string, string, string][] => [
        ['GET', path, 'POST'],
        ['HEAD', path, 'POST'],
      ],
    ),
  ]
  for (const [method, path, allow] of refused) {
    const answer = await browser.send(path, { method })
    expect([method, path, answer.status, answer.headers.get('allow')]).toEqual([method, path, 405, allow])
  }
  expect(scene.sent).not.toContain(`POST ${ISSUER}/token`)
  expect((await browser.send('/', { method: 'HEAD' })).status).toBe(200)
  expect((await browser.back(url)).headers.get('location')).toBe('/session')
})

it('speaks German to those who prefer it', async () => {
  const { browser } = open()
  const german = { headers: { 'accept-language': 'de-AT,de;q=0.9' } }
  expect(await (await browser.send('/', german)).text()).toContain('Anmeldung starten')
  await browser.login()
  expect(await (await browser.send('/session', german)).text()).toContain('Was gesendet wurde und warum')
})

it('names a bug of its own without telling of it', async () => {
  const logged: string[] = []
  const { scene, browser } = open({ log: (level, event, fields) => logged.push(`${level} ${event} ${fields?.kind}`) })
  scene.replies.set(`${ISSUER}/.well-known/oauth-authorization-server`, () => Response.json({ issuer: 'other' }))
  expect(await (await browser.post('/login')).text()).toContain('could not be believed')
  expect(logged).toEqual(['info failed unbelievable'])
})
