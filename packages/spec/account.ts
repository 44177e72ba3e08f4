/** The account page: what a person may take back, and what a new password has to be. */
import { check, defineNotes, defineRules } from './check.ts'

export const PASSWORD_LEAST_CHARACTERS = 8
export const PASSWORD_MOST_BYTES = 1024

export const rules = defineRules('account', {
  action: ['RFC9110-15.5.1', 'invalid_request', 'action must be one that the account page offers'],
  clientAllowed: ['RFC6749-1', 'invalid_request', 'client must be one that the person allowed something'],
  ownSession: ['RFC9700-4.14.2', 'access_denied', 'session must be one of the person who is signed in'],
  passwordLength: [
    'RFC6749-10.10',
    'invalid_request',
    `new password must have at least ${PASSWORD_LEAST_CHARACTERS} characters`,
  ],
  passwordSize: [
    'RFC6749-10.10',
    'invalid_request',
    `new password must not be longer than ${PASSWORD_MOST_BYTES} bytes`,
  ],
  passwordRepeated: ['RFC6749-10.10', 'invalid_request', 'new password must be typed twice alike'],
  passwordDiffers: ['RFC6749-10.10', 'invalid_request', 'new password must differ from the current one'],
  currentPassword: ['RFC6749-10.10', 'access_denied', 'current password must be the right one'],
})

export const notes = defineNotes('account', {
  signInFirst: ['OIDC-3.1.2.3', 'nobody is signed in here: the page asks who is there'],
  withdrawn: ['RFC6749-1', 'the person withdrew what they allowed a client: every grant of it was revoked'],
  sessionEnded: ['RFC9700-4.14.2', 'the person ended a session: the grants that lived by it were revoked'],
  othersEnded: ['RFC9700-4.14.2', 'the person ended every session but this one'],
  passwordChanged: [
    'RFC9700-4.14.2',
    'the password was changed: every other session ended, and this one goes on under a new secret',
  ],
  signedOut: ['RFC9700-4.14.2', 'the person signed out of this browser'],
})

export interface NewPassword {
  readonly current: string
  readonly chosen: string
  readonly again: string
}

/**
 * What a new password has to be, in the form in which passwords are compared. That `current` is right is not checked.
 * @throws {Refusal} `account.password…`
 */
export function checkNewPassword({ current, chosen, again }: NewPassword): void {
  const password = chosen.normalize('NFKC')
  check(rules.passwordLength, [...password].length >= PASSWORD_LEAST_CHARACTERS)
  check(rules.passwordSize, new TextEncoder().encode(password).length <= PASSWORD_MOST_BYTES)
  check(rules.passwordRepeated, password === again.normalize('NFKC'))
  check(rules.passwordDiffers, password !== current.normalize('NFKC'))
}
