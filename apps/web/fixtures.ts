/** The demo application between two servers whose answers each test bends as it likes. */
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { expect } from 'vitest'
import { createWeb, type WebOptions } from './index.ts'

export const WEB = 'http://localhost:8080'
export const ISSUER = 'http://localhost:8081'
export const RESOURCE = 'http://localhost:8082'
const { privateKey, publicKey } = await generateKeyPair('RS256')
const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256' }

/** A JWT of the authorization server. */
export const signed = (claims: Readonly<Record<string, unknown>>, typ: string): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k1', typ }).sign(privateKey)

export type Reply = (request: Request) => Response | Promise<Response>

export interface SceneOptions extends Partial<WebOptions> {
  /** In the ID token. */
  readonly sid?: string
}

/** The other two parties, and a browser that keeps its cookies. */
function createScene({ sid, ...options }: SceneOptions = {}) {
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
        const session = sid === undefined ? {} : { sid }
        return Response.json({
          access_token: await signed({ ...claims, aud: RESOURCE, scope: 'openid read' }, 'at+jwt'),
          id_token: await signed({ ...claims, ...session, ...(nonce === undefined ? {} : { nonce }) }, 'JWT'),
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

export class Browser {
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

/** A scene, and a browser in it. */
export const open = (options: SceneOptions = {}) => {
  const scene = createScene(options)
  return { scene, browser: new Browser(scene) }
}
