/** Finding people, and proving that someone is one of them. */
import { adding, type Clock, type Entry, type Page, type Store } from '@sightglass/store'
import { type Random, randomToken } from '../secrets.ts'
import type { PasswordHasher } from './password.ts'
import {
  canonicalUsername,
  credentials,
  identifiers,
  type PasswordCredential,
  type User,
  type UserClaims,
  users,
} from './user.ts'

export interface NewUser {
  readonly username: string
  readonly password: string
  readonly claims: UserClaims
}

export interface Directory {
  readonly find: (sub: string) => Promise<User | undefined>
  readonly findByUsername: (typed: string) => Promise<User | undefined>
  /** What the user types to sign in. */
  readonly usernameOf: (sub: string) => Promise<string | undefined>
  /** The user whose password this is; one answer, in one time, for whatever is wrong. `busy` where too many ask at once, of this network or of all. */
  readonly authenticate: (typed: string, password: string, network?: string) => Promise<User | 'busy' | undefined>
  /** Resolves to the user, or `undefined` where the name is taken. @throws {Error} where it cannot be a name. */
  readonly create: (user: NewUser) => Promise<User | undefined>
  /** Whoever asks has proven the current one, or runs the server. */
  readonly changePassword: (sub: string, password: string) => Promise<void>
  readonly setStatus: (sub: string, status: User['status']) => Promise<void>
  /** All that is known of a person, in the place of what was. */
  readonly setClaims: (sub: string, claims: UserClaims) => Promise<void>
  /** A page of all users, in the order of their `sub`. */
  readonly list: (page?: Page) => Promise<readonly User[]>
}

export interface DirectoryOptions {
  readonly store: Store
  readonly hasher: PasswordHasher
  readonly clock: Clock
  readonly random: Random
}

/** What an identifier is, in front of its canonical form. */
const USERNAME = 'username:'
/** No `sub`: those are random. */
const NOBODY = 'nobody'

export function createDirectory({ store, hasher, clock, random }: DirectoryOptions): Directory {
  const [userTable, identifierTable, credentialTable] = [
    store.table(users),
    store.table(identifiers),
    store.table(credentials),
  ]
  const find = (sub: string): Promise<User | undefined> => userTable.get(sub)

  const usernameOf = async (sub: string): Promise<string | undefined> => {
    const entries = await identifierTable.list('sub', sub, { limit: 10 })
    return entries.find(({ key }) => key.startsWith(USERNAME))?.key.slice(USERNAME.length)
  }

  const passwordOf = async (sub: string): Promise<Entry<PasswordCredential> | undefined> =>
    (await credentialTable.list('sub', sub, { limit: 1 }))[0]

  const findByUsername = async (typed: string): Promise<User | undefined> => {
    const canonical = canonicalUsername(typed)
    const identifier = canonical === undefined ? undefined : await identifierTable.get(USERNAME + canonical)
    return identifier === undefined ? undefined : await find(identifier.sub)
  }

  return {
    find,
    findByUsername,
    usernameOf,
    async authenticate(typed, password, network) {
      // The same questions for every name: how long they take tells nobody which names exist.
      const identifier = await identifierTable.get(USERNAME + (canonicalUsername(typed) ?? ''))
      const sub = identifier?.sub ?? NOBODY
      const [user, entry] = [await find(sub), await passwordOf(sub)]
      const right = await hasher.verify(password, entry?.record.hash, network)
      if (right === 'busy') return 'busy'
      return right && user?.status === 'active' ? user : undefined
    },
    async create({ username, password, claims }) {
      const canonical = canonicalUsername(username)
      if (canonical === undefined) throw new Error(`"${username}" cannot be a user name`)
      const user: User = { sub: randomToken(random), status: 'active', claims, createdAt: clock() }
      const hash = await hasher.hash(password)
      const credential: PasswordCredential = { sub: user.sub, kind: 'password', hash, changedAt: user.createdAt }
      // Together or not at all: a name without its user could never be given to anyone again.
      const made = await store.commit([
        adding(identifiers, USERNAME + canonical, { sub: user.sub }, Infinity),
        adding(credentials, randomToken(random), credential, Infinity),
        adding(users, user.sub, user, Infinity),
      ])
      return made ? user : undefined
    },
    async changePassword(sub, password) {
      const [hash, entry] = await Promise.all([hasher.hash(password), passwordOf(sub)])
      if (entry === undefined) throw new Error('a password can be changed where there is one')
      const record: PasswordCredential = { ...entry.record, hash, changedAt: clock() }
      await credentialTable.update(entry.key, () => ({ record, expiresAt: Infinity, outcome: undefined }))
    },
    async setStatus(sub, status) {
      const now = clock()
      await userTable.update(sub, (user) =>
        user === undefined
          ? { outcome: undefined }
          : {
              record: { ...user, status, ...(isEnabled(user, status) ? { activeSince: now } : {}) },
              outcome: undefined,
            },
      )
    },
    async setClaims(sub, claims) {
      await userTable.update(sub, (user) =>
        user === undefined ? { outcome: undefined } : { record: { ...user, claims }, outcome: undefined },
      )
    },
    async list(page) {
      return (await userTable.list('every', 'all', page)).map(({ record }) => record)
    },
  }
}

const isEnabled = ({ status }: User, next: User['status']): boolean => status === 'disabled' && next === 'active'
