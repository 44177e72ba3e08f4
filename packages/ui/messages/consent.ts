/** The consent page. */
import type { MessageRows } from './row.ts'

export const consent = {
  'to-consent': [
    'RFC6749-4.1.1',
    ['Redirect to the consent', 'Nobody has agreed to this yet, so the person is asked.'],
    ['Weiterleitung zur Zustimmung', 'Dem hat noch niemand zugestimmt, also wird die Person gefragt.'],
  ],
  'consent-page': [
    'RFC6749-4.1.1',
    ['Consent page', 'It names the client, the resource and each scope in plain words.'],
    ['Zustimmungsseite', 'Sie nennt den Client, die Ressource und jeden Scope in klaren Worten.'],
  ],
  consent: [
    'RFC6749-4.1.1',
    ['Consent', 'Your decision. It is remembered, and you can withdraw it.'],
    ['Zustimmung', 'Ihre Entscheidung. Sie wird behalten, und Sie können sie widerrufen.'],
  ],
  'consent@attacker': [
    'RFC6749-4.1.1',
    ['Consent', 'The attacker decides, in a browser of their own.'],
    ['Zustimmung', 'Der Angreifer entscheidet, in einem eigenen Browser.'],
  ],
} satisfies MessageRows
