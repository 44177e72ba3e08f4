/** RP-Initiated Logout: a client sends the browser to sign out, and gets it back, or does not. */

import { SignJWT } from 'jose'
import { isHttps, loggedOutOf, makeKey } from './clients.ts'
import type { Id } from './ids.ts'
import { checkBack, checkEnded, logIn, logOut } from './logging-out.ts'
import { type Behaviour, random, type Trial } from './trial.ts'

/** A logout that must send nobody anywhere, whatever a person says. */
async function goesNowhere(
  trial: Trial,
  id: Id,
  askedOf: (hint: string) => Promise<Readonly<Record<string, string>>>,
): Promise<void> {
  const { browser, signedIn } = await logIn(trial)
  const asked = await askedOf(signedIn.idToken.text)
  const { landing, pages } = await logOut(trial, browser, asked)
  trial.check(id, landing === undefined, 'there must be no redirect', landing?.url.href)
  trial.check(id, pages.length > 0, 'there must be a page')
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const partOf = (jwt: string, part: number): string => Buffer.from(jwt.split('.')[part] ?? '', 'base64url').toString()

const skip = (trial: Trial): string | undefined =>
  trial.metadata.end_session_endpoint === undefined ? 'logout is not advertised' : undefined

export const rpInitiatedLogout: readonly Behaviour[] = [
  {
    ids: ['L-1'],
    name: 'the endpoint',
    skip,
    async run(trial: Trial) {
      const { end_session_endpoint: endpoint } = trial.metadata
      trial.check('L-1', isHttps(endpoint), 'it must be https', endpoint)
    },
  },
  {
    ids: ['L-2'],
    name: 'a logout with all that may be sent',
    skip,
    async run(trial: Trial) {
      const loggedIn = await logIn(trial)
      const state = random(96)
      const asked = {
        id_token_hint: loggedIn.signedIn.idToken.text,
        post_logout_redirect_uri: loggedOutOf(trial),
        state,
      }
      checkBack(trial, 'L-2', await logOut(trial, loggedIn.browser, asked), state)
      await checkEnded(trial, 'L-2', loggedIn)
    },
  },
  {
    ids: ['L-3'],
    name: 'a logout without state',
    skip,
    async run(trial: Trial) {
      const loggedIn = await logIn(trial)
      const asked = { id_token_hint: loggedIn.signedIn.idToken.text, post_logout_redirect_uri: loggedOutOf(trial) }
      checkBack(trial, 'L-3', await logOut(trial, loggedIn.browser, asked), undefined)
      await checkEnded(trial, 'L-3', loggedIn)
    },
  },
  {
    ids: ['L-4'],
    name: 'an address that is not registered',
    skip,
    async run(trial: Trial) {
      for (const added of ['/other', '?foo=bar'])
        await goesNowhere(trial, 'L-4', async (id_token_hint) => ({
          ...{ id_token_hint, post_logout_redirect_uri: loggedOutOf(trial) + added, state: random() },
        }))
    },
  },
  {
    ids: ['L-5'],
    name: 'a hint that is not the provider’s',
    skip,
    async run(trial: Trial) {
      const address = { post_logout_redirect_uri: loggedOutOf(trial), state: random() }
      await goesNowhere(trial, 'L-5', async (hint) => ({
        ...{ id_token_hint: `${encoded({ alg: 'none' })}.${hint.split('.')[1]}.`, ...address },
      }))
      const { privateKey, kid } = await makeKey()
      await goesNowhere(trial, 'L-5', async (hint) => {
        const jwt = new SignJWT(JSON.parse(partOf(hint, 1))).setProtectedHeader({ alg: 'RS256', kid })
        return { id_token_hint: await jwt.sign(privateKey), ...address }
      })
    },
  },
  {
    ids: ['L-6'],
    name: 'an address without a hint',
    skip,
    async run(trial: Trial) {
      const { browser } = await logIn(trial)
      const url = new URL(trial.endpoint('end_session_endpoint'))
      url.searchParams.set('post_logout_redirect_uri', loggedOutOf(trial))
      const { page, landing } = await browser.visit(url)
      trial.check('L-6', page !== undefined, 'there must be a page, and no redirect', landing?.url.href)
    },
  },
  {
    ids: ['L-7'],
    name: 'a logout without an address',
    skip,
    async run(trial: Trial) {
      for (const asked of [{}, { state: random() }, 'hint'] as const) {
        const loggedIn = await logIn(trial)
        const members = asked === 'hint' ? { id_token_hint: loggedIn.signedIn.idToken.text } : asked
        const { landing, pages } = await logOut(trial, loggedIn.browser, members)
        trial.check('L-7', landing === undefined, 'there must be no redirect', landing?.url.href)
        const last = pages.at(-1)
        trial.check('L-7', last !== undefined && last.status === 200, 'a page must say that it is done', last?.status)
        await checkEnded(trial, 'L-7', loggedIn)
      }
    },
  },
  {
    ids: ['L-13'],
    name: 'a session is watched in a frame',
    skip: ({ metadata }) =>
      metadata.check_session_iframe === undefined ? 'session management is not advertised' : undefined,
    async run(trial: Trial) {
      const { check_session_iframe: frame } = trial.metadata
      trial.check('L-13', isHttps(frame), 'it must be https', frame)
      const { signedIn } = await logIn(trial)
      trial.check('L-13', signedIn.members.has('session_state'), 'session_state must come with the answer')
    },
  },
]
