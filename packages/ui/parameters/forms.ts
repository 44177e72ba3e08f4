/** What the forms of pages send. */
import type { ParameterRows } from './row.ts'

export const forms = {
  csrf: [
    'RFC9700-4.7',
    'Proves that the form was given to this browser: no page of elsewhere can send it.',
    'Beweist, dass dieser Browser das Formular bekommen hat: Keine fremde Seite kann es senden.',
  ],
  username: [
    'OIDC-3.1.2.3',
    'Who you say you are. Never recorded.',
    'Wer Sie zu sein angeben. Wird nie aufgezeichnet.',
  ],
  password: [
    'OIDC-3.1.2.3',
    'Seen by the authorization server alone. Never recorded.',
    'Sieht nur der Autorisierungsserver. Wird nie aufgezeichnet.',
  ],
  action: ['RFC9110-9.3.3', 'Which button of the form was pressed.', 'Welcher Knopf des Formulars gedrückt wurde.'],
  what: [
    'RFC9110-9.3.3',
    'Which address of the resource server you chose to call.',
    'Welche Adresse des Ressourcenservers Sie aufrufen wollen.',
  ],
  'scope.*': [
    'RFC6749-3.3',
    'A box that you ticked: the client will ask for this scope.',
    'Ein Kästchen, das Sie angekreuzt haben: Der Client wird um diesen Scope bitten.',
  ],
} satisfies ParameterRows
