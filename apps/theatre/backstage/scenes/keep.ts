/** Scenes of what becomes of tokens: they are renewed, stolen, lost on the way, and given back. */
import { GRACE_SECONDS } from '@sightglass/spec/refresh'
import type { Actor, Backstage } from '../actor.ts'
import { call, expecting, post, type Tokens, tokensIn } from '../by-hand.ts'
import { nativeApp } from '../clients.ts'
import { refreshWith, signInToApp } from '../native-login.ts'
import type { Scene } from '../play.ts'

const GRACE_MS = GRACE_SECONDS * 1000

/** All of these begin with an app that may stay signed in. */
const signedIn = (stage: Backstage, app: Actor): Promise<Tokens> =>
  signInToApp(stage, app, stage.person('alice'), { scope: 'openid offline_access read', prompt: 'consent' })

/** A new access token without the person, and a new refresh token in the place of the old one. */
export const refresh: Scene = {
  id: 'refresh',
  async play(stage) {
    const app = stage.actor('client')
    const first = await signedIn(stage, app)
    const second = tokensIn(await refreshWith(stage, app, first.refreshToken))
    expecting(await call(app, `${stage.places.resource}/protected`, second.accessToken), 200)
  },
}

/**
 * The app refreshes twice, and then a thief uses the first token: both are shut out. After one refresh the server could still
 * take the old token for that of an app whose answer was lost.
 */
export const reuse: Scene = {
  id: 'reuse',
  async play(stage) {
    const app = stage.actor('client')
    const thief = stage.actor('attacker')
    const first = await signedIn(stage, app)
    stage.aside('refresh-token-stolen:refresh_token', 'client', 'attacker')
    const second = tokensIn(await refreshWith(stage, app, first.refreshToken))
    const third = tokensIn(await refreshWith(stage, app, second.refreshToken))
    // Sooner, it could be the same message once more, which the network was slow with.
    await stage.pause(GRACE_MS + 1000)
    expecting(await refreshWith(stage, thief, first.refreshToken), 400, 'invalid_grant')
    expecting(await refreshWith(stage, app, third.refreshToken), 400, 'invalid_grant')
  },
}

/** The answer to a refresh is lost, and the app asks again with the token that it still has. */
export const lostAnswer: Scene = {
  id: 'lost-answer',
  async play(stage) {
    const app = stage.actor('client')
    const { refreshToken } = await signedIn(stage, app)
    tokensIn(await refreshWith(stage, app, refreshToken))
    stage.aside('answer-lost', 'authorization-server', 'client')
    const again = tokensIn(await refreshWith(stage, app, refreshToken))
    expecting(await call(app, `${stage.places.resource}/protected`, again.accessToken), 200)
    tokensIn(await refreshWith(stage, app, again.refreshToken))
  },
}

/** The app gives its refresh token back: it is worth nothing from then on. */
export const revocation: Scene = {
  id: 'revocation',
  async play(stage) {
    const app = stage.actor('client')
    const { accessToken, refreshToken } = await signedIn(stage, app)
    const form = { client_id: nativeApp.clientId, token: refreshToken, token_type_hint: 'refresh_token' }
    expecting(await post(app, `${stage.places.auth}/oauth2/revoke`, form), 200)
    expecting(await refreshWith(stage, app, refreshToken), 400, 'invalid_grant')
    expecting(await call(app, `${stage.places.resource}/protected`, accessToken), 200)
  },
}
