/** Front-Channel Logout: the browser tells clients of a logout, in frames. */
import { allows, directive } from './browser.ts'
import { loggedOutOf } from './clients.ts'
import { checkBack, checkEnded, framesIn, logIn, logOut } from './logging-out.ts'
import { type Behaviour, random, type Trial } from './trial.ts'

export const frontChannelLogout: readonly Behaviour[] = [
  {
    ids: ['L-12'],
    name: 'a client is told in a frame',
    skip: ({ metadata }) =>
      metadata.frontchannel_logout_supported === undefined ? 'front-channel logout is not advertised' : undefined,
    async run(trial: Trial) {
      const { metadata, subject } = trial
      for (const name of ['frontchannel_logout_supported', 'frontchannel_logout_session_supported'])
        trial.check('L-12', metadata[name] === true, `${name} must be true`, metadata[name])
      const address = trial.rp.fresh('/frontchannel')
      const members = { frontchannel_logout_uri: `${address}?kept=yes`, frontchannel_logout_session_required: true }
      const loggedIn = await logIn(trial, members)
      const { claims, text } = loggedIn.signedIn.idToken
      const state = random()
      const asked = { id_token_hint: text, post_logout_redirect_uri: loggedOutOf(trial), state }
      const loggedOut = await logOut(trial, loggedIn.browser, asked)
      const page = loggedOut.pages.find((one) => framesIn(one).some((src) => src.startsWith(address)))
      trial.check('L-12', page !== undefined, 'a page must show the address in a frame')
      const policy = page.headers.get('content-security-policy')
      const frames =
        directive(policy, 'frame-src') ?? directive(policy, 'child-src') ?? directive(policy, 'default-src')
      trial.check(
        'L-12',
        frames === undefined || allows(frames, new URL(address)),
        'its policy must let the frame load',
        frames,
      )
      const told = trial.rp.received(address)[0]
      trial.check('L-12', told?.method === 'GET', 'the frame must be loaded by GET')
      const query = told.url.searchParams
      trial.check(
        'L-12',
        [...query.keys()].sort().join() === 'iss,kept,sid',
        'iss and sid must be added, the rest kept',
        told.url.href,
      )
      trial.check(
        'L-12',
        query.get('kept') === 'yes' && query.get('iss') === subject.issuer,
        'iss must be the issuer',
        told.url.href,
      )
      trial.check('L-12', query.get('sid') === claims.sid, 'sid must be that of the ID token', told.url.href)
      checkBack(trial, 'L-12', loggedOut, state)
      await checkEnded(trial, 'L-12', loggedIn)
    },
  },
]
