/** Where the endpoints are, and the keys. */
import type { MessageRows } from './row.ts'

export const discovery = {
  discovery: [
    'RFC8414-3.1',
    ['Discovery', 'Before the first login the client asks the authorization server where its endpoints are.'],
    ['Discovery', 'Vor der ersten Anmeldung fragt der Client den Autorisierungsserver, wo seine Endpunkte sind.'],
  ],
  'discovery@resource-server': [
    'RFC8414-3.1',
    ['Discovery', 'The resource server has no keys yet to prove tokens with, so it asks the issuer where they are.'],
    [
      'Discovery',
      'Der Ressourcenserver hat noch keine Schlüssel, um Token zu prüfen, also fragt er den Aussteller, wo sie sind.',
    ],
  ],
  metadata: [
    'RFC8414-3.2',
    ['Metadata', 'What the server can do and where. It is kept, so later logins do not ask again.'],
    ['Metadaten', 'Was der Server kann und wo. Das wird behalten; spätere Anmeldungen fragen nicht noch einmal.'],
  ],
  'metadata@resource-server': [
    'RFC8414-3.2',
    ['Metadata', 'Two members matter to the resource server: issuer, and jwks_uri where the keys are. It keeps them.'],
    [
      'Metadaten',
      'Für den Ressourcenserver zählen zwei Angaben: issuer, und jwks_uri, wo die Schlüssel sind. Er behält sie.',
    ],
  ],
  'resource-metadata': [
    'RFC9728-3.1',
    ['Metadata of the resource', 'A client asks which authorization server issues tokens for this resource.'],
    ['Metadaten der Ressource', 'Ein Client fragt, welcher Autorisierungsserver Token für diese Ressource ausstellt.'],
  ],
  keys: [
    'RFC7517-5',
    ['Keys', 'Somebody wants to prove a signature and asks for the public keys of the authorization server.'],
    [
      'Schlüssel',
      'Jemand will eine Signatur prüfen und fragt nach den öffentlichen Schlüsseln des Autorisierungsservers.',
    ],
  ],
  'keys@resource-server': [
    'RFC7517-5',
    [
      'Keys',
      'The resource server asks for the public keys: with one of them it will prove the access token by itself.',
    ],
    [
      'Schlüssel',
      'Der Ressourcenserver fragt nach den öffentlichen Schlüsseln: Mit einem davon prüft er das Access-Token selbst.',
    ],
  ],
  'keys@client': [
    'RFC7517-5',
    ['Keys', 'The client asks for the public keys: with one of them it will prove the ID token by itself.'],
    ['Schlüssel', 'Der Client fragt nach den öffentlichen Schlüsseln: Mit einem davon prüft er das ID-Token selbst.'],
  ],
  'keys@attacker': [
    'RFC7517-5',
    ['Keys', 'The attacker asks for the public keys. Everybody may: what they prove, nobody can forge with them.'],
    [
      'Schlüssel',
      'Der Angreifer fragt nach den öffentlichen Schlüsseln. Das darf jeder: Was sie beweisen, kann niemand mit ihnen fälschen.',
    ],
  ],
  'key-set': [
    'RFC7517-5',
    ['Key set', 'Public keys only. They are kept until they are old or an unknown one is named.'],
    [
      'Schlüsselsatz',
      'Nur öffentliche Schlüssel. Sie werden behalten, bis sie alt sind oder ein unbekannter genannt wird.',
    ],
  ],
} satisfies MessageRows
