/** A resource server as an operator writes it, in a file or to the management API. */
import { isHostOrNetwork } from '@sightglass/spec/addresses'
import { z } from 'zod'
import { mistakeInEncryptionKey } from '../clients/encryption-key.ts'
import type { ResourceRegistration, ResourceServer } from '../clients/resources.ts'
import { signingAlgorithms } from '../keys/algorithms.ts'
import { clientId, LEAST_SECRET_CHARACTERS, uri } from './client-entry.ts'

export const resourceId = uri

export const accessShape = {
  client_id: clientId,
  client_secret: z.string().min(LEAST_SECRET_CHARACTERS).optional(),
  allowed_hosts: z
    .array(z.string().refine(isHostOrNetwork, { error: 'must be an IP address or a network such as 10.1.0.0/16' }))
    .optional(),
}

/** All members but `resource` and `introspection`. */
export const serverShape = {
  name: z.string().min(1),
  scopes: z
    .record(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/), z.string().min(1))
    .meta({ description: 'Each with what it allows, in words that complete "It will be allowed to".' }),
  access_token_format: z.enum(['jwt', 'opaque', 'encrypted']).optional(),
  access_token_signing_alg: z.enum(signingAlgorithms).optional(),
  encryption_key: z.record(z.string(), z.string()).optional().meta({ description: 'A public JWK.' }),
}

const entrySchema = z.object({ ...serverShape, introspection: z.object(accessShape).optional() })
export type ResourceEntry = z.output<typeof entrySchema>

/** Adds every mistake of an entry. */
export function judgeResource(entry: ResourceEntry, add: (path: PropertyKey[], what: string) => void): void {
  const { access_token_format: format, encryption_key: key } = entry
  if (format === 'encrypted' && key === undefined) add(['access_token_format'], 'encrypted needs an encryption_key')
  const mistake = key && mistakeInEncryptionKey(key)
  if (mistake !== undefined) add(['encryption_key'], mistake)
}

/** What is kept of a secret, or the secret itself. */
export interface AccessSecret {
  readonly clientSecret?: string | undefined
  readonly clientSecretHash?: string | undefined
}

/** The resource server that an entry without mistakes describes, with the secret that it asks by. */
export function resourceRegistrationOf(
  entry: ResourceEntry,
  resource: string,
  { clientSecret, clientSecretHash }: AccessSecret,
): ResourceRegistration {
  const { name, scopes, introspection, encryption_key: encryptionKey } = entry
  const { access_token_format: accessTokenFormat, access_token_signing_alg: accessTokenSigningAlg } = entry
  const access = introspection && {
    clientId: introspection.client_id,
    ...(introspection.allowed_hosts && { allowedHosts: introspection.allowed_hosts }),
    ...(clientSecret && { clientSecret }),
    ...(clientSecretHash && { clientSecretHash }),
  }
  return {
    ...{ resource, name, scopes },
    ...(access && { introspection: access }),
    ...(accessTokenFormat && { accessTokenFormat }),
    ...(accessTokenSigningAlg && { accessTokenSigningAlg }),
    ...(encryptionKey && { encryptionKey }),
  }
}

/** What would be written to get this resource server, without its secret. */
export function resourceEntryOf(server: ResourceServer): ResourceEntry {
  const { name, scopes, introspection, accessTokenFormat, accessTokenSigningAlg, encryptionKey } = server
  const access = introspection && {
    client_id: introspection.clientId,
    ...(introspection.allowedHosts && { allowed_hosts: [...introspection.allowedHosts] }),
  }
  return {
    name,
    scopes: { ...scopes },
    ...(access && { introspection: access }),
    ...(accessTokenFormat && { access_token_format: accessTokenFormat }),
    ...(accessTokenSigningAlg && { access_token_signing_alg: accessTokenSigningAlg }),
    ...(encryptionKey && { encryption_key: { ...encryptionKey } }),
  }
}
