/** Scenes of the two mistakes that everybody makes once. */
import { VisitFailure } from '@sightglass/visitor'
import { basic, expecting, post } from '../by-hand.ts'
import { service } from '../clients.ts'
import { beginLogin } from '../native-login.ts'
import type { Scene } from '../play.ts'

/** The redirect URI is not the one that was registered: the browser is not sent there. */
export const wrongRedirect: Scene = {
  id: 'wrong-redirect',
  async play(stage) {
    const { url } = beginLogin(stage, { redirect_uri: 'http://127.0.0.1:49152/signed-in' })
    stage.aside('app-opens-browser', 'client', 'browser')
    const { page } = await stage.person('alice').visit(url)
    if (page?.status !== 400) throw new VisitFailure('the authorization server does not refuse the redirect URI')
  },
}

/** The secret is not the client's, until somebody looks it up. */
export const wrongSecret: Scene = {
  id: 'wrong-secret',
  async play(stage) {
    const { auth, resource } = stage.places
    const form = { grant_type: 'client_credentials', scope: 'read', resource }
    const ask = (secret: string) =>
      post(stage.actor('client'), `${auth}/oauth2/token`, form, basic(service.clientId, secret))
    expecting(await ask('the-secret-of-another-environment'), 401, 'invalid_client')
    expecting(await ask(service.clientSecret), 200)
  },
}
