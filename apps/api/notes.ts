/** The notes of the demo: in memory, each owner's own, bounded both ways; the oldest make room. */
import { randomUUID } from 'node:crypto'
import type { AuthInfo } from '@sightglass/resource'
import { check } from '@sightglass/spec/check'
import { NOTE_MOST_CHARACTERS, rules } from './rules.ts'

export interface Note {
  readonly id: string
  readonly text: string
  /** Seconds since the epoch. */
  readonly created_at: number
}

const MOST_OWNERS = 1000
const MOST_NOTES = 100

export class Notes {
  readonly #owners = new Map<string, readonly Note[]>()

  /** Newest first. */
  of(who: AuthInfo): readonly Note[] {
    return this.#owners.get(ownerOf(who)) ?? []
  }

  /** @throws {Refusal} `api.noteText` */
  add(who: AuthInfo, text: unknown, now: number): Note {
    const fits = typeof text === 'string' && text.trim() !== '' && text.length <= NOTE_MOST_CHARACTERS
    check(rules.noteText, fits, { parameter: 'text' })
    const note: Note = { id: randomUUID(), text, created_at: now }
    const owner = ownerOf(who)
    const notes = [note, ...this.of(who)].slice(0, MOST_NOTES)
    this.#owners.delete(owner)
    this.#owners.set(owner, notes)
    this.#makeRoom()
    return note
  }

  #makeRoom(): void {
    const [oldest] = this.#owners.keys()
    if (this.#owners.size > MOST_OWNERS && oldest !== undefined) this.#owners.delete(oldest)
  }
}

/** A client that acts for itself is never taken for the person whose `sub` is like its id (RFC 9700 §4.15). */
const ownerOf = ({ subject, clientId, claims }: AuthInfo): string =>
  JSON.stringify([claims.iss, subject === clientId ? 'client' : 'person', subject])
