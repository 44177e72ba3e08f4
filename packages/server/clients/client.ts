/** A client as registered: RFC 7591 metadata in camel case, its secret's fingerprint, and the operator's policy for it. */
import type { Scope } from '@sightglass/spec/scope'
import { defineRecord } from '@sightglass/store'
import type { SigningAlgorithm } from '../keys/algorithms.ts'
import { tokenHash } from '../secrets.ts'

export type TokenEndpointAuthMethod = 'none' | 'client_secret_basic' | 'client_secret_post'

export interface Client {
  readonly clientId: string
  readonly clientName: string
  readonly status: 'active' | 'disabled'
  /** When it was last enabled again, kept by the registry: what was granted before stays revoked. */
  readonly activeSince?: number
  readonly tokenEndpointAuthMethod: TokenEndpointAuthMethod
  /** `secretHash(clientId, secret)`; absent for public clients. */
  readonly clientSecretHash?: string
  readonly redirectUris: readonly string[]
  readonly grantTypes: readonly string[]
  readonly responseTypes: readonly string[]
  /** Every scope that it may ask for. */
  readonly scope: Scope
  /** What it gets when it asks for none; all of `scope` where left out. Never `offline_access`. */
  readonly defaultScope?: Scope
  /** Resource servers it may ask tokens for; the first is the default (RFC 8707). */
  readonly resources: readonly string[]
  readonly idTokenSignedResponseAlg: SigningAlgorithm
  readonly policy: ClientPolicy
}

/** A client as it is registered: where nothing is said of its status, an operator's decision stays. */
export type Registration = Omit<Client, 'status' | 'activeSince'> & Partial<Pick<Client, 'status'>>

/** What only an operator sets. */
export interface ClientPolicy {
  /** Always for public clients; an operator may relax it for a confidential one (RFC 9700 §2.1.1). */
  readonly pkceRequired: boolean
  /** Always for public clients; a confidential one keeps its refresh token unless told otherwise. */
  readonly rotateRefreshTokens: boolean
  readonly accessTokenLifetimeSeconds: number
}

/** A client that has authenticated, or a public one that has no secret to prove: made by `authenticateClient` alone. */
export type AuthenticatedClient = Client & { readonly [authenticated]: TokenEndpointAuthMethod }
declare const authenticated: unique symbol

/** A client whose redirect URI is proven: what the browser takes there reaches it and nobody else. Made by the authorization endpoint alone. */
export type ReachedClient = Client & { readonly [reached]: true }
declare const reached: unique symbol

export const clientRecords = defineRecord<Client>('client')

export const isPublic = (client: Pick<Client, 'tokenEndpointAuthMethod'>): boolean =>
  client.tokenEndpointAuthMethod === 'none'

/** Client secrets are random, so one hash is enough; the id in it keeps equal secrets apart. */
export const secretHash = (clientId: string, secret: string): string => tokenHash(`${clientId}\0${secret}`)
