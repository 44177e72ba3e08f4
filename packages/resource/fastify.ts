/** Protection as Fastify has it: an `onRequest` hook, for one route or for all of an instance, and the metadata as a plugin. */
import type { Scope } from '@sightglass/spec/scope'
import type { Gatekeeper } from './admit.ts'
import { type Answer, CORS } from './answer.ts'
import { credentialsOfNode, keepAuthInfo, type NodeRequest, pathOf, setHeaders } from './node.ts'

export interface FastifyRequestShape {
  readonly raw: NodeRequest
}

export interface FastifyReplyShape {
  code(status: number): unknown
  hasHeader(name: string): boolean
  header(name: string, value: string): unknown
  send(body?: string): unknown
}

/** Resolves to the reply where it has answered: Fastify goes no further then. */
export type Hook = (request: FastifyRequestShape, reply: FastifyReplyShape) => Promise<unknown>

export interface FastifyInstanceShape {
  route(route: { method: 'GET' | 'OPTIONS'; url: string; handler: Hook }): unknown
}

export type Plugin = (instance: FastifyInstanceShape) => Promise<void>

/** Lets pass who holds a token with these scopes. The metadata stays open where the hook is for all of an instance. */
export function fastifyGuard({ admit }: Gatekeeper, needed: Scope, cors: boolean, open: readonly string[]): Hook {
  return async ({ raw }, reply) => {
    if (open.includes(pathOf(raw))) return undefined
    const outcome = await admit(credentialsOfNode(raw), needed)
    if ('answer' in outcome) return answerWith(reply, outcome.answer)
    keepAuthInfo(raw, outcome.authInfo)
    if (cors) setHeaders(headersOf(reply), CORS)
    return undefined
  }
}

/** Fastify answers HEAD itself where it answers GET. */
export function fastifyMetadata(paths: readonly string[], answer: (method: string) => Answer): Plugin {
  return async (instance) => {
    for (const url of paths) {
      for (const method of ['GET', 'OPTIONS'] as const) {
        instance.route({ method, url, handler: async (_, reply) => answerWith(reply, answer(method)) })
      }
    }
  }
}

function answerWith(reply: FastifyReplyShape, { status, headers, body }: Answer): FastifyReplyShape {
  reply.code(status)
  setHeaders(headersOf(reply), headers)
  reply.send(...(body === '' ? [] : [body]))
  return reply
}

const headersOf = (reply: FastifyReplyShape) => ({
  hasHeader: (name: string) => reply.hasHeader(name),
  setHeader: (name: string, value: string) => reply.header(name, value),
})
