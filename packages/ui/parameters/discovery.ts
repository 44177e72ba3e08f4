/** What the authorization server publishes of itself, where no feature has it beside its own. */
import type { ParameterRows } from './row.ts'

export const discovery = {
  issuer: [
    'RFC8414-3.3',
    'Must be exactly the address that the client was configured with.',
    'Muss genau die Adresse sein, mit der der Client eingerichtet wurde.',
  ],
  authorization_endpoint: ['RFC8414-2', 'Where the browser is sent.', 'Wohin der Browser geschickt wird.'],
  token_endpoint: [
    'RFC8414-2',
    'Where codes and refresh tokens are exchanged.',
    'Wo Codes und Refresh-Token getauscht werden.',
  ],
  jwks_uri: ['RFC8414-2', 'Where the public keys are.', 'Wo die öffentlichen Schlüssel sind.'],
  keys: ['RFC7517-5', 'The public keys themselves.', 'Die öffentlichen Schlüssel selbst.'],
  scopes_supported: ['RFC8414-2', 'Which scopes can be asked for.', 'Um welche Scopes gebeten werden kann.'],
  response_types_supported: ['RFC8414-2', 'What the browser can bring back.', 'Was der Browser zurückbringen kann.'],
  response_modes_supported: [
    'RFC8414-2',
    'How the answer can travel through the browser.',
    'Wie die Antwort durch den Browser reisen kann.',
  ],
  grant_types_supported: ['RFC8414-2', 'Which ways to tokens there are.', 'Welche Wege zu Token es gibt.'],
  prompt_values_supported: [
    'OIDC-3.1.2.1',
    'What a client may demand of the sign-in.',
    'Was ein Client von der Anmeldung verlangen darf.',
  ],
  acr_values_supported: ['OIDCD-3', 'How strong a sign-in can be here.', 'Wie stark eine Anmeldung hier sein kann.'],
  display_values_supported: [
    'OIDCD-3',
    'In which shapes the pages can be shown.',
    'In welchen Formen die Seiten gezeigt werden können.',
  ],
  ui_locales_supported: ['OIDCD-3', 'The languages of the pages.', 'Die Sprachen der Seiten.'],
} satisfies ParameterRows
