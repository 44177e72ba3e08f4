/** Attacks with tokens that got into the wrong hands: used again, by another client, or where they are not meant for. */
import type { Backstage } from '../actor.ts'
import { basic, call, fresh, post, proofKey, type Tokens, tokensIn } from '../by-hand.ts'
import { archive, nativeApp } from '../clients.ts'
import { refreshWith, signInToApp } from '../native-login.ts'
import type { Attack } from '../play.ts'
import { lootIf, tokensOf } from './trying.ts'

/** How long a spent token is forgiven, and a little more: an honest app may send one twice. */
const GRACE_MS = 11_000

/** A copy of a refresh token that the app has long exchanged comes back (RFC 9700 §4.14.2). */
export const refreshReuse: Attack = {
  id: 'refresh-reuse',
  off: 'refresh.notStolen',
  async play(stage) {
    const app = stage.actor('client')
    const first = await signInToApp(stage, app, stage.person('alice'))
    stage.aside('token-copied:refresh_token', 'client', 'attacker')
    const second = tokensIn(await refreshWith(stage, app, first.refreshToken))
    await refreshWith(stage, app, second.refreshToken)
    await stage.pause(GRACE_MS)
    const stolen = tokensOf(await refreshWith(stage, stage.actor('attacker'), first.refreshToken))
    return lootIf(stolen !== undefined, 'lasting-tokens')
  },
}

/** The web application, as its own server redeems a code: with its secret. */
const web = { clientId: 'demo-web', clientSecret: 'demo-web-secret-for-development-only' } as const

async function signInToWeb(stage: Backstage): Promise<Tokens> {
  const { auth, client, resource } = stage.places
  const { verifier, challenge } = proofKey()
  const redirect_uri = `${client}/callback`
  const asked = {
    response_type: 'code',
    client_id: web.clientId,
    redirect_uri,
    scope: 'read',
    resource,
    state: fresh(),
  }
  const proof = { code_challenge: challenge, code_challenge_method: 'S256' }
  const url = `${auth}/oauth2/authorize?${new URLSearchParams({ ...asked, ...proof })}`
  const callback = await stage.person('alice').authorize(url)
  stage.aside('code-reaches-app:code', 'browser', 'client')
  const code = callback.searchParams.get('code') ?? ''
  const form = { grant_type: 'authorization_code', code, redirect_uri, code_verifier: verifier }
  const headers = basic(web.clientId, web.clientSecret)
  return tokensIn(await post(stage.actor('client'), `${auth}/oauth2/token`, form, headers))
}

/** A refresh token of a client with a secret is stolen; without that secret it is tried as a client that needs none. */
export const refreshOfAnother: Attack = {
  id: 'refresh-of-another-client',
  off: 'refresh.clientBound',
  async play(stage) {
    const { refreshToken } = await signInToWeb(stage)
    stage.aside('backup-leaks:refresh_token', 'client', 'attacker')
    const stolen = tokensOf(await refreshWith(stage, stage.actor('attacker'), refreshToken))
    return lootIf(stolen !== undefined, 'lasting-tokens')
  },
}

/** A token of the archive, a service that has its own. */
async function tokenOfArchive({ places, actor }: Backstage, scope: string, resource: string): Promise<string> {
  const form = { grant_type: 'client_credentials', scope, resource }
  const headers = basic(archive.clientId, archive.clientSecret)
  return tokensIn(await post(actor('client'), `${places.auth}/oauth2/token`, form, headers)).accessToken
}

/** Who runs one API takes a token that it was sent to another API (RFC 9700 §4.9.1). */
export const audienceConfusion: Attack = {
  id: 'audience-confusion',
  off: 'access-token.aud',
  async play(stage) {
    const { resource } = stage.places
    const token = await tokenOfArchive(stage, 'read vault', resource)
    await call(stage.actor('client'), `${resource}/protected`, token)
    stage.aside('api-keeps-token:token', 'resource-server', 'attacker')
    const { status } = await call(stage.actor('attacker'), `${resource}/vault`, token)
    return lootIf(status === 200, 'vault')
  },
}

/** Who runs one API asks the authorization server about a token for another one: one that it cannot read itself. */
export const introspectionByAnother: Attack = {
  id: 'introspection-by-another',
  off: 'access-token.aud',
  async play(stage) {
    const { auth, resource } = stage.places
    const token = await tokenOfArchive(stage, 'vault', `${resource}/vault`)
    await call(stage.actor('client'), `${resource}/vault`, token)
    stage.aside('vault-token-leaks:token', 'client', 'attacker')
    const headers = basic('demo-api', 'demo-api-secret-for-development-only')
    const { body } = await post(stage.actor('attacker'), `${auth}/oauth2/introspect`, { token }, headers)
    return lootIf(body.active === true, 'knowledge')
  },
}

/** Somebody copied an access token; the person signs out, and the copy is tried. */
export const tokenAfterSignOut: Attack = {
  id: 'token-after-sign-out',
  off: 'userinfo.grantStands',
  async play(stage) {
    const { auth } = stage.places
    const app = stage.actor('client')
    const victim = stage.person('alice')
    const { accessToken, refreshToken } = await signInToApp(stage, app, victim, { scope: 'openid profile email' })
    stage.aside('token-copied:token', 'client', 'attacker')
    await post(app, `${auth}/oauth2/revoke`, { client_id: nativeApp.clientId, token: refreshToken })
    const { status } = await call(stage.actor('attacker'), `${auth}/oauth2/userinfo`, accessToken)
    return lootIf(status === 200, 'person')
  },
}
