/** What the browser brings back. */
import type { ParameterRows } from './row.ts'

export const authorizationResponse = {
  code: [
    'RFC6749-4.1.2',
    'Short-lived, good for one use by this client.',
    'Kurzlebig und nur einmal von diesem Client zu gebrauchen.',
  ],
  iss: [
    'RFC9207-2',
    'Who answers. Compared first, so that one server cannot pass for another.',
    'Wer antwortet. Wird zuerst verglichen, damit sich kein Server für einen anderen ausgibt.',
  ],
  authorization_response_iss_parameter_supported: [
    'RFC9207-3',
    'The answer in the browser names its issuer.',
    'Die Antwort im Browser nennt ihren Aussteller.',
  ],
} satisfies ParameterRows
