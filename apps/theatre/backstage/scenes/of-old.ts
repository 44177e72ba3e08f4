/** Scenes of what OAuth 2.1 dropped. */
import { VisitFailure } from '@sightglass/visitor'
import type { Backstage } from '../actor.ts'
import { basic, call, expecting, fresh, post, tokensIn } from '../by-hand.ts'
import { ofOld, terminal } from '../clients.ts'
import { accountOf } from '../people.ts'
import type { Scene } from '../play.ts'

/** The person types the password into the client. */
export const password: Scene = {
  id: 'password',
  async play(stage) {
    const { auth, resource } = stage.places
    const client = stage.actor('client')
    stage.aside('password-typed:password', 'browser', 'client')
    const form = {
      grant_type: 'password',
      client_id: terminal.clientId,
      ...accountOf('alice'),
      scope: 'read',
      resource,
    }
    const { accessToken } = tokensIn(await post(client, `${auth}/oauth2/token`, form))
    expecting(await call(client, `${resource}/protected`, accessToken), 200)
  },
}

/** From a request with this response type to what came back in the fragment of the address. */
async function throughTheBrowser(stage: Backstage, responseType: string, scope: string): Promise<URLSearchParams> {
  const { auth, resource } = stage.places
  const { clientId: client_id, redirectUri: redirect_uri } = ofOld
  const parameters = { response_type: responseType, client_id, redirect_uri, scope, resource }
  const secrets = { state: fresh(), nonce: fresh() }
  const prompt = 'consent'
  stage.aside('app-opens-browser', 'client', 'browser')
  const query = new URLSearchParams({ ...parameters, ...secrets, prompt })
  const { hash } = await stage.person('alice').authorize(`${auth}/oauth2/authorize?${query}`)
  return new URLSearchParams(hash.slice(1))
}

function found(fragment: URLSearchParams, name: string): string {
  const value = fragment.get(name)
  if (value === null)
    throw new VisitFailure(`there is no ${name} in the address: ${fragment.get('error') ?? 'nothing'}`)
  return value
}

/** The access token itself comes back in the address bar. */
export const implicit: Scene = {
  id: 'implicit',
  async play(stage) {
    const fragment = await throughTheBrowser(stage, 'token', 'read')
    stage.aside('token-in-address:access_token', 'browser', 'client')
    const token = found(fragment, 'access_token')
    expecting(await call(stage.actor('client'), `${stage.places.resource}/protected`, token), 200)
  },
}

/** Some tokens come through the browser, and the others for the code that came with them. */
export const hybrid: Scene = {
  id: 'hybrid',
  async play(stage) {
    const { auth, resource } = stage.places
    const client = stage.actor('client')
    const fragment = await throughTheBrowser(stage, 'code id_token token', 'openid read')
    stage.aside('all-in-address', 'browser', 'client')
    const { clientId, clientSecret, redirectUri: redirect_uri } = ofOld
    const form = { grant_type: 'authorization_code', redirect_uri, code: found(fragment, 'code') }
    const answer = await post(client, `${auth}/oauth2/token`, form, basic(clientId, clientSecret))
    expecting(await call(client, `${resource}/protected`, tokensIn(answer).accessToken), 200)
  },
}
