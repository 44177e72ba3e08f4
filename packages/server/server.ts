/** The authorization server: the list of its features and the wiring, nothing else. */
import type { Clock, Store } from '@sightglass/store'
import { type Tracing, tellsEverybody } from '@sightglass/trace'
import { createProveAssertion } from './clients/assertion.ts'
import { createAuthenticate } from './clients/authenticate.ts'
import { createClientKeys } from './clients/client-keys.ts'
import { createSecretKeeper } from './clients/client-secret.ts'
import { supportedBy } from './clients/metadata.ts'
import { createProveClient } from './clients/prove-client.ts'
import { createProveResource } from './clients/prove-resource.ts'
import { type ClientRegistry, createClientRegistry } from './clients/registry.ts'
import { createResourceRegistry, type ResourceRegistry } from './clients/resources.ts'
import { identityScopes } from './clients/scopes.ts'
import { createEdge, type Edge } from './edge.ts'
import { type Assembled, assemble, type Feature } from './feature.ts'
import { account } from './features/account/index.ts'
import { authorize } from './features/authorize/index.ts'
import { clientCredentials } from './features/client-credentials/index.ts'
import { code } from './features/code/index.ts'
import { consent } from './features/consent/index.ts'
import { device } from './features/device/index.ts'
import { discovery } from './features/discovery/index.ts'
import { introspection } from './features/introspection/index.ts'
import { login } from './features/login/index.ts'
import { createLogoutDeliveries, type LogoutDeliveries, logout } from './features/logout/index.ts'
import { password } from './features/password/index.ts'
import { recording, THEATRE_PATH, type TheatrePage } from './features/recording/index.ts'
import { createKeeping } from './features/recording/keeping.ts'
import { createRecordings, type Recordings } from './features/recording/recordings.ts'
import { refresh } from './features/refresh/index.ts'
import { registration } from './features/registration/index.ts'
import { createInitialTokens, type InitialTokens } from './features/registration/initial-tokens.ts'
import { defaultRegistration, type RegistrationPolicy } from './features/registration/policy.ts'
import { tellRegistration } from './features/registration/tell.ts'
import { revocation } from './features/revocation/index.ts'
import { userinfo } from './features/userinfo/index.ts'
import { createGuardedFetch, type FetcherOptions } from './fetch/index.ts'
import { withRoom } from './fetch/room.ts'
import { createWriteAccessToken } from './grants/access-tokens.ts'
import { type Consents, createConsents } from './grants/consent.ts'
import { createDeniedTokens } from './grants/denied-tokens.ts'
import { createGrants, type Grants } from './grants/grants.ts'
import { createKeptTokens } from './grants/kept-tokens.ts'
import { defaultLifetimes, type Lifetimes } from './grants/lifetimes.ts'
import { createOwnTokens } from './grants/own-tokens.ts'
import { tellBearer, tellToken } from './http.ts'
import { createMint } from './issue.ts'
import { checkIssuer, type Environment } from './issuer.ts'
import type { SigningAlgorithm } from './keys/algorithms.ts'
import { defaultRotation, type RotationPolicy } from './keys/lifecycle.ts'
import { type KeyRing, openKeyRing } from './keys/ring.ts'
import { createBackOff } from './limits/back-off.ts'
import { createLoginLimit } from './limits/logins.ts'
import { createRefusalLimit } from './limits/refusals.ts'
import { createRequestLimit, defaultRequestLimit, type RequestLimitOptions } from './limits/requests.ts'
import { type Log, silent } from './log.ts'
import { createShow, staticFiles, tellPage } from './pages/index.ts'
import type { DemoAccount } from './pages/sign-in-card.ts'
import { createDirectory, type Directory } from './people/directory.ts'
import { createPasswordHasher } from './people/password.ts'
import { openSubjects } from './people/subjects.ts'
import { createMac, createSeal, type KeyEncryptionKey, type Random, systemRandom } from './secrets.ts'
import { createBrowserOf } from './session/browser.ts'
import { createCookieJar } from './session/cookies.ts'
import { createInteractions } from './session/interactions.ts'
import { createSessions, type Sessions } from './session/sessions.ts'
import { createSignIn } from './session/sign-in.ts'
import { createSignInForms } from './session/sign-in-form.ts'
import { tokenEndpoint } from './token.ts'

export interface ServerOptions {
  /** Compared as a plain string by everyone: no trailing slash, no query, no fragment. */
  readonly issuer: string
  readonly store: Store
  /** The first seals, all open. */
  readonly keyEncryptionKeys: readonly KeyEncryptionKey[]
  /** Shared with client and resource server, so that their traces join. */
  readonly linkKey: Uint8Array
  /** `production` unless told otherwise. */
  readonly environment?: Environment
  readonly demoAccounts?: readonly DemoAccount[]
  /** Where traces are shown: what is told of a refusal links there. */
  readonly theatreUrl?: string | undefined
  /** In production: where traces of clients under recording are shown. */
  readonly theatre?: TheatrePage
  readonly lifetimes?: Partial<Lifetimes>
  /** What there are keys for from the start: ES256 and RS256 unless told otherwise; any other is made when first asked for. */
  readonly signingAlgorithms?: readonly SigningAlgorithm[]
  /** Signing keys sign for 90 days, and are published a day before, unless told otherwise. */
  readonly keyRotation?: Partial<RotationPolicy>
  /** How many authorization requests one network may begin: 600 within five minutes unless told otherwise. */
  readonly requestLimit?: RequestLimitOptions
  /** Which private hosts and certificates are trusted where clients name an address to fetch from. */
  readonly fetcher?: FetcherOptions
  /** Whether and how clients may register themselves: not at all unless told otherwise. */
  readonly registration?: Partial<RegistrationPolicy>
  readonly clock?: Clock
  readonly random?: Random
  readonly log?: Log
}

export interface Server {
  readonly fetch: Edge
  readonly environment: Environment
  readonly clients: ClientRegistry
  /** For clients that register themselves. */
  readonly initialTokens: InitialTokens
  readonly resources: ResourceRegistry
  readonly people: Directory
  readonly grants: Grants
  readonly consents: Consents
  readonly sessions: Sessions
  /** What clients have still to be told of sessions that ended: `deliver` is to be called every few seconds. */
  readonly logouts: Pick<LogoutDeliveries, 'deliver' | 'settled'>
  readonly keys: Pick<KeyRing, 'rotate' | 'withdraw' | 'states'>
  /** Which clients are recorded: `look` is to be called every few seconds, `close` when the process stops listening. */
  readonly recordings: Pick<Recordings, 'start' | 'list' | 'stop' | 'stopOf' | 'look'> & {
    readonly theatreUrl: string
    readonly close: () => void
  }
}

const systemClock: Clock = () => Math.floor(Date.now() / 1000)

/** Makes a server of one issuer. Its tables and its keys exist when this resolves. */
export async function createServer(options: ServerOptions): Promise<Server> {
  const { issuer, keyEncryptionKeys, linkKey, environment = 'production', demoAccounts = [] } = options
  const { clock = systemClock, random = systemRandom, log = silent } = options
  checkIssuer(issuer, environment)
  const development = environment === 'development'
  const ownTheatreUrl = `${issuer}${THEATRE_PATH}`
  const theatreUrl = options.theatreUrl ?? (options.theatre && ownTheatreUrl)
  const traceUrl = (id: string): string | undefined => theatreUrl && `${theatreUrl}#${id}`
  const lifetimes = { ...defaultLifetimes, ...options.lifetimes }
  const store = options.store.forIssuer(issuer)

  const seal = (purpose: string) => createSeal(keyEncryptionKeys, `${purpose} ${issuer}`)
  const mac = (purpose: string) => createMac(keyEncryptionKeys, `${purpose} ${issuer}`)
  const tracing: Tracing = {
    ...{ party: 'authorization-server', linkKey },
    tellsId: development ? tellsEverybody : (whose) => recordings.isOn(whose),
  }

  const keys = await openKeyRing({
    ...{ store, clock, log, seal: seal('signing-key') },
    policy: { ...defaultRotation, ...options.keyRotation },
    algorithms: options.signingAlgorithms ?? ['ES256', 'RS256'],
  })
  let assembled: Assembled
  const guardedFetch = createGuardedFetch(options.fetcher)
  const secrets = createSecretKeeper(seal('client-secret'))
  const supported = () => supportedBy(assembled.metadata, development, options.fetcher?.privateHosts)
  const clients = createClientRegistry({ store, clock, secrets, supported })
  const policy = { ...defaultRegistration, ...options.registration }
  const initial = createInitialTokens({ store, clock, random, standing: policy.initialTokens })
  const clientKeys = createClientKeys(withRoom(guardedFetch))
  const resources = createResourceRegistry(store)
  const people = createDirectory({ store, hasher: createPasswordHasher(), clock, random })
  const subjects = await openSubjects(store, seal('pairwise'), random)
  const cookies = createCookieJar(issuer)
  const logouts = createLogoutDeliveries({
    ...{ issuer, store, clients, keys, tracing, clock, random, log },
    fetch: guardedFetch,
  })
  const { farewell } = logouts
  const sessions = createSessions({ store, cookies, people, clock, random, lifetimes, farewell })
  const browserOf = createBrowserOf({ cookies, mac: mac('form'), random })
  const interactions = createInteractions({ issuer, store, browserOf, clock, random, lifetimes })
  const grants = createGrants({ store, clients, sessions, people, clock, random, lifetimes })
  const consents = createConsents({ store, grants, clock, random, lifetimes })
  const kept = createKeptTokens(store, keys)
  const writeAccessToken = createWriteAccessToken({ keys, resources, kept, random })
  const mint = createMint({ issuer, keys, people, subjects, writeAccessToken, random })
  const proveAssertion = createProveAssertion({ issuer, store, secrets, clock, keys: clientKeys })
  const refusalLimit = createRefusalLimit({ refusals: 120, withinSeconds: 60 })
  const proveClient = createProveClient(createAuthenticate(clients, proveAssertion), refusalLimit)
  const proveResource = createProveResource(resources, refusalLimit)
  const backOff = createBackOff({ store, clock, random })
  const loginLimit = createLoginLimit({ backOff, cookies, mac: mac('device'), random })
  const signIn = createSignIn({ clock, people, sessions, limit: loginLimit })
  const show = createShow(issuer)
  const signInForms = createSignInForms({ signIn, browserOf, show, traceUrl })
  const refreshSeal = seal('refresh-token')
  const denied = createDeniedTokens(store)
  const ownTokens = createOwnTokens({ issuer, clock, keys, clients, grants, denied, kept, refreshSeal })

  const requestLimit = options.requestLimit ?? defaultRequestLimit

  /** What features are made of. */
  const parts = {
    ...{ issuer, store, clock, random, lifetimes, mac, refreshSeal, requestLimit, backOff },
    ...{ clients, resources, people, sessions, grants, consents, proveClient },
    ...{ signIn, signInForms, browserOf, show, demoAccounts },
  }

  const recordings = createRecordings({ store, clock, random, log, changed: (on) => keeping.switchTo(on) })
  const keeping = createKeeping({ tracing, isOn: recordings.isOn, isLive: recordings.isLive })

  const features: Feature[] = [
    discovery({ issuer, keys, resources, identityScopes, metadata: () => assembled.metadata }),
    tokenEndpoint({ issuer, clock, proveClient, mint, grants: () => assembled.grants }),
    clientCredentials(),
    authorize({
      ...{ issuer, clock, clients, clientKeys, keys, guardedFetch: withRoom(guardedFetch) },
      ...{ subjects, sessions, interactions, consents, grants, mint, show },
      limit: createRequestLimit(requestLimit),
    }),
    login({ clock, clients, people, subjects, sessions, interactions, signIn, show, traceUrl, demoAccounts }),
    consent({ issuer, clients, resources, people, sessions, interactions, consents, show }),
    account({
      ...{ issuer, clock, clients, resources, people, sessions, grants, consents },
      ...{ signIn, signInForms, browserOf, cookies, show, demoAccounts },
    }),
    code(parts),
    refresh(parts),
    device(parts),
    password(parts),
    revocation({ issuer, clock, proveClient, grants, ownTokens, denied }),
    introspection({ issuer, proveResource, ownTokens }),
    userinfo({ issuer, keys, kept, clients, grants, people, clock }),
    logout({
      ...{ issuer, clock, keys, clients, sessions, grants, people, browserOf, cookies, show },
      ...{ seal: seal('logout'), waitsSeconds: lifetimes.requestSeconds },
    }),
    registration({
      ...{ issuer, store, clock, random, clients, secrets },
      ...{ fetch: withRoom(guardedFetch), policy, initial, supported, removed: recordings.stopOf },
    }),
    staticFiles(),
    recording({ issuer, development, recordings, keeping, theatre: options.theatre }),
  ]
  assembled = assemble(features)
  await store.declare(assembled.records)

  const tellers = {
    token: tellToken,
    resource: tellBearer,
    registration: tellRegistration,
    page: tellPage(show, development),
  }
  const fetch = createEdge({ issuer, routes: assembled.routes, tellers, tracing, log, development, traceUrl })
  return {
    ...{ fetch, environment, clients, initialTokens: initial, resources, people },
    ...{ grants, consents, sessions, logouts, keys },
    recordings: { ...recordings, theatreUrl: ownTheatreUrl, close: keeping.close },
  }
}
