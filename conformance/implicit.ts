/** The implicit flow: tokens through the browser, and no code. */
import { clientOf } from './clients.ts'
import { hybrid } from './hybrid.ts'
import { scopeClaims, wrongTypes } from './id-token.ts'
import { signIn } from './tokens.ts'
import type { Behaviour, Trial } from './trial.ts'

export const implicit: readonly Behaviour[] = [
  ...hybrid,
  {
    ids: ['H-4'],
    name: 'the claims of scopes are in an ID token that comes alone',
    only: ({ responseType }) => responseType === 'id_token',
    async run(trial: Trial) {
      const scopes = Object.keys(scopeClaims).filter((name) => trial.listed('scopes_supported').includes(name))
      const { idToken } = await signIn(trial, await clientOf(trial), { scope: ['openid', ...scopes].join(' ') })
      const expected = scopes.flatMap((name) => Object.keys(scopeClaims[name] ?? {}))
      const missing = expected.filter((name) => idToken.claims[name] === undefined)
      trial.should('H-4', missing.length === 0, 'all claims should be there', missing)
      trial.check('H-4', wrongTypes(idToken.claims).length === 0, 'they must be of their types')
    },
  },
]
