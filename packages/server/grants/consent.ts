/** What a person allowed a client before: one record a user and client, with the scopes and resources of all consents together. */
import { isClaimedHttps } from '@sightglass/spec/redirect'
import { missingFrom, type Scope } from '@sightglass/spec/scope'
import { type Clock, changing, defineRecord, type Store, type Write } from '@sightglass/store'
import { type Client, isPublic } from '../clients/client.ts'
import type { Grants } from './grants.ts'

export interface Consent {
  readonly subject: string
  readonly clientId: string
  readonly scope: Scope
  readonly resources: readonly string[]
  /** Absent where an older version wrote it. */
  readonly createdAt?: number
  readonly updatedAt: number
}

export const consentRecords = defineRecord<Consent>('user_consent', {
  indexes: { subject: { of: ({ subject }) => subject } },
})

export interface Asked {
  readonly client: Client
  readonly redirectUri: string
  readonly scope: Scope
  readonly resources: readonly string[]
}

export interface Consents {
  /** Whether the person need not be asked again. Clients that others can pass themselves off as are asked for each time (RFC 8252 §8.6). */
  readonly covers: (subject: string, asked: Asked) => Promise<boolean>
  /** For a commit: nothing is written where the consent was withdrawn since it was looked at. */
  readonly whileCovering: (subject: string, asked: Asked) => Write
  readonly remember: (subject: string, asked: Asked) => Promise<void>
  /** A page of what a person allowed, in the order of client ids; `after` is the last id of the page before. */
  readonly list: (
    subject: string,
    page: { readonly limit: number; readonly after?: string },
  ) => Promise<readonly Consent[]>
  /** Forgets it and revokes every grant of this person to this client. Resolves to whether there was ever any of either. */
  readonly withdraw: (subject: string, clientId: string) => Promise<boolean>
}

export function createConsents(store: Store, clock: Clock, grants: Grants): Consents {
  const table = store.table(consentRecords)
  const keyOf = (subject: string, clientId: string): string => `${subject} ${clientId}`
  return {
    async covers(subject, asked) {
      return isRememberable(asked) && includes(await table.get(keyOf(subject, asked.client.clientId)), asked)
    },
    whileCovering: (subject, asked) =>
      changing(consentRecords, keyOf(subject, asked.client.clientId), (consent) => ({
        outcome: includes(consent, asked),
      })),
    async remember(subject, asked) {
      if (!isRememberable(asked)) return
      const { client, scope, resources } = asked
      const updatedAt = clock()
      await table.update(keyOf(subject, client.clientId), (before) => {
        const together = {
          scope: [...new Set([...(before?.scope ?? []), ...scope])],
          resources: [...new Set([...(before?.resources ?? []), ...resources])],
        }
        return {
          record: {
            subject,
            clientId: client.clientId,
            ...together,
            createdAt: sinceOf(before) ?? updatedAt,
            updatedAt,
          },
          expiresAt: Infinity,
          outcome: undefined,
        }
      })
    },
    async list(subject, { limit, after = '' }) {
      const entries = await table.list('subject', subject, { limit, after: keyOf(subject, after) })
      return entries.map(({ record }) => record)
    },
    async withdraw(subject, clientId) {
      // First, so that no request in another tab goes on without asking.
      let found = await table.remove(keyOf(subject, clientId))
      for await (const { id, revoked } of grants.of(subject, clientId)) {
        found = true
        if (revoked === undefined) await grants.revoke(id, 'consent withdrawn')
      }
      return found
    },
  }
}

const includes = (consent: Consent | undefined, { scope, resources }: Asked): boolean =>
  consent !== undefined &&
  missingFrom(consent.scope, scope).length === 0 &&
  missingFrom(consent.resources, resources).length === 0

const isRememberable = ({ client, redirectUri }: Asked): boolean => !isPublic(client) || isClaimedHttps(redirectUri)

/** When the person first allowed anything of it. */
export const sinceOf = (consent: Consent | undefined): number | undefined => consent?.createdAt ?? consent?.updatedAt
