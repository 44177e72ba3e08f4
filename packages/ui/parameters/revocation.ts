/** The token that is given back, or asked about. */
import type { ParameterRows } from './row.ts'

export const revocation = {
  token: ['RFC7009-2.1', 'The token that the request is about.', 'Das Token, um das es in der Anfrage geht.'],
  token_type_hint: [
    'RFC7009-2.1',
    'What kind of token the sender takes it for. Only a hint: a wrong one does no harm.',
    'Für welche Art von Token der Absender es hält. Nur ein Hinweis: Ein falscher schadet nicht.',
  ],
  revocation_endpoint: [
    'RFC8414-2',
    'Where clients give back tokens that they need no more.',
    'Wo Clients Token zurückgeben, die sie nicht mehr brauchen.',
  ],
  revocation_endpoint_auth_methods_supported: [
    'RFC8414-2',
    'How clients can prove who they are there.',
    'Wie Clients dort beweisen können, wer sie sind.',
  ],
} satisfies ParameterRows
