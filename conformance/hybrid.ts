/** The hybrid flow: a code, and what comes through the browser beside it. */
import { ask, requestOf } from './authorization.ts'
import { clientOf } from './clients.ts'
import { expectErrorOrPage, expectErrorPage } from './expect.ts'
import { signIn } from './tokens.ts'
import { type Behaviour, type Trial, words } from './trial.ts'

export const hybrid: readonly Behaviour[] = [
  {
    ids: ['H-1'],
    name: 'an ID token through the browser without nonce',
    only: ({ responseType }) => words(responseType).includes('id_token'),
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const arrived = await ask(trial, requestOf(trial, client, { nonce: undefined }))
      expectErrorOrPage(trial, 'H-1', arrived, ['invalid_request'])
    },
  },
  {
    ids: ['H-2'],
    name: 'code token without nonce',
    only: ({ responseType }) => responseType === 'code token',
    async run(trial: Trial) {
      const { idToken } = await signIn(trial, await clientOf(trial), { nonce: undefined })
      trial.check('H-2', idToken.claims.nonce === undefined, 'there must be no nonce')
    },
  },
  {
    ids: ['H-3'],
    name: 'what comes through the browser is complete',
    async run(trial: Trial) {
      const { members } = await signIn(trial, await clientOf(trial))
      const isLone = trial.profile.responseType === 'code token'
      trial.check('H-3', !isLone || !members.has('id_token'), 'code token must bring no ID token')
    },
  },
  {
    ids: ['H-5'],
    name: 'a request without response_type',
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const { visit } = await ask(trial, requestOf(trial, client, { response_type: undefined }))
      const { landing } = visit
      if (landing === undefined) return expectErrorPage(trial, 'H-5', visit)
      const { searchParams, hash } = landing.url
      const told = landing.form ?? searchParams
      const codes = ['unsupported_response_type', 'invalid_request']
      trial.check(
        'H-5',
        hash === '' && codes.includes(told.get('error') ?? ''),
        'the error must be in the query',
        landing.url.href,
      )
    },
  },
]
