/** Who comes to the account page without a session signs in there. */
import { alert } from '@sightglass/ui/components'
import { defineTexts, type Locale } from '@sightglass/ui/texts'
import { ACCOUNT_PATH } from '../../pages/index.ts'
import { signInPage } from '../../pages/sign-in-page.ts'
import type { SignInForm } from '../../session/sign-in-form.ts'
import type { AccountOptions } from './present.ts'

const texts = defineTexts({
  en: {
    title: 'Your account',
    lede: 'Sign in to see who may act for you, and to take it back.',
    signedOut: 'You are signed out of this browser.',
  },
  de: {
    title: 'Ihr Konto',
    lede: 'Melden Sie sich an, um zu sehen, wer für Sie handeln darf, und um das zu widerrufen.',
    signedOut: 'Sie sind in diesem Browser abgemeldet.',
  },
})

type Options = Pick<AccountOptions, 'issuer' | 'demoAccounts'>

export function signInForm({ issuer, demoAccounts }: Options, locale: Locale, signedOut = false): SignInForm {
  const say = texts(locale)
  return {
    about: 'account sign-in',
    next: issuer + ACCOUNT_PATH,
    page: ({ csrf, ...shown }) =>
      signInPage({
        ...{ ...shown, locale, demoAccounts, title: say('title'), lede: say('lede') },
        told: signedOut ? alert({ kind: 'good', id: 'account-told', body: say('signedOut') }) : undefined,
        ...{ target: 'account', submitId: 'account-sign-in', hidden: { csrf } },
      }),
  }
}
