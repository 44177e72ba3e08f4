/** One resource server in the file of registrations: as every operator writes them, with a secret that may stand in a file. */
import type { ResourceRegistration } from '@sightglass/server'
import * as entries from '@sightglass/server/admin/resource-entry'
import { z } from 'zod'

const accessSchema = z
  .strictObject({ ...entries.accessShape, client_secret_file: z.string().min(1).optional() })
  .refine((access) => (access.client_secret === undefined) !== (access.client_secret_file === undefined), {
    path: ['client_id'],
    error: 'must have either client_secret or client_secret_file',
  })

export const resourceSchema = z
  .strictObject({ ...entries.serverShape, resource: entries.resourceId, introspection: accessSchema.optional() })
  .superRefine((entry, context) => {
    entries.judgeResource(entry, (path, message) => context.addIssue({ code: 'custom', path, message }))
  })

export type ResourceEntry = z.output<typeof resourceSchema>

/** The resource server that the entry describes, with the secret that it or its file holds. */
export const resourceRegistrationOf = (entry: ResourceEntry, clientSecret: string | undefined): ResourceRegistration =>
  entries.resourceRegistrationOf(entry, entry.resource, { clientSecret })
