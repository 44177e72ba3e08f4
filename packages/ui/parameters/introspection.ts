/** What a token is worth. */
import type { ParameterRows } from './row.ts'

export const introspection = {
  active: [
    'RFC7662-2.2',
    'Whether the token is good now, for the resource server that asks.',
    'Ob das Token jetzt gilt, und zwar für den Ressourcenserver, der fragt.',
  ],
  introspection_endpoint: [
    'RFC8414-2',
    'Where resource servers ask what a token is worth.',
    'Wo Ressourcenserver fragen, was ein Token wert ist.',
  ],
  introspection_endpoint_auth_methods_supported: [
    'RFC8414-2',
    'How resource servers can prove who they are there.',
    'Wie Ressourcenserver dort beweisen können, wer sie sind.',
  ],
} satisfies ParameterRows
