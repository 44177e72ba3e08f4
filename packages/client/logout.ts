/** Leaving: the session at the authorization server ends at the client's request, and the client's own when the server says so. */
import { readFormBody } from '@sightglass/spec/body'
import { check, note } from '@sightglass/spec/check'
import { provenJwt } from '@sightglass/spec/jwt'
import { checkLogoutResponse } from '@sightglass/spec/logout-response'
import {
  checkLogoutToken,
  type EndedSession,
  jwtRules,
  notes,
  parseLogoutToken,
  rules,
} from '@sightglass/spec/logout-token'
import { type AuthorizationServerMetadata, endpointOf } from '@sightglass/spec/metadata'
import { appendToQuery, required } from '@sightglass/spec/params'
import { verifySignature } from '@sightglass/spec/signature'
import { link, traceParameters } from '@sightglass/trace'
import { parametersOf, type ResponseParameters } from './authorization.ts'
import { allowedAlgs, type IdTokenReader } from './id-token.ts'

export type { EndedSession } from '@sightglass/spec/logout-token'

export interface LogoutRequestOptions {
  /** The ID token of the session, however old: without it the server asks the person first. */
  readonly idToken?: string | undefined
  /** Registered under `post_logout_redirect_uris`; without it the browser stays with the server. */
  readonly postLogoutRedirectUri?: string | undefined
  readonly logoutHint?: string | undefined
  readonly uiLocales?: string | undefined
}

/**
 * The address to send the browser to (RP-Initiated Logout §2).
 * @throws {Refusal} `metadata.endpoint`
 */
export function logoutRequest(
  metadata: AuthorizationServerMetadata,
  clientId: string,
  { idToken, postLogoutRedirectUri, logoutHint, uiLocales }: LogoutRequestOptions,
  state: string | undefined,
): string {
  return appendToQuery(endpointOf(metadata, 'end_session_endpoint'), {
    id_token_hint: idToken,
    client_id: clientId,
    post_logout_redirect_uri: postLogoutRedirectUri,
    state: postLogoutRedirectUri === undefined ? undefined : state,
    logout_hint: logoutHint,
    ui_locales: uiLocales,
  })
}

/**
 * Whether the browser comes back from the logout that `state` belongs to.
 * @throws {Refusal} `logout-response.state`, `params.*`
 */
export function processLogoutResponse(response: ResponseParameters, state: string): void {
  checkLogoutResponse(parametersOf(response), state)
}

/** Remembers a `jti` until `exp` (seconds); tells whether it is new. Clients of several processes share one. */
export type RememberOnce = (jti: string, exp: number) => boolean | Promise<boolean>

/**
 * Whose session is over, by a request that the authorization server posted to the `backchannel_logout_uri`.
 * @throws {Refusal} `logout-token.*`, `params.*`: to be answered by 400. @throws {TransportError} where the keys cannot be had.
 */
export async function processBackchannelLogout(
  reader: IdTokenReader,
  clientId: string,
  request: Request,
  isFirst: RememberOnce,
): Promise<EndedSession> {
  const { params } = await readFormBody(request)
  traceParameters(params)
  const parsed = parseLogoutToken(required(params, 'logout_token'), reader.metadata.issuer, allowedAlgs(reader))
  const key = await reader.keys.keyFor(jwtRules, parsed)
  const jwt = provenJwt(jwtRules, parsed, await verifySignature(parsed, key))
  const ended = checkLogoutToken(jwt, clientId, reader.now)
  link('jti', ended.jti)
  // Last: a token that is refused uses nothing up.
  check(rules.once, await isFirst(ended.jti, ended.exp), { parameter: 'jti' })
  note(notes.believed)
  return ended
}

const MOST_REMEMBERED = 10_000

/** Of one process. Bounded: the oldest go first, and a server that sends so many within minutes is the client's own. */
export function rememberOnce(clock: () => number): RememberOnce {
  const seen = new Map<string, number>()
  return (jti, exp) => {
    const now = clock()
    for (const [known, until] of seen) {
      if (until > now && seen.size <= MOST_REMEMBERED) break
      seen.delete(known)
    }
    if (seen.has(jti)) return false
    // Clocks may differ by as much as a token is believed beyond its time.
    seen.set(jti, exp + CLOCKS_APART_SECONDS)
    return true
  }
}

const CLOCKS_APART_SECONDS = 60
