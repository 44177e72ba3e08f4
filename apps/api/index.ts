/**
 * The demo resource server: a fetch handler over the table in routes.ts. It owns its notes and nothing of people or clients:
 * what it knows of who asks, the access token says, which it never sends on.
 */
import { randomBytes } from 'node:crypto'
import {
  type DecryptionKey,
  type Fetch,
  type IntrospectionOptions,
  type ProtectedEnv,
  type Protection,
  type ProtectOptions,
  protect,
  Refusal,
} from '@sightglass/resource'
import { withCors } from '@sightglass/resource/hono'
import { metadataUrlOf } from '@sightglass/resource/resource-metadata'
import { check } from '@sightglass/spec/check'
import { rules as http } from '@sightglass/spec/http'
import { type Tracing, toldTraceId, traced, traceId, traceRefusal } from '@sightglass/trace'
import { Hono, type MiddlewareHandler } from 'hono'
import { json } from './json.ts'
import { createRoutes, ledgerRoutes, type Route, vaultRoutes } from './routes.ts'

export type Log = (level: 'info' | 'error', event: string, fields: Readonly<Record<string, unknown>>) => void

export interface ApiOptions {
  readonly issuer: string
  /** The identifier of this API: the audience of its tokens. */
  readonly resource: string
  /** Where the issuer's keys are, if not where its metadata says. */
  readonly jwksUri?: string | undefined
  /** Opens the tokens of the vault, a resource of its own below this one; without it there is no vault. */
  readonly decryptionKey?: DecryptionKey | undefined
  /** How the ledger asks about its tokens, a resource of its own below this one; without it there is no ledger. */
  readonly ledger?: IntrospectionOptions | undefined
  readonly tracing?: Tracing
  /** Where traces are shown: what is told of a refusal links there. */
  readonly theatreUrl?: string | undefined
  readonly log?: Log
  /** Seconds since the epoch. */
  readonly clock?: () => number
  readonly fetch?: Fetch
}

/** The API as one function. No request is sent until the first token comes. */
export function createApi(options: ApiOptions): (request: Request) => Promise<Response> {
  const { log = () => undefined, clock = () => Date.now() / 1000 } = options
  const tracing: Tracing = options.tracing ?? { party: 'resource-server', from: 'client', linkKey: randomBytes(32) }
  const onRefusal = ({ rule, error, message }: Refusal): void =>
    log('info', 'refused', { rule: rule.id, error, section: rule.cite, reason: message, trace: traceId() })
  const errorUri = () => traceUrlAt(options.theatreUrl)
  const parts = partsOf({ ...options, clock, tracing, onRefusal, errorUri })
  const [{ rs }] = parts

  const app = new Hono<ProtectedEnv>()
  const methodsOf = methodsByPath(parts.flatMap(({ routes }) => routes))
  for (const part of parts) {
    app.route('/', part.rs.metadata)
    for (const { path } of part.routes) app.options(path, part.rs.guard)
  }
  app.options('/', rs.guard)
  app.use(onlyWhatExists(methodsOf))
  const index = indexOf(parts)
  app.get('/', () => withCors(json(index)))
  for (const part of parts) {
    for (const { method, path, scopes, answer } of part.routes) {
      app.on(method, path, part.rs.require(...scopes), async ({ req, get }) => {
        return await answer({ request: req.raw, who: get('authInfo'), now: Math.floor(clock()) })
      })
    }
  }
  app.onError((error, { req }) => {
    if (error instanceof Refusal) {
      const response = rs.refuse(error, [])
      if (error.rule === http.method) response.headers.set('allow', (methodsOf.get(req.path) ?? []).join(', '))
      return response
    }
    traceRefusal('server_error')
    log('error', 'bug', { error: error.stack ?? error.message, trace: traceId() })
    return withCors(json({ error: 'server_error', error_description: 'the server met an error of its own' }, 500))
  })
  return (request) => traced(tracing, request, async () => await app.fetch(request))
}

function traceUrlAt(theatreUrl: string | undefined): string | undefined {
  const id = toldTraceId()
  return id && theatreUrl && `${theatreUrl}#${id}`
}

/** One resource: who guards it, and what it has. */
interface Part {
  readonly rs: Protection
  readonly routes: readonly Route[]
}

function partsOf({
  decryptionKey,
  ledger,
  ...common
}: ApiOptions & Pick<ProtectOptions, 'onRefusal' | 'errorUri'>): readonly [Part, ...Part[]] {
  const part = (options: ProtectOptions, routes: readonly Route[]): Part => {
    return { rs: protect({ ...options, scopesSupported: routes.flatMap(({ scopes }) => scopes) }), routes }
  }
  const api = part({ ...common, name: 'Sightglass demo API' }, createRoutes())
  const below = (path: string, name: string) => ({ ...common, resource: `${common.resource}/${path}`, name })
  const vault = (key: DecryptionKey): Part =>
    part({ ...below('vault', 'Sightglass demo vault'), decryptionKeys: [key] }, vaultRoutes)
  const asking = (introspection: IntrospectionOptions): Part =>
    part({ ...below('ledger', 'Sightglass demo ledger'), introspection }, ledgerRoutes)
  return [api, ...(decryptionKey ? [vault(decryptionKey)] : []), ...(ledger ? [asking(ledger)] : [])]
}

type Methods = ReadonlyMap<string, readonly string[]>

function methodsByPath(routes: readonly Route[]): Methods {
  const methods = new Map<string, readonly string[]>([['/', ['GET', 'HEAD']]])
  for (const { path, method } of routes) {
    methods.set(path, [...(methods.get(path) ?? []), ...(method === 'GET' ? ['GET', 'HEAD'] : [method])])
  }
  return methods
}

/** Looked at before the token: what does not exist needs none. */
function onlyWhatExists(methodsOf: Methods): MiddlewareHandler {
  return async ({ req: { path, method } }, next) => {
    const methods = methodsOf.get(path)
    check(http.path, methods !== undefined, { received: path.slice(0, 200) })
    check(http.method, methods.includes(method), { expected: methods, received: method })
    await next()
  }
}

function indexOf(parts: readonly [Part, ...Part[]]): object {
  const [{ rs }] = parts
  return {
    name: rs.document.resource_name,
    resource: rs.document.resource,
    authorization_servers: rs.document.authorization_servers,
    resource_metadata: metadataUrlOf(rs.document.resource),
    routes: parts.flatMap(({ rs: { document }, routes }) =>
      routes.map(({ method, path, scopes, says }) => ({ method, path, scopes, says, resource: document.resource })),
    ),
  }
}
