/** Attacks through the browser of somebody who is signed in: it brings their cookies along, whoever told it to go there. */
import { post, textOf } from '../by-hand.ts'
import { television } from '../clients.ts'
import { accountOf } from '../people.ts'
import type { Attack } from '../play.ts'
import { callbackOfDemo, isInSession, lootIf, tokensOf } from './trying.ts'

/** The attacker signs in, does not open the last address, and has the victim's browser open it (RFC 6749 §10.12). */
export const loginCsrf: Attack = {
  id: 'login-csrf',
  off: 'web.loginBrowser',
  async play(stage) {
    const callback = await callbackOfDemo(stage, stage.person('bob', 'attacker'))
    stage.aside('link-in-mail:code', 'attacker', 'browser')
    const arrived = await stage.person('alice').visit(callback)
    return lootIf(isInSession(arrived), 'session')
  },
}

/** A page of the attacker posts a form to the application in which the person is signed in. */
export const formCsrf: Attack = {
  id: 'form-csrf',
  off: 'web.formToken',
  async play(stage) {
    const victim = stage.person('alice')
    await victim.visit(await callbackOfDemo(stage, victim))
    stage.aside('page-posts-form', 'attacker', 'browser')
    const form = new URLSearchParams({ what: 'notes-add' })
    const { page } = await victim.visit(`${stage.places.client}/call`, form)
    return lootIf(page?.status === 200, 'note')
  },
}

/** The attacker's device waits; a page has the signed-in person's browser allow it (RFC 8628 §5.4). */
export const devicePhishing: Attack = {
  id: 'device-phishing',
  off: 'interaction.formToken',
  async play(stage) {
    const { auth, resource } = stage.places
    const attacker = stage.actor('attacker')
    const asked = { client_id: television.clientId, scope: 'read', resource }
    const { body } = await post(attacker, `${auth}/oauth2/device_authorization`, asked)
    const victim = stage.person('alice')
    await victim.press(await victim.visit(`${auth}/account`), 'account-sign-in', { ...accountOf('alice') })
    stage.aside('page-posts-form', 'attacker', 'browser')
    const form = new URLSearchParams({ user_code: textOf(body.user_code), action: 'approve' })
    await victim.visit(`${auth}/device`, form)
    const poll = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', client_id: television.clientId }
    const answer = await post(attacker, `${auth}/oauth2/token`, { ...poll, device_code: textOf(body.device_code) })
    return lootIf(tokensOf(answer) !== undefined, 'tokens')
  },
}
