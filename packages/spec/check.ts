/** The one primitive: a rule is data, `check` enforces it, cites it, records it and narrows the type. No other way to refuse a peer. */
import type { ErrorCode } from './errors.ts'
import { toldName } from './parameter-names.ts'
import type { Citation } from './specs.ts'

/** A demand on a peer's input. `id` is stable: translations, explanations, links and exports hang on it. */
export interface Rule {
  readonly id: string
  readonly cite: Citation
  readonly error: ErrorCode
  /** The demand in one sentence with "must"; becomes `error_description`. */
  readonly must: string
}

/** Something worth telling that refuses nobody: a page shown, a token rotated, `active: false`. */
export interface Note {
  readonly id: string
  readonly cite: Citation
  readonly says: string
}

type Plain = string | number | boolean | null | undefined | readonly string[]

/** What was compared, for the trace and the theatre: never a secret. `parameter` names the one at fault on the wire too, as `toldName` does. */
export interface Seen {
  readonly parameter?: string
  readonly expected?: Plain
  readonly received?: Plain
  /** What may have been meant; told to the peer, who may know it. */
  readonly nearest?: string | undefined
  /** When the peer may come back. */
  readonly afterSeconds?: number
  /** The rule that failed before, where this one hides it from the peer; for the log. */
  readonly because?: Rule
}

/** Hears of each rule that was looked at and of each note, which always holds. */
export type CheckListener = ((entry: Rule | Note, held: boolean, seen: Seen | undefined) => void) | undefined

/** A peer was refused: the rule that failed and what was seen. Anything else that is thrown is a bug of ours. */
export class Refusal extends Error {
  readonly rule: Rule
  readonly seen: Seen | undefined
  override readonly name = 'Refusal'

  constructor(rule: Rule, seen?: Seen) {
    super(describe(rule, seen))
    this.rule = rule
    this.seen = seen
  }

  get error(): ErrorCode {
    return this.rule.error
  }
}

const rulesById = new Map<string, Rule>()
const notesById = new Map<string, Note>()

/** Every rule of every module loaded so far, by id. */
export const ruleBook: ReadonlyMap<string, Rule> = rulesById
/** Every note of every module loaded so far, by id. */
export const noteBook: ReadonlyMap<string, Note> = notesById

type RuleTable = Record<string, readonly [cite: Citation, error: ErrorCode, must: string]>
type NoteTable = Record<string, readonly [cite: Citation, says: string]>

/** Declares the rules of one feature, each cited, priced and worded once; ids become `feature.name`. */
export function defineRules<const T extends RuleTable>(feature: string, table: T): { readonly [K in keyof T]: Rule } {
  const rules: Record<string, Rule> = {}
  for (const [name, [cite, error, must]] of Object.entries(table)) {
    const rule = Object.freeze({ id: `${feature}.${name}`, cite, error, must })
    register(rulesById, rule)
    rules[name] = rule
  }
  return rules as { readonly [K in keyof T]: Rule }
}

/** Declares what one feature tells without refusing; ids become `feature.name`. */
export function defineNotes<const T extends NoteTable>(feature: string, table: T): { readonly [K in keyof T]: Note } {
  const notes: Record<string, Note> = {}
  for (const [name, [cite, says]] of Object.entries(table)) {
    const entry = Object.freeze({ id: `${feature}.${name}`, cite, says })
    register(notesById, entry)
    notes[name] = entry
  }
  return notes as { readonly [K in keyof T]: Note }
}

function register<E extends { id: string }>(book: Map<string, E>, entry: E): void {
  if (book.has(entry.id)) throw new Error(`${entry.id} is defined twice`)
  book.set(entry.id, entry)
}

let listener: CheckListener

/** Sets the one listener of this process (tracing installs it); `undefined` takes it away. Returns the one before. */
export function listenToChecks(next: CheckListener): CheckListener {
  const before = listener
  listener = next
  return before
}

/**
 * What `holds` may be: a boolean, or a record that may be missing. A promise, a function, an array, a string or a
 * result object would be truthy and let every rule hold, so none of them compiles.
 */
export type Holds<H> = H extends boolean | null | undefined
  ? H
  : H extends
        | PromiseLike<unknown>
        | readonly unknown[]
        | ((...args: never[]) => unknown)
        | { ok: unknown }
        | { success: unknown }
    ? never
    : H extends object
      ? H
      : never

/**
 * Enforces a rule: records that it was looked at, and refuses the peer where it does not hold.
 * @throws {Refusal} where `holds` is false or missing.
 */
export function check<H>(rule: Rule, holds: H & Holds<H>, seen?: Seen): asserts holds {
  if (listener !== undefined) listener(rule, Boolean(holds), seen)
  if (!holds) throw new Refusal(rule, seen)
}

/** Records something worth telling that refuses nobody. */
export function note(entry: Note, seen?: Seen): void {
  if (listener !== undefined) listener(entry, true, seen)
}

/** In the characters that an `error_description` may have. */
const told = (text: string): string => text.replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, '?').slice(0, 256)

/** The rule's own sentence, with the parameter at fault in front where it does not begin with its name. */
function worded({ must }: Rule, parameter: string | undefined): string {
  const name = parameter === undefined ? undefined : toldName(parameter)
  return name === undefined || must.startsWith(`${name} `) ? must : `${name}: ${must}`
}

/** The wording of a refusal. */
export function describe(rule: Rule, seen?: Seen): string {
  const words = worded(rule, seen?.parameter)
  return seen?.nearest === undefined ? words : `${words}; the nearest is ${told(seen.nearest)}`
}
