/**
 * The stored authorization request: everything that was proven of it, under a random id of its own and bound to one browser.
 * Login, consent and other pages change it and go back to the hub; two tabs never mix, because each has its own.
 */
import type { Prompt } from '@sightglass/spec/authorize'
import { type ClaimsRequest, scopesOfClaims } from '@sightglass/spec/claims-request'
import type { ResponseMode } from '@sightglass/spec/response-mode'
import type { ResponseType } from '@sightglass/spec/response-type'
import type { Scope } from '@sightglass/spec/scope'
import { defineRecord } from '@sightglass/store'
import type { Access } from '../clients/scopes.ts'

export interface AuthorizationRequest {
  readonly id: string
  readonly clientId: string
  /** Proven: one of the client's. */
  readonly redirectUri: string
  /** What the answer carries, where that is not a code alone. */
  readonly responseType?: ResponseType
  /** How the answer travels, where that is not in the query. */
  readonly responseMode?: ResponseMode
  readonly scope: Scope
  readonly resources: readonly string[]
  readonly state?: string
  readonly nonce?: string
  readonly codeChallenge?: string
  readonly prompt: readonly Prompt[]
  readonly maxAge?: number
  /** The classes that the client would like, most wanted first. */
  readonly acrValues?: readonly string[]
  /** What it asks for by name. */
  readonly claims?: ClaimsRequest
  readonly loginHint?: string
  /** Whom the client expects: nobody else is answered for. */
  readonly hintedSubject?: string
  /** The same by `claims`: each list has to have them. */
  readonly expectedSubjects?: readonly (readonly unknown[])[]
  readonly uiLocales?: string
  readonly createdAt: number
  /** Fingerprint of the browser's cookie; set by the first browser that continues it. */
  readonly browserHash?: string
  /** The session in which someone signed in, inside this request. */
  readonly signedIn?: { readonly sessionId: string; readonly at: number }
  /** The session that the person chose to go on with, inside this request. */
  readonly chosenSession?: string
  /** The person who consented, inside this request. */
  readonly consentedBy?: string
  /** The withdrawal of theirs that the consent came after, where there was one: a later one undoes it. */
  readonly consentedAfter?: string
  readonly cancelled?: true
}

/** Kept under the fingerprint of its id: the id itself is what a page needs to continue it. */
export const authorizationRequests = defineRecord<AuthorizationRequest>('authorization_request')

/** What the person is asked to allow: what is asked for by name is asked for as the scope that carries it. */
export const wantedAccess = ({
  scope,
  resources,
  claims,
}: Pick<AuthorizationRequest, 'scope' | 'resources' | 'claims'>): Access => ({
  scope: claims === undefined ? scope : [...new Set([...scope, ...scopesOfClaims(claims)])],
  resources,
})

/** Where the pages of a request are, below the issuer. */
export const interactionPaths = { hub: '/oauth2/authorize/continue', login: '/login', consent: '/consent' } as const
