/** What ties a code to who asked for it. */
import type { ParameterRows } from './row.ts'

export const pkce = {
  code_challenge: [
    'RFC7636-4.2',
    'The hash of a secret, the code_verifier. Only who knows that can redeem the code.',
    'Der Hash eines Geheimnisses, des code_verifier. Nur wer den kennt, kann den Code einlösen.',
  ],
  code_challenge_method: [
    'RFC7636-4.3',
    'How the code_challenge is made from the code_verifier.',
    'Wie die code_challenge aus dem code_verifier entsteht.',
  ],
  code_verifier: [
    'RFC7636-4.5',
    'The secret behind the code_challenge, revealed only now and only to the authorization server.',
    'Das Geheimnis hinter der code_challenge, erst jetzt und nur dem Autorisierungsserver gezeigt.',
  ],
  code_challenge_methods_supported: [
    'RFC8414-2',
    'How the hash of the code verifier may be made.',
    'Wie der Hash des Code-Verifiers entstehen darf.',
  ],
} satisfies ParameterRows
