/** What a call of the SDK may end with, besides a `Refusal` (an answer that breaks a rule). No message holds a secret. */
import { type Challenge, parseChallenges } from './challenge.ts'

/** The peer answered with an error of the protocol (RFC 6749 §5.2). */
export class OAuthError extends Error {
  override readonly name: string = 'OAuthError'
  readonly error: string
  readonly error_description: string | undefined
  readonly error_uri: string | undefined
  /** The HTTP status; `undefined` where the error came through the browser. */
  readonly status: number | undefined

  constructor({ error, errorDescription, errorUri, status }: OAuthErrorMembers) {
    super(errorDescription === undefined ? error : `${error}: ${errorDescription}`)
    this.error = error
    this.error_description = errorDescription
    this.error_uri = errorUri
    this.status = status
  }
}

export interface OAuthErrorMembers {
  readonly error: string
  readonly errorDescription?: string | undefined
  readonly errorUri?: string | undefined
  readonly status?: number | undefined
}

/** The authorization server sent the browser back with an error (RFC 6749 §4.1.2.1): cancelled, login required and so on. */
export class AuthorizationError extends OAuthError {
  override readonly name = 'AuthorizationError'
}

/** `unreachable`: no connection, or it broke; `timeout`; `status`: an answer that no specification foresees, such as a proxy's 502. */
export type TransportFailure = 'unreachable' | 'timeout' | 'status'

/** No answer came that could be read. The message names method and address, without the query. */
export class TransportError extends Error {
  override readonly name = 'TransportError'
  readonly failure: TransportFailure
  readonly url: string
  readonly status: number | undefined

  readonly #connected: boolean

  constructor(
    failure: TransportFailure,
    request: { method: string; url: string },
    detail: string,
    { status, connected = true }: { readonly status?: number; readonly connected?: boolean } = {},
  ) {
    const url = request.url.split(/[?#]/, 1)[0] ?? ''
    super(`${request.method} ${url}: ${detail}`)
    this.failure = failure
    this.url = url
    this.status = status
    this.#connected = connected
  }

  /** Whether the peer surely did nothing: no connection came about, or it said that it cannot answer just now (503). */
  get unheard(): boolean {
    return !this.#connected || this.status === 503
  }

  /** Whether the peer may have done what was asked although its answer never came. */
  get answerLost(): boolean {
    return this.failure !== 'status' || this.status === 502 || this.status === 504
  }
}

/** The resource server refused the token or wants another (RFC 6750 §3). */
export class ResourceError extends Error {
  override readonly name = 'ResourceError'
  readonly status: number
  readonly challenges: readonly Challenge[]
  /** The header that the challenges were read from. */
  readonly wwwAuthenticate: string | undefined
  /** The body of the answer, at most 64 KiB of it. */
  readonly body: string

  constructor(status: number, wwwAuthenticate: string | null, body: string) {
    const challenges = parseChallenges(wwwAuthenticate)
    const { error, error_description } = bearerOf(challenges)
    super([`the resource server answered ${status}`, error, error_description].filter(Boolean).join(': '))
    this.status = status
    this.challenges = challenges
    this.wwwAuthenticate = wwwAuthenticate?.slice(0, 8192)
    this.body = body
  }

  /** `invalid_token`, `insufficient_scope`, `invalid_request`; `undefined` where no token had been sent. */
  get error(): string | undefined {
    return bearerOf(this.challenges).error
  }

  get error_description(): string | undefined {
    return bearerOf(this.challenges).error_description
  }

  /** The scopes that the request needs, where the server says so. */
  get scope(): string | undefined {
    return bearerOf(this.challenges).scope
  }

  /** Where the resource describes itself (RFC 9728 §5.1). */
  get resource_metadata(): string | undefined {
    return bearerOf(this.challenges).resource_metadata
  }
}

interface BearerParameters {
  readonly error?: string
  readonly error_description?: string
  readonly scope?: string
  readonly resource_metadata?: string
}

const bearerOf = (challenges: readonly Challenge[]): BearerParameters =>
  challenges.find(({ scheme }) => scheme.toLowerCase() === 'bearer')?.parameters ?? {}
