/** One client in the file of registrations: RFC 7591 metadata in its own names, and what only an operator sets. */
import { conceivable, describedBy, type Registration } from '@sightglass/server'
import {
  type ClaimedMetadata,
  type ClientMetadata,
  keptIn,
  metadataMembers,
  mistakesIn,
} from '@sightglass/spec/registration'
import { z } from 'zod'

export const LEAST_SECRET_CHARACTERS = 32

export const uri = z.url().refine((text) => !text.includes('#'), { error: 'must have no fragment' })

const namesIn = (scope: string): string[] => scope.split(' ').filter(Boolean)

const operatorMembers = {
  client_id: z.string().regex(/^[\x21-\x7e]{1,255}$/, { error: 'must be 1 to 255 printable ASCII characters' }),
  status: z.enum(['active', 'disabled']).optional(),
  client_secret: z.string().min(LEAST_SECRET_CHARACTERS).optional(),
  client_secret_file: z.string().min(1).optional(),
  default_scope: z.string().optional(),
  resources: z.array(uri).default([]),
  pkce_required: z.boolean().default(true),
  rotate_refresh_tokens: z.boolean().default(false),
  access_token_lifetime: z.int().min(30).max(86_400).default(600),
  assertion_audience: z.enum(['issuer', 'token_endpoint']).default('issuer'),
  require_signed_request_object: z.boolean().default(false),
  legacy: z.boolean().default(false),
}

/** What a client says of itself is judged as a whole, by the judgement that is everybody's. */
const metadataShape = Object.fromEntries(metadataMembers.map((member) => [member, z.unknown().optional()])) as {
  readonly [M in (typeof metadataMembers)[number]]: z.ZodOptional<z.ZodUnknown>
}

const operator = z.object(operatorMembers)
type OperatorMembers = z.output<typeof operator>

/** An entry whose mistakes have been told. */
export interface ClientEntry {
  readonly operator: OperatorMembers
  readonly metadata: ClientMetadata
}

const DEFAULT_SCOPE = 'openid'

export const clientSchema = z
  .strictObject({ ...metadataShape, ...operatorMembers })
  .superRefine((entry, context) => {
    for (const { rule, parameter, index } of mistakesIn(entry, conceivable)) {
      const path = index === undefined ? [parameter] : [parameter, index]
      context.addIssue({ code: 'custom', path, message: rule.must })
    }
    for (const [path, message] of operatorMistakes(entry, entry))
      context.addIssue({ code: 'custom', path: [path], message })
  })
  .transform((entry): ClientEntry => {
    const { success, data } = operator.safeParse(entry)
    if (!success) throw new Error('a client of the file was judged before')
    return { operator: data, metadata: keptIn(entry) }
  })

type EntryMistake = readonly [member: string, what: string]

function operatorMistakes(entry: OperatorMembers, metadata: ClaimedMetadata): readonly EntryMistake[] {
  const method = metadata.token_endpoint_auth_method ?? 'client_secret_basic'
  const secrets = [entry.client_secret, entry.client_secret_file].filter((secret) => secret !== undefined).length
  const hasNone = method === 'none' || method === 'private_key_jwt'
  const mistakes: EntryMistake[] = []
  if (hasNone && secrets > 0)
    mistakes.push(['client_secret', `must be left out: a client of method ${method} has no secret`])
  if (!hasNone && secrets !== 1) mistakes.push(['client_id', 'must have either client_secret or client_secret_file'])
  if (method === 'none' && !entry.pkce_required)
    mistakes.push(['pkce_required', 'must stay true for a client without a secret'])
  const allowed = namesIn(String(metadata.scope ?? DEFAULT_SCOPE))
  const beyond = namesIn(entry.default_scope ?? '').find((name) => !allowed.includes(name) || name === 'offline_access')
  if (beyond !== undefined)
    mistakes.push(['default_scope', `must be a part of scope without offline_access: not ${beyond}`])
  return mistakes
}

/** The registration that an entry means, with its secret. */
export function registrationOf({ operator, metadata }: ClientEntry, secret: string | undefined): Registration {
  const { client_id: clientId, default_scope, status } = operator
  return {
    ...describedBy(metadata),
    clientId,
    clientName: metadata.client_name ?? clientId,
    ...(status === undefined ? {} : { status }),
    ...(secret === undefined ? {} : { clientSecret: secret }),
    scope: namesIn(metadata.scope ?? DEFAULT_SCOPE),
    ...(default_scope === undefined ? {} : { defaultScope: namesIn(default_scope) }),
    resources: operator.resources,
    policy: {
      pkceRequired: operator.pkce_required,
      rotateRefreshTokens: operator.rotate_refresh_tokens,
      accessTokenLifetimeSeconds: operator.access_token_lifetime,
      assertionAudience: operator.assertion_audience,
      requireSignedRequestObject: operator.require_signed_request_object,
      legacy: operator.legacy,
    },
  }
}
