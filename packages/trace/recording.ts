/**
 * One trace, from its first word on. While the request is served only what costs little is kept: masked parameters, and what
 * was looked at as it was told. It becomes steps and marks when somebody reads it, which most traces never see.
 */
import type { Note, Rule, Seen } from '@sightglass/spec/check'
import { toldName } from '@sightglass/spec/parameter-names'
import { areAlike, areSame, END, varies } from './alike.ts'
import { shownChallenge } from './headers.ts'
import { isLook, type Looked, sharedLook } from './looked.ts'
import { type Linked, linkedOf, marksOf } from './marks.ts'
import { shownAll } from './mask.ts'
import type {
  Answer,
  Exchange,
  Link,
  LinkKind,
  Look,
  Message,
  Party,
  Place,
  Sender,
  Shown,
  Step,
  Trace,
  Tracing,
} from './trace.ts'
import { TraceName } from './trace-name.ts'

/** When a trace was, and what it is called. */
export interface Own {
  readonly startedMs: number
  readonly tookMicros: number
  readonly name: TraceName
}

const ofNow = (): Own => ({ startedMs: performance.now(), tookMicros: 0, name: new TraceName() })

const NO_HEADERS: readonly Shown[] = []

const BYTES_A_CHARACTER = 2

interface Begun {
  readonly tracing: Tracing
  readonly from: Sender | undefined
  /** The URL without its query, or the call. */
  readonly target: string
  readonly method?: string
  readonly headers?: readonly Shown[]
  readonly parameters?: Shown[]
  /** One before it that went the way that this one will go, most likely. */
  readonly likely?: Recording | undefined
  readonly of?: Own
  /** The length of the address and the body: a text that was cut out of them keeps all of them in memory. */
  readonly carried?: number
}

export class Recording implements Trace {
  readonly tracing: Tracing
  readonly startedMs: number
  readonly headers: readonly Shown[]
  readonly parameters: Shown[]
  error: string | undefined = undefined
  from: Sender | undefined
  clientId: string | undefined = undefined
  claimedId: string | undefined = undefined
  unrecorded = false
  /** That it is for those only who want all. */
  passedOver = false
  /** Tells of the message once, as soon as all of it is known. */
  arrived: (() => void) | undefined = undefined
  answered: readonly Shown[] = []
  /** Of the answer, once they are known. */
  answeredHeaders: readonly Shown[] | undefined = undefined
  /** The method and the URL without its query, or the call. */
  readonly method: string | undefined
  readonly target: string
  status = 0
  location: string | null = null
  challenge: string | null = null
  tookMicros = 0
  readonly name: TraceName
  readonly #carried: number
  /** What was looked at is likely what was looked at before: as long as it is, only how far it went is kept. */
  readonly #likely: readonly (Looked | Exchange)[]
  #asLikely = 0
  #own: (Looked | Exchange)[] | undefined = undefined
  #linked: Linked[] = []
  #steps: readonly Step[] | undefined = undefined
  #links: readonly Link[] | undefined = undefined

  constructor(begun: Begun) {
    const {
      tracing,
      from,
      target,
      method,
      headers = NO_HEADERS,
      parameters = [],
      likely,
      of = ofNow(),
      carried = 0,
    } = begun
    this.tracing = tracing
    this.from = from
    this.target = target
    this.method = method
    this.headers = headers
    this.parameters = parameters
    this.#likely = likely?.looked ?? []
    this.startedMs = of.startedMs
    this.tookMicros = of.tookMicros
    this.name = of.name
    this.#carried = carried
  }

  get id(): string {
    return this.name.id
  }

  /** What was looked at, and the messages that were sent, in order. */
  get looked(): readonly (Looked | Exchange)[] {
    if (this.#own !== undefined) return this.#own
    return this.#asLikely === this.#likely.length ? this.#likely : this.#likely.slice(0, this.#asLikely)
  }

  get linked(): readonly Linked[] {
    return this.#linked
  }

  get party(): Party {
    return this.tracing.party
  }

  get at(): number {
    return (performance.timeOrigin + this.startedMs) / 1000
  }

  get tookMs(): number {
    return this.tookMicros / 1000
  }

  get received(): Trace['received'] {
    return this.message ?? { call: this.target }
  }

  get message(): Message | undefined {
    const { method, target: url, headers, parameters } = this
    return method === undefined ? undefined : { method, url, headers, parameters }
  }

  get answer(): Answer | undefined {
    const { status, location, challenge, answered, answeredHeaders: headers = NO_HEADERS } = this
    if (status === 0) return undefined
    const parameters = [...shownChallenge(challenge), ...answered]
    return location === null ? { status, headers, parameters } : { status, location, headers, parameters }
  }

  get steps(): readonly Step[] {
    if (this.#steps === undefined || this.#steps.length < this.stepCount)
      this.#steps = this.looked.map((looked) => ('kind' in looked ? looked : lookOf(looked)))
    return this.#steps
  }

  get links(): readonly Link[] {
    this.#links ??= marksOf(this.tracing, this.#linked)
    return this.#links
  }

  /** What it weighs, near enough for a bound. */
  get bytes(): number {
    const shown = weightOf(this.parameters) + weightOf(this.answered) + weightOf(this.headers)
    return 400 + 100 * this.stepCount + shown + BYTES_A_CHARACTER * this.#carried
  }

  look(entry: Rule | Note, held: boolean, seen: Seen | undefined): void {
    if (this.#own === undefined) {
      const likely = this.#likely[this.#asLikely]
      if (likely !== undefined && !('kind' in likely) && isLook(likely, entry, held, seen)) {
        this.#asLikely += 1
        return
      }
    }
    this.#owned().push(sharedLook(entry, held, seen))
  }

  get stepCount(): number {
    return this.#own?.length ?? this.#asLikely
  }

  #owned(): (Looked | Exchange)[] {
    this.#own ??= this.#likely.slice(0, this.#asLikely)
    return this.#own
  }

  /** Its place among the steps. */
  exchange(exchange: Exchange): number {
    return this.#owned().push(exchange) - 1
  }

  link(kind: LinkKind, value: string): void {
    this.#linked.push(linkedOf(kind, value))
  }

  sinceMicros(): number {
    return Math.round((performance.now() - this.startedMs) * 1000)
  }

  /** Whether it differs from another of the same target in nothing but when it was, and its text. */
  isLike(other: Recording): boolean {
    return (
      this.#own === undefined &&
      this.looked === other.looked &&
      this.status === other.status &&
      this.error === other.error &&
      this.clientId === other.clientId &&
      this.claimedId === other.claimedId &&
      this.from === other.from &&
      this.tracing === other.tracing &&
      this.method === other.method &&
      this.location === other.location &&
      this.challenge === other.challenge &&
      areSame(this.headers, other.headers) &&
      areSame(this.answeredHeaders ?? NO_HEADERS, other.answeredHeaders ?? NO_HEADERS) &&
      areAlike(this.parameters, other.parameters) &&
      areAlike(this.answered, other.answered) &&
      this.#linked.length === other.#linked.length &&
      this.#linked.every(({ kind }, index) => kind === other.#linked[index]?.kind)
    )
  }

  /** What another one may have otherwise, as one text; `undefined` where it would come apart elsewhere. */
  get text(): string | undefined {
    const texts: string[] = []
    for (const shown of this.parameters) if (varies(shown)) texts.push(shown.value)
    for (const shown of this.answered) if (varies(shown)) texts.push(shown.value)
    for (const { value } of this.#linked) texts.push(value)
    for (const text of texts) if (text.includes(END)) return undefined
    // Of one text alone there would be no copy, and it would keep the message that it was cut out of.
    texts.push('')
    return texts.join(END)
  }

  /** One like this one, but for its text. */
  another(of: Own, text: string): Recording {
    const texts = text.split(END)
    const told = (shown: Shown): Shown => (varies(shown) ? { ...shown, value: texts.shift() ?? '' } : shown)
    const { tracing, from, target, method, headers } = this
    const begun = { tracing, from, target, likely: this, of, headers, parameters: this.parameters.map(told) }
    const recording = new Recording(method === undefined ? begun : { ...begun, method })
    recording.answered = this.answered.map(told)
    recording.answeredHeaders = this.answeredHeaders
    recording.clientId = this.clientId
    recording.claimedId = this.claimedId
    recording.status = this.status
    recording.error = this.error
    recording.location = this.location
    recording.challenge = this.challenge
    recording.#asLikely = this.stepCount
    recording.#linked = this.#linked.map(({ kind }) => ({ kind, value: texts.shift() ?? '' }))
    return recording
  }

  toJSON(): Trace {
    const { id, party, at, tookMs, received, steps, answer, error, from, links, clientId, claimedId } = this
    return { id, party, at, tookMs, received, steps, answer, error, from, links, clientId, claimedId }
  }
}

function lookOf({ entry, held, seen }: Looked): Look {
  if ('must' in entry)
    return { kind: 'check', rule: entry.id, cite: entry.cite, must: entry.must, held, ...seenOf(seen) }
  return { kind: 'note', note: entry.id, cite: entry.cite, says: entry.says, ...seenOf(seen) }
}

function seenOf(seen: Seen | undefined): { parameter?: string; expected?: string; received?: string } {
  const told: { parameter?: string; expected?: string; received?: string } = {}
  if (seen?.parameter !== undefined) told.parameter = toldName(seen.parameter)
  if (seen !== undefined && 'expected' in seen) told.expected = inWords(seen.expected)
  if (seen !== undefined && 'received' in seen) told.received = inWords(seen.received)
  return told
}

const inWords = (value: Seen['expected']): string =>
  (Array.isArray(value) ? value.join(', ') : value === undefined ? '(none)' : String(value)).slice(0, 512)

const weightOf = (parameters: readonly Shown[]): number => {
  let weight = 0
  for (const { name, value } of parameters) weight += 40 + name.length + value.length
  return weight
}

/** Where a redirect goes, without its parameters; these are told masked, before all others. */
export function locationOf(location: string): { readonly bare: string; readonly parameters: readonly Shown[] } {
  const [, bare = '', query = '', fragment = ''] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(location) ?? []
  const told = (text: string, place: Place): Shown[] => shownAll(new URLSearchParams(text), place)
  return { bare, parameters: [...told(query, 'query'), ...told(fragment, 'fragment')] }
}
