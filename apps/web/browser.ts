/** The browser at the other end: its two cookies, and the token that its forms carry. Ports of one host share cookies, hence the names. */
import { createHmac, randomBytes } from 'node:crypto'
import { readFormBody } from '@sightglass/spec/body'
import { check } from '@sightglass/spec/check'
import { equalInConstantTime } from '@sightglass/spec/constant-time'
import type { Params } from '@sightglass/spec/params'
import { traceParameters } from '@sightglass/trace'
import { rules } from './rules.ts'

/** `browser` binds logins and forms to a browser before anybody is known, `session` is who was signed in; a login renews both. */
export const cookieNames = { browser: 'sightglass_web_browser', session: 'sightglass_web_session' } as const
export type CookieName = keyof typeof cookieNames

const ID = /^[\w-]{43}$/

/** 256 random bits. */
export const randomId = (): string => randomBytes(32).toString('base64url')

/** On https nobody but this very host can have set it: a sibling domain must not plant a browser that it knows. */
const nameOf = (name: CookieName, secure: boolean): string => `${secure ? '__Host-' : ''}${cookieNames[name]}`

/** The value of a cookie, if it can be one of ours. */
export function readCookie(request: Request, name: CookieName, secure: boolean): string | undefined {
  const prefix = `${nameOf(name, secure)}=`
  const pairs = (request.headers.get('cookie') ?? '').split(/; */)
  const value = pairs.find((pair) => pair.startsWith(prefix))?.slice(prefix.length)
  return value !== undefined && ID.test(value) ? value : undefined
}

/** A `Set-Cookie` value; `undefined` clears. Lax, because the browser comes back from another site. */
export function writeCookie(name: CookieName, value: string | undefined, secure: boolean): string {
  const end = value === undefined ? '; Max-Age=0' : ''
  return `${nameOf(name, secure)}=${value ?? ''}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}${end}`
}

export interface FormTokens {
  readonly tokenFor: (browser: string) => string
  /** @throws {Refusal} `web.formOrigin`, `web.formToken` */
  readonly checkForm: (request: Request, browser: string, form: Params) => void
}

/** Tokens that say: this form was given to this browser by this process. */
export function createFormTokens(origin: string): FormTokens {
  const key = randomBytes(32)
  const tokenFor = (browser: string): string => createHmac('sha256', key).update(browser).digest('base64url')
  return {
    tokenFor,
    checkForm(request, browser, form) {
      const sender = request.headers.get('origin')
      // Pages without a referrer send "null", as others may do on purpose: then the token alone decides.
      const ours = sender === null || sender === 'null' || sender === origin
      check(rules.formOrigin, ours, { expected: origin, received: sender })
      check(rules.formToken, equalInConstantTime(form.get('csrf') ?? '', tokenFor(browser)), { parameter: 'csrf' })
    },
  }
}

/**
 * The values of a form.
 * @throws {Refusal} `params.*`
 */
export async function readForm(request: Request): Promise<Params> {
  const { params } = await readFormBody(request)
  traceParameters(params)
  return params
}
