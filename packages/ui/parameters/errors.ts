/** What a refusal says. */
import type { ParameterRows } from './row.ts'

export const errors = {
  error: ['RFC6749-5.2', 'What the server refused.', 'Was der Server abgelehnt hat.'],
  error_description: ['RFC6749-5.2', 'Why, in words for developers.', 'Warum, in Worten für Entwickler.'],
  error_uri: ['RFC6749-5.2', 'The paragraph that says so.', 'Der Absatz, in dem das steht.'],
} satisfies ParameterRows
