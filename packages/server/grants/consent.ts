/**
 * What a person allowed a client before: one record a user and client, with the scopes of all consents at each resource. One to a
 * scope here is none to it elsewhere; what is about the person alone holds wherever a token is for.
 */
import { isClaimedHttps } from '@sightglass/spec/redirect'
import { missingFrom, type Scope } from '@sightglass/spec/scope'
import { type Clock, changing, type Store, type Write } from '@sightglass/store'
import { type Client, isPublic } from '../clients/client.ts'
import type { Access } from '../clients/scopes.ts'
import { type Random, randomToken } from '../secrets.ts'
import { type Consent, consentRecords, pairsOf } from './consent-record.ts'
import type { Grants } from './grants.ts'
import type { Lifetimes } from './lifetimes.ts'

export interface Asked extends Access {
  readonly client: Client
  /** Absent where no browser goes back to the client. */
  readonly redirectUri?: string
}

/** A consent that was given inside a request: by whom, and after which withdrawal of theirs. */
export interface GivenInside {
  readonly subject: string
  readonly after: string | undefined
}

export interface Consents {
  /** What this person allowed this client, or that they withdrew it. */
  readonly find: (subject: string, clientId: string) => Promise<Consent | undefined>
  /** For a commit: nothing is written where the consent was withdrawn since it was looked at. */
  readonly whileStanding: (subject: string, asked: Asked, given: GivenInside | undefined) => Write
  /** Unless it was withdrawn since `after`. */
  readonly remember: (subject: string, asked: Asked, after: string | undefined) => Promise<void>
  /** A page of what a person allowed, in the order of client ids; `after` is the last id of the page before. */
  readonly list: (
    subject: string,
    page: { readonly limit: number; readonly after?: string },
  ) => Promise<readonly Consent[]>
  /** Forgets it and revokes every grant of this person to this client. Resolves to whether there was ever any of either. */
  readonly withdraw: (subject: string, clientId: string) => Promise<boolean>
}

export interface ConsentsOptions {
  readonly store: Store
  readonly grants: Grants
  readonly clock: Clock
  readonly random: Random
  readonly lifetimes: Lifetimes
}

export function createConsents({ store, grants, clock, random, lifetimes }: ConsentsOptions): Consents {
  const table = store.table(consentRecords)
  const keyOf = (subject: string, clientId: string): string => `${subject} ${clientId}`

  /** Leaves a mark for as long as a request that was consented to before may live. Resolves to whether there was a consent. */
  const forget = async (subject: string, clientId: string, leaveMark: boolean): Promise<boolean> => {
    const [updatedAt, withdrawal] = [clock(), randomToken(random)]
    const record: Consent = { subject, clientId, identity: [], access: {}, updatedAt, withdrawal, isWithdrawn: true }
    const expiresAt = updatedAt + lifetimes.requestSeconds
    return await table.update(keyOf(subject, clientId), (before) => {
      const outcome = before !== undefined && before.isWithdrawn === undefined
      return outcome || leaveMark ? { record, expiresAt, outcome } : { outcome }
    })
  }

  return {
    find: (subject, clientId) => table.get(keyOf(subject, clientId)),
    whileStanding: (subject, asked, given) =>
      changing(consentRecords, keyOf(subject, asked.client.clientId), (consent) => ({
        outcome: isGiven(given, subject, consent) || covers(consent, asked),
      })),
    async remember(subject, asked, after) {
      if (!isRememberable(asked)) return
      const { clientId } = asked.client
      const updatedAt = clock()
      await table.update(keyOf(subject, clientId), (before) => {
        if (before?.withdrawal !== after) return { outcome: undefined }
        const createdAt = (before?.isWithdrawn ? undefined : sinceOf(before)) ?? updatedAt
        const mark = after === undefined ? {} : { withdrawal: after }
        const counts = before !== undefined && isToSame(before, asked.client) ? before : undefined
        const record = { subject, clientId, ...together(counts, pairsOf(asked)), createdAt, updatedAt, ...mark }
        return { record, expiresAt: Infinity, outcome: undefined }
      })
    },
    async list(subject, { limit, after = '' }) {
      const entries = await table.list('subject', subject, { limit, after: keyOf(subject, after) })
      return entries.map(({ record }) => record)
    },
    async withdraw(subject, clientId) {
      // First, so that no request in another tab goes on without asking.
      let found = await forget(subject, clientId, false)
      for await (const { id, revoked } of grants.of(subject, clientId)) {
        if (!found) await forget(subject, clientId, true)
        found = true
        if (revoked === undefined) await grants.revoke(id, 'consent withdrawn')
      }
      return found
    },
  }
}

type Pairs = Pick<Consent, 'identity' | 'access'>

const union = (one: Scope = [], other: Scope = []): Scope => [...new Set([...one, ...other])]

function together(before: Pairs | undefined, added: Pairs): Pairs {
  const access = { ...before?.access }
  for (const [resource, scope] of Object.entries(added.access)) access[resource] = union(access[resource], scope)
  return { identity: union(before?.identity, added.identity), access }
}

/** Whether the person need not be asked again. Clients that others can pass themselves off as are asked for each time (RFC 8252 §8.6). */
export function covers(consent: Consent | undefined, asked: Asked): boolean {
  if (consent === undefined || !isRememberable(asked) || !isToSame(consent, asked.client)) return false
  const { identity, access } = pairsOf(asked)
  return (
    missingFrom(consent.identity, identity).length === 0 &&
    Object.entries(access).every(([resource, scope]) => {
      const allowed = consent.access[resource]
      return allowed !== undefined && missingFrom(allowed, scope).length === 0
    })
  )
}

/** Whether the person consented inside the request, and has not withdrawn since. */
export const isGiven = (given: GivenInside | undefined, subject: string, consent: Consent | undefined): boolean =>
  given?.subject === subject && given.after === consent?.withdrawal

/** A client that registered itself may have changed itself since: then the person allowed another. */
const isToSame = ({ updatedAt }: Consent, { registered }: Client): boolean =>
  registered?.changedAt === undefined || updatedAt > registered.changedAt

const isRememberable = ({ client, redirectUri }: Asked): boolean =>
  !isPublic(client) || (redirectUri !== undefined && isClaimedHttps(redirectUri))

/** When the person first allowed anything of it. */
export const sinceOf = (consent: Consent | undefined): number | undefined => consent?.createdAt ?? consent?.updatedAt
