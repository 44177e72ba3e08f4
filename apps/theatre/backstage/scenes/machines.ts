/** Scenes without a browser on the machine that asks: services, devices, tokens that travel shut, clients that register. */
import { VisitFailure } from '@sightglass/visitor'
import type { Backstage } from '../actor.ts'
import { type Answered, answerOf, basic, bearer, call, expecting, post, textOf, tokensIn } from '../by-hand.ts'
import { archive, initialAccessToken, service, television } from '../clients.ts'
import type { Scene } from '../play.ts'

/** A service gets a token in its own name. */
export const clientCredentials: Scene = {
  id: 'service',
  async play(stage) {
    const { auth, resource } = stage.places
    const client = stage.actor('client')
    const form = { grant_type: 'client_credentials', scope: 'read', resource }
    const { clientId, clientSecret } = service
    const answer = await post(client, `${auth}/oauth2/token`, form, basic(clientId, clientSecret))
    expecting(await call(client, `${resource}/protected`, tokensIn(answer).accessToken), 200)
  },
}

const POLL_MS = 5000
const MOST_POLLS = 3

/** A television shows a code, its person decides on a telephone, and meanwhile it asks. */
export const device: Scene = {
  id: 'device',
  async play(stage) {
    const { auth, resource } = stage.places
    const tv = stage.actor('device')
    const asked = { client_id: television.clientId, scope: 'read', resource }
    const { body } = expecting(await post(tv, `${auth}/oauth2/device_authorization`, asked), 200)
    expecting(await poll(stage, body.device_code), 400, 'authorization_pending')
    stage.aside('device-shows-code', 'device', 'browser')
    const person = stage.person('alice')
    const question = await person.signIn(await person.visit(textOf(body.verification_uri_complete)))
    await person.press(question, 'device-accept')
    const { accessToken } = tokensIn(await polledUntilDecided(stage, body.device_code))
    expecting(await call(tv, `${resource}/protected`, accessToken), 200)
  },
}

const poll = ({ actor, places }: Backstage, deviceCode: unknown): Promise<Answered> =>
  post(actor('device'), `${places.auth}/oauth2/token`, {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    client_id: television.clientId,
    device_code: textOf(deviceCode),
  })

async function polledUntilDecided(stage: Backstage, deviceCode: unknown): Promise<Answered> {
  for (let polls = 0; polls < MOST_POLLS; polls++) {
    await stage.pause(POLL_MS)
    const answer = await poll(stage, deviceCode)
    if (answer.body.error !== 'authorization_pending') return answer
  }
  throw new VisitFailure('nobody has decided about the device')
}

/** A token for one of the resources below the demo API, in the name of the archive. */
async function tokenFor({ places, actor }: Backstage, what: 'ledger' | 'vault'): Promise<string> {
  const form = { grant_type: 'client_credentials', scope: what, resource: `${places.resource}/${what}` }
  const { clientId, clientSecret } = archive
  return tokensIn(await post(actor('client'), `${places.auth}/oauth2/token`, form, basic(clientId, clientSecret)))
    .accessToken
}

/** An opaque token: the resource server has to ask what it is worth, and hears at once that it was given back. */
export const introspection: Scene = {
  id: 'introspection',
  async play(stage) {
    const { auth, resource } = stage.places
    const client = stage.actor('client')
    const token = await tokenFor(stage, 'ledger')
    expecting(await call(client, `${resource}/ledger`, token), 200)
    const { clientId, clientSecret } = archive
    expecting(await post(client, `${auth}/oauth2/revoke`, { token }, basic(clientId, clientSecret)), 200)
    expecting(await call(client, `${resource}/ledger`, token), 401)
  },
}

/** A token that only its resource server can read. */
export const encrypted: Scene = {
  id: 'encrypted',
  async play(stage) {
    const token = await tokenFor(stage, 'vault')
    expecting(await call(stage.actor('client'), `${stage.places.resource}/vault`, token), 200)
  },
}

/** A client finds the server's endpoints, registers itself, reads what was registered, and takes itself away again. */
export const registration: Scene = {
  id: 'registration',
  async play(stage) {
    const client = stage.actor('client')
    const found = await client.ask(`${stage.places.auth}/.well-known/oauth-authorization-server`)
    const { registration_endpoint: endpoint } = expecting(await answerOf(found), 200).body
    const headers = { ...bearer(initialAccessToken), 'content-type': 'application/json' }
    const body = JSON.stringify({ ...metadata, client_name: 'A client that came by' })
    const registered = await answerOf(await client.ask(textOf(endpoint), { method: 'POST', headers, body }))
    const { registration_client_uri, registration_access_token } = expecting(registered, 201).body
    const own = { headers: bearer(textOf(registration_access_token)) }
    expecting(await answerOf(await client.ask(textOf(registration_client_uri), own)), 200)
    const gone = await client.ask(textOf(registration_client_uri), { method: 'DELETE', ...own })
    expecting(await answerOf(gone), 204)
  },
}

const metadata = {
  application_type: 'native',
  redirect_uris: ['http://127.0.0.1/callback'],
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  scope: 'read',
}
