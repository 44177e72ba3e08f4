/** The consent page: the person allows the client what it asks for, or does not, and goes back to the hub. */
import { defineNotes, note } from '@sightglass/spec/check'
import { isClaimedHttps } from '@sightglass/spec/redirect'
import { type Client, isPublic } from '../../clients/client.ts'
import type { ClientRegistry } from '../../clients/registry.ts'
import type { ResourceRegistry } from '../../clients/resources.ts'
import { describePlaces } from '../../clients/scope-texts.ts'
import type { Feature, Handler } from '../../feature.ts'
import type { Consents } from '../../grants/consent.ts'
import { consentRecords } from '../../grants/consent-record.ts'
import { readForm, readQuery, redirect } from '../../http.ts'
import { shownClient } from '../../pages/client-card.ts'
import { ACCOUNT_PATH, localeOf, type Show } from '../../pages/index.ts'
import type { Directory } from '../../people/directory.ts'
import { type AuthorizationRequest, interactionPaths, wantedAccess } from '../../session/authorization-request.ts'
import type { Interaction, Interactions } from '../../session/interactions.ts'
import type { Sessions } from '../../session/sessions.ts'
import { consentPage } from './consent-page.ts'

export interface ConsentOptions {
  readonly issuer: string
  readonly clients: ClientRegistry
  readonly resources: ResourceRegistry
  readonly people: Directory
  readonly sessions: Sessions
  readonly interactions: Interactions
  readonly consents: Consents
  readonly show: Show
}

const notes = defineNotes('consent', {
  given: ['OIDC-3.1.2.4', 'the person allowed the client what it asks for'],
  refused: ['RFC6749-4.1.2.1', 'the person refused'],
  switched: ['OIDC-3.1.2.1', 'the person wants to use another account'],
})

export function consent(options: ConsentOptions): Feature {
  const { interactions, sessions } = options
  const get: Handler = async ({ request }) => {
    const interaction = await interactions.resume(request, readQuery(request).params.get('request'))
    return await page(options, request, interaction)
  }
  const post: Handler = async ({ request }) => {
    const { params } = await readForm(request)
    const subject = (await sessions.of(request))?.subject
    // The form names a person: whoever signed in elsewhere meanwhile has not seen it.
    const interaction = await interactions.submitted(request, params, subject)
    await decide(options, interaction.request, params.get('action'), subject)
    return redirect(interactions.url('hub', interaction.request.id))
  }
  return {
    name: 'consent',
    records: [consentRecords],
    routes: [{ path: interactionPaths.consent, channel: 'page', GET: get, POST: post }],
  }
}

/** Changes the stored request; anything but a plain yes is a no. */
async function decide(
  options: ConsentOptions,
  request: AuthorizationRequest,
  action: string | undefined,
  subject: string | undefined,
): Promise<void> {
  const { interactions } = options
  const { id } = request
  if (action === 'accept') return await accept(options, request, subject)
  if (action !== 'switch') {
    note(notes.refused)
    return await interactions.change(id, (stored) => ({ ...stored, cancelled: true }))
  }
  note(notes.switched)
  await interactions.change(id, ({ signedIn: _, chosenSession: __, ...stored }) => ({
    ...stored,
    prompt: [...new Set([...stored.prompt, 'select_account' as const])],
  }))
}

/** Nobody signed in any more: the hub asks for that first, and for consent again. */
async function accept(
  { interactions, clients, consents }: ConsentOptions,
  { id, clientId }: AuthorizationRequest,
  subject: string | undefined,
): Promise<void> {
  if (subject === undefined) return
  note(notes.given)
  const after = (await consents.find(subject, clientId))?.withdrawal
  await interactions.change(id, ({ consentedAfter: _, ...stored }) => ({
    ...stored,
    consentedBy: subject,
    ...(after === undefined ? {} : { consentedAfter: after }),
  }))
  const stored = await interactions.find(id)
  const client = stored && (await clients.find(stored.clientId))
  if (stored !== undefined && client !== undefined)
    await consents.remember(subject, { ...stored, ...wantedAccess(stored), client }, after)
}

async function page(options: ConsentOptions, request: Request, interaction: Interaction): Promise<Response> {
  const { issuer, clients, resources, people, sessions, interactions, show } = options
  const { request: stored, csrf, cookies } = interaction
  const [client, session] = await Promise.all([clients.find(stored.clientId), sessions.of(request)])
  const user = session && (await people.find(session.subject))
  if (client === undefined || user === undefined) return redirect(interactions.url('hub', stored.id))
  const username = user.claims.preferred_username ?? user.sub
  const locale = localeOf(request, stored.uiLocales)
  const html = consentPage({
    locale,
    hidden: { request: stored.id, csrf: csrf(user.sub) },
    client: { ...shownClient(client), host: hostOf(client), redirectUri: stored.redirectUri },
    unverified: isUnverified(client, stored.redirectUri),
    user: { username, name: user.claims.name },
    ...(await describePlaces(resources, wantedAccess(stored), locale)),
    account: issuer + ACCOUNT_PATH,
  })
  return show(html, { formTarget: stored.redirectUri, image: shownClient(client).logo, cookies })
}

/**
 * Any program can open a loopback port or claim a private-use scheme and name itself so (RFC 8252 §8.6). A secret proves
 * nothing to the person where the client lives on such addresses alone: they see no place that could vouch for its name.
 */
const isUnverified = (client: Client, redirectUri: string): boolean =>
  !isClaimedHttps(redirectUri) && (isPublic(client) || !client.redirectUris.some(isClaimedHttps))

/** Where the application lives: by its id where that is an address, else by its addresses where they are of one place. */
function hostOf({ clientId, redirectUris }: Client): string | undefined {
  const places = isClaimedHttps(clientId) && URL.canParse(clientId) ? [clientId] : redirectUris.filter(isClaimedHttps)
  const [host, ...others] = new Set(places.map((place) => new URL(place).host))
  return others.length === 0 ? host : undefined
}
