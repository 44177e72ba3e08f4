/**
 * Dynamic registration of clients (RFC 7591) and its management by the client itself (RFC 7592): off, with an initial access
 * token, or open. Owns who may register and what is told; what a client may say of itself is judged as everywhere.
 */
import { bearerTokenOf } from '@sightglass/spec/bearer'
import { readBytes } from '@sightglass/spec/body'
import { check, note } from '@sightglass/spec/check'
import type { ClientMetadata } from '@sightglass/spec/client-metadata'
import { textOf } from '@sightglass/spec/guarded-fetch'
import {
  BODY_MOST_BYTES,
  checkSector,
  checkUpdate,
  type Members,
  membersIn,
  notes,
  rules,
} from '@sightglass/spec/registering'
import { checkMetadata, type Supported } from '@sightglass/spec/registration'
import type { Scope } from '@sightglass/spec/scope'
import type { Store } from '@sightglass/store'
import { traceClaim, traceClient, traceParameters } from '@sightglass/trace'
import { type Client, clientRecords, isPublic, type Registration, type SelfRegistration } from '../../clients/client.ts'
import { hasSecret, keptSecretOf, needsSecret, type SecretKeeper } from '../../clients/client-secret.ts'
import { describedBy } from '../../clients/metadata.ts'
import type { ClientRegistry } from '../../clients/registry.ts'
import type { Feature, Handler } from '../../feature.ts'
import type { GuardedFetch } from '../../fetch/index.ts'
import { json, NO_STORE } from '../../http.ts'
import { createRequestLimit } from '../../limits/requests.ts'
import { seenWaiting } from '../../limits/waiting.ts'
import { type Random, randomToken, sameSecret, tokenHash } from '../../secrets.ts'
import { informationOf } from './answer.ts'
import { type InitialTokens, initialTokens } from './initial-tokens.ts'
import { offeredBy, type RegistrationPolicy } from './policy.ts'

export interface RegistrationOptions {
  readonly issuer: string
  readonly store: Store
  readonly clock: () => number
  readonly random: Random
  readonly clients: ClientRegistry
  readonly secrets: SecretKeeper
  readonly fetch: GuardedFetch
  readonly policy: RegistrationPolicy
  readonly initial: InitialTokens
  readonly supported: () => Supported
  /** Called with the id of a client that removed itself. */
  readonly removed: (clientId: string) => Promise<unknown>
}

const SECRET_BYTES = 48
const SECTOR_MOST_BYTES = 64 * 1024

export function registration(options: RegistrationOptions): Feature {
  const { issuer, clock, random, clients, policy, initial } = options
  if (policy.mode === 'off') return { name: 'registration', records: [initialTokens] }
  const limit = createRequestLimit(policy.limit)
  const table = options.store.table(clientRecords)

  /** Each may make this server write, and ask a sector that the client names. */
  const count = async (address: string): Promise<void> => {
    const wait = await limit.count(address)
    check(rules.notLimited, wait === 0, seenWaiting(wait))
  }

  const register: Handler = async ({ request, address }) => {
    const token = policy.mode === 'initial_token' ? bearerOf(request) : undefined
    check(rules.initialToken, token === undefined || (await initial.isGood(token)))
    await count(address)
    const metadata = await judged(options, await membersOf(request))
    // Last: a request in which anything else is wrong uses up nothing.
    check(rules.initialToken, token === undefined || (await initial.use(token)))
    const clientId = randomToken(random)
    const accessToken = randomToken(random, 32)
    const made = { at: clock(), accessTokenHash: tokenHash(accessToken) }
    const described = registered(options, clientId, metadata)
    const clientSecret = needsSecret(described.tokenEndpointAuthMethod) ? randomToken(random, SECRET_BYTES) : undefined
    await clients.put({ ...described, registered: made, ...(clientSecret === undefined ? {} : { clientSecret }) })
    traceClient(clientId)
    note(notes.registered)
    return json(informationOf(await kept(clientId), { clientSecret, accessToken }, issuer), 201)
  }

  const kept = async (clientId: string): Promise<Client> => {
    const client = await table.get(clientId)
    if (client === undefined) throw new Error(`client ${clientId} was put and is gone`)
    return client
  }

  /** The client whose token the request carries. Of one that is gone nothing else is told (RFC 7592 §2.1). */
  const owner = async (request: Request): Promise<{ readonly client: Client; readonly accessToken: string }> => {
    const accessToken = bearerOf(request)
    const client = await table.get(new URL(request.url).searchParams.get('client_id') ?? '')
    const hash = client?.registered?.accessTokenHash
    traceClaim(client?.clientId ?? '')
    check(rules.accessToken, client !== undefined && hash !== undefined && sameSecret(hash, tokenHash(accessToken)))
    check(rules.enabled, client.status === 'active')
    traceClient(client.clientId)
    return { client, accessToken }
  }

  /** The token from now on, with what is kept of it. */
  const renewed = (client: Client, accessToken: string) => {
    const next = policy.rotateAccessToken ? randomToken(random, 32) : accessToken
    const before = client.registered ?? { at: clock() }
    return { accessToken: next, registered: { ...before, accessTokenHash: tokenHash(next) } }
  }

  /** Writes unless the token was replaced meanwhile, or an operator decided something: of several with one token, one wins. */
  const replace = async (client: Registration, before: Client): Promise<void> => {
    const decided = decisionsOf(before)
    check(rules.accessToken, await clients.put(client, (now) => now !== undefined && decisionsOf(now) === decided))
  }

  const read: Handler = async ({ request, address }) => {
    const { client, accessToken } = await owner(request)
    const { registered, ...told } = renewed(client, accessToken)
    if (policy.rotateAccessToken) {
      await count(address)
      await replaceToken(client, registered)
    }
    return json(informationOf(client, told, issuer))
  }

  /** The token alone: whatever else is changed at this moment stays changed. */
  const replaceToken = async (
    { clientId, registered: before }: Client,
    registered: SelfRegistration,
  ): Promise<void> => {
    const isReplaced = await table.update(clientId, (now) =>
      now?.registered === undefined || now.registered.accessTokenHash !== before?.accessTokenHash
        ? { outcome: false }
        : {
            record: { ...now, registered: { ...now.registered, accessTokenHash: registered.accessTokenHash } },
            outcome: true,
          },
    )
    check(rules.accessToken, isReplaced)
  }

  const update: Handler = async ({ request, address }) => {
    const { client: asked } = await owner(request)
    await count(address)
    const members = await membersOf(request)
    checkUpdate(members, asked.clientId)
    const metadata = await judged({ ...options, policy: { ...policy, policy: asked.policy } }, members)
    // Again: a sector answers when it likes, and an operator may have decided something meanwhile.
    const { client, accessToken } = await owner(request)
    checkSecret(options, client, members)
    const described = registered(options, client.clientId, metadata, client)
    const has = hasSecret(client, described.tokenEndpointAuthMethod)
    const clientSecret =
      needsSecret(described.tokenEndpointAuthMethod) && !has ? randomToken(random, SECRET_BYTES) : undefined
    const { registered: made, ...token } = renewed(client, accessToken)
    await replace(
      {
        ...described,
        ...(has ? keptSecretOf(client) : {}),
        ...(clientSecret === undefined ? {} : { clientSecret }),
        registered: isAnother(client, described) ? { ...made, changedAt: clock() } : made,
      },
      client,
    )
    note(notes.updated)
    return json(informationOf(await kept(client.clientId), { ...token, clientSecret }, issuer))
  }

  const remove: Handler = async ({ request }) => {
    const { client } = await owner(request)
    await clients.remove(client.clientId)
    await options.removed(client.clientId)
    note(notes.deleted)
    return new Response(null, { status: 204, headers: NO_STORE })
  }

  return {
    name: 'registration',
    records: [clientRecords, initialTokens],
    metadata: { registration_endpoint: `${issuer}/oauth2/register` },
    routes: [
      { path: '/oauth2/register', channel: 'registration', cors: true, POST: register },
      { path: '/oauth2/register/client', channel: 'registration', GET: read, PUT: update, DELETE: remove },
    ],
  }
}

/** What is not the client's to change, and by what it may change the rest. */
function decisionsOf(client: Client): string {
  const { status, policy, resources, defaultScope, registered: { accessTokenHash, scope } = {} } = client
  const { clientSecretHash, sealedClientSecret } = client
  return JSON.stringify([
    ...[status, policy, resources, defaultScope, accessTokenHash, scope],
    ...[clientSecretHash, sealedClientSecret],
  ])
}

/** To the people who allowed it: by its name, or by where it would take them. */
const isAnother = (before: Client, { clientName, redirectUris }: Registration): boolean =>
  clientName !== before.clientName || redirectUris.some((uri) => !before.redirectUris.includes(uri))

const bearerOf = (request: Request): string =>
  bearerTokenOf(request.headers.get('authorization'), new URL(request.url).search.slice(1))

async function membersOf(request: Request): Promise<Members> {
  const bytes = await readBytes(request, BODY_MOST_BYTES)
  const text = bytes === undefined ? undefined : new TextDecoder().decode(bytes)
  const members = membersIn(request.headers.get('content-type'), text)
  traceParameters(
    Object.entries(members).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
  return members
}

/** What is kept of the members, when they may be; a sector is asked for its redirect URIs. */
async function judged({ policy, supported, fetch }: RegistrationOptions, members: Members): Promise<ClientMetadata> {
  const metadata = checkMetadata(members, offeredBy(policy, supported()))
  const { sector_identifier_uri: url, redirect_uris = [] } = metadata
  if (url !== undefined) {
    const fetched = await fetch({ url, types: ['application/json'], mostBytes: SECTOR_MOST_BYTES })
    checkSector(textOf(fetched, rules.sectorFetched, 'sector_identifier_uri'), redirect_uris)
  }
  return metadata
}

/** What an operator decided of a client before stays, however it changes itself. */
function registered(
  { policy }: RegistrationOptions,
  clientId: string,
  metadata: ClientMetadata,
  before?: Client,
): Registration {
  const described = describedBy(metadata)
  const { resources, policy: own } = before ?? policy
  const scope = grantedScope(before?.registered?.scope ?? policy.scope, metadata.scope)
  const { defaultScope } = before ?? {}
  return {
    ...described,
    clientId,
    clientName: metadata.client_name ?? clientId,
    scope,
    ...(defaultScope === undefined ? {} : { defaultScope: defaultScope.filter((name) => scope.includes(name)) }),
    resources,
    policy: isPublic(described) ? { ...own, pkceRequired: true } : own,
  }
}

/** Fewer scopes than asked for are no mistake of the client: it is told which it got (RFC 7591 §3.2.1). */
function grantedScope(most: Scope, asked: string | undefined): Scope {
  if (asked === undefined) return most
  const named = [...new Set(asked.split(' ').filter(Boolean))]
  const granted = named.filter((scope) => most.includes(scope))
  if (granted.length < named.length) note(notes.narrowed, { expected: most, received: named })
  return granted
}

/** A client chooses no secret of its own (RFC 7592 §2.2). */
function checkSecret({ secrets }: RegistrationOptions, client: Client, { client_secret: claimed }: Members): void {
  const isIssued = typeof claimed === 'string' && secrets.isOf(client, claimed)
  check(rules.sameSecret, claimed === undefined || isIssued, { parameter: 'client_secret' })
}
