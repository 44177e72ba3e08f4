/** Requests and answers of node:http, as Express and Fastify hand them on; as shapes, so that neither is needed here. */
import type { AuthInfo, Credentials } from './admit.ts'
import { type Answer, CORS } from './answer.ts'

/** What of an `IncomingMessage` decides. */
export interface NodeRequest {
  readonly method?: string | undefined
  readonly url?: string | undefined
  /** Where Express keeps the whole of it while a router works on its part. */
  readonly originalUrl?: string | undefined
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Names and values by turns; requests that never were on a wire may have none. */
  readonly rawHeaders?: readonly string[] | undefined
}

/** What of a `ServerResponse` it takes to answer. */
export interface NodeResponse {
  statusCode: number
  hasHeader(name: string): boolean
  setHeader(name: string, value: string): unknown
  end(body?: string): unknown
}

export function credentialsOfNode(request: NodeRequest): Credentials {
  const [, query] = partsOf(request)
  return {
    method: request.method ?? 'GET',
    authorization: headerOf(request, 'authorization'),
    query,
    asksFor: headerOf(request, 'access-control-request-method'),
  }
}

/** What came twice is joined, as `Headers` joins it: node:http would show the first `Authorization` alone. */
function headerOf({ headers, rawHeaders = [] }: NodeRequest, name: string): string | null {
  const values = rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === name)
  return values.length > 1 ? values.join(', ') : (headers[name]?.toString() ?? null)
}

export const pathOf = (request: NodeRequest): string => partsOf(request)[0]

function partsOf({ url = '/', originalUrl = url }: NodeRequest): readonly [path: string, query: string] {
  const [path = '', query = ''] = originalUrl.replace(/#.*$/s, '').split(/\?(.*)/s)
  return [path, query]
}

export function answerWith(response: NodeResponse, { status, headers, body }: Answer): void {
  response.statusCode = status
  setHeaders(response, headers)
  response.end(body)
}

/** Sets headers, but of what other origins may do only what the application has not said itself. */
export function setHeaders(
  response: Pick<NodeResponse, 'hasHeader' | 'setHeader'>,
  headers: Readonly<Record<string, string>>,
): void {
  const decided = response.hasHeader('access-control-allow-origin')
  for (const [name, value] of Object.entries(headers)) if (!(decided && name in CORS)) response.setHeader(name, value)
}

const guarded = new WeakMap<object, AuthInfo>()

/** Keeps who it is; `auth` is where the MCP SDK looks. */
export function keepAuthInfo(request: object, authInfo: AuthInfo): void {
  guarded.set(request, authInfo)
  Object.assign(request, { auth: authInfo })
}

/** Whose request it is, of Express or of Fastify. @throws {Error} where no guard let it pass: a bug of the application. */
export function authInfoOf(request: object): AuthInfo {
  const raw = 'raw' in request && typeof request.raw === 'object' && request.raw !== null ? request.raw : request
  const authInfo = guarded.get(raw)
  if (authInfo === undefined) throw new Error('no guard let this request pass')
  return authInfo
}
