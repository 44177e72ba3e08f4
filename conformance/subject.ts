/** Who is examined: where it is, what a tester was given there, and how its pages are made. */
import type { Agent } from 'node:https'
import type { RelyingParty } from './relying-party.ts'
import type { Through } from './wire.ts'

export interface StaticClient {
  readonly client_id: string
  readonly client_secret: string
}

/** Registered by hand beforehand: the first two with client_secret_basic, the third with client_secret_post. */
export interface StaticClients {
  readonly client: StaticClient
  readonly client2?: StaticClient
  readonly client_secret_post?: StaticClient
}

/** The ids of what a person uses on the pages. */
export interface PageIds {
  readonly username: string
  readonly password: string
  readonly login: string
  readonly consent: string
  readonly logout: string
}

export const ourPages: PageIds = {
  username: 'username',
  password: 'password',
  login: 'login-submit',
  consent: 'consent-accept',
  logout: 'logout-confirm',
}

/** How long rows wait that are about time. */
export interface Waits {
  /** Before a code is used again. */
  readonly codeReuseMs: number
  /** Before a new key of a client is used. */
  readonly newKeyMs: number
}

export const shortWaits: Waits = { codeReuseMs: 1500, newKeyMs: 0 }
export const trueWaits: Waits = { codeReuseMs: 31_000, newKeyMs: 61_000 }

export interface Subject {
  readonly issuer: string
  readonly user: { readonly username: string; readonly password: string }
  readonly clients?: StaticClients | undefined
  readonly initialAccessToken?: string | undefined
  readonly pages: PageIds
  readonly waits: Waits
  /** Makes the provider change its signing key; undefined where nobody can. */
  readonly rotateKeys?: (() => Promise<void>) | undefined
}

/** Who examines, and with what. */
export interface Examiner {
  readonly subject: Subject
  readonly relyingParty: RelyingParty
  readonly agent: Agent
  readonly through?: Through | undefined
}
