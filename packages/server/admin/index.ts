/**
 * The management API: what an operator does to clients, resource servers, people, keys, grants, sessions and recordings, as one function
 * from `Request` to `Response` for a listener of its own. Owns who may ask, what is told and the audit lines; what may be
 * kept is judged where it is judged for everybody. Nothing secret is told but what was made just now.
 */
import { bearerTokenOf } from '@sightglass/spec/bearer'
import { readBytes } from '@sightglass/spec/body'
import { check, Refusal } from '@sightglass/spec/check'
import { rules as http } from '@sightglass/spec/http'
import { jsonIn, MANAGEMENT_BODY_MOST_BYTES, rules } from '@sightglass/spec/management'
import { type Tracing, traced, traceUnrecorded } from '@sightglass/trace'
import { broken, type Edge, type Peer, refused } from '../edge.ts'
import { createRefusalLimit } from '../limits/refusals.ts'
import { seenWaiting } from '../limits/waiting.ts'
import type { Log } from '../log.ts'
import { type Random, systemRandom } from '../secrets.ts'
import type { Server } from '../server.ts'
import { clientOperations } from './clients.ts'
import { grantOperations } from './grants.ts'
import { keyOperations } from './keys.ts'
import type { Managed } from './managed.ts'
import { openApi } from './openapi.ts'
import type { Asked, Operation } from './operation.ts'
import { answer, problem } from './problem.ts'
import { recordingOperations } from './recordings.ts'
import { resourceOperations } from './resources.ts'
import { sessionOperations } from './sessions.ts'
import { actorOf, type ManagementToken } from './tokens.ts'
import { userOperations } from './users.ts'

export interface ManagementOptions {
  readonly server: Server
  readonly tokens: readonly ManagementToken[]
  readonly tracing: Tracing
  readonly log: Log
  readonly random?: Random
}

const operationsOf = (managed: Managed): readonly Operation[] => [
  ...clientOperations(managed),
  ...resourceOperations(managed),
  ...userOperations(managed),
  ...keyOperations(managed),
  ...grantOperations(managed),
  ...sessionOperations(managed),
  ...recordingOperations(managed),
]

/** The API as one function. Never rejects. */
export function createManagement(options: ManagementOptions): Edge {
  const { server, tokens, tracing, log, random = systemRandom } = options
  const operations = operationsOf({ server, random })
  const document = openApi(operations)
  const limit = createRefusalLimit({ refusals: 30, withinSeconds: 60 })

  const authenticated = async (request: Request, address: string): Promise<string> => {
    check(rules.noPage, request.headers.get('origin') === null)
    const actor = actorOf(
      tokens,
      bearerTokenOf(request.headers.get('authorization'), new URL(request.url).search.slice(1)),
    )
    const wait = actor === undefined ? await limit.count(address, '') : 0
    check(rules.notLimited, wait === 0, seenWaiting(wait))
    check(rules.token, actor !== undefined)
    return actor
  }

  const served = async (request: Request, { address }: Peer, faults: Asked['faults']): Promise<Response> => {
    const { pathname } = new URL(request.url)
    if (pathname === '/openapi.json' && request.method === 'GET') return answer(document)
    const actor = await authenticated(request, address)
    const found = matching(operations, pathname)
    check(http.path, found.length > 0)
    const [match] = found.filter(({ operation: { method } }) => method === request.method)
    check(http.method, match !== undefined, { expected: methodsOf(found), received: request.method })
    const { operation, key } = match
    const body = operation.body === undefined ? undefined : await bodyOf(request)
    const { body: told, target, also = [] } = await operation.run({ key, query: queryOf(request), body, faults })
    // Told to the log until audit events are kept in the database with the changes that they record.
    const done = operation.action === undefined ? [] : [{ action: operation.action, target }, ...also]
    for (const { action, target } of done) log('info', 'audit', { actor, action, target, address })
    return answer(told, operation.status)
  }

  const failed = (error: unknown, request: Request, faults: Asked['faults']): Response => {
    const told = error instanceof Refusal ? refused('management', error, log) : broken(error, log)
    const allow: Record<string, string> =
      told.rule === http.method
        ? { allow: methodsOf(matching(operations, new URL(request.url).pathname)).join(', ') }
        : {}
    return problem(told, faults, allow)
  }

  return (request, peer = { address: '127.0.0.1' }) =>
    traced(tracing, request, async () => {
      traceUnrecorded()
      const faults: Asked['faults'] = []
      try {
        return await served(request, peer, faults)
      } catch (error) {
        return failed(error, request, faults)
      }
    })
}

interface Match {
  readonly operation: Operation
  readonly key: string
}

const methodsOf = (found: readonly Match[]): string[] => found.map(({ operation }) => operation.method)

function matching(operations: readonly Operation[], pathname: string): readonly Match[] {
  return operations.flatMap((operation) => {
    const pattern = new RegExp(`^${operation.path.replace(/\{\w+\}/, '([^/]+)')}$`)
    const found = pattern.exec(pathname)
    const key = found === null ? undefined : decoded(found[1] ?? '')
    return key === undefined ? [] : [{ operation, key }]
  })
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}

async function bodyOf(request: Request): Promise<unknown> {
  const bytes = await readBytes(request, MANAGEMENT_BODY_MOST_BYTES).catch(() => new Uint8Array())
  return jsonIn(request.headers.get('content-type'), bytes && new TextDecoder().decode(bytes))
}

const queryOf = (request: Request): Record<string, string> => Object.fromEntries(new URL(request.url).searchParams)
