/** What an ID token says besides: who signed in, when and how. */
import type { ParameterRows } from './row.ts'

export const idToken = {
  id_token: [
    'OIDC-2',
    'Says who signed in, when and how. The client checks its signature and its claims before it believes it.',
    'Sagt, wer sich wann und wie angemeldet hat. Der Client prüft Signatur und Claims, bevor er es glaubt.',
  ],
  'claim.nonce': [
    'OIDC-2',
    'The nonce of the authorization request: the token was made for this login.',
    'Die Nonce der Autorisierungsanfrage: Das Token wurde für diese Anmeldung gemacht.',
  ],
  auth_time: ['OIDC-2', 'When the person signed in.', 'Wann die Person sich angemeldet hat.'],
  acr: ['OIDC-2', 'How strong the sign-in was.', 'Wie stark die Anmeldung war.'],
  amr: ['OIDC-2', 'By which means the person signed in.', 'Mit welchen Mitteln die Person sich angemeldet hat.'],
  azp: ['OIDC-2', 'Which client it was issued to.', 'Für welchen Client es ausgestellt wurde.'],
  at_hash: [
    'OIDC-3.1.3.6',
    'Ties the ID token to the access token that came with it.',
    'Bindet das ID-Token an das Access-Token, mit dem es kam.',
  ],
  c_hash: [
    'OIDC-3.3.2.11',
    'Ties the ID token to the code that came with it.',
    'Bindet das ID-Token an den Code, mit dem es kam.',
  ],
  sid: [
    'OIDC-2',
    'Which session at the authorization server it belongs to: signing out there ends it.',
    'Zu welcher Sitzung beim Autorisierungsserver es gehört: Die Abmeldung dort beendet es.',
  ],
  id_token_signing_alg_values_supported: [
    'OIDCD-3',
    'How ID tokens can be signed.',
    'Wie ID-Token signiert sein können.',
  ],
  subject_types_supported: [
    'OIDCD-3',
    'Whether all clients see the same identifier of a person.',
    'Ob alle Clients dieselbe Kennung einer Person sehen.',
  ],
} satisfies ParameterRows
