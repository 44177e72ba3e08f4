/** From parameters to a sound request: every demand of the authorization endpoint on one page, in the order in which they bite. */

import {
  checkDisplay,
  checkUnsupported,
  keptParameter,
  parseMaxAge,
  parsePrompt,
  rules,
} from '@sightglass/spec/authorize'
import { check } from '@sightglass/spec/check'
import { type ClaimsRequest, rules as claimsRules, parseClaims, subjectsAsked } from '@sightglass/spec/claims-request'
import { type Params, type Parsed, required } from '@sightglass/spec/params'
import { codeChallengeOf, rules as pkceRules } from '@sightglass/spec/pkce'
import { askedResponseOf, checkResponseMode } from '@sightglass/spec/response-mode'
import {
  partsOf,
  type ResponseParts,
  type ResponseType,
  responseTypeOf,
  responseTypes,
} from '@sightglass/spec/response-type'
import type { Scope } from '@sightglass/spec/scope'
import { chooseResources } from '@sightglass/spec/token'
import { type Client, isPublic } from '../../clients/client.ts'
import { checkLeft, checkResources, checkScope, grantableScope } from '../../clients/scopes.ts'
import { acrValues } from '../../session/acr.ts'
import type { SoundRequest } from '../../session/interactions.ts'
import type { Destination } from './destination.ts'
import type { ProveHint } from './hint.ts'

/**
 * Everything else of the request.
 * @throws {Refusal} told to the client, at its redirect URI
 */
export async function soundRequest(
  { client, redirectUri, mode, state }: Destination,
  parsed: Parsed,
  proveHint: ProveHint,
): Promise<SoundRequest> {
  const { params, resources } = parsed
  checkUnsupported(params)
  const responseType = parseResponseType(params)
  checkResponseType(client, responseType)
  checkResponseMode(askedResponseOf(params, redirectUri))
  const parts = partsOf(responseType)
  const codeChallenge = parts.code ? codeChallengeOf(params, needsPkce(client)) : undefined
  const maxAge = parseMaxAge(params) ?? client.defaultMaxAge
  checkDisplay(params)
  const access = {
    scope: scopeFor(parts, grantableScope(client, params.get('scope'))),
    resources: chooseResources(resources, client.resources, client.resources.slice(0, 1)),
  }
  checkLeft(access)
  checkIdTokenInFront(parts, params, access.scope)
  const hint = params.get('id_token_hint')
  const named = namedClaims(client, params)
  return {
    clientId: client.clientId,
    redirectUri,
    ...(responseType === 'code' ? {} : { responseType }),
    ...(mode === 'query' ? {} : { responseMode: mode }),
    ...access,
    prompt: parsePrompt(params),
    ...present({
      state,
      nonce: keptParameter(params, 'nonce'),
      codeChallenge,
      loginHint: keptParameter(params, 'login_hint'),
      uiLocales: keptParameter(params, 'ui_locales'),
      hintedSubject: hint === undefined ? undefined : await proveHint(hint, client.clientId),
    }),
    ...(maxAge === undefined ? {} : { maxAge }),
    ...named,
    ...acrAsked(params, named.claims),
  }
}

/** Without a code there is no refresh token: nobody can act for an absent person (OIDC Core §11). */
const scopeFor = ({ code }: ResponseParts, scope: Scope): Scope =>
  code ? scope : scope.filter((token) => token !== 'offline_access')

/** What is asked for by name, and so whom it is asked of. */
function namedClaims(client: Client, params: Params): Pick<SoundRequest, 'claims' | 'expectedSubjects'> {
  const text = keptParameter(params, 'claims')
  if (text === undefined) return {}
  const claims = parseClaims(text, (scope) => client.scope.includes(scope))
  const subjects = subjectsAsked(claims)
  return { claims, ...(subjects.length === 0 ? {} : { expectedSubjects: subjects }) }
}

/** A class that nobody can reach is no reason to make somebody sign in first. */
function acrAsked(params: Params, claims: ClaimsRequest | undefined): Pick<SoundRequest, 'acrValues'> {
  const { essential, values } = claims?.idToken.acr ?? {}
  const asked = values?.map(String) ?? keptParameter(params, 'acr_values')?.split(' ')
  const isMet = !essential || values === undefined || values.some((value) => acrValues.includes(String(value)))
  check(claimsRules.acrMet, isMet, { parameter: 'claims', expected: acrValues, received: asked })
  return asked === undefined ? {} : { acrValues: asked }
}

/**
 * What the registry says of a request that was sound when it was stored: it may have changed while the person was typing.
 * @throws {Refusal} told to the client, at its redirect URI
 */
export function checkRegistered(client: Client, request: SoundRequest): void {
  const { scope, resources, codeChallenge, responseType = 'code' } = request
  checkResponseType(client, responseType)
  const unneeded = !needsPkce(client) || !partsOf(responseType).code
  check(pkceRules.required, codeChallenge !== undefined || unneeded, { parameter: 'code_challenge' })
  checkScope(client, scope)
  checkResources(client, resources)
}

function parseResponseType(params: Params): ResponseType {
  const received = required(params, 'response_type')
  const responseType = responseTypeOf(received)
  const seen = { parameter: 'response_type', expected: responseTypes, received }
  check(rules.responseType, responseType !== undefined, seen)
  return responseType
}

function checkResponseType(client: Client, responseType: ResponseType): void {
  const allowed = client.responseTypes.some((registered) => responseTypeOf(registered) === responseType)
  const seen = { parameter: 'response_type', expected: client.responseTypes, received: responseType }
  check(rules.responseTypeAllowed, allowed, seen)
}

/** Through the browser anybody may bring one along: the nonce ties it to this request (OIDC Core §3.2.2.1). */
function checkIdTokenInFront({ idToken }: ResponseParts, params: Params, scope: Scope): void {
  if (!idToken) return
  check(rules.openid, scope.includes('openid'), { parameter: 'scope', expected: 'openid', received: scope })
  check(rules.nonce, params.has('nonce'), { parameter: 'nonce' })
}

const needsPkce = (client: Client): boolean => isPublic(client) || client.policy.pkceRequired

/** Without the members that are `undefined`. */
export function present<T extends Record<string, string | undefined>>(members: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string
  }
}
