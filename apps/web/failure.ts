/** What went wrong, as people need to hear it: one kind each, never a stack trace, never a secret. */
import { AuthorizationError, OAuthError, Refusal, ResourceError, TransportError } from '@sightglass/client'
import { errorOn } from '@sightglass/spec/errors'
import type { Citation } from '@sightglass/spec/specs'

export type FailureKind =
  | 'unreachable'
  | 'cancelled'
  | 'refused'
  | 'sessionOver'
  | 'codeRefused'
  | 'loginWaits'
  | 'loginLost'
  | 'unbelievable'
  | 'loginUnknown'
  | 'otherBrowser'
  | 'logoutUnknown'
  | 'form'
  | 'request'
  | 'notFound'
  | 'method'
  | 'forgotten'
  | 'own'

export interface Failure {
  readonly kind: FailureKind
  readonly status: number
  /** The code on the wire, for the trace and the log. */
  readonly error: string
  /** For developers: what the other side said, or the rule that did not hold; empty where it said no more than the code. */
  readonly detail?: string
  readonly address?: string
  readonly cite?: Citation
}

const kindOfRule: Readonly<Record<string, FailureKind>> = {
  'web.loginKnown': 'loginUnknown',
  'web.logoutKnown': 'logoutUnknown',
  'web.loginBrowser': 'otherBrowser',
  'web.formOrigin': 'form',
  'web.formToken': 'form',
  'authorization-response.alive': 'loginUnknown',
  'http.path': 'notFound',
  'http.method': 'method',
}

/** The failure that an error means; a bug of ours says nothing of itself. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return failureOfRefusal(error)
  if (error instanceof AuthorizationError) {
    const kind = error.error === 'access_denied' ? 'cancelled' : 'refused'
    return { kind, status: 400, error: error.error, detail: error.error_description ?? '' }
  }
  if (error instanceof OAuthError) {
    const kind = error.status === 503 ? 'unreachable' : error.error === 'invalid_grant' ? 'codeRefused' : 'refused'
    return {
      kind,
      status: kind === 'codeRefused' ? 400 : 502,
      error: error.error,
      detail: error.error_description ?? '',
    }
  }
  if (error instanceof TransportError) {
    return { kind: 'unreachable', status: 502, error: error.failure, detail: error.message, address: origin(error.url) }
  }
  if (error instanceof ResourceError)
    return { kind: 'refused', status: 502, error: error.error ?? '', detail: error.message }
  return { kind: 'own', status: 500, error: 'server_error' }
}

function failureOfRefusal({ rule, error, message }: Refusal): Failure {
  const atForm = rule.id.startsWith('params.')
  const kind = kindOfRule[rule.id] ?? (atForm ? 'request' : 'unbelievable')
  const status = errorOn(kind === 'unbelievable' ? 'client' : 'page', error)?.status ?? 502
  return { kind, status, error, detail: message, cite: rule.cite }
}

const origin = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url)
