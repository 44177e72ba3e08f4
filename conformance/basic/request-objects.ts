/** Request objects that nobody signed: processed or refused, and never passed over. */
import { answerIn, ask, checkAuthorized, requestOf } from '../authorization.ts'
import { clientOf, registered, type TestClient } from '../clients.ts'
import { expectErrorPage } from '../expect.ts'
import type { Id } from '../ids.ts'
import { finish } from '../tokens.ts'
import { type Behaviour, type Json, random, type Trial } from '../trial.ts'

const encoded = (value: Json): string => Buffer.from(JSON.stringify(value)).toString('base64url')

export const unsigned = (claims: Json): string => `${encoded({ alg: 'none' })}.${encoded(claims)}.`

/** Whether unsigned request objects are advertised. */
const skipUnlessNone = (trial: Trial): string | undefined =>
  trial.listed('request_object_signing_alg_values_supported').includes('none') ? undefined : 'none is not advertised'

/** The request as claims, with this nonce. */
export const claimsOf = (trial: Trial, client: TestClient, more: Json): Json => ({
  ...Object.fromEntries(requestOf(trial, client, { nonce: undefined, state: undefined })),
  iss: client.clientId,
  aud: trial.subject.issuer,
  ...more,
})

/** The nonce stands inside the object alone: a login without it has passed the object over. */
async function processedOrRefused(
  trial: Trial,
  id: Id,
  client: TestClient,
  refusal: 'request_not_supported' | 'request_uri_not_supported' | undefined,
  objectOf: (claims: Json) => Readonly<Record<string, string>>,
): Promise<void> {
  const [nonce, state] = [random(), random()]
  const object = objectOf(claimsOf(trial, client, { nonce, state }))
  const arrived = await ask(trial, requestOf(trial, client, { nonce: undefined, state, ...object }))
  const error = answerIn(trial, arrived).get('error')
  if (error !== undefined)
    return trial.check(id, error === refusal, `it must be processed, or refused by ${refusal}`, error)
  const answered = { ...checkAuthorized(trial, arrived), nonce }
  const { idToken } = await finish(trial, client, answered)
  trial.check(id, idToken.claims.nonce === nonce, 'it must not be passed over', idToken.claims.nonce)
}

export const requestObjects: readonly Behaviour[] = [
  {
    ids: ['B-26'],
    name: 'an unsigned request object at an address',
    only: ({ registration }) => registration === 'dynamic',
    skip: skipUnlessNone,
    async run(trial: Trial) {
      for (const request_object_signing_alg of [undefined, 'none']) {
        const uri = trial.rp.fresh('/request')
        const client = await clientOf(trial, { request_uris: [uri], request_object_signing_alg })
        const refusal = request_object_signing_alg === 'none' ? undefined : 'request_uri_not_supported'
        await processedOrRefused(trial, 'B-26', client, refusal, (claims) => {
          trial.rp.publish(uri, { type: 'application/jwt', text: unsigned(claims) })
          return { request_uri: uri }
        })
      }
    },
  },
  {
    ids: ['B-27'],
    name: 'an unsigned request object by value',
    skip: skipUnlessNone,
    async run(trial: Trial) {
      const byValue = (claims: Json) => ({ request: unsigned(claims) })
      await processedOrRefused(trial, 'B-27', await clientOf(trial), 'request_not_supported', byValue)
      if (trial.profile.registration === 'static') return
      const client = await registered(trial, { request_object_signing_alg: 'none' })
      await processedOrRefused(trial, 'B-27', client, undefined, byValue)
    },
  },
  {
    ids: ['B-29'],
    name: 'a redirect URI inside an unsigned request object',
    skip: skipUnlessNone,
    run: (trial) => redirectUriInside(trial, 'B-29'),
  },
]

export async function redirectUriInside(trial: Trial, id: Id): Promise<void> {
  const isDynamic = trial.profile.registration === 'dynamic'
  const members = isDynamic ? [{}, { request_object_signing_alg: 'none' }] : [{}]
  for (const registration of members) {
    const client = await clientOf(trial, registration)
    const [nonce, state] = [random(), random()]
    const request = unsigned(claimsOf(trial, client, { nonce, state }))
    const redirect_uri = `${client.redirectUri}/${random(6)}`
    const arrived = await ask(trial, requestOf(trial, client, { nonce, state, redirect_uri, request }))
    const { landing } = arrived.visit
    if (landing === undefined) expectErrorPage(trial, id, arrived.visit)
    else {
      const { origin, pathname } = landing.url
      trial.check(
        id,
        origin + pathname === client.redirectUri,
        'the registered address alone may be gone to',
        landing.url.href,
      )
      trial.check(
        id,
        !answerIn(trial, arrived).has('error'),
        'it must be processed, or judged on a page',
        landing.url.href,
      )
    }
  }
}
