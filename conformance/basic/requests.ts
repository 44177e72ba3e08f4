/** What an authorization request may look like, and what it must not. */
import { type Asked, ask, authorized, checkAuthorized, requestOf } from '../authorization.ts'
import { clientOf } from '../clients.ts'
import { expectErrorOrPage, expectErrorPage } from '../expect.ts'
import { scopeClaims, wrongTypes } from '../id-token.ts'
import { finish, signIn, userinfo } from '../tokens.ts'
import { type Behaviour, type Profile, random, type Trial } from '../trial.ts'

export const isCode = ({ responseType }: Profile): boolean => responseType === 'code'
const hasUserInfo = ({ responseType }: Profile): boolean => responseType !== 'id_token'

/** A request that goes through as any other does. */
const harmless =
  (id: 'B-11' | 'B-17' | 'B-19', requests: readonly Asked[]) =>
  async (trial: Trial): Promise<void> => {
    const client = await clientOf(trial)
    const browser = trial.browser()
    for (const asked of requests) {
      const { idToken } = await signIn(trial, client, asked, { browser })
      trial.check(id, idToken.claims.sub !== undefined, `${Object.keys(asked).join()} must do no harm`)
    }
  }

export const requests: readonly Behaviour[] = [
  {
    ids: ['B-2'],
    name: 'a request without response_type',
    only: isCode,
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const arrived = await ask(trial, requestOf(trial, client, { response_type: undefined }))
      expectErrorOrPage(trial, 'B-2', arrived, ['unsupported_response_type', 'invalid_request'])
    },
  },
  {
    ids: ['B-8'],
    name: 'a request without nonce',
    only: ({ responseType }) => responseType === 'code' || responseType === 'code token',
    async run(trial: Trial) {
      const { idToken } = await signIn(trial, await clientOf(trial), { nonce: undefined })
      trial.check('B-8', idToken.claims.nonce === undefined, 'there must be no nonce in the ID token')
    },
  },
  {
    ids: ['B-9'],
    name: 'the claims of scopes come from UserInfo',
    only: hasUserInfo,
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const browser = trial.browser()
      const names = Object.keys(scopeClaims)
      const offered = names.filter((name) => trial.listed('scopes_supported').includes(name))
      if (offered.length === 0) trial.skip('B-9', 'no scope about the person is advertised')
      for (const scope of [...offered, offered.join(' ')].filter(Boolean)) {
        const claims = await userinfo(trial, await signIn(trial, client, { scope: `openid ${scope}` }, { browser }))
        const expected = scope.split(' ').flatMap((name) => Object.keys(scopeClaims[name] ?? {}))
        const missing = expected.filter((name) => claims[name] === undefined)
        trial.should('B-9', missing.length === 0, `the claims of ${scope} must be there`, missing)
        trial.check('B-9', wrongTypes(claims).length === 0, 'claims must be of their types', wrongTypes(claims))
      }
    },
  },
  {
    ids: ['B-10'],
    name: 'parameters and scopes in another order',
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const members = requestOf(trial, client, { scope: 'email profile openid' }).reverse()
      const signedIn = await finish(trial, client, checkAuthorized(trial, await ask(trial, members)))
      trial.check('B-10', signedIn.idToken.claims.sub !== undefined, 'order must mean nothing')
    },
  },
  { ids: ['B-11'], name: 'display', run: harmless('B-11', [{ display: 'page' }, { display: 'popup' }]) },
  { ids: ['B-17'], name: 'an unknown parameter', run: harmless('B-17', [{ extra: 'foobar' }]) },
  {
    ids: ['B-19'],
    name: 'hints of a login and of languages',
    run: harmless('B-19', [
      { login_hint: 'somebody@example.com' },
      { ui_locales: 'se de-AT x-none' },
      { claims_locales: 'se' },
    ]),
  },
  {
    ids: ['B-20'],
    name: 'acr_values',
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const offered = trial.listed('acr_values_supported').map(String)
      const asked = offered.length > 0 ? offered : ['1', '2']
      const { idToken } = await signIn(trial, client, { acr_values: asked.join(' ') })
      trial.should('B-20', asked.includes(String(idToken.claims.acr)), 'acr should be one of those', idToken.claims.acr)
      const { members } = await authorized(trial, client, { acr_values: 'urn:example:of:nobody' })
      trial.check('B-20', !members.has('error'), 'unknown acr_values must do no harm')
    },
  },
  {
    ids: ['B-23'],
    name: 'a redirect URI that is not registered',
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const redirect_uri = `${client.redirectUri}/${random(6)}`
      const { visit } = await ask(trial, requestOf(trial, client, { redirect_uri }))
      expectErrorPage(trial, 'B-23', visit)
    },
  },
  {
    ids: ['B-24'],
    name: 'a request that another site posts',
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const browser = trial.browser()
      const first = await signIn(trial, client, {}, { browser, posted: true })
      const again = await signIn(trial, client, {}, { browser, posted: true })
      trial.check('B-24', first.idToken.claims.sub === again.idToken.claims.sub, 'it must be answered as a GET is')
      trial.should('B-24', again.arrived.logins === 0, 'the session should be found again', again.arrived.logins)
    },
  },
  {
    ids: ['B-28'],
    name: 'an essential claim of UserInfo',
    only: hasUserInfo,
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const claims = JSON.stringify({ userinfo: { name: { essential: true } } })
      const told = await userinfo(trial, await signIn(trial, client, { claims }))
      trial.should('B-28', typeof told.name === 'string', 'name should be told', told)
    },
  },
  {
    ids: ['B-31'],
    name: 'PKCE with S256',
    only: isCode,
    async run(trial: Trial) {
      const client = await clientOf(trial)
      // Of RFC 7636, appendix B.
      const code_challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
      const code_verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
      const asked = { code_challenge, code_challenge_method: 'S256' }
      const { idToken } = await signIn(trial, client, asked, { redeem: { code_verifier } })
      trial.check('B-31', idToken.claims.sub !== undefined, 'PKCE must do no harm')
    },
  },
]
