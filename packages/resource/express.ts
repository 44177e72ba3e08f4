/** Protection as Express has it, and whatever else runs `(request, response, next)` on node:http. */
import type { Scope } from '@sightglass/spec/scope'
import type { Gatekeeper } from './admit.ts'
import { type Answer, CORS } from './answer.ts'
import {
  answerWith,
  credentialsOfNode,
  keepAuthInfo,
  type NodeRequest,
  type NodeResponse,
  pathOf,
  setHeaders,
} from './node.ts'

export type Middleware = (
  request: NodeRequest,
  response: NodeResponse,
  next: (error?: unknown) => void,
) => Promise<void> | void

/** Lets pass who holds a token with these scopes. */
export function expressGuard({ admit }: Gatekeeper, needed: Scope, cors: boolean): Middleware {
  return async (request, response, next) => {
    try {
      const outcome = await admit(credentialsOfNode(request), needed)
      if ('answer' in outcome) return answerWith(response, outcome.answer)
      keepAuthInfo(request, outcome.authInfo)
    } catch (error) {
      return next(error)
    }
    if (cors) setHeaders(response, CORS)
    next()
  }
}

/** Answers at these paths, and leaves the others alone. */
export function expressMetadata(paths: readonly string[], answer: (method: string) => Answer): Middleware {
  return (request, response, next) => {
    if (!paths.includes(pathOf(request))) return next()
    answerWith(response, answer(request.method ?? 'GET'))
  }
}
