/** Logins that a third party begins (OIDC Core §4): what a client registers for them. */
import { makeKey, metadataOf, register, registered } from './clients.ts'
import { type Behaviour, maybeObject, type Trial } from './trial.ts'

export const thirdPartyLogin: readonly Behaviour[] = [
  {
    ids: ['T-1'],
    name: 'initiate_login_uri is told back',
    async run(trial: Trial) {
      const initiate_login_uri = trial.rp.at('/begin')
      const { told = {} } = await registered(trial, { initiate_login_uri })
      trial.check('T-1', told.initiate_login_uri === initiate_login_uri, 'registration must tell it', told)
      const headers = { authorization: `Bearer ${String(told.registration_access_token)}` }
      const { status, text } = await trial.wire.send(String(told.registration_client_uri), { headers })
      trial.check('T-1', status === 200, 'a client must be able to read itself', status)
      trial.check(
        'T-1',
        maybeObject(text)?.initiate_login_uri === initiate_login_uri,
        'it must be told there too',
        text,
      )
    },
  },
  {
    ids: ['T-2'],
    name: 'initiate_login_uri without https',
    async run(trial: Trial) {
      const initiate_login_uri = trial.rp.at('/begin').replace('https:', 'http:')
      const { publicJwk } = await makeKey()
      const members = metadataOf(trial, { initiate_login_uri, jwks: { keys: [publicJwk] } })
      const { status, text } = await register(trial, members)
      trial.check('T-2', status === 400, 'it must be refused by 400', status)
      const error = maybeObject(text)?.error
      trial.check('T-2', error === 'invalid_client_metadata', 'by invalid_client_metadata', error)
    },
  },
]
