/** The way back to the client, which means something else by what is in the address. */
import type { Citation } from '@sightglass/spec/specs'
import type { MessageRow, MessageRows } from './row.ts'

/** What is in the address, and what that means. */
type Found = readonly [cite: Citation, en: string, de: string]

const tokens: Found = [
  'RFC6749-4.2.2',
  'The access token itself is in the address. The history of the browser, scripts of the page and extensions have it too, and whoever has it can use it. That is why OAuth 2.1 dropped this.',
  'Das Access-Token selbst steht in der Adresse. Auch der Verlauf des Browsers, Skripte der Seite und Erweiterungen haben es, und wer es hat, kann es benutzen. Darum hat OAuth 2.1 das gestrichen.',
]
const codeAndTokens: Found = [
  'OIDC-3.3.2.5',
  'A code is in the address, and tokens beside it. The history of the browser, scripts of the page and extensions have them too: an access token can be used by whoever has it, an ID token says who signed in.',
  'Ein Code steht in der Adresse und Token daneben. Auch der Verlauf des Browsers, Skripte der Seite und Erweiterungen haben sie: Ein Access-Token kann benutzen, wer es hat; ein ID-Token sagt, wer sich angemeldet hat.',
]
const idToken: Found = [
  'OIDC-3.2.2.5',
  'The ID token itself is in the address. The history of the browser, scripts of the page and extensions have it too, and it says who signed in. Only its nonce ties it to this login.',
  'Das ID-Token selbst steht in der Adresse. Auch der Verlauf des Browsers, Skripte der Seite und Erweiterungen haben es, und es sagt, wer sich angemeldet hat. Nur seine nonce bindet es an diese Anmeldung.',
]
const error: Found = [
  'RFC6749-4.1.2.1',
  'The answer is in the address: an error, and no code.',
  'Die Antwort steht in der Adresse: ein Fehler und kein Code.',
]

const sentBack = ([cite, en, de]: Found): MessageRow => [
  cite,
  ['Redirect back to the client', en],
  ['Weiterleitung zurück zum Client', de],
]

const broughtBack = ([cite, en, de]: Found): MessageRow => [
  cite,
  ['Authorization response', en],
  ['Autorisierungsantwort', de],
]

export const authorizationResponse = {
  'posted-to-client': [
    'OIDC-3.1.2.1',
    [
      'Form back to the client',
      'The client wants its answer posted: the page holds it as a form, and the browser sends that at once.',
    ],
    [
      'Formular zurück zum Client',
      'Der Client will seine Antwort als Formular: Die Seite enthält sie, und der Browser sendet sie sofort.',
    ],
  ],
  'to-client': [
    'RFC6749-4.1.2',
    [
      'Redirect back to the client',
      'The answer is in the address: a code, to be exchanged for tokens. Others may see it there. So it lives shortly, works once, and should be bound to a code_challenge.',
    ],
    [
      'Weiterleitung zurück zum Client',
      'Die Antwort steht in der Adresse: ein Code, der gegen Token getauscht wird. Andere können ihn dort sehen. Darum lebt er kurz, gilt einmal und sollte an eine code_challenge gebunden sein.',
    ],
  ],
  'to-client@tokens': sentBack(tokens),
  'to-client@code-and-tokens': sentBack(codeAndTokens),
  'to-client@id-token': sentBack(idToken),
  'to-client@error': sentBack(error),
  callback: [
    'RFC6749-4.1.2',
    [
      'Authorization response',
      'The browser brings back a code. If a code_challenge came with the request, the code is worth nothing without its code_verifier, which the client keeps to itself.',
    ],
    [
      'Autorisierungsantwort',
      'Der Browser bringt einen Code zurück. Kam mit der Anfrage eine code_challenge, ist er ohne deren code_verifier wertlos, und den behält der Client für sich.',
    ],
  ],
  'callback@tokens': broughtBack(tokens),
  'callback@code-and-tokens': broughtBack(codeAndTokens),
  'callback@id-token': broughtBack(idToken),
  'callback@error': broughtBack(error),
  'callback@not-its-own': [
    'RFC6749-10.12',
    [
      'Authorization response',
      'The browser brings an answer to a login that this browser did not begin here. PKCE does not help against this: this very client began that login for somebody else, so it has the code_verifier and could redeem the code. By state it can tell that the login is of another browser.',
    ],
    [
      'Autorisierungsantwort',
      'Der Browser bringt eine Antwort auf eine Anmeldung, die er hier nicht begonnen hat. PKCE hilft dagegen nicht: Eben dieser Client hat sie für jemand anderen begonnen, hat also den code_verifier und könnte den Code einlösen. Am state erkennt er, dass es die Anmeldung eines anderen Browsers ist.',
    ],
  ],
} satisfies MessageRows
