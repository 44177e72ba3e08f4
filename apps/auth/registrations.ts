/** Clients and resource servers from a YAML file: what an operator registers by hand. Every mistake is told at once, with its line. */
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { ConfigError, type Mistake, reasonOf } from '@sightglass/process'
import type { Registration, ResourceServer, Server } from '@sightglass/server'
import { ACCEPTABLE, isAcceptableRedirectUri } from '@sightglass/spec/redirect'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'

const LEAST_SECRET_CHARACTERS = 32

const uri = z.url().refine((text) => !text.includes('#'), { error: 'must have no fragment' })
const redirectUri = z.string().refine(isAcceptableRedirectUri, {
  error: `must be ${ACCEPTABLE}`,
})

const namesIn = (scope: string): string[] => scope.split(' ').filter(Boolean)

/** RFC 7591 metadata in its own names, and what only an operator sets. */
const clientSchema = z
  .strictObject({
    client_id: z.string().regex(/^[\x21-\x7e]{1,255}$/, { error: 'must be 1 to 255 printable ASCII characters' }),
    client_name: z.string().min(1).max(100).optional(),
    status: z.enum(['active', 'disabled']).optional(),
    client_secret: z.string().min(LEAST_SECRET_CHARACTERS).optional(),
    client_secret_file: z.string().min(1).optional(),
    redirect_uris: z.array(redirectUri).default([]),
    token_endpoint_auth_method: z
      .enum(['none', 'client_secret_basic', 'client_secret_post'])
      .default('client_secret_basic'),
    grant_types: z
      .array(z.enum(['authorization_code', 'refresh_token', 'client_credentials']))
      .default(['authorization_code']),
    scope: z.string().default('openid'),
    default_scope: z.string().optional(),
    resources: z.array(uri).default([]),
    id_token_signed_response_alg: z.enum(['RS256', 'ES256']).default('RS256'),
    pkce_required: z.boolean().default(true),
    rotate_refresh_tokens: z.boolean().default(false),
    access_token_lifetime: z.int().min(30).max(86_400).default(600),
  })
  .superRefine((client, context) => {
    const mistake = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    const isPublic = client.token_endpoint_auth_method === 'none'
    const secrets = [client.client_secret, client.client_secret_file].filter((secret) => secret !== undefined).length
    if (isPublic && secrets > 0) mistake('client_secret', 'must be left out: a client of method none has no secret')
    if (!isPublic && secrets !== 1) mistake('client_id', 'must have either client_secret or client_secret_file')
    if (isPublic && !client.pkce_required) mistake('pkce_required', 'must stay true for a client without a secret')
    if (isPublic && client.grant_types.includes('client_credentials'))
      mistake('grant_types', 'client_credentials needs a secret')
    const allowed = namesIn(client.scope)
    const beyond = namesIn(client.default_scope ?? '').find(
      (name) => !allowed.includes(name) || name === 'offline_access',
    )
    if (beyond !== undefined) mistake('default_scope', `must be a part of scope without offline_access: not ${beyond}`)
    const redirects = client.grant_types.includes('authorization_code')
    if (redirects && client.redirect_uris.length === 0)
      mistake('redirect_uris', 'must name at least one for authorization_code')
  })

const schema = z.strictObject({
  resources: z
    .array(
      z.strictObject({
        resource: uri,
        name: z.string().min(1),
        scopes: z.record(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/), z.string().min(1)),
      }),
    )
    .default([]),
  clients: z.array(clientSchema).default([]),
})

export interface Registrations {
  readonly clients: readonly Registration[]
  readonly resources: readonly ResourceServer[]
}

/**
 * Reads the file.
 * @throws {ConfigError} with every mistake and its line
 */
export function readRegistrations(file: string): Registrations {
  const lines = new LineCounter()
  const document = parseDocument(textOf(file), { lineCounter: lines })
  const place = (offset: number): string => `${file}:${lines.linePos(offset).line}`
  const syntax = document.errors.map(
    ({ pos, message }): Mistake => ({ where: place(pos[0]), what: message.split('\n')[0] ?? 'is not YAML' }),
  )
  if (syntax.length > 0) throw new ConfigError(syntax)
  const parsed = schema.safeParse(document.toJS() ?? {})
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map(({ path, message }) => ({
        where: place(offsetOf(document, path)),
        what: `${path.join('.')}: ${message}`,
      })),
    )
  }
  const { clients, resources } = parsed.data
  const mistakes: Mistake[] = []
  const registered = clients.map((client, n) => {
    const secret = secretOf(client, dirname(file))
    if ('mistake' in secret) {
      const path = ['clients', n, 'client_secret_file']
      mistakes.push({ where: place(offsetOf(document, path)), what: `${path.join('.')}: ${secret.mistake}` })
    }
    return clientOf(client, 'text' in secret ? secret.text : undefined)
  })
  if (mistakes.length > 0) throw new ConfigError(mistakes)
  return { resources, clients: registered }
}

/** Adds what the file names, or makes it what the file says; what the file does not name stays. */
export async function register(
  server: Pick<Server, 'clients' | 'resources'>,
  { clients, resources }: Registrations,
): Promise<void> {
  for (const resource of resources) await server.resources.put(resource)
  for (const client of clients) await server.clients.put(client)
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (reason) {
    throw new ConfigError([
      { where: 'SIGHTGLASS_AUTH_REGISTRATIONS', what: `cannot read ${file}: ${reasonOf(reason)}` },
    ])
  }
}

/** Where the innermost part of the path that exists begins. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}

type ClientEntry = z.output<typeof clientSchema>

/** The secret itself, if it has one, or what is wrong with its file. */
function secretOf(
  { client_secret: text, client_secret_file: name }: ClientEntry,
  folder: string,
): { readonly text: string | undefined } | { readonly mistake: string } {
  if (name === undefined) return { text }
  const file = resolve(folder, name)
  try {
    const content = readFileSync(file, 'utf8').trim()
    if (content.length >= LEAST_SECRET_CHARACTERS) return { text: content }
    return { mistake: `${file} must hold at least ${LEAST_SECRET_CHARACTERS} characters` }
  } catch (reason) {
    return { mistake: `cannot read ${file}: ${reasonOf(reason)}` }
  }
}

function clientOf(client: ClientEntry, secret: string | undefined): Registration {
  const { client_id: clientId } = client
  return {
    clientId,
    clientName: client.client_name ?? clientId,
    ...(client.status === undefined ? {} : { status: client.status }),
    tokenEndpointAuthMethod: client.token_endpoint_auth_method,
    ...(secret === undefined ? {} : { clientSecret: secret }),
    redirectUris: client.redirect_uris,
    grantTypes: client.grant_types,
    responseTypes: client.grant_types.includes('authorization_code') ? ['code'] : [],
    scope: namesIn(client.scope),
    ...(client.default_scope === undefined ? {} : { defaultScope: namesIn(client.default_scope) }),
    resources: client.resources,
    idTokenSignedResponseAlg: client.id_token_signed_response_alg,
    policy: {
      pkceRequired: client.pkce_required,
      rotateRefreshTokens: client.rotate_refresh_tokens,
      accessTokenLifetimeSeconds: client.access_token_lifetime,
    },
  }
}
