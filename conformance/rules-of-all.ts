/** The rules that hold in every profile; most are asserted by whatever else is tried, these are tried by themselves. */
import { answerIn, ask, authorized, requestOf } from './authorization.ts'
import { checkRegistered, clientOf, metadataOf, register, registered } from './clients.ts'
import { isUnguessable } from './entropy.ts'
import { publishedKeys } from './keys.ts'
import { signIn, userinfo } from './tokens.ts'
import { type Behaviour, maybeObject, random, type Trial } from './trial.ts'

const code = ({ responseType }: { readonly responseType: string }): boolean => responseType === 'code'

export const rulesOfAll: readonly Behaviour[] = [
  {
    ids: ['G-1'],
    name: 'the discovery document is found',
    async run(trial: Trial) {
      const { issuer } = trial.subject
      const { status, text } = await trial.wire.send(`${issuer}/.well-known/openid-configuration`)
      trial.check('G-1', status === 200, 'it must be found', status)
      trial.check('G-1', maybeObject(text)?.issuer === issuer, 'it must name the issuer', text.slice(0, 200))
    },
  },
  { ids: ['G-2'], name: 'the keys are published', run: async (trial) => void (await publishedKeys(trial)) },
  {
    ids: ['G-3', 'G-4'],
    name: 'a client registers, reads itself, and deletes itself',
    only: ({ registration }) => registration === 'dynamic',
    async run(trial: Trial) {
      const told = checkRegistered(trial, await register(trial, metadataOf(trial, {})))
      const uri = String(told.registration_client_uri)
      const headers = { authorization: `Bearer ${String(told.registration_access_token)}` }
      const read = await trial.wire.send(uri, { headers })
      trial.check(
        'G-3',
        read.status === 200 && maybeObject(read.text)?.client_id === told.client_id,
        'a client must be able to read itself',
        read.status,
      )
      const removed = await trial.wire.send(uri, { method: 'DELETE', headers })
      trial.check('G-4', removed.status === 204, 'deleting must answer 204', removed.status)
      const gone = await trial.wire.send(uri, { headers })
      trial.check('G-4', gone.status === 401, 'its token must be worth nothing then', gone.status)
    },
  },
  {
    ids: ['G-6', 'G-5', 'G-7'],
    name: 'state of 384 characters comes back, and none where none was sent',
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const browser = trial.browser()
      const state = random(288)
      const { members } = await authorized(trial, client, { state, nonce: random(288) }, { browser })
      trial.check('G-6', members.get('state') === state, 'a long state must come back')
      const odd = "~!*()' &=+%25/?#ü"
      const again = await authorized(trial, client, { state: odd }, { browser })
      trial.check('G-6', again.members.get('state') === odd, 'a state of any characters must come back')
      const without = await authorized(trial, client, { state: undefined }, { browser })
      trial.check('G-6', !without.members.has('state'), 'there must be no state')
    },
  },
  {
    ids: ['G-8', 'G-9'],
    name: 'an error at the redirect URI holds nothing besides',
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const arrived = await ask(trial, requestOf(trial, client, { prompt: 'none', state: random(96) }))
      const members = answerIn(trial, arrived)
      trial.check('G-8', members.has('error'), 'there must be an error')
      trial.should('G-9', members.has('error_description'), 'it should be described')
    },
  },
  {
    ids: ['G-10', 'G-11', 'G-12', 'G-15', 'G-16'],
    name: 'a login of a fresh browser keeps to all rules',
    only: code,
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const signedIn = await signIn(trial, client, { scope: 'openid profile email' })
      trial.check('G-15', signedIn.arrived.logins === 1, 'a password must be asked for once', signedIn.arrived.logins)
      trial.check('G-16', signedIn.arrived.pages.length > 0, 'the pages must work without scripts')
      await userinfo(trial, signedIn)
    },
  },
  {
    ids: ['G-13'],
    name: 'codes have nothing in common',
    only: code,
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const browser = trial.browser()
      const codes: string[] = []
      for (let n = 0; n < 4; n++) codes.push((await authorized(trial, client, {}, { browser })).code ?? '')
      trial.check('G-13', codes.every(isUnguessable), 'codes must be impossible to guess', codes)
      const tails = codes.map((one) => one.slice(commonLength(codes)))
      trial.check('G-13', tails.every(isUnguessable), 'even without what they begin with alike', codes)
    },
  },
  {
    ids: ['G-14'],
    name: 'what comes through the browser is bound together',
    only: ({ responseType }) => responseType.includes('id_token'),
    async run(trial: Trial) {
      const client = trial.profile.registration === 'dynamic' ? await registered(trial, {}) : await clientOf(trial)
      await signIn(trial, client)
      // Where an ID token comes alone, there is nothing to bind.
      if (trial.profile.responseType === 'id_token') trial.skip('G-14', 'there is nothing beside the ID token')
    },
  },
]

function commonLength([first = '', ...others]: readonly string[]): number {
  let length = 0
  while (length < first.length && others.every((other) => other[length] === first[length])) length += 1
  return length
}
