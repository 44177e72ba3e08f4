/** A client as registered: RFC 7591 metadata in camel case, its secret's fingerprint, and the operator's policy for it. */
import type { Scope } from '@sightglass/spec/scope'
import { defineRecord } from '@sightglass/store'
import type { SigningAlgorithm } from '../keys/algorithms.ts'
import { tokenHash } from '../secrets.ts'

export const authMethods = [
  'none',
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
  'private_key_jwt',
] as const
export type TokenEndpointAuthMethod = (typeof authMethods)[number]

export interface Client {
  readonly clientId: string
  readonly clientName: string
  readonly status: 'active' | 'disabled'
  /** When it was last enabled again, kept by the registry: what was granted before stays revoked. */
  readonly activeSince?: number
  readonly tokenEndpointAuthMethod: TokenEndpointAuthMethod
  /** `secretHash(clientId, secret)`, of clients that send their secret. */
  readonly clientSecretHash?: string
  /** Of clients that sign with their secret: it has to be read again. */
  readonly sealedClientSecret?: string
  /** The one algorithm of its assertions; any of its method where left out. */
  readonly tokenEndpointAuthSigningAlg?: string
  /** The public keys that it signs with (RFC 7517 §5), or where they are: never both. */
  readonly jwks?: JwkSet
  readonly jwksUri?: string
  readonly redirectUris: readonly string[]
  readonly grantTypes: readonly string[]
  readonly responseTypes: readonly string[]
  /** `web` where left out. */
  readonly applicationType?: 'web' | 'native'
  /** What pages show of it. */
  readonly clientUri?: string
  readonly logoUri?: string
  readonly policyUri?: string
  readonly tosUri?: string
  readonly contacts?: readonly string[]
  /** Every scope that it may ask for. */
  readonly scope: Scope
  /** What it gets when it asks for none; all of `scope` where left out. Never `offline_access`. */
  readonly defaultScope?: Scope
  /** Resource servers it may ask tokens for; the first is the default (RFC 8707). */
  readonly resources: readonly string[]
  readonly idTokenSignedResponseAlg: SigningAlgorithm
  /** UserInfo answers with a JWT signed so; with plain JSON where left out. */
  readonly userinfoSignedResponseAlg?: SigningAlgorithm
  /** The one algorithm of its request objects; `none` for those that are not signed. */
  readonly requestObjectSigningAlg?: string
  /** Where its request objects may be fetched from; with a fragment, only while their hash is that (OIDC Core §6.2). */
  readonly requestUris?: readonly string[]
  /** `public` where left out: one `sub` for all clients. */
  readonly subjectType?: 'public' | 'pairwise'
  readonly sectorIdentifierUri?: string
  /** Seconds since the sign-in at most, where a request does not say. */
  readonly defaultMaxAge?: number
  /** Whether each ID token tells when that was. */
  readonly requireAuthTime?: boolean
  /** Where somebody else may begin a login (OIDC Core §4). */
  readonly initiateLoginUri?: string
  readonly postLogoutRedirectUris?: readonly string[]
  readonly backchannelLogoutUri?: string
  readonly backchannelLogoutSessionRequired?: boolean
  readonly frontchannelLogoutUri?: string
  readonly frontchannelLogoutSessionRequired?: boolean
  /** How it registered itself; absent where somebody else did. */
  readonly registered?: SelfRegistration
  readonly policy: ClientPolicy
}

export interface SelfRegistration {
  readonly at: number
  /** Of the token by which it manages its registration. */
  readonly accessTokenHash: string
  /** What it may register for at most, where an operator has decided on its scope since: as others of its kind where absent. */
  readonly scope?: Scope
  /** When it last gave itself another name, or an address to go back to that it had not before: whoever allowed it did not allow this. */
  readonly changedAt?: number
}

export interface JwkSet {
  readonly keys: readonly Readonly<Record<string, unknown>>[]
}

/**
 * A client as it is registered: where nothing is said of its status, an operator's decision stays. A secret comes in plain and is
 * kept as its method needs it; what was kept of one before serves as well.
 */
export interface Registration extends Omit<Client, 'status' | 'activeSince' | 'policy'> {
  readonly status?: Client['status']
  readonly clientSecret?: string
  /** What is not said is as in `defaultPolicy`. */
  readonly policy?: Partial<ClientPolicy>
}

/** What only an operator sets. Members that may be missing are so of clients that an older version kept, and mean what `defaultPolicy` says. */
export interface ClientPolicy {
  /** Always for public clients; an operator may relax it for a confidential one (RFC 9700 §2.1.1). */
  readonly pkceRequired: boolean
  /** Always for public clients; a confidential one keeps its refresh token unless told otherwise. */
  readonly rotateRefreshTokens: boolean
  readonly accessTokenLifetimeSeconds: number
  /** What `aud` of its assertions may be: the issuer, or the address of the token endpoint as well, as older clients have it. */
  readonly assertionAudience?: 'issuer' | 'token_endpoint'
  /** Whether it may use what OAuth 2.1 dropped: the password grant, and tokens through the browser. */
  readonly legacy?: boolean
  /** Whether it may ask for nothing but by a request object that it has signed. */
  readonly requireSignedRequestObject?: boolean
}

export const defaultPolicy: ClientPolicy = {
  pkceRequired: true,
  rotateRefreshTokens: false,
  accessTokenLifetimeSeconds: 600,
  assertionAudience: 'issuer',
  legacy: false,
  requireSignedRequestObject: false,
}

/** A client that has authenticated, or a public one that has no secret to prove: made by `ProveClient` alone. */
export type AuthenticatedClient = Client & { readonly [authenticated]: TokenEndpointAuthMethod }
declare const authenticated: unique symbol

/** A client whose redirect URI is proven: what the browser takes there reaches it and nobody else. Made by the authorization endpoint alone. */
export type ReachedClient = Client & { readonly [reached]: true }
declare const reached: unique symbol

export const clientRecords = defineRecord<Client>('client', { indexes: { every: { of: () => 'all' } } })

export const isPublic = (client: Pick<Client, 'tokenEndpointAuthMethod'>): boolean =>
  client.tokenEndpointAuthMethod === 'none'

/** Client secrets are random, so one hash is enough; the id in it keeps equal secrets apart. */
export const secretHash = (clientId: string, secret: string): string => tokenHash(`${clientId}\0${secret}`)
