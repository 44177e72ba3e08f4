/** What a session of the browser is good for: who is asked again, and who is not. */
import { ask, authorized, requestOf } from '../authorization.ts'
import { clientOf } from '../clients.ts'
import { expectError, SILENT_ERRORS } from '../expect.ts'
import type { Id } from '../ids.ts'
import { type SignedIn, signIn } from '../tokens.ts'
import { type Behaviour, random, type Trial } from '../trial.ts'

/** `auth_time` counts whole seconds. */
const NEXT_SECOND_MS = 1100
const PAST_MAX_AGE_MS = 2100

const timeOf = ({ idToken }: SignedIn): unknown => idToken.claims.auth_time

function samePerson(trial: Trial, id: Id, first: SignedIn, second: SignedIn): void {
  const [one, other] = [first.idToken.claims.sub, second.idToken.claims.sub]
  trial.check(id, one === other, 'sub must be the same', [one, other])
}

/** The same login, told again. */
function sameLogin(trial: Trial, id: Id, first: SignedIn, second: SignedIn): void {
  samePerson(trial, id, first, second)
  const times = [timeOf(first), timeOf(second)]
  const isSame = times[0] === undefined || times[1] === undefined || times[0] === times[1]
  trial.check(id, isSame, 'auth_time must be the same', times)
}

function later(trial: Trial, id: Id, first: SignedIn, second: SignedIn): void {
  const [one, other] = [timeOf(first), timeOf(second)]
  const isLater = typeof one !== 'number' || typeof other !== 'number' || other > one
  trial.check(id, isLater, 'auth_time must be later than before', [one, other])
}

export const sessions: readonly Behaviour[] = [
  {
    ids: ['B-12'],
    name: 'prompt=login with a session',
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const browser = trial.browser()
      const first = await signIn(trial, client, {}, { browser })
      await trial.wait(NEXT_SECOND_MS)
      const second = await signIn(trial, client, { prompt: 'login' }, { browser })
      trial.check('B-12', second.arrived.logins === 1, 'the password must be asked for again', second.arrived.logins)
      samePerson(trial, 'B-12', first, second)
      later(trial, 'B-12', first, second)
    },
  },
  {
    ids: ['B-13'],
    name: 'prompt=none without a session',
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const arrived = await ask(trial, requestOf(trial, client, { prompt: 'none', state: random(96) }))
      trial.check('B-13', arrived.pages.length === 0, 'no page may be shown')
      expectError(trial, 'B-13', arrived, SILENT_ERRORS)
    },
  },
  {
    ids: ['B-14'],
    name: 'prompt=none with a session',
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const browser = trial.browser()
      const first = await signIn(trial, client, {}, { browser })
      const second = await signIn(trial, client, { prompt: 'none', state: random(96) }, { browser })
      trial.check('B-14', second.arrived.pages.length === 0, 'no page may be shown')
      sameLogin(trial, 'B-14', first, second)
    },
  },
  {
    ids: ['B-15'],
    name: 'max_age=1 when it has passed',
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const browser = trial.browser()
      const first = await signIn(trial, client, {}, { browser })
      await trial.wait(PAST_MAX_AGE_MS)
      const second = await signIn(trial, client, { max_age: '1' }, { browser })
      trial.check('B-15', second.arrived.logins === 1, 'the password must be asked for again', second.arrived.logins)
      const time = timeOf(second)
      const isRecent = typeof time === 'number' && Math.abs(Date.now() / 1000 - time) < 60
      trial.check('B-15', isRecent, 'auth_time must be there, and recent', time)
      samePerson(trial, 'B-15', first, second)
      later(trial, 'B-15', first, second)
    },
  },
  {
    ids: ['B-16'],
    name: 'a large max_age',
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const browser = trial.browser()
      const first = await signIn(trial, client, { max_age: '15000' }, { browser })
      const second = await signIn(trial, client, { max_age: '10000' }, { browser })
      trial.check('B-16', second.arrived.logins === 0, 'no password may be asked for again', second.arrived.logins)
      const times = [timeOf(first), timeOf(second)]
      trial.check(
        'B-16',
        times.every((time) => typeof time === 'number'),
        'auth_time must be in both',
        times,
      )
      sameLogin(trial, 'B-16', first, second)
    },
  },
  {
    ids: ['B-18'],
    name: 'id_token_hint with prompt=none',
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const browser = trial.browser()
      const first = await signIn(trial, client, {}, { browser })
      const asked = { prompt: 'none', id_token_hint: first.idToken.text }
      const second = await signIn(trial, client, asked, { browser })
      trial.check('B-18', second.arrived.pages.length === 0, 'no page may be shown')
      sameLogin(trial, 'B-18', first, second)
    },
  },
  {
    ids: ['B-14'],
    name: 'a second client of the same browser needs no password',
    only: ({ registration, responseType }) => registration === 'dynamic' && responseType === 'code',
    async run(trial: Trial) {
      const browser = trial.browser()
      await authorized(trial, await clientOf(trial), {}, { browser })
      const { arrived } = await authorized(trial, await clientOf(trial), { state: random(96) }, { browser })
      trial.check('B-14', arrived.logins === 0, 'the session must be that of the browser', arrived.logins)
    },
  },
]
