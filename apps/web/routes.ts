/** Which path answers which methods, and what every request must be before its handler sees it. */
import { check } from '@sightglass/spec/check'
import { rules } from '@sightglass/spec/http'
import type { Params } from '@sightglass/spec/params'
import { type FormTokens, readForm } from './browser.ts'
import type { Visit } from './visit.ts'

type Work = (visit: Visit) => Promise<Response> | Response
type FormWork = (visit: Visit, form: Params) => Promise<Response> | Response

type Method = 'GET' | 'HEAD' | 'POST'
export interface Route extends Readonly<Partial<Record<Method, FormWork>>> {
  /** Sent by a program: what it posts is not a form of ours, and the handler reads it. */
  readonly byPrograms?: true
}
export type Routes = Readonly<Record<string, Route>>

/** Looking at it changes nothing, with its body or without. */
export const pageRoute = (work: Work): Route => ({ GET: work, HEAD: work })
/** Changes something although it is a GET, as the callback must: whoever only looks (HEAD) must not. */
export const arrivalRoute = (work: Work): Route => ({ GET: work })
export const formRoute = (work: FormWork): Route => ({ POST: work })

export const programRoute = (work: Work): Route => ({ POST: work, byPrograms: true })

const methods = ['GET', 'HEAD', 'POST'] as const
const methodsOf = (route: Route): readonly Method[] => methods.filter((method) => Object.hasOwn(route, method))

/** The methods that a path has, for `Allow`; `undefined` where there is nothing. */
export const allowedAt = (routes: Routes, path: string): string | undefined =>
  Object.hasOwn(routes, path) ? methodsOf(routes[path] ?? {}).join(', ') : undefined

/** @throws {Refusal} `http.path`, `http.method`, `params.*`, `web.formOrigin`, `web.formToken`, and what the handler throws. */
export async function dispatch(routes: Routes, forms: FormTokens, visit: Visit): Promise<Response> {
  const { request, url, owners } = visit
  const route = Object.hasOwn(routes, url.pathname) ? routes[url.pathname] : undefined
  check(rules.path, route, { received: url.pathname.slice(0, 128) })
  const method = methodsOf(route).find((known) => known === request.method)
  const handler = method && route[method]
  check(rules.method, handler !== undefined, { expected: methodsOf(route), received: request.method })
  if (method !== 'POST' || route.byPrograms) return await handler(visit, new Map())
  const form = await readForm(request)
  forms.checkForm(request, owners.browser, form)
  return await handler(visit, form)
}
