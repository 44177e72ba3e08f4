/** The form_post response mode: answers and errors as a form that the browser posts. */
import { answerIn, ask, authorized, requestOf, walk } from './authorization.ts'
import { clientOf } from './clients.ts'
import { expectError, SILENT_ERRORS } from './expect.ts'
import { formPostIn } from './form-page.ts'
import { type Behaviour, random, type Trial } from './trial.ts'

export const formPost: readonly Behaviour[] = [
  {
    ids: ['F-1', 'F-3', 'F-4'],
    name: 'an answer comes as a form',
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const { arrived } = await authorized(trial, client)
      const { landing } = arrived.visit
      trial.check('F-1', landing?.method === 'POST', 'the answer must be posted')
      trial.check(
        'F-1',
        landing.url.href === client.redirectUri,
        'it must come to the redirect URI as it is',
        landing.url.href,
      )
      const type = trial.rp.received(client.redirectUri).findLast(({ method }) => method === 'POST')?.contentType ?? ''
      trial.check('F-1', /^application\/x-www-form-urlencoded/i.test(type), 'it must be a form', type)
    },
  },
  {
    ids: ['F-2'],
    name: 'an error comes as a form',
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const arrived = await ask(trial, requestOf(trial, client, { prompt: 'none', state: random(96) }))
      expectError(trial, 'F-2', arrived, SILENT_ERRORS)
    },
  },
  {
    ids: ['F-5'],
    name: 'what a client sent stands escaped',
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const state = `"><script>alert(1)</script><input value='&amp;`
      const browser = trial.browser()
      const members = requestOf(trial, client, { prompt: 'none', state })
      const url = new URL(trial.endpoint('authorization_endpoint'))
      for (const [name, value] of members) url.searchParams.append(name, value)
      const first = await browser.visit(url)
      const { page } = first
      trial.check('F-5', page !== undefined && formPostIn(trial, page) !== undefined, 'there must be a form')
      trial.check('F-5', !page.html.includes('<script>alert('), 'no markup of a client may stand in the page')
      const arrived = { ...(await walk(trial, browser, first)), sent: new Map(members) }
      trial.check('F-5', answerIn(trial, arrived).get('state') === state, 'the state must come back all the same')
    },
  },
]
