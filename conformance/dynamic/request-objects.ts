/** Requests that a client keeps at an address of its own. */
import { createHash } from 'node:crypto'
import { SignJWT } from 'jose'
import { authorized } from '../authorization.ts'
import { claimsOf, redirectUriInside, unsigned } from '../basic/request-objects.ts'
import { type ClientKey, makeKey, registered, type TestClient } from '../clients.ts'
import { checkIdToken } from '../id-token.ts'
import { checkTokens, redeem } from '../tokens.ts'
import { type Behaviour, type Json, random, type Trial } from '../trial.ts'

export const requestObjects: readonly Behaviour[] = [
  {
    ids: ['D-13'],
    name: 'a request object at an address',
    async run(trial: Trial) {
      trial.check('D-13', trial.metadata.request_uri_parameter_supported !== false, 'request_uri must be advertised')
      await requestUri(trial, 'RS256', 'RS256')
      const algorithms = trial.listed('request_object_signing_alg_values_supported')
      // Who is registered for no algorithm may use any that is advertised.
      if (algorithms.includes('none'))
        for (const registered of ['none', undefined]) await requestUri(trial, 'none', registered)
    },
  },
  { ids: ['D-14'], name: 'a redirect URI inside a request object', run: (trial) => redirectUriInside(trial, 'D-14') },
]

/** The whole request stands in an object at the client's address, under the hash of what is there. */
async function requestUri(trial: Trial, alg: 'RS256' | 'none', registeredAlg: string | undefined): Promise<void> {
  const [address, key] = [trial.rp.fresh('/request'), await makeKey()]
  const [nonce, state] = [random(), random()]
  // Its content is not known before the client is: the hash is that of the address, which changes as it does.
  const request_uri = `${address}#${createHash('sha256').update(address).digest('base64url')}`
  const client = await registered(trial, {
    request_uris: [request_uri],
    request_object_signing_alg: registeredAlg,
    jwks: { keys: [key.publicJwk] },
  })
  const claims = claimsOf(trial, client, { nonce, state })
  const text = alg === 'none' ? unsigned(claims) : await signed(key, claims)
  trial.rp.publish(address, { type: 'application/oauth-authz-req+jwt', text })
  await throughObject(trial, { ...client, key }, { request_uri, nonce, state })
  trial.check('D-13', trial.rp.received(address).length > 0, 'the object must be fetched')
}

async function throughObject(
  trial: Trial,
  client: TestClient,
  { request_uri, nonce, state }: Readonly<Record<'request_uri' | 'nonce' | 'state', string>>,
) {
  const { code } = await authorized(trial, client, { request_uri, nonce: undefined, state })
  const { idToken } = checkTokens(trial, await redeem(trial, client, code))
  const { claims } = await checkIdToken(trial, client, idToken, { nonce, hasUserInfo: true })
  trial.check('D-13', claims.nonce === nonce, 'the object must be used')
}

const signed = ({ kid, privateKey }: ClientKey, claims: Json): Promise<string> =>
  new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey)
