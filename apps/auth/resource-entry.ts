/** One resource server in the file of registrations. */
import type { ResourceRegistration } from '@sightglass/server'
import { z } from 'zod'
import { LEAST_SECRET_CHARACTERS, uri } from './client-entry.ts'

const introspectionSchema = z
  .strictObject({
    client_id: z.string().min(1),
    client_secret: z.string().min(LEAST_SECRET_CHARACTERS).optional(),
    client_secret_file: z.string().min(1).optional(),
    allowed_hosts: z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])).optional(),
  })
  .refine((access) => (access.client_secret === undefined) !== (access.client_secret_file === undefined), {
    path: ['client_id'],
    error: 'must have either client_secret or client_secret_file',
  })

export const resourceSchema = z
  .strictObject({
    resource: uri,
    name: z.string().min(1),
    scopes: z.record(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/), z.string().min(1)),
    introspection: introspectionSchema.optional(),
    access_token_format: z.enum(['jwt', 'opaque', 'encrypted']).optional(),
    access_token_signing_alg: z.enum(['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA']).optional(),
    encryption_key: z.record(z.string(), z.string()).optional(),
  })
  .refine((entry) => entry.access_token_format !== 'encrypted' || entry.encryption_key !== undefined, {
    path: ['access_token_format'],
    error: 'encrypted needs an encryption_key',
  })

export type ResourceEntry = z.output<typeof resourceSchema>

/** The resource server that the entry describes, with the secret that it or its file holds. */
export function resourceRegistrationOf(entry: ResourceEntry, clientSecret: string | undefined): ResourceRegistration {
  const { resource, name, scopes, introspection, encryption_key: encryptionKey } = entry
  const { access_token_format: accessTokenFormat, access_token_signing_alg: accessTokenSigningAlg } = entry
  return {
    ...{ resource, name, scopes },
    ...(introspection && { introspection: accessOf(introspection, clientSecret) }),
    ...(accessTokenFormat && { accessTokenFormat }),
    ...(accessTokenSigningAlg && { accessTokenSigningAlg }),
    ...(encryptionKey && { encryptionKey }),
  }
}

function accessOf(
  { client_id: clientId, allowed_hosts: allowedHosts }: z.output<typeof introspectionSchema>,
  clientSecret: string | undefined,
): NonNullable<ResourceRegistration['introspection']> {
  return { clientId, ...(clientSecret && { clientSecret }), ...(allowedHosts && { allowedHosts }) }
}
