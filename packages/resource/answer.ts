/** Refusals as answers: status, challenge and JSON, the same for every framework. */
import { RETRY_SECONDS } from '@sightglass/jwks'
import { rules as bearer, formatChallenge } from '@sightglass/spec/bearer'
import type { Refusal, Rule } from '@sightglass/spec/check'
import { errorOn } from '@sightglass/spec/errors'
import type { Scope } from '@sightglass/spec/scope'
import { hrefOf } from '@sightglass/spec/specs'

/** An answer that no framework has shaped yet. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Scripts of any origin may ask: what comes back depends on the token they hold, on no cookie. */
export const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'www-authenticate, retry-after, sightglass-trace',
} as const

export interface Challenging {
  /** The URL of this resource's metadata (RFC 9728 §5.1). */
  readonly metadataUrl: string
  readonly realm: string | undefined
  readonly cors: boolean
  readonly errorUri?: ((rule: Rule) => string | undefined) | undefined
}

/** The answer to a request that was refused; `needed` are all the scopes that it takes. */
export function answerTo(refusal: Refusal, needed: Scope, challenging: Challenging): Answer {
  const { metadataUrl, realm, cors, errorUri } = challenging
  const { error, rule, message } = refusal
  const definition = errorOn('resource', error)
  if (definition === undefined) throw new Error(`rule ${rule.id}: channel resource has no ${error}`, { cause: refusal })
  const { status, words = message } = definition
  // Without a token the peer did nothing wrong: no error code (RFC 6750 §3.1).
  const uri = errorUri?.(rule) ?? hrefOf(rule.cite)
  const told = rule === bearer.presented ? {} : { error, error_description: words, error_uri: uri }
  const scope = needed.length === 0 ? undefined : needed.join(' ')
  const challenge = { realm, ...told, scope, resource_metadata: metadataUrl }
  const headers = {
    ...jsonHeaders(cors),
    ...(isChallenged(refusal, status) ? { 'www-authenticate': formatChallenge(challenge) } : {}),
    ...(status === 503 ? { 'retry-after': String(RETRY_SECONDS) } : {}),
  }
  return { status, headers, body: JSON.stringify({ error_description: words, ...told }) }
}

/** What is wrong with a body, or with a path, no other token would heal. */
const isChallenged = ({ rule }: Refusal, status: number): boolean =>
  status === 401 || status === 403 || Object.values(bearer).includes(rule)

export const jsonHeaders = (cors: boolean): Record<string, string> => ({
  'content-type': 'application/json',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  ...(cors ? CORS : {}),
})

/** The answer to a browser that asks whether a script may send a token. */
export const preflight = (methods: string | null): Answer => ({
  status: 204,
  headers: {
    ...CORS,
    'access-control-allow-methods': methods ?? 'GET, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers': 'authorization, content-type, mcp-protocol-version',
    'access-control-max-age': '86400',
    vary: 'access-control-request-method',
  },
  body: '',
})

export const toResponse = ({ status, headers, body }: Answer): Response =>
  new Response(body === '' ? null : body, { status, headers })
