/** Protection as Hono has it: middleware that sets `authInfo`, and the metadata as an app to mount. */
import type { Scope } from '@sightglass/spec/scope'
import { Hono, type MiddlewareHandler } from 'hono'
import { type AuthInfo, credentialsOf, type Gatekeeper } from './admit.ts'
import { CORS, toResponse } from './answer.ts'

export interface ProtectedEnv {
  Variables: { authInfo: AuthInfo }
}

export type Guard = MiddlewareHandler<ProtectedEnv>

/** Lets pass who holds a token with these scopes. */
export function honoGuard({ admit }: Gatekeeper, needed: Scope, cors: boolean): Guard {
  return async (context, next) => {
    const outcome = await admit(credentialsOf(context.req.raw), needed)
    if ('answer' in outcome) return toResponse(outcome.answer)
    context.set('authInfo', outcome.authInfo)
    await next()
    if (cors) context.res = withCors(context.res)
    return undefined
  }
}

/** What the application says itself of other origins stands. */
export function withCors(response: Response): Response {
  if (response.headers.has('access-control-allow-origin')) return response
  try {
    for (const [name, value] of Object.entries(CORS)) response.headers.set(name, value)
    return response
  } catch {
    // What another server answered cannot be changed, only copied.
    return withCors(new Response(response.body, response))
  }
}

/** An app that serves `respond` at these paths: `app.route('/', metadata)`. */
export function honoMetadata(paths: readonly string[], respond: (request: Request) => Response): Hono {
  const app = new Hono()
  for (const path of paths) app.all(path, (context) => respond(context.req.raw))
  return app
}
