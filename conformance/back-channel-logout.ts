/** Back-Channel Logout: the provider tells clients of a logout itself. */
import { loggedOutOf } from './clients.ts'
import { checkBack, checkEnded, logIn, logOut } from './logging-out.ts'
import { signedClaims } from './tokens.ts'
import { type Behaviour, type Json, random, type Trial } from './trial.ts'

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
const WITHIN_MS = 10_000
const DAY_SECONDS = 86_400

const skip = ({ metadata }: Trial): string | undefined =>
  metadata.backchannel_logout_supported === undefined ? 'back-channel logout is not advertised' : undefined

export const backChannelLogout: readonly Behaviour[] = [
  {
    ids: ['L-10'],
    name: 'it is advertised',
    skip,
    async run(trial: Trial) {
      const { metadata } = trial
      for (const name of ['backchannel_logout_supported', 'backchannel_logout_session_supported'])
        trial.check('L-10', metadata[name] === true, `${name} must be true`, metadata[name])
      trial.check('L-10', metadata.end_session_endpoint !== undefined, 'end_session_endpoint must be there')
    },
  },
  {
    ids: ['L-11'],
    name: 'a client is told',
    skip,
    async run(trial: Trial) {
      const address = trial.rp.fresh('/backchannel')
      const members = { backchannel_logout_uri: address, backchannel_logout_session_required: true }
      const loggedIn = await logIn(trial, members)
      const { idToken } = loggedIn.signedIn
      trial.check('L-11', typeof idToken.claims.sid === 'string', 'the ID token must have a sid', idToken.claims)
      const state = random()
      const asked = { id_token_hint: idToken.text, post_logout_redirect_uri: loggedOutOf(trial), state }
      const loggedOut = await logOut(trial, loggedIn.browser, asked)
      const received = await trial.rp.receive(address, WITHIN_MS)
      trial.check('L-11', received?.method === 'POST', 'the client must be told by a POST', received?.method)
      trial.check(
        'L-11',
        /^application\/x-www-form-urlencoded/i.test(received.contentType),
        'of a form',
        received.contentType,
      )
      const form = new URLSearchParams(received.text)
      trial.check('L-11', [...form.keys()].join() === 'logout_token', 'with logout_token and nothing besides', [
        ...form.keys(),
      ])
      await checkLogoutToken(trial, form.get('logout_token') ?? '', loggedIn.client.clientId, idToken)
      checkBack(trial, 'L-11', loggedOut, state)
      await checkEnded(trial, 'L-11', loggedIn)
    },
  },
]

async function checkLogoutToken(
  trial: Trial,
  text: string,
  clientId: string,
  idToken: { readonly header: Json; readonly claims: Json },
): Promise<void> {
  const demand = (holds: boolean, what: string, seen: unknown) => trial.check('L-11', holds, what, seen)
  const signed = await signedClaims(trial, text)
  trial.check('L-11', signed !== undefined, 'the token must be signed by a published key', text)
  const { header, claims } = signed
  demand(header.alg === idToken.header.alg, 'with the algorithm of ID tokens', header)
  demand(claims.iss === trial.subject.issuer, 'iss must be the issuer', claims.iss)
  demand([claims.aud].flat().includes(clientId), 'aud must be the client', claims.aud)
  demand(Math.abs(Date.now() / 1000 - Number(claims.iat)) < DAY_SECONDS, 'iat must be now', claims.iat)
  demand(typeof claims.jti === 'string', 'jti must be there', claims.jti)
  demand(
    JSON.stringify(claims.events) === JSON.stringify({ [EVENT]: {} }),
    'events must be the one of logouts',
    claims.events,
  )
  demand(claims.sub !== undefined || claims.sid !== undefined, 'sub or sid must be there', claims)
  for (const name of ['sub', 'sid'])
    demand(
      claims[name] === undefined || claims[name] === idToken.claims[name],
      `${name} must be that of the ID token`,
      claims[name],
    )
  demand(claims.nonce === undefined, 'there must be no nonce', claims.nonce)
}
