/** Protecting an API: one call that knows issuer, resource and scopes, and has what each framework wants of it. */
import type { Fetch } from '@sightglass/jwks'
import { Refusal, type Rule } from '@sightglass/spec/check'
import type { JwsAlgorithm } from '@sightglass/spec/jwk'
import type { ProtectedResourceMetadata } from '@sightglass/spec/metadata'
import type { Scope } from '@sightglass/spec/scope'
import type { Tracing } from '@sightglass/trace'
import type { Hono } from 'hono'
import { type AuthInfo, createGatekeeper, credentialsOf } from './admit.ts'
import { toResponse } from './answer.ts'
import type { DecryptionKey } from './decryption.ts'
import { expressGuard, expressMetadata, type Middleware } from './express.ts'
import { fastifyGuard, fastifyMetadata, type Hook, type Plugin } from './fastify.ts'
import { type Guard, honoGuard, honoMetadata, withCors } from './hono.ts'
import type { IntrospectionOptions } from './introspection.ts'
import { metadataPathsOf, metadataUrlOf, resourceMetadata, serving } from './resource-metadata.ts'

export interface ProtectOptions {
  /** Who issues the tokens: https, or http on loopback. Asked for its metadata and keys when the first token comes, not before. */
  readonly issuer: string
  /** This API's identifier (RFC 8707): what `aud` must contain. */
  readonly resource: string
  /** What `guard`, `authenticate` and `handler` ask of each request unless told otherwise. */
  readonly scopes?: Scope
  /** Every scope the API knows, for its metadata; default: `scopes`. */
  readonly scopesSupported?: Scope
  readonly name?: string
  readonly documentation?: string
  readonly realm?: string
  /** Where the keys are, if not where the issuer's metadata says. */
  readonly jwksUri?: string | undefined
  readonly algorithms?: readonly JwsAlgorithm[]
  /** See `ValidatorOptions`: for tokens that are encrypted to this API. */
  readonly decryptionKeys?: readonly DecryptionKey[] | undefined
  /** For tokens that cannot be read here, the issuer is asked; `jwtsToo` asks about all, so that revocation counts at once. */
  readonly introspection?: (IntrospectionOptions & { readonly jwtsToo?: boolean }) | undefined
  readonly clockToleranceSeconds?: number
  readonly remember?: number
  /** False leaves CORS to the application. */
  readonly cors?: boolean
  /** What explains a refusal; the paragraph behind its rule where this says `undefined`. */
  readonly errorUri?: ((rule: Rule) => string | undefined) | undefined
  /** Told of every refused request, for a log. */
  readonly onRefusal?: ((refusal: Refusal) => void) | undefined
  /** Seconds since the epoch. */
  readonly clock?: (() => number) | undefined
  /** See `ValidatorOptions`. */
  readonly monotonicMs?: (() => number) | undefined
  readonly fetch?: Fetch | undefined
  readonly tracing?: Tracing | undefined
}

export type ProtectedHandler = (request: Request, authInfo: AuthInfo) => Response | Promise<Response>

/** What each framework is given of its own kind. */
interface Door<G, M> {
  /** Lets a request pass, or answers 400, 401, 403 or 503 itself. */
  readonly guard: G
  /** Like `guard`, with these scopes instead of the usual ones. */
  readonly require: (...scopes: string[]) => G
  /** Serves the metadata of the resource, to everybody. */
  readonly metadata: M
}

/** Hono's own door is the first: its guard sets `authInfo`, and `metadata.fetch` serves whatever takes a `Request`. */
export interface Protection extends Door<Guard, Hono> {
  /** Middleware; then `authInfoOf(req)` says who it is, and so does `req.auth`, where the MCP SDK looks. Mount `metadata` before a `guard` for all. */
  readonly express: Door<Middleware, Middleware>
  /** `onRequest` hooks, and a plugin to register; then `authInfoOf(request)` says who it is. */
  readonly fastify: Door<Hook, Plugin>
  readonly document: ProtectedResourceMetadata
  /** Who sends this request. @throws {Refusal} where it must not pass. */
  readonly authenticate: (request: Request, scopes?: Scope) => Promise<AuthInfo>
  /** A fetch handler that runs only for requests that may pass. */
  readonly handler: (handle: ProtectedHandler, scopes?: Scope) => (request: Request) => Promise<Response>
  /** The answer to what `authenticate` threw; what is no refusal is thrown again. */
  readonly refuse: (reason: unknown, scopes?: Scope) => Response
}

/** Protects a resource with access tokens of an issuer. No request is sent until the first token comes. */
export function protect(options: ProtectOptions): Protection {
  const { resource, scopes: usual = [], cors = true, scopesSupported = usual, realm, onRefusal } = options
  const metadataUrl = metadataUrlOf(resource)
  const gatekeeper = createGatekeeper({ ...options, cors, realm, onRefusal, metadataUrl })
  const document = resourceMetadata({ ...options, scopes: scopesSupported })
  const paths = metadataPathsOf(resource)
  const described = serving(document)
  const doorOf = <G, M>(guardFor: (needed: Scope) => G, metadata: M): Door<G, M> => {
    return { guard: guardFor(usual), require: (...scopes) => guardFor(scopes), metadata }
  }

  return {
    ...doorOf(
      (needed) => honoGuard(gatekeeper, needed, cors),
      honoMetadata(paths, ({ method }) => toResponse(described(method))),
    ),
    express: doorOf((needed) => expressGuard(gatekeeper, needed, cors), expressMetadata(paths, described)),
    fastify: doorOf((needed) => fastifyGuard(gatekeeper, needed, cors, paths), fastifyMetadata(paths, described)),
    document,
    authenticate: (request, scopes = usual) => gatekeeper.authenticate(credentialsOf(request), scopes),
    handler:
      (handle, scopes = usual) =>
      async (request) => {
        const outcome = await gatekeeper.admit(credentialsOf(request), scopes)
        if ('answer' in outcome) return toResponse(outcome.answer)
        const response = await handle(request, outcome.authInfo)
        return cors ? withCors(response) : response
      },
    refuse(reason, scopes = usual) {
      if (!(reason instanceof Refusal)) throw reason
      return toResponse(gatekeeper.refuse(reason, scopes))
    },
  }
}
