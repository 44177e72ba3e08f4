/** Why nothing came of it: words for the person, and an exit code for scripts. Neither holds a secret. */
import { OAuthError, Refusal, ResourceError, TransportError } from '@sightglass/client'
import { jwtRules } from '@sightglass/spec/access-token'
import { hrefOf } from '@sightglass/spec/specs'

/** What a script can tell apart. */
export const exitCodes = {
  failed: 1,
  not_signed_in: 2,
  token_refused: 3,
  server_down: 4,
  scope_refused: 5,
} as const

export type FailureKind = keyof typeof exitCodes

export class Failure extends Error {
  override readonly name = 'Failure'
  readonly kind: FailureKind
  /** As the server called it: `invalid_grant`. */
  readonly error: string | undefined

  constructor(kind: FailureKind, words: string, error?: string) {
    super(words)
    this.kind = kind
    this.error = error
  }

  /** An answer that is no success and asks for no other token. */
  static of(status: number, url: string, body: unknown): Failure {
    const { error, error_description: why } = membersOf(body)
    const kind = status >= 500 ? 'server_down' : 'failed'
    return new Failure(
      kind,
      `the application server at ${url} answers ${status}${why === undefined ? '' : `: ${why}`}`,
      error,
    )
  }

  get exitCode(): number {
    return exitCodes[this.kind]
  }
}

/** What was asked of whom. */
interface Asked {
  readonly issuer: string
  readonly resource: string
  readonly scope: string
  /** There where the person typed name and password. */
  readonly typed?: object | undefined
}

/** What was thrown, for the person; what nobody foresaw, such as Ctrl+C, is thrown on. */
export function failureOf(reason: unknown, asked: Asked): unknown {
  if (reason instanceof OAuthError) return notSignedIn(reason, asked)
  if (reason instanceof ResourceError) return notLetIn(reason, asked)
  if (reason instanceof TransportError) return new Failure('server_down', downWords(reason, asked))
  if (reason instanceof Refusal)
    return new Failure(
      'failed',
      `an answer breaks a rule: ${reason.message} (${hrefOf(reason.rule.cite)})`,
      reason.error,
    )
  return reason
}

function notSignedIn({ error, error_description: why = error }: OAuthError, { issuer, scope, typed }: Asked): Failure {
  const server = `the authorization server at ${issuer}`
  switch (error) {
    case 'invalid_grant':
      if (typed === undefined) break
      return new Failure('not_signed_in', `${server} does not accept this user name with this password`, error)
    case 'too_many_requests':
      return new Failure('not_signed_in', `${server} has had too many attempts; wait a little`, error)
    case 'access_denied':
      return new Failure('not_signed_in', 'access was denied on the other device', error)
    case 'expired_token':
      return new Failure('not_signed_in', 'the code has expired before anybody typed it; start again', error)
    case 'invalid_scope':
      return new Failure('scope_refused', `${server} does not give the scope ${scope}: ${why}`, error)
    case 'unauthorized_client':
    case 'unsupported_grant_type':
      return new Failure('failed', `${server} does not let this program sign in so: ${why}`, error)
  }
  return new Failure('failed', `${server} refuses: ${why}`, error)
}

function notLetIn({ status, error, error_description: why, scope }: ResourceError, { resource }: Asked): Failure {
  const server = `the application server at ${resource}`
  if (error === 'insufficient_scope')
    return new Failure(
      'scope_refused',
      `${server} wants the scope ${scope ?? '(it does not say)'}, which was not asked for`,
      error,
    )
  if (why?.includes(jwtRules.exp.must))
    return new Failure('token_refused', `${server} says that the token has expired; sign in again`, error)
  return new Failure('token_refused', `${server} does not accept the token: ${why ?? `it answers ${status}`}`, error)
}

function downWords({ url, failure, status, message }: TransportError, { issuer, resource }: Asked): string {
  const isResource = url.startsWith(resource)
  const server = isResource ? `the application server at ${resource}` : `the authorization server at ${issuer}`
  if (status !== undefined) return `${server} answers ${status}`
  return failure === 'timeout' ? `${server} does not answer in time` : `${server} does not answer${codeIn(message)}`
}

const codeIn = (message: string): string => /\s\([A-Z_0-9]+\)$/.exec(message)?.[0] ?? ''

function membersOf(body: unknown): { error?: string; error_description?: string } {
  if (typeof body !== 'object' || body === null) return {}
  const { error, error_description } = { error: undefined, error_description: undefined, ...body }
  return { ...textIn('error', error), ...textIn('error_description', error_description) }
}

const textIn = <K extends string>(name: K, value: unknown) =>
  (typeof value === 'string' ? { [name]: value.slice(0, 500) } : {}) as { readonly [N in K]?: string }
