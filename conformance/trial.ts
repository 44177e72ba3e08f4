/** One behaviour being tried in one profile: what it may use, and where it says what it found. */
import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { Browser } from './browser.ts'
import { Failed, type Finding, type Kind } from './findings.ts'
import type { Id } from './ids.ts'
import type { RelyingParty } from './relying-party.ts'
import type { Examiner, Subject } from './subject.ts'
import { Wire } from './wire.ts'

export type Json = Readonly<Record<string, unknown>>

/** With which clients, and how answers come back. */
export interface Profile {
  readonly name: string
  readonly registration: 'static' | 'dynamic'
  readonly responseType: string
  readonly responseMode?: 'form_post'
  readonly authMethod?: 'client_secret_basic' | 'private_key_jwt'
}

export interface Behaviour {
  /** What it asserts, beside the rules of all. */
  readonly ids: readonly Id[]
  readonly name: string
  /** Whether it belongs to the profile at all. */
  readonly only?: (profile: Profile) => boolean
  /** Why it is skipped, where it is. */
  readonly skip?: (trial: Trial) => string | undefined
  readonly run: (trial: Trial) => Promise<void>
}

export const words = (responseType: string): readonly string[] => responseType.split(' ')

export class Trial {
  readonly subject: Subject
  readonly rp: RelyingParty
  readonly profile: Profile
  readonly metadata: Json
  readonly wire: Wire
  readonly findings: Finding[] = []
  readonly #behaviour: string
  readonly #endings: (() => Promise<void>)[] = []

  constructor(
    { subject, relyingParty, agent, through }: Examiner,
    profile: Profile,
    behaviour: string,
    metadata: Json,
  ) {
    this.subject = subject
    this.rp = relyingParty
    this.profile = profile
    this.metadata = metadata
    this.wire = new Wire(agent, through)
    this.#behaviour = behaviour
  }

  /** @throws {Failed} where it does not hold */
  check(id: Id, holds: boolean, what: string, seen?: unknown): asserts holds {
    this.#note(id, holds ? 'passed' : 'failed', what, seen)
    if (!holds) throw new Failed(id, what)
  }

  /** What should be so: the behaviour goes on where it is not. */
  should(id: Id, holds: boolean, what: string, seen?: unknown): void {
    this.#note(id, holds ? 'passed' : 'warned', what, seen)
  }

  skip(id: Id, why: string): void {
    this.#note(id, 'skipped', why)
  }

  fail(id: Id, what: string): void {
    this.#note(id, 'failed', what)
  }

  has(id: Id): boolean {
    return this.findings.some((finding) => finding.id === id)
  }

  /** Without any cookie. */
  browser(): Browser {
    return new Browser(this.wire, (url) => url.origin === this.rp.origin)
  }

  /** Before the behaviour is over, however it ends. */
  atEnd(ending: () => Promise<void>): void {
    this.#endings.push(ending)
  }

  async end(): Promise<void> {
    for (const ending of this.#endings.splice(0)) await ending()
  }

  wait(ms: number): Promise<void> {
    return delay(ms)
  }

  /** A member of the metadata that is a text. */
  endpoint(name: string): string {
    const value = this.metadata[name]
    if (typeof value !== 'string') throw new Error(`the discovery document has no ${name}`)
    return value
  }

  /** A member of the metadata that is a list; empty where it is none. */
  listed(name: string): readonly unknown[] {
    const value = this.metadata[name]
    return Array.isArray(value) ? value : []
  }

  #note(id: Id, kind: Kind, what: string, seen?: unknown): void {
    const isBad = kind === 'failed' || kind === 'warned'
    this.findings.push({
      ...{ id, kind, words: what, profile: this.profile.name, behaviour: this.#behaviour },
      ...(isBad && seen !== undefined && { seen: typeof seen === 'string' ? seen : JSON.stringify(seen) }),
      exchanges: isBad ? this.wire.exchanges.slice(-SHOWN) : [],
    })
  }
}

/** How many of the last exchanges a failure is told with. */
const SHOWN = 4

export const random = (bytes = 24): string => randomBytes(bytes).toString('base64url')

/** @throws {SyntaxError} where it is no JSON object */
export function objectIn(text: string): Json {
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new SyntaxError('not a JSON object')
  return value as Json
}

/** Undefined where it is no JSON object. */
export function maybeObject(text: string): Json | undefined {
  try {
    return objectIn(text)
  } catch {
    return undefined
  }
}
