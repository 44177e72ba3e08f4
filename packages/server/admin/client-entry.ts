/**
 * A client as an operator writes it, in a file or to the management API: RFC 7591 metadata in its own names, and what only
 * an operator says. What a client says of itself is judged as a whole, by the judgement that is everybody's.
 */
import { type ClaimedMetadata, keptIn, type MetadataMember } from '@sightglass/spec/client-metadata'
import { isLegacyGrantType, isLegacyResponseType } from '@sightglass/spec/legacy'
import { isStrings } from '@sightglass/spec/registered-value'
import { mistakesIn, type Supported } from '@sightglass/spec/registration'
import { z } from 'zod'
import { type Client, defaultPolicy, type Registration } from '../clients/client.ts'
import { needsSecret } from '../clients/client-secret.ts'
import { describedBy, metadataOf } from '../clients/metadata.ts'
import { LONGEST_TOKEN_SECONDS } from '../keys/lifecycle.ts'

export const LEAST_SECRET_CHARACTERS = 32

export const uri = z
  .url()
  .refine((text) => !text.includes('#'), { error: 'must have no fragment' })
  .meta({ description: 'An absolute URI without fragment.' })

export const clientId = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, { error: 'must be 1 to 255 printable ASCII characters' })

type Described = z.ZodOptional<z.ZodUnknown>

/** Told in the OpenAPI document, judged by `mistakesIn`. */
const claimed = (type: string, more: object = {}): Described =>
  z
    .unknown()
    .optional()
    .meta({ type, ...more })
const [text, flag, object] = [claimed('string'), claimed('boolean'), claimed('object')]
const list = claimed('array', { items: { type: 'string' } })

const metadataShape: { readonly [M in MetadataMember]: Described } = {
  redirect_uris: list,
  token_endpoint_auth_method: text,
  token_endpoint_auth_signing_alg: text,
  grant_types: list,
  response_types: list,
  client_name: text,
  client_uri: text,
  logo_uri: text,
  policy_uri: text,
  tos_uri: text,
  contacts: list,
  scope: text,
  jwks: object,
  jwks_uri: text,
  application_type: text,
  subject_type: text,
  sector_identifier_uri: text,
  id_token_signed_response_alg: text,
  userinfo_signed_response_alg: text,
  request_object_signing_alg: text,
  request_uris: list,
  default_max_age: claimed('integer'),
  require_auth_time: flag,
  initiate_login_uri: text,
  post_logout_redirect_uris: list,
  backchannel_logout_uri: text,
  backchannel_logout_session_required: flag,
  frontchannel_logout_uri: text,
  frontchannel_logout_session_required: flag,
}

const operatorTypes = {
  status: z.enum(['active', 'disabled']),
  client_secret: z.string().min(LEAST_SECRET_CHARACTERS),
  default_scope: z.string(),
  resources: z
    .array(uri)
    .meta({ description: 'What it may ask tokens for: identifiers of registered resource servers.' }),
  pkce_required: z.boolean(),
  rotate_refresh_tokens: z.boolean(),
  access_token_lifetime: z.int().min(30).max(LONGEST_TOKEN_SECONDS),
  assertion_audience: z.enum(['issuer', 'token_endpoint']),
  require_signed_request_object: z.boolean(),
  legacy: z.boolean(),
}

const types = operatorTypes
const operatorShape = {
  status: types.status.optional(),
  client_secret: types.client_secret.optional(),
  default_scope: types.default_scope.optional(),
  resources: types.resources.default([]),
  pkce_required: types.pkce_required.default(defaultPolicy.pkceRequired),
  rotate_refresh_tokens: types.rotate_refresh_tokens.default(defaultPolicy.rotateRefreshTokens),
  access_token_lifetime: types.access_token_lifetime.default(defaultPolicy.accessTokenLifetimeSeconds),
  assertion_audience: types.assertion_audience.default('issuer'),
  require_signed_request_object: types.require_signed_request_object.default(false),
  legacy: types.legacy.default(false),
}

/** All members but `client_id`. */
export const entryShape = { ...metadataShape, ...operatorShape }

const entrySchema = z.object(entryShape)
export type ClientEntry = z.output<typeof entrySchema>

/** A change: what it does not name stays, what is `null` goes. */
export const clientPatch = z.strictObject({
  ...metadataShape,
  ...(Object.fromEntries(Object.entries(operatorTypes).map(([name, type]) => [name, type.nullable().optional()])) as {
    [M in keyof typeof operatorTypes]: z.ZodOptional<z.ZodNullable<(typeof operatorTypes)[M]>>
  }),
})

/** Adds every mistake of an entry. */
export function judgeEntry(
  entry: ClientEntry,
  supported: Supported,
  add: (path: PropertyKey[], what: string) => void,
): void {
  for (const { rule, parameter, index } of mistakesIn(entry, supported))
    add(index === undefined ? [parameter] : [parameter, index], rule.must)
  for (const [member, what] of operatorMistakesIn(entry, entry)) add([member], what)
}

const DEFAULT_SCOPE = 'openid'

const namesIn = (scope: string): string[] => scope.split(' ').filter(Boolean)
const namedIn = (value: unknown): readonly string[] => (isStrings(value) ? value : [])

type EntryMistake = readonly [member: keyof ClientEntry, what: string]

function operatorMistakesIn(entry: ClientEntry, metadata: ClaimedMetadata): readonly EntryMistake[] {
  const { token_endpoint_auth_method: method = 'client_secret_basic', scope = DEFAULT_SCOPE } = metadata
  const mistakes: EntryMistake[] = []
  if (!hasSecretBy(method) && entry.client_secret !== undefined)
    mistakes.push(['client_secret', `must be left out: a client of method ${method} has no secret`])
  if (method === 'none' && !entry.pkce_required)
    mistakes.push(['pkce_required', 'must stay true for a client without a secret'])
  const allowed = namesIn(String(scope))
  const beyond = namesIn(entry.default_scope ?? '').find((name) => !allowed.includes(name) || name === 'offline_access')
  if (beyond !== undefined)
    mistakes.push(['default_scope', `must be a part of scope without offline_access: not ${beyond}`])
  const legacy = [
    ...namedIn(metadata.grant_types).filter(isLegacyGrantType),
    ...namedIn(metadata.response_types).filter(isLegacyResponseType),
  ]
  if (!entry.legacy && legacy.length > 0)
    mistakes.push(['legacy', `must be true for a client of ${legacy.join(', ')}: OAuth 2.1 dropped it`])
  return mistakes
}

/** Whether a client of this method has a secret; what is no method is told elsewhere. */
export const hasSecretBy = (method: unknown): boolean =>
  needsSecret(method === 'none' || method === 'private_key_jwt' ? method : 'client_secret_basic')

/** The registration that an entry without mistakes means, with its secret. */
export function registrationOf(entry: ClientEntry, id: string, secret: string | undefined): Registration {
  const metadata = keptIn(entry)
  const { default_scope, status } = entry
  return {
    ...describedBy(metadata),
    clientId: id,
    clientName: metadata.client_name ?? id,
    ...(status === undefined ? {} : { status }),
    ...(secret === undefined ? {} : { clientSecret: secret }),
    scope: namesIn(metadata.scope ?? DEFAULT_SCOPE),
    ...(default_scope === undefined ? {} : { defaultScope: namesIn(default_scope) }),
    resources: entry.resources,
    policy: {
      pkceRequired: entry.pkce_required,
      rotateRefreshTokens: entry.rotate_refresh_tokens,
      accessTokenLifetimeSeconds: entry.access_token_lifetime,
      assertionAudience: entry.assertion_audience,
      requireSignedRequestObject: entry.require_signed_request_object,
      legacy: entry.legacy,
    },
  }
}

/** What would be written to get this client, without its secret. */
export function entryOf(client: Client): Omit<ClientEntry, 'client_secret'> {
  const policy = { ...defaultPolicy, ...client.policy }
  return {
    ...metadataOf(client),
    status: client.status,
    ...(client.defaultScope === undefined ? {} : { default_scope: client.defaultScope.join(' ') }),
    resources: [...client.resources],
    pkce_required: policy.pkceRequired,
    rotate_refresh_tokens: policy.rotateRefreshTokens,
    access_token_lifetime: policy.accessTokenLifetimeSeconds,
    assertion_audience: policy.assertionAudience ?? 'issuer',
    require_signed_request_object: policy.requireSignedRequestObject ?? false,
    legacy: policy.legacy ?? false,
  }
}
