/** One client in the file of registrations: as every operator writes clients, with its id, and a secret that may stand in a file. */
import { conceivable, type Registration } from '@sightglass/server'
import * as entries from '@sightglass/server/admin/client-entry'
import { z } from 'zod'

const entrySchema = z.strictObject({
  ...entries.entryShape,
  client_id: entries.clientId,
  client_secret_file: z.string().min(1).optional(),
})

export type ClientEntry = z.output<typeof entrySchema>

export const clientSchema = entrySchema.superRefine((entry, context) => {
  const add = (path: PropertyKey[], message: string): void => context.addIssue({ code: 'custom', path, message })
  entries.judgeEntry(entry, conceivable, add)
  const { client_secret: secret, client_secret_file: file, token_endpoint_auth_method: method } = entry
  if (!entries.hasSecretBy(method)) {
    if (file !== undefined) add(['client_secret_file'], `must be left out: a client of method ${method} has no secret`)
  } else if ((secret === undefined) === (file === undefined))
    add(['client_id'], 'must have either client_secret or client_secret_file')
})

/** The registration that an entry means, with its secret. */
export const registrationOf = (entry: ClientEntry, secret: string | undefined): Registration =>
  entries.registrationOf(entry, entry.client_id, secret)
