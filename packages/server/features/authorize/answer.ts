/** The answer to a request that needs nothing any more: its grant, and what the browser takes to the client. */
import { notes } from '@sightglass/spec/authorize'
import { note } from '@sightglass/spec/check'
import { notes as codeNotes } from '@sightglass/spec/code'
import { partsOf, type ResponseParts } from '@sightglass/spec/response-type'
import { removing } from '@sightglass/store'
import { link } from '@sightglass/trace'
import { authorizationOf } from '../../grants/authorization.ts'
import type { Consents, GivenInside } from '../../grants/consent.ts'
import type { Begun, Granted, Grants } from '../../grants/grants.ts'
import { redirect } from '../../http.ts'
import type { FrontChannelTokens, Mint } from '../../issue.ts'
import { tokenHash } from '../../secrets.ts'
import { acrNamed } from '../../session/acr.ts'
import { type AuthorizationRequest, authorizationRequests, wantedAccess } from '../../session/authorization-request.ts'
import type { Interaction, Interactions } from '../../session/interactions.ts'
import { lastAuthentication, type Session } from '../../session/session.ts'
import type { Sessions } from '../../session/sessions.ts'
import { type Deliver, withCookies } from './deliver.ts'
import type { Destination } from './destination.ts'
import { present } from './request.ts'

export interface AnswerOptions {
  readonly clock: () => number
  readonly sessions: Sessions
  readonly interactions: Interactions
  readonly consents: Consents
  readonly grants: Grants
  readonly mint: Mint
  readonly deliver: Deliver
}

export const givenInside = ({
  consentedBy: subject,
  consentedAfter: after,
}: AuthorizationRequest): GivenInside | undefined => (subject === undefined ? undefined : { subject, after })

/**
 * Makes the grant with its code and ends the stored request, in one commit; `undefined` where it had ended already. A consent
 * that was withdrawn meanwhile sends back to the hub, which asks for it.
 */
export async function answer(
  options: AnswerOptions,
  destination: Destination,
  { request, cookies, forgetting }: Interaction,
  session: Session,
  httpRequest: Request,
): Promise<Response | undefined> {
  const { grants, consents, interactions, deliver } = options
  const { client } = destination
  const parts = partsOf(request.responseType ?? 'code')
  const granted = await grantedBy(options, destination, parts, request, session)
  const consented = consents.whileStanding(
    session.subject,
    { ...request, ...wantedAccess(request), client },
    givenInside(request),
  )
  const begun = await grants.begin(granted, [removing(authorizationRequests, tokenHash(request.id)), consented])
  if (begun === undefined)
    return (await interactions.find(request.id)) && withCookies(redirect(interactions.url('hub', request.id)), cookies)
  const { code } = begun
  if (code !== undefined) note(codeNotes.issued)
  link('code', code)
  const tokens = parts.idToken || parts.token ? await inFront(options, destination, parts, request, begun) : {}
  return withCookies(deliver(destination, { code, ...tokens }, httpRequest), forgetting)
}

async function grantedBy(
  { sessions }: AnswerOptions,
  { client }: Destination,
  { code, token }: ResponseParts,
  request: AuthorizationRequest,
  session: Session,
): Promise<Granted> {
  const { scope, resources, redirectUri, codeChallenge, nonce, claims, acrValues = [] } = request
  const { at: authTime, methods: amr, acr } = lastAuthentication(session)
  return {
    clientId: client.clientId,
    subject: session.subject,
    scope,
    resources,
    sessionId: session.id,
    offline: scope.includes('offline_access'),
    sid: await sessions.sidFor(session, client.clientId),
    authTime,
    amr,
    acr: acrNamed(acr, acrValues),
    ...(claims === undefined ? {} : { claims }),
    ...(code ? { code: { redirectUri, ...present({ codeChallenge, nonce }) } } : {}),
    ...(token ? { tokenInFront: true } : {}),
    refreshable: code && client.grantTypes.includes('refresh_token'),
  }
}

/** Of the same grant as the code: whoever replays that ends them too. */
async function inFront(
  { mint, clock }: AnswerOptions,
  { client }: Destination,
  { idToken, token }: ResponseParts,
  { nonce }: AuthorizationRequest,
  { grant, code }: Begun,
): Promise<FrontChannelTokens> {
  note(notes.tokensInFront)
  const authorization = authorizationOf(grant, { client, refreshToken: undefined, nonce })
  return await mint.issueInFront(authorization, clock(), { idToken, token, code })
}
