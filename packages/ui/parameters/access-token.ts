/** What an access token says besides. */
import type { ParameterRows } from './row.ts'

export const accessToken = {
  'claim.client_id': [
    'RFC9068-2.2',
    'The client that the token was issued to.',
    'Der Client, für den das Token ausgestellt wurde.',
  ],
  'claim.scope': [
    'RFC9068-2.2.3',
    'What the holder of the token may do: the resource server looks here.',
    'Was der Inhaber des Tokens darf: Hier sieht der Ressourcenserver nach.',
  ],
  grant_id: [
    'RFC9068-2.2',
    'The grant that it came from, which is what the person allowed: withdrawing that ends it.',
    'Der Grant, aus dem es stammt, also was die Person erlaubt hat: Dessen Widerruf beendet es.',
  ],
} satisfies ParameterRows
