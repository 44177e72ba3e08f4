/** What the token endpoint is asked with, and what it issues. */
import type { ParameterRows } from './row.ts'

export const token = {
  grant_type: ['RFC6749-4.1.3', 'Which way to tokens this is.', 'Auf welchem Weg es zu Token geht.'],
  access_token: [
    'RFC6749-1.4',
    'What the resource server wants to see. The client does not look into it; this page does, for you.',
    'Was der Ressourcenserver sehen will. Der Client schaut nicht hinein; diese Seite tut es für Sie.',
  ],
  token_type: ['RFC6749-7.1', 'How the access token is to be shown.', 'Wie das Access-Token vorzuzeigen ist.'],
  expires_in: ['RFC6749-5.1', 'How many seconds the access token lives.', 'Wie viele Sekunden das Access-Token lebt.'],
  refresh_token: [
    'RFC6749-1.5',
    'Gets new access tokens; it goes to the authorization server and nowhere else.',
    'Holt neue Access-Token; es geht an den Autorisierungsserver und sonst nirgendwohin.',
  ],
} satisfies ParameterRows
