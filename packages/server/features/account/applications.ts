/** Which applications act for a person: those with a remembered consent, and those with a grant that something can still come of. */
import type { Scope } from '@sightglass/spec/scope'
import type { Client } from '../../clients/client.ts'
import type { ClientRegistry } from '../../clients/registry.ts'
import { type Consents, sinceOf } from '../../grants/consent.ts'
import { accessOf } from '../../grants/consent-record.ts'
import { type Grant, type Redeemable, redeemableOf } from '../../grants/grant.ts'
import type { Grants } from '../../grants/grants.ts'

export interface Application {
  readonly clientId: string
  readonly name: string
  /** Of the consent and of every living grant together. */
  readonly scope: Scope
  readonly resources: readonly string[]
  readonly since: number
  /** Whether the person is not asked again for this. */
  readonly remembered: boolean
}

/** Behind what a page of the list has shown. */
export interface Cursor {
  readonly consents?: string
  readonly grants?: string
}

export interface Applications {
  /** Newest first, within this page. */
  readonly shown: readonly Application[]
  /** Absent where that was all. */
  readonly next?: Cursor
}

export interface ApplicationsOptions {
  readonly clients: ClientRegistry
  readonly consents: Consents
  readonly grants: Grants
  readonly clock: () => number
}

const CONSENTS_A_PAGE = 50
const GRANTS_A_READ = 100
/** Most grants of a person have ended: a page looks at many to show a few. */
const GRANTS_A_PAGE = 1000

/** One page; an application whose grants lie on several pages is on each of them. */
export async function applicationsOf(
  options: ApplicationsOptions,
  subject: string,
  after: Cursor,
): Promise<Applications> {
  const found = new Map<string, Omit<Application, 'name'>>()
  const consents = await options.consents.list(subject, page(CONSENTS_A_PAGE, after.consents))
  for (const consent of consents) {
    const { clientId } = consent
    merge(found, { clientId, ...accessOf(consent), since: sinceOf(consent) ?? 0, remembered: true })
  }
  const grants = await livingGrants(options, subject, after.grants)
  for (const grant of grants.living) merge(found, { ...grant, since: grant.createdAt, remembered: false })

  const named = await Promise.all(
    Array.from(found.values(), async (application): Promise<Application> => {
      const client = await options.clients.find(application.clientId)
      return { ...application, name: client?.clientName ?? application.clientId }
    }),
  )
  const shown = named.sort((one, other) => other.since - one.since || (one.clientId < other.clientId ? -1 : 1))
  const lastConsent = consents.at(-1)?.clientId ?? after.consents
  const isMore = consents.length === CONSENTS_A_PAGE || grants.isMore
  return isMore ? { shown, next: cursor(lastConsent, grants.last ?? after.grants) } : { shown }
}

const page = (limit: number, after: string | undefined) => (after === undefined ? { limit } : { limit, after })

const cursor = (consents: string | undefined, grants: string | undefined): Cursor => ({
  ...(consents === undefined ? {} : { consents }),
  ...(grants === undefined ? {} : { grants }),
})

function merge(found: Map<string, Omit<Application, 'name'>>, more: Omit<Application, 'name'>): void {
  const { clientId, scope, resources, since, remembered } = more
  const before = found.get(clientId) ?? { scope: [], resources: [], since, remembered }
  found.set(clientId, {
    clientId,
    scope: [...new Set([...before.scope, ...scope])],
    resources: [...new Set([...before.resources, ...resources])],
    since: Math.min(before.since, since),
    remembered: before.remembered || remembered,
  })
}

async function livingGrants(
  { clients, grants, clock }: ApplicationsOptions,
  subject: string,
  after: string | undefined,
) {
  const now = clock()
  const lives = async (grant: Grant): Promise<boolean> => {
    const client = await clients.find(grant.clientId)
    return canStillGive(grant, client, now) && Object.values(await grants.standing(grant)).every(Boolean)
  }
  const living: Grant[] = []
  let last = after
  for (let read = 0; read < GRANTS_A_PAGE; read += GRANTS_A_READ) {
    const entries = await grants.table.list('subject', subject, page(GRANTS_A_READ, last))
    const alive = await Promise.all(entries.map(({ record }) => lives(record)))
    living.push(...entries.map(({ record }) => record).filter((_, position) => alive[position]))
    last = entries.at(-1)?.key ?? last
    if (entries.length < GRANTS_A_READ) return { living, last, isMore: false }
  }
  return { living, last, isMore: true }
}

/** Whether it can still be redeemed, its refresh token used, or an access token of it may not have expired yet. */
function canStillGive(grant: Grant, client: Client | undefined, now: number): boolean {
  const { refresh, revoked, createdAt, tokenInFront } = grant
  if (revoked !== undefined || client === undefined) return false
  const { accessTokenLifetimeSeconds } = client.policy
  const { expiresAt, usedAt, burntAt }: Redeemable = redeemableOf(grant) ?? { expiresAt: createdAt, usedAt: createdAt }
  if (tokenInFront && now < createdAt + accessTokenLifetimeSeconds) return true
  if (usedAt === undefined) return burntAt === undefined && now < expiresAt
  return now < (refresh?.idleUntil ?? usedAt + accessTokenLifetimeSeconds)
}
