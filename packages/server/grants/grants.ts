/** Making grants and asking how they stand. Codes and refresh tokens change them through their own features. */
import { CODE_LIFETIME_SECONDS } from '@sightglass/spec/code'
import { checkStanding, type Standing } from '@sightglass/spec/grant'
import { adding, type Clock, type Store, type Table, type Write } from '@sightglass/store'
import type { ClientRegistry } from '../clients/registry.ts'
import { LONGEST_TOKEN_SECONDS } from '../keys/lifecycle.ts'
import type { Directory } from '../people/directory.ts'
import { hasStayedActive } from '../people/user.ts'
import { type Random, randomToken, TOKEN_CHARACTERS, tokenHash } from '../secrets.ts'
import type { Session } from '../session/session.ts'
import type { Sessions } from '../session/sessions.ts'
import { type Grant, grantRecords, type RevocationReason, redeemableOf, revoked } from './grant.ts'
import type { Lifetimes } from './lifetimes.ts'
import { SALT_BYTES } from './refresh-token.ts'

/** What a person granted. */
export interface Granted
  extends Omit<Grant, 'id' | 'createdAt' | 'endsAt' | 'code' | 'refresh' | 'revoked' | 'history'> {
  /** A new one where it is left out. */
  readonly id?: string
  /** What a code of it is bound to; it has none where this is left out. */
  readonly code?: { readonly redirectUri: string; readonly codeChallenge?: string; readonly nonce?: string }
  readonly refreshable: boolean
}

/** A grant that was made just now. */
export interface Begun {
  readonly grant: Grant
  /** The only time that it is known. */
  readonly code?: string
}

export interface Grants {
  readonly table: Table<Grant>
  /**
   * Makes the grant with its code, together with `also`, or nothing at all: there is no moment at which a code exists without
   * its grant. `undefined` where `also` could not be written.
   */
  readonly begin: (granted: Granted, also?: readonly Write[]) => Promise<Begun | undefined>
  /** How it stands now: client, user and session are read again. */
  readonly standing: (grant: Grant) => Promise<Standing>
  /** Where client, user or session is gone, the grant is revoked before the refusal says so. @throws {Refusal} `grant.*` */
  readonly checkLiving: (grant: Grant) => Promise<void>
  readonly revoke: (id: string, why: RevocationReason) => Promise<void>
  /** Every grant of this person to this client, revoked ones too. */
  readonly of: (subject: string, clientId: string) => AsyncIterable<Grant>
  /** Ends a browser session, and revokes every grant that lives by it: all but those with `offline_access`. Resolves as `Sessions.end`. */
  readonly endSession: (sessionId: string) => Promise<Session | undefined>
}

export interface GrantsOptions {
  readonly store: Store
  readonly clients: ClientRegistry
  readonly sessions: Sessions
  readonly people: Directory
  readonly clock: Clock
  readonly random: Random
  readonly lifetimes: Lifetimes
}

export function createGrants({ store, clients, sessions, people, clock, random, lifetimes }: GrantsOptions): Grants {
  const table = store.table(grantRecords)
  const codeSeconds = Math.min(lifetimes.codeSeconds, CODE_LIFETIME_SECONDS * 10)

  const standing: Grants['standing'] = async (grant) => {
    const { sessionId } = grant
    const session = grant.offline || sessionId === undefined || sessions.lives(sessionId, grant.subject)
    const [client, user, sessionLives] = await Promise.all([
      clients.find(grant.clientId),
      people.find(grant.subject),
      session,
    ])
    return {
      notRevoked: grant.revoked === undefined,
      notEnded: clock() < grant.endsAt,
      userActive: hasStayedActive(user, grant),
      clientActive: hasStayedActive(client, grant),
      sessionLives,
    }
  }

  const revoke: Grants['revoke'] = async (id, why) => {
    const now = clock()
    await table.update(id, (grant) => {
      if (grant === undefined) return { outcome: undefined }
      const record = revoked(grant, now, why)
      return { record, expiresAt: keptUntil(record, now, lifetimes), outcome: undefined }
    })
  }

  async function* each(index: 'subject' | 'session', value: string): AsyncIterable<Grant> {
    let page = await table.list(index, value)
    for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
      yield* page.map(({ record }) => record)
      page = await table.list(index, value, { after: last.key })
    }
  }

  return {
    table,
    async begin({ id = randomToken(random), code: bound, refreshable, ...granted }, also = []) {
      const now = clock()
      const code = bound && id + randomToken(random)
      const grant: Grant = {
        ...granted,
        id,
        createdAt: now,
        endsAt: now + lifetimes.refreshAbsoluteSeconds,
        ...(bound && code ? { code: { ...bound, hash: tokenHash(code), expiresAt: now + codeSeconds } } : {}),
        ...(refreshable ? { refresh: newChain(random, now + lifetimes.refreshIdleSeconds) } : {}),
        history: [{ at: now, event: 'granted' }],
      }
      const isMade = await store.commit([...also, adding(grantRecords, id, grant, keptUntil(grant, now, lifetimes))])
      return isMade ? { grant, ...(code === undefined ? {} : { code }) } : undefined
    },
    standing,
    async checkLiving(grant) {
      const found = await standing(grant)
      if (found.notRevoked && !found.userActive) await revoke(grant.id, 'user disabled')
      else if (found.notRevoked && !found.clientActive) await revoke(grant.id, 'client disabled')
      else if (found.notRevoked && !found.sessionLives) await revoke(grant.id, 'session ended')
      checkStanding(found)
    },
    revoke,
    async *of(subject, clientId) {
      for await (const grant of each('subject', subject)) if (grant.clientId === clientId) yield grant
    },
    async endSession(sessionId) {
      // First: from here on no node issues anything for it, whatever becomes of the rest.
      const ended = await sessions.end(sessionId)
      for await (const grant of each('session', sessionId))
        if (!grant.offline && grant.revoked === undefined) await revoke(grant.id, 'session ended')
      return ended
    },
  }
}

const newChain = (random: Random, idleUntil: number) =>
  ({ salt: randomToken(random, SALT_BYTES), current: 1, spent: [], lostAnswers: 0, idleUntil }) as const

/** The id of the grant that a code, or what claims to be one, belongs to. */
export const grantIdOfCode = (code: string): string | undefined =>
  code.length === 2 * TOKEN_CHARACTERS && /^[A-Za-z0-9_-]+$/.test(code) ? code.slice(0, TOKEN_CHARACTERS) : undefined

const ENDED_SECONDS = 86_400

/**
 * A row is kept while any token of it may come back: a replay is recognised by what is still there. One that was never
 * redeemed, or that was revoked, gives nothing any more, and is kept for a day only to say why.
 */
export function keptUntil(grant: Grant, now: number, lifetimes: Lifetimes): number {
  const { revoked } = grant
  const redeemable = redeemableOf(grant)
  if (revoked !== undefined) return Math.max(redeemable?.expiresAt ?? 0, revoked.at) + ENDED_SECONDS
  if (redeemable !== undefined && redeemable.usedAt === undefined) return redeemable.expiresAt + ENDED_SECONDS
  const tokens = now + LONGEST_TOKEN_SECONDS
  return grant.refresh === undefined
    ? tokens
    : Math.min(grant.endsAt, Math.max(tokens, grant.refresh.idleUntil + lifetimes.refreshIdleSeconds))
}
