/** What a resource server answers. */
import type { ParameterRows } from './row.ts'

export const resource = {
  'WWW-Authenticate': [
    'RFC6750-3',
    'Why the token did not suffice, and what would.',
    'Warum das Token nicht ausreicht und was ausreichen würde.',
  ],
  result: ['RFC6749-7', 'What the called address answered with.', 'Was die aufgerufene Adresse geantwortet hat.'],
  message: ['RFC6749-7', 'What the resource server says to the caller.', 'Was der Ressourcenserver dem Aufrufer sagt.'],
} satisfies ParameterRows
