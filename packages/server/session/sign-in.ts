/** Signing in: the one way to prove a password, throttled before it is looked at, and the session that follows. */
import { interactionRules } from '@sightglass/spec/authorize'
import { check, note, type Rule } from '@sightglass/spec/check'
import { notes, rules } from '@sightglass/spec/login'
import { network } from '@sightglass/spec/network'
import type { Clock } from '@sightglass/store'
import type { Told } from '../http.ts'
import type { LoginLimit } from '../limits/logins.ts'
import { seenWaiting } from '../limits/waiting.ts'
import type { SignInError } from '../pages/sign-in-card.ts'
import type { Directory } from '../people/directory.ts'
import type { User } from '../people/user.ts'
import { PASSWORD_ACR } from './acr.ts'
import { agentOf } from './agent.ts'
import type { AuthenticationEvent, Session } from './session.ts'
import type { Sessions } from './sessions.ts'

const errors: ReadonlyMap<Rule, SignInError> = new Map([
  [rules.notWaiting, 'tooManyAttempts'],
  [rules.capacity, 'busy'],
  [interactionRules.formToken, 'formExpired'],
])

/** What a form that signs in says where this rule refused it; nothing of its own for others. */
export const signInErrorOf = ({ rule, seen }: Pick<Told, 'rule' | 'seen'>) => ({
  error: rule && errors.get(rule),
  waitSeconds: seen?.afterSeconds,
})

/** Where an attempt comes from. */
export interface Origin {
  readonly request: Request
  readonly address: string
}

export interface Typed {
  readonly username: string
  readonly password: string
}

export interface SignedIn {
  readonly session: Session
  readonly event: AuthenticationEvent
  readonly cookies: readonly string[]
}

export interface SignIn {
  /** The user whose password was typed. @throws {Refusal} `login.notWaiting`, `login.capacity` */
  readonly prove: (origin: Origin, typed: Typed) => Promise<User | undefined>
  /** Proves, and opens or renews the session of this browser. @throws {Refusal} as `prove` */
  readonly attempt: (origin: Origin, typed: Typed, requestId?: string) => Promise<SignedIn | undefined>
  /** The session after a password that was proven just now: under a new secret, with one more authentication. */
  readonly proven: (origin: Origin, user: User, username: string, requestId?: string) => Promise<SignedIn>
}

export interface SignInOptions {
  readonly clock: Clock
  readonly people: Directory
  readonly sessions: Sessions
  readonly limit: LoginLimit
}

export function createSignIn({ clock, people, sessions, limit }: SignInOptions): SignIn {
  const proveNow: SignIn['prove'] = async ({ request, address }, { username, password }) => {
    const counted = await limit.attempt(request, address, username)
    check(rules.notWaiting, counted.wait === 0, seenWaiting(counted.wait, counted.by))
    const user = await people.authenticate(username, password, network(address))
    if (user === 'busy') await counted.unmade()
    check(rules.capacity, user !== 'busy')
    if (user !== undefined) await counted.succeeded()
    return user
  }

  const prove: SignIn['prove'] = (origin, typed) =>
    limit.inTurn(origin.request, origin.address, typed.username, () => proveNow(origin, typed))

  const proven: SignIn['proven'] = async ({ request }, { sub }, username, requestId) => {
    const inside = requestId === undefined ? {} : { requestId }
    const event: AuthenticationEvent = { at: clock(), methods: ['pwd'], acr: PASSWORD_ACR, ...inside }
    const before = await sessions.of(request)
    const { session, cookie } = await sessions.authenticated(before, sub, event, agentOf(request))
    return { session, event, cookies: [cookie, limit.deviceCookie(username)] }
  }

  return {
    prove,
    proven,
    async attempt(origin, typed, requestId) {
      const user = await prove(origin, typed)
      if (user === undefined) {
        note(notes.failed)
        return undefined
      }
      const signedIn = await proven(origin, user, typed.username, requestId)
      note(notes.succeeded)
      return signedIn
    },
  }
}
