/** Attacks on the authorization code: caught on its way, replayed, or sent to the attacker in the first place. */
import type { Backstage } from '../actor.ts'
import { type Answered, call, post, proofKey } from '../by-hand.ts'
import { nativeApp } from '../clients.ts'
import { beginLogin, codeIn } from '../native-login.ts'
import type { Attack } from '../play.ts'
import { authorized, codeAt, lootIf, tokensOf } from './trying.ts'

type Form = Readonly<Record<string, string>>

/** Redeems a code as the app, which has no secret: anybody can say its name. */
const redeemAs = (stage: Backstage, lane: 'attacker' | 'client', form: Form): Promise<Answered> =>
  post(stage.actor(lane), `${stage.places.auth}/oauth2/token`, {
    ...{ grant_type: 'authorization_code', client_id: nativeApp.clientId, redirect_uri: nativeApp.redirectUri },
    ...form,
  })

/** An app of the attacker on the same device is given the code, and tries it with a verifier of its own (RFC 7636 §1). */
export const codeInterception: Attack = {
  id: 'code-interception',
  off: 'pkce.verifierMatches',
  async play(stage) {
    const begun = beginLogin(stage)
    stage.aside('app-opens-browser', 'client', 'browser')
    const code = codeIn(await stage.person('alice').authorize(begun.url), begun)
    stage.aside('code-caught:code', 'browser', 'attacker')
    const answer = await redeemAs(stage, 'attacker', { code, code_verifier: proofKey().verifier })
    return lootIf(tokensOf(answer) !== undefined, 'tokens')
  },
}

/** The attacker's link is the app's own, without the challenge: then a caught code would need no verifier (RFC 9700 §4.8). */
export const pkceDowngrade: Attack = {
  id: 'pkce-downgrade',
  off: 'pkce.required',
  async play(stage) {
    const link = new URL(beginLogin(stage).url)
    for (const name of ['code_challenge', 'code_challenge_method']) link.searchParams.delete(name)
    stage.aside('link-in-mail', 'attacker', 'browser')
    const code = codeAt(await authorized(stage.person('alice'), link))
    if (code === undefined) return undefined
    stage.aside('code-caught:code', 'browser', 'attacker')
    return lootIf(tokensOf(await redeemAs(stage, 'attacker', { code })) !== undefined, 'tokens')
  },
}

/** The app wrote its token request into a log; whoever reads that sends it once more. */
export const codeReplay: Attack = {
  id: 'code-replay',
  off: 'code.unused',
  async play(stage) {
    const begun = beginLogin(stage)
    stage.aside('app-opens-browser', 'client', 'browser')
    const code = codeIn(await stage.person('alice').authorize(begun.url), begun)
    stage.aside('code-reaches-app:code', 'browser', 'client')
    const form = { code, code_verifier: begun.verifier }
    await redeemAs(stage, 'client', form)
    stage.aside('log-leaks:code', 'client', 'attacker')
    return lootIf(tokensOf(await redeemAs(stage, 'attacker', form)) !== undefined, 'tokens')
  },
}

/** A name that begins like the app's own address, and is the attacker's. */
const LOOKALIKE = 'https://127.0.0.1.attacker.example/callback'

/** The link asks for the app, and sends the answer to the attacker, who chose the verifier too. */
export const redirectUri: Attack = {
  id: 'redirect-uri',
  off: 'redirect.registered',
  async play(stage) {
    const begun = beginLogin(stage, { redirect_uri: LOOKALIKE })
    stage.aside('link-in-mail', 'attacker', 'browser')
    const code = codeAt(await authorized(stage.person('alice'), begun.url))
    if (code === undefined) return undefined
    stage.aside('code-delivered:code', 'browser', 'attacker')
    const form = { code, code_verifier: begun.verifier, redirect_uri: LOOKALIKE }
    return lootIf(tokensOf(await redeemAs(stage, 'attacker', form)) !== undefined, 'tokens')
  },
}

/** A link to the honest server that would send the browser on to a look-alike of it, with an error for a pretext (RFC 9700 §4.11). */
export const openRedirect: Attack = {
  id: 'open-redirect',
  off: 'redirect.registered',
  async play(stage) {
    const begun = beginLogin(stage, { redirect_uri: 'https://sign-in.attacker.example/again', prompt: 'none' })
    stage.aside('link-in-mail', 'attacker', 'browser')
    const { left } = await stage.person('alice').visit(begun.url)
    if (left === undefined) return undefined
    stage.aside('browser-sent-on', 'browser', 'attacker')
    return { loot: 'visitor' }
  },
}

/** The link asks for a token in the address instead of a code: there, whatever reads addresses reads it (RFC 9700 §2.1.2). */
export const responseType: Attack = {
  id: 'response-type',
  off: 'authorize.responseTypeAllowed',
  async play(stage) {
    const begun = beginLogin(stage, { response_type: 'token' })
    stage.aside('link-in-mail', 'attacker', 'browser')
    const left = await authorized(stage.person('alice'), begun.url)
    const token = new URLSearchParams(left?.hash.slice(1)).get('access_token')
    if (token === null) return undefined
    stage.aside('address-leaks:token', 'browser', 'attacker')
    const { status } = await call(stage.actor('attacker'), `${stage.places.resource}/protected`, token)
    return lootIf(status === 200, 'access-token')
  },
}
