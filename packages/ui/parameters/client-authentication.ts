/** How who asks proves who it is. */
import type { ParameterRows } from './row.ts'

export const clientAuthentication = {
  Authorization: [
    'RFC9110-11.6.2',
    'The credentials of the request: the secret of the client, or the access token.',
    'Die Berechtigung der Anfrage: das Geheimnis des Clients oder das Access-Token.',
  ],
  client_secret: [
    'RFC6749-2.3.1',
    'What proves that the client is the one that was registered.',
    'Womit der Client beweist, dass er der registrierte ist.',
  ],
  client_assertion: [
    'RFC7523-2.2',
    'A JWT that the client has signed to say who it is, for this server and for once.',
    'Ein JWT, das der Client signiert hat, um sich auszuweisen: für diesen Server und für ein Mal.',
  ],
  client_assertion_type: ['RFC7523-2.2', 'Says that the assertion is a JWT.', 'Sagt, dass der Ausweis ein JWT ist.'],
  token_endpoint_auth_methods_supported: [
    'RFC8414-2',
    'How clients can prove who they are.',
    'Wie Clients beweisen können, wer sie sind.',
  ],
  token_endpoint_auth_signing_alg_values_supported: [
    'RFC8414-2',
    'How a signed proof of the client can be made.',
    'Wie ein signierter Nachweis des Clients gemacht sein kann.',
  ],
} satisfies ParameterRows
