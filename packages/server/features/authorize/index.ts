/**
 * The authorization endpoint and the hub behind it. Pages change the stored request and come back here; no step knows the next.
 * Owns the answer to the client, success and error; owns no page.
 */

import { displayValues, interactionRules, notes, rules } from '@sightglass/spec/authorize'
import { check, note } from '@sightglass/spec/check'
import { type Parsed, required } from '@sightglass/spec/params'
import { requestObjectAlgorithms } from '@sightglass/spec/request-object'
import { responseModes } from '@sightglass/spec/response-mode'
import { responseTypes } from '@sightglass/spec/response-type'
import { link, traceParameters } from '@sightglass/trace'
import { locales } from '@sightglass/ui/texts'
import { clientRecords } from '../../clients/client.ts'
import type { ClientKeys } from '../../clients/client-keys.ts'
import type { ClientRegistry } from '../../clients/registry.ts'
import type { Feature, Handler } from '../../feature.ts'
import type { GuardedFetch } from '../../fetch/index.ts'
import { type Consents, covers, isGiven } from '../../grants/consent.ts'
import { consentRecords } from '../../grants/consent-record.ts'
import { grantRecords } from '../../grants/grant.ts'
import type { Grants } from '../../grants/grants.ts'
import { readForm, readQuery, redirect, refusingBy } from '../../http.ts'
import type { Mint } from '../../issue.ts'
import type { KeyRing } from '../../keys/ring.ts'
import type { RequestLimit } from '../../limits/requests.ts'
import { seenWaiting } from '../../limits/waiting.ts'
import type { Show } from '../../pages/index.ts'
import type { Subjects } from '../../people/subjects.ts'
import { acrValues } from '../../session/acr.ts'
import { authorizationRequests, interactionPaths, wantedAccess } from '../../session/authorization-request.ts'
import type { Interaction, Interactions, SoundRequest } from '../../session/interactions.ts'
import { sessions as sessionRecords } from '../../session/session.ts'
import type { Sessions } from '../../session/sessions.ts'
import { isHinted, isSignedIn } from '../../session/signed-in.ts'
import { answer, givenInside } from './answer.ts'
import { type Deliver, deliverFrom, tellClient, withCookies } from './deliver.ts'
import { destinationAgain, destinationBeside, destinationOf, proveClient } from './destination.ts'
import { proveHintBy } from './hint.ts'
import { nextStep, type Situation } from './hub.ts'
import { checkRegistered, soundRequest } from './request.ts'
import { createUnfold } from './request-object.ts'

export interface AuthorizeOptions {
  readonly issuer: string
  readonly clock: () => number
  readonly clients: ClientRegistry
  readonly clientKeys: ClientKeys
  readonly guardedFetch: GuardedFetch
  readonly keys: KeyRing
  readonly subjects: Subjects
  readonly sessions: Sessions
  readonly interactions: Interactions
  readonly consents: Consents
  readonly grants: Grants
  readonly mint: Mint
  readonly limit: RequestLimit
  readonly show: Show
}

/** What a request object says, as if it stood beside it. */
const traceUnfolded = (meant: Parsed, sent: Parsed): void =>
  traceParameters(
    [...meant.params].filter(([name, value]) => sent.params.get(name) !== value),
    'query',
  )

/** With the way back to the client. */
type Delivering = AuthorizeOptions & { readonly deliver: Deliver }

export function authorize(given: AuthorizeOptions): Feature {
  const { issuer, clients, keys, interactions, limit, show } = given
  const options: Delivering = { ...given, deliver: deliverFrom(issuer, show) }
  const proveHint = proveHintBy(issuer, keys)
  const unfold = createUnfold(given)

  const count = async (address: string): Promise<void> => {
    const wait = await limit.count(address)
    check(rules.notLimited, wait === 0, seenWaiting(wait))
  }

  /** What is wrong with a request object is told to the client where it is beside it that the redirect URI stands. */
  const unfolded = async (sent: Parsed, address: string): Promise<Parsed> => {
    const clientId = required(sent.params, 'client_id')
    const client = await proveClient(clients, clientId)
    // Nobody makes this server ask another more often than they may begin requests.
    if (sent.params.has('request_uri')) await count(address)
    const beside = destinationBeside(client, sent)
    const work = async (): Promise<Parsed> => {
      const meant = await unfold(client, sent)
      // Each under its own name, so that each is masked as its name asks for.
      if (meant !== sent) traceUnfolded(meant, sent)
      return meant
    }
    return beside === undefined
      ? await work()
      : await refusingBy('authorization', tellClient(options.deliver, beside), work)
  }

  /** Proves what was asked; from the redirect URI on, refusals go to the client. Counts what is about to be kept. */
  const sound = async (sent: Parsed, address: string): Promise<SoundRequest> => {
    const parsed = await unfolded(sent, address)
    const destination = await destinationOf(clients, parsed)
    const proven = await refusingBy('authorization', tellClient(options.deliver, destination), async () =>
      soundRequest(destination, parsed, proveHint),
    )
    await count(address)
    return proven
  }

  /** A GET goes straight on: the browser's cookies came with it. */
  const get: Handler = async ({ request, address }) => {
    const begun = await interactions.begin(request, await sound(readQuery(request), address))
    note(notes.stored)
    return await hub(options, request, begun)
  }

  /** A POST from another site brings no cookies along; the redirect that follows it does. */
  const post: Handler = async ({ request, address }) => {
    const stored = await interactions.store(await sound(await readForm(request), address))
    note(notes.stored)
    link('request', stored.id)
    return redirect(interactions.url('hub', stored.id))
  }

  const resume: Handler = async ({ request }) =>
    await hub(options, request, await interactions.resume(request, readQuery(request).params.get('request')))

  return {
    name: 'authorize',
    records: [authorizationRequests, clientRecords, consentRecords, grantRecords, sessionRecords],
    metadata: {
      authorization_endpoint: `${issuer}/oauth2/authorize`,
      response_types_supported: responseTypes,
      grant_types_supported: ['implicit'],
      response_modes_supported: responseModes,
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      prompt_values_supported: ['none', 'login', 'consent', 'select_account'],
      acr_values_supported: acrValues,
      display_values_supported: displayValues,
      ui_locales_supported: locales,
      claims_parameter_supported: true,
      request_parameter_supported: true,
      request_uri_parameter_supported: true,
      require_request_uri_registration: true,
      request_object_signing_alg_values_supported: requestObjectAlgorithms,
    },
    routes: [
      { path: '/oauth2/authorize', channel: 'page', GET: get, POST: post },
      { path: interactionPaths.hub, channel: 'page', GET: resume },
    ],
  }
}

/**
 * The hub: looks at the stored request and its browser, and sends the person on, or the answer back. Client, redirect URI and
 * what the client is registered for are proven again: the registry may have changed while the person was typing.
 */
async function hub(options: Delivering, httpRequest: Request, interaction: Interaction): Promise<Response> {
  const { clock, clients, subjects, sessions, interactions, consents, deliver } = options
  const { request } = interaction
  const destination = await destinationAgain(clients, request)
  const { client } = destination
  const response = await refusingBy('authorization', tellClient(deliver, destination), async () => {
    check(rules.notCancelled, request.cancelled === undefined)
    checkRegistered(client, request)
    const session = await sessions.of(httpRequest)
    const signedInHere = session !== undefined && request.signedIn?.sessionId === session.id
    const knownAs = session && subjects.toldTo(client, session.subject)
    check(rules.hintedPerson, !signedInHere || isHinted({ request, knownAs }))
    const consent = session && (await consents.find(session.subject, client.clientId))
    const remembered = covers(consent, { ...request, ...wantedAccess(request), client })
    const given = session !== undefined && isGiven(givenInside(request), session.subject, consent)
    const situation: Situation = { request, session, knownAs, remembered, given, now: clock() }
    checkSilent(situation)
    const next = nextStep(situation)
    if (next === 'answer' && session !== undefined) {
      if (!signedInHere) note(notes.sessionUsed)
      if (!given) note(notes.consentRemembered)
      return await answer(options, destination, interaction, session, httpRequest)
    }
    return ask(next === 'login' ? 'login' : 'consent', interactions, interaction)
  })
  check(interactionRules.known, response !== undefined)
  return response
}

/** `prompt=none` asks for an answer without a page (OIDC Core §3.1.2.1). */
function checkSilent(situation: Situation): void {
  if (!situation.request.prompt.includes('none')) return
  check(rules.noneLoggedIn, isSignedIn(situation))
  check(rules.noneConsented, nextStep(situation) === 'answer')
}

function ask(step: 'login' | 'consent', interactions: Interactions, { request, cookies }: Interaction): Response {
  note(step === 'login' ? notes.login : notes.consent)
  return withCookies(redirect(interactions.url(step, request.id)), cookies)
}
