/** Opening, renewing and ending browser sessions. */
import { type Clock, changing, type Page, type Store, type Write } from '@sightglass/store'
import type { Lifetimes } from '../grants/lifetimes.ts'
import type { Directory } from '../people/directory.ts'
import { hasStayedActive } from '../people/user.ts'
import { type Random, randomToken, sameSecret, TOKEN_CHARACTERS, tokenHash } from '../secrets.ts'
import type { Agent } from './agent.ts'
import type { CookieJar } from './cookies.ts'
import { type AuthenticationEvent, type Session, sessions } from './session.ts'

export interface Sessions {
  /** The session of the browser that sent this request; none of someone who is disabled, or was since it began. */
  readonly of: (request: Request) => Promise<Session | undefined>
  /** Whether the session of this id lives and is still this user's. */
  readonly lives: (id: string, subject: string) => Promise<boolean>
  readonly find: (id: string) => Promise<Session | undefined>
  /** A page of the living sessions of a person, in the order of their ids. */
  readonly list: (subject: string, page?: Page) => Promise<readonly Session[]>
  /**
   * Someone proved who they are: the same user keeps the session under a new secret, another user ends it and gets a new one.
   * Resolves to the session and the cookie to set.
   */
  readonly authenticated: (
    before: Session | undefined,
    subject: string,
    event: AuthenticationEvent,
    agent?: Agent,
  ) => Promise<{ session: Session; cookie: string }>
  /** The client's own `sid` in this session, made at its first use. */
  readonly sidFor: (session: Session, clientId: string) => Promise<string>
  /** Resolves to the session, where this call ended it: of several only one does. */
  readonly end: (id: string) => Promise<Session | undefined>
}

/** What has to be told of a session that ends. */
export interface Farewell {
  /** Written together with the end, or not at all. */
  readonly writes: readonly Write[]
  /** Called once they are written. */
  readonly begin: () => void
}

export interface SessionsOptions {
  readonly store: Store
  readonly cookies: CookieJar
  readonly people: Directory
  readonly clock: Clock
  readonly random: Random
  readonly lifetimes: Lifetimes
  readonly farewell: (session: Session) => Promise<Farewell>
}

const MOST_AUTHENTICATIONS = 20
const SEEN_EVERY_SECONDS = 300

export function createSessions(options: SessionsOptions): Sessions {
  const { store, cookies, people, clock, random, lifetimes, farewell } = options
  const table = store.table(sessions)
  const endOf = (session: Session, now: number): number =>
    Math.min(now + lifetimes.sessionIdleSeconds, session.createdAt + lifetimes.sessionAbsoluteSeconds)

  /** Written at most every few minutes: being seen is not worth a write each time. */
  const seen = async (session: Session): Promise<Session> => {
    const now = clock()
    if (now - session.seenAt < SEEN_EVERY_SECONDS) return session
    const outcome = await table.update(session.id, (record) =>
      record === undefined
        ? { outcome: session }
        : { record: { ...record, seenAt: now }, expiresAt: endOf(record, now), outcome: { ...record, seenAt: now } },
    )
    return outcome
  }

  /** `undefined` where there is no session of this user to go on with; one of another user ends. */
  const renew = async (
    before: Session | undefined,
    subject: string,
    renewed: (session: Session) => Session,
    now: number,
  ) => {
    if (before === undefined) return undefined
    if (before.subject !== subject) {
      await end(before.id)
      return undefined
    }
    return await table.update(before.id, (stored) => {
      if (stored === undefined) return { outcome: undefined }
      const record = renewed(stored)
      return { record, expiresAt: endOf(record, now), outcome: record }
    })
  }

  /** Whoever took part is told: where another client joins meanwhile, all is gathered again. */
  const end: Sessions['end'] = async (id) => {
    for (;;) {
      const session = await table.get(id)
      if (session === undefined) return undefined
      const { writes, begin } = await farewell(session)
      const ending = changing(sessions, id, (stored) =>
        stored !== undefined && sameNames(stored.sids, session.sids)
          ? { record: stored, expiresAt: 0, outcome: true }
          : { outcome: false },
      )
      if (!(await store.commit([ending, ...writes]))) continue
      begin()
      return session
    }
  }

  const open = async (subject: string, renewed: (session: Session) => Session, now: number): Promise<Session> => {
    const empty = {
      id: randomToken(random),
      subject,
      secretHash: '',
      authentications: [],
      sids: {},
      createdAt: now,
      seenAt: now,
    }
    const session = renewed(empty)
    await table.add(session.id, session, endOf(session, now))
    return session
  }

  return {
    async of(request) {
      const cookie = cookies.read(request, 'session')
      if (cookie === undefined || cookie.length !== 2 * TOKEN_CHARACTERS) return undefined
      const session = await table.get(cookie.slice(0, TOKEN_CHARACTERS))
      if (session === undefined || !sameSecret(session.secretHash, tokenHash(cookie.slice(TOKEN_CHARACTERS))))
        return undefined
      return hasStayedActive(await people.find(session.subject), session) ? await seen(session) : undefined
    },
    async lives(id, subject) {
      return (await table.get(id))?.subject === subject
    },
    find: (id) => table.get(id),
    async list(subject, page) {
      return (await table.list('subject', subject, page)).map(({ record }) => record)
    },
    async authenticated(before, subject, event, agent) {
      const now = clock()
      const secret = randomToken(random)
      const renewed = ({ agent: _, ...session }: Session): Session => ({
        ...session,
        ...(agent === undefined ? {} : { agent }),
        secretHash: tokenHash(secret),
        authentications: [...session.authentications, event].slice(-MOST_AUTHENTICATIONS),
        seenAt: now,
      })
      const session = (await renew(before, subject, renewed, now)) ?? (await open(subject, renewed, now))
      return { session, cookie: cookies.write('session', session.id + secret, lifetimes.sessionAbsoluteSeconds) }
    },
    async sidFor(session, clientId) {
      const known = session.sids[clientId]
      if (known !== undefined) return known
      const made = randomToken(random)
      return await table.update(session.id, (record) => {
        if (record === undefined) return { outcome: made }
        const sid = record.sids[clientId] ?? made
        return { record: { ...record, sids: { ...record.sids, [clientId]: sid } }, outcome: sid }
      })
    },
    end,
  }
}

const sameNames = (one: object, other: object): boolean =>
  Object.keys(one).length === Object.keys(other).length && Object.keys(one).every((name) => name in other)
