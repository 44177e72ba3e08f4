/** Whether a request may pass: the phases of RFC 6750 in order, whatever framework it came through. */
import { randomBytes } from 'node:crypto'
import { scopesOf, type TokenClaims } from '@sightglass/spec/access-token'
import { bearerTokenOf, checkScopes } from '@sightglass/spec/bearer'
import { Refusal } from '@sightglass/spec/check'
import type { Scope } from '@sightglass/spec/scope'
import { type Tracing, tracedCall, traceRefusal } from '@sightglass/trace'
import { type Answer, answerTo, type Challenging, preflight } from './answer.ts'
import { createTokenReader, type TokenReaderOptions } from './token.ts'

/** Whose request it is. The first five are what the MCP SDK calls `AuthInfo`. */
export interface AuthInfo {
  /** For this resource server only: never send it on. */
  readonly token: string
  readonly clientId: string
  readonly scopes: string[]
  /** Seconds since the epoch. */
  readonly expiresAt: number
  readonly resource: URL
  readonly subject: string
  /** Of a JWT those that it holds; of an opaque token what the issuer says of it. */
  readonly claims: TokenClaims
}

/** What of a request decides. */
export interface Credentials {
  readonly method: string
  readonly authorization: string | null
  /** Without its `?`. */
  readonly query: string
  /** `Access-Control-Request-Method`, which only preflights have. */
  readonly asksFor: string | null
}

export interface GatekeeperOptions extends Challenging, Omit<TokenReaderOptions, 'audience'> {
  readonly resource: string
  readonly onRefusal: ((refusal: Refusal) => void) | undefined
}

export interface Gatekeeper {
  /** @throws {Refusal} `bearer.*`, `access-token.*`, `encrypted-token.*`, `introspection-response.*`, `resource-server.*` */
  readonly authenticate: (credentials: Credentials, needed: Scope) => Promise<AuthInfo>
  /** Who it is, or what to answer instead. */
  readonly admit: (credentials: Credentials, needed: Scope) => Promise<{ authInfo: AuthInfo } | { answer: Answer }>
  readonly refuse: (refusal: Refusal, needed: Scope) => Answer
}

export function createGatekeeper(options: GatekeeperOptions): Gatekeeper {
  const { resource, cors, onRefusal } = options
  const tracing: Tracing = options.tracing ?? { party: 'resource-server', linkKey: randomBytes(32) }
  const readToken = createTokenReader({ ...options, tracing, audience: resource })

  const authenticate = ({ authorization, query }: Credentials, needed: Scope): Promise<AuthInfo> =>
    tracedCall(tracing, 'authenticate', async () => {
      const token = bearerTokenOf(authorization, query)
      const claims = await readToken(token)
      const scopes = [...scopesOf(claims)]
      checkScopes(scopes, needed)
      const { client_id: clientId, exp: expiresAt, sub: subject } = claims
      return { token, clientId, scopes, expiresAt, resource: new URL(resource), subject, claims }
    })

  const refuse = (refusal: Refusal, needed: Scope): Answer => {
    traceRefusal(refusal.error)
    onRefusal?.(refusal)
    return answerTo(refusal, needed, options)
  }

  return {
    authenticate,
    refuse,
    async admit(credentials, needed) {
      // A preflight carries no token: the browser asks before it sends one.
      if (cors && credentials.method === 'OPTIONS' && credentials.asksFor !== null) {
        return { answer: preflight(credentials.asksFor) }
      }
      try {
        return { authInfo: await authenticate(credentials, needed) }
      } catch (error) {
        if (error instanceof Refusal) return { answer: refuse(error, needed) }
        throw error
      }
    },
  }
}

/** Read off the URL as it was sent: nothing is decoded before it is looked at. */
export function credentialsOf({ method, url, headers }: Request): Credentials {
  const mark = url.indexOf('?')
  const query = mark < 0 ? '' : url.slice(mark + 1).replace(/#.*$/s, '')
  const asksFor = headers.get('access-control-request-method')
  return { method, authorization: headers.get('authorization'), query, asksFor }
}
