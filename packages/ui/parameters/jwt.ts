/** What every signed token says of itself. */
import type { ParameterRows } from './row.ts'

export const jwt = {
  alg: ['RFC7515-4.1.1', 'How it is signed.', 'Wie es signiert ist.'],
  kid: [
    'RFC7515-4.1.4',
    'Which of the published keys proves the signature.',
    'Welcher der veröffentlichten Schlüssel die Signatur beweist.',
  ],
  typ: [
    'RFC9068-2.1',
    'What kind of token it is, so that none passes for another.',
    'Welche Art von Token es ist, damit keines für ein anderes durchgeht.',
  ],
  'claim.iss': ['RFC7519-4.1.1', 'Who made the token and signed it.', 'Wer das Token gemacht und signiert hat.'],
  sub: [
    'OIDC-5.3.4',
    'The identifier of the person at this authorization server; it never changes.',
    'Die Kennung der Person bei diesem Autorisierungsserver; sie ändert sich nie.',
  ],
  aud: [
    'RFC7519-4.1.3',
    'Whom the token is for. Everybody who is not named here must refuse it.',
    'Für wen das Token ist. Wer hier nicht genannt ist, muss es ablehnen.',
  ],
  exp: ['RFC7519-4.1.4', 'When it ends.', 'Wann es endet.'],
  iat: ['RFC7519-4.1.6', 'When it was made.', 'Wann es gemacht wurde.'],
  nbf: ['RFC7519-4.1.5', 'Before when it is not good yet.', 'Vor wann es noch nicht gilt.'],
  jti: ['RFC7519-4.1.7', 'The name of this one token.', 'Der Name dieses einen Tokens.'],
} satisfies ParameterRows
