/** Who the person is. */
import type { MessageRows } from './row.ts'

export const userinfo = {
  userinfo: [
    'OIDC-5.3.1',
    ['UserInfo', 'Asks the authorization server who you are. The answer must be about the person of the ID token.'],
    [
      'UserInfo',
      'Fragt den Autorisierungsserver, wer Sie sind. Die Antwort muss von der Person des ID-Tokens handeln.',
    ],
  ],
  'userinfo@no-token': [
    'OIDC-5.3.1',
    ['UserInfo', 'Asks who a person is, and no access token comes with it. Without one nothing is told.'],
    ['UserInfo', 'Fragt, wer eine Person ist, und ein Access-Token kommt nicht mit. Ohne eines wird nichts gesagt.'],
  ],
  'userinfo@attacker': [
    'OIDC-5.3.1',
    ['UserInfo', 'The attacker presents an access token and asks whom it is about.'],
    ['UserInfo', 'Der Angreifer legt ein Access-Token vor und fragt, von wem es handelt.'],
  ],
  claims: [
    'OIDC-5.3.2',
    ['Claims', 'What the granted scopes allow to be told about you, and nothing else.'],
    ['Angaben zur Person', 'Was die erteilten Scopes über Sie zu sagen erlauben, und sonst nichts.'],
  ],
  'claims@attacker': [
    'OIDC-5.3.2',
    ['Claims', 'What the token allows to be told about the person. The attacker reads it.'],
    ['Angaben zur Person', 'Was das Token über die Person zu sagen erlaubt. Der Angreifer liest es.'],
  ],
} satisfies MessageRows
