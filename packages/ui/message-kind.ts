/** Which message of a flow it is, told by its address and parameters. Browser-safe: the theatre's page uses it too. */
import { pathOf } from '@sightglass/spec/path'

/** What tells messages apart. */
export interface Telling {
  readonly kind: 'request' | 'answer' | 'call'
  /** Who gets the request. */
  readonly to: 'browser' | 'client' | 'authorization-server' | 'resource-server'
  readonly method: string
  /** Scheme, host and path. */
  readonly url: string
  readonly grantType: string | undefined
  /** Only of answers. */
  readonly status: number | undefined
  /** What the answer says is wrong, where it does. */
  readonly error?: string | undefined
  /** Where a redirect goes. */
  readonly location: string | undefined
}

const atAuthorizationServer = [
  ['POST', /\/token$/, 'token'],
  ['POST', /\/device_authorization$/, 'device-authorization'],
  ['GET', /\/device$/, 'device-page'],
  ['POST', /\/device$/, 'device'],
  ['POST', /\/revoke$/, 'revoke'],
  ['POST', /\/introspect$/, 'introspect'],
  ['POST', /\/register$/, 'register'],
  ['GET', /\/register\/client$/, 'register-read'],
  ['PUT', /\/register\/client$/, 'register-update'],
  ['DELETE', /\/register\/client$/, 'register-delete'],
  ['GET', /\/userinfo$/, 'userinfo'],
  ['POST', /\/userinfo$/, 'userinfo'],
  ['GET', /\/authorize\/continue$/, 'resume'],
  ['GET', /\/authorize$/, 'authorize'],
  ['POST', /\/authorize$/, 'authorize'],
  ['GET', /\/login$/, 'login-page'],
  ['POST', /\/login$/, 'login'],
  ['GET', /\/consent$/, 'consent-page'],
  ['POST', /\/consent$/, 'consent'],
  ['GET', /\/oauth2\/logout$/, 'end-session'],
  ['POST', /\/oauth2\/logout$/, 'end-session'],
  ['GET', /\/oauth2\/logout\/continue$/, 'end-session-page'],
  ['POST', /\/oauth2\/logout\/continue$/, 'end-session-decision'],
  ['GET', /\/jwks(?:\.json)?$/, 'keys'],
  ['GET', /\/\.well-known\//, 'discovery'],
] as const

const atClient = [
  ['POST', /\/login$/, 'start'],
  ['POST', /\/login\/again$/, 'ask-again'],
  ['GET', /\/callback$/, 'callback'],
  ['POST', /\/call$/, 'ask-call'],
  ['POST', /\/refresh$/, 'ask-refresh'],
  ['POST', /\/userinfo$/, 'ask-userinfo'],
  ['POST', /\/logout$/, 'ask-logout'],
  ['POST', /\/logout\/everywhere$/, 'ask-logout-everywhere'],
  ['GET', /\/logged-out$/, 'logged-out'],
  ['POST', /\/back-?channel[-_]?(?:logout)?$/, 'backchannel-logout'],
] as const

const atResourceServer = [['GET', /\/\.well-known\//, 'resource-metadata']] as const

type KindIn<T extends readonly (readonly [string, RegExp, string])[]> = T[number][2]
export type RequestKind =
  | KindIn<typeof atAuthorizationServer>
  | KindIn<typeof atClient>
  | KindIn<typeof atResourceServer>
  | 'redeem'
  | 'refresh'
  | 'client-credentials'
  | 'device-poll'
  | 'password'
  | 'call'
  | 'request'
  | 'sdk-call'

const redirects = [
  [/\/authorize\/continue$/, 'to-resume'],
  [/\/authorize$/, 'to-authorize'],
  [/\/login$/, 'to-login'],
  [/\/consent$/, 'to-consent'],
  [/\/callback$/, 'to-client'],
  [/\/device$/, 'to-page'],
  [/\/oauth2\/logout$/, 'to-end-session'],
  [/\/oauth2\/logout\/continue$/, 'to-page'],
  [/\/logged-out$/, 'to-logged-out'],
  [/^\/error$/, 'to-error'],
] as const

export type AnswerKind =
  | (typeof redirects)[number][1]
  | 'to-page'
  | 'posted-to-client'
  | 'logout-taken'
  | 'login-again'
  | 'refusal'
  | 'tokens'
  | 'device-codes'
  | 'pending'
  | 'revoked'
  | 'introspected'
  | 'registered'
  | 'unregistered'
  | 'metadata'
  | 'key-set'
  | 'claims'
  | 'resource'
  | 'page'
  | 'no-answer'
  | 'answer'

export type MessageKind = RequestKind | AnswerKind

/** The kind of a message, by which its texts are found. */
export function messageKind(telling: Telling): MessageKind {
  if (telling.kind === 'call') return 'sdk-call'
  const request = requestKind(telling)
  return telling.kind === 'request' ? request : answerKind(telling, request)
}

function requestKind({ to, method, url, grantType }: Telling): RequestKind {
  const rows: readonly (readonly [string, RegExp, RequestKind])[] =
    to === 'authorization-server' ? atAuthorizationServer : to === 'client' ? atClient : atResourceServer
  const path = pathOf(url)
  const found = rows.find(([known, pattern]) => known === method && pattern.test(path))?.[2]
  if (found === 'token') return grants.get(grantType ?? '') ?? 'token'
  return found ?? (to === 'resource-server' ? 'call' : 'request')
}

const grants = new Map<string, RequestKind>([
  ['authorization_code', 'redeem'],
  ['refresh_token', 'refresh'],
  ['client_credentials', 'client-credentials'],
  ['urn:ietf:params:oauth:grant-type:device_code', 'device-poll'],
  ['password', 'password'],
])

const bodies = new Map<RequestKind, AnswerKind>([
  ['token', 'tokens'],
  ['redeem', 'tokens'],
  ['refresh', 'tokens'],
  ['client-credentials', 'tokens'],
  ['device-authorization', 'device-codes'],
  ['device-page', 'page'],
  ['device', 'page'],
  ['device-poll', 'tokens'],
  ['password', 'tokens'],
  ['revoke', 'revoked'],
  ['introspect', 'introspected'],
  ['register', 'registered'],
  ['register-read', 'registered'],
  ['register-update', 'registered'],
  ['register-delete', 'unregistered'],
  ['discovery', 'metadata'],
  ['resource-metadata', 'metadata'],
  ['keys', 'key-set'],
  ['userinfo', 'claims'],
  ['call', 'resource'],
  ['authorize', 'posted-to-client'],
  ['resume', 'posted-to-client'],
  ['login-page', 'page'],
  ['login', 'page'],
  ['consent-page', 'page'],
  ['consent', 'page'],
  ['end-session', 'page'],
  ['end-session-page', 'page'],
  ['end-session-decision', 'page'],
  ['backchannel-logout', 'logout-taken'],
])

function answerKind({ status, location, error }: Telling, request: RequestKind): AnswerKind {
  if (status === undefined) return 'no-answer'
  if (request === 'login' && status === 422) return 'login-again'
  if (error === 'authorization_pending') return 'pending'
  if (status >= 400) return 'refusal'
  if (location === undefined) return bodies.get(request) ?? 'answer'
  const path = pathOf(location)
  return redirects.find(([pattern]) => pattern.test(path))?.[1] ?? (location.startsWith('/') ? 'to-page' : 'to-client')
}
