/** What is no feature’s own: redirects, pages, refusals, silence, work inside. */
import type { MessageRows } from './row.ts'

export const http = {
  'to-page': [
    'RFC9110-15.4.4',
    ['Redirect to a page', 'The browser shall load another page, so that nothing is sent twice.'],
    ['Weiterleitung auf eine Seite', 'Der Browser soll eine andere Seite laden, damit nichts zweimal gesendet wird.'],
  ],
  'to-error': [
    'RFC9110-15.4.4',
    ['Redirect to the error page', 'The client stops here, and its next page says in words what went wrong.'],
    ['Weiterleitung zur Fehlerseite', 'Der Client hört hier auf; seine nächste Seite sagt in Worten, was schiefging.'],
  ],
  page: [
    'RFC9110-15.3.1',
    [
      'Page',
      'A page for you. A form on it carries a token of its own, by which the server can tell it from a form of another site.',
    ],
    [
      'Seite',
      'Eine Seite für Sie. Ein Formular darauf trägt ein eigenes Token, an dem der Server es von dem einer anderen Seite unterscheidet.',
    ],
  ],
  refusal: [
    'RFC6749-5.2',
    ['Refusal', 'A rule did not hold. Which one, and what was expected, stands at the request.'],
    ['Ablehnung', 'Eine Regel wurde verletzt. Welche, und was erwartet war, steht bei der Anfrage.'],
  ],
  'no-answer': [
    'RFC9110-15.6.5',
    ['No answer', 'Nothing came back in time.'],
    ['Keine Antwort', 'Es kam nicht rechtzeitig etwas zurück.'],
  ],
  answer: [
    'RFC9110-15',
    ['Answer', 'The answer to the request above.'],
    ['Antwort', 'Die Antwort auf die Anfrage oben.'],
  ],
  request: [
    'RFC9110-3.4',
    ['Request', 'A message of this flow that has no name of its own.'],
    ['Anfrage', 'Eine Nachricht dieses Ablaufs ohne eigenen Namen.'],
  ],
  'sdk-call': [
    'RFC6749-1.2',
    ['Work inside', 'The program called its library; what was sent for it follows.'],
    ['Arbeit im Innern', 'Das Programm hat seine Bibliothek aufgerufen; was dafür gesendet wurde, folgt.'],
  ],
} satisfies MessageRows
