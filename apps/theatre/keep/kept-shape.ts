/** The shape of a kept flow, member by member: what a file says is believed only as far as it is data of this shape. */

import { sections } from '@sightglass/spec/sections'
import { type Citation, documents } from '@sightglass/spec/specs'
import type { Answer, Exchange, Link, LinkKind, Look, Message, Party, Shown, Step, Trace } from '@sightglass/trace'
import type { Kept, KeptRun } from '../page/boot.ts'
import { colourOf } from '../page/lanes.ts'
import type { Aside, Lane, RunResult, Sent } from '../programme/run.ts'
import {
  demand,
  type Judge,
  list,
  members,
  nameIn,
  number,
  objectAt,
  optional,
  text,
  textLike,
  truth,
  whole,
  yes,
} from './shape.ts'

const parties: Readonly<Record<Party, true>> = { client: true, 'authorization-server': true, 'resource-server': true }
const party = nameIn<Party>(parties)
const lane = nameIn<Lane>(colourOf)
const kinds: Readonly<Record<LinkKind, true>> = {
  state: true,
  nonce: true,
  code: true,
  challenge: true,
  token: true,
  jti: true,
  grant: true,
  request: true,
  logout: true,
}

const MOST_MEMBERS = 1000
const MOST_STEPS = 5000
const MOST_TRACES = 20_000
/** Until the year 9999: what a date can be made of. */
const seconds = number(0, 253_402_300_799)
const milliseconds = number(-86_400_000, 86_400_000)
const id = textLike(/^[\w-]{1,64}$/, 'short')
const key = textLike(/^[\w.-]{1,64}$/, 'short')
/** Behind the colon stands which value is handed over. */
const asideKey = textLike(/^[\w.-]{1,64}(?::\w{1,64})?$/, 'short')
const method = textLike(/^[!#$%&'*+.^`|~\w-]{1,64}$/, 'short')

/** Of a server that somebody asked: http or https, never what a browser would run. */
const address: Judge<string> = (value, place) => {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined
  demand(url !== undefined && /^https?:$/.test(url.protocol), place, 'address')
  return String(value)
}

/** A paragraph that we know: links are made of it. */
const cite: Judge<Citation> = (value, place) => {
  const [, document = '', section = ''] = /^([^-]+)-(.+)$/.exec(typeof value === 'string' ? value : '') ?? []
  const known = Object.hasOwn(documents, document) && Object.hasOwn(sections, document)
  demand(known && Object.hasOwn(sections[document as keyof typeof sections], section), place, 'one')
  return value as Citation
}

const places = { header: true, query: true, fragment: true, body: true } as const satisfies Record<Shown['in'], true>
const shown = members<Shown>({ name: text, value: text, in: nameIn(places), masked: optional(yes) })
const parameters = list(shown, MOST_MEMBERS)
const message = members<Message>({ method, url: address, headers: parameters, parameters })
const answer = members<Answer>({ status: whole(0, 999), location: optional(text), headers: parameters, parameters })
const call = members<{ readonly call: string }>({ call: text })
const received: Judge<Trace['received']> = (value, place) =>
  'call' in objectAt(value, place) ? call(value, place) : message(value, place)

const told = { parameter: optional(text), expected: optional(text), received: optional(text) }
const check = members<Extract<Look, { kind: 'check' }>>({
  ...{ kind: nameIn({ check: true }), rule: key, cite, must: text, held: truth },
  ...told,
})
const note = members<Extract<Look, { kind: 'note' }>>({
  ...{ kind: nameIn({ note: true }), note: key, cite, says: text },
  ...told,
})
const exchange = members<Exchange>({
  ...{ kind: nameIn({ exchange: true }), to: party, request: message, answer: optional(answer) },
  ...{ sentMs: milliseconds, stepsBefore: whole(0, MOST_STEPS), atMs: milliseconds },
})
const steps: Readonly<Record<Step['kind'], Judge<Step>>> = { check, note, exchange }
const step: Judge<Step> = (value, place) => {
  const kind = nameIn(steps)(objectAt(value, place).kind, `${place}.kind`)
  return steps[kind](value, place)
}

const trace = members<Trace>({
  ...{ id, party, at: seconds, tookMs: milliseconds, from: optional(nameIn({ ...parties, browser: true })), received },
  ...{ steps: list(step, MOST_STEPS), answer: optional(answer), error: optional(text) },
  links: list(members<Link>({ kind: nameIn(kinds), mark: textLike(/^[\w-]{1,64}$/, 'short') }), MOST_MEMBERS),
  ...{ clientId: optional(text), claimedId: optional(text) },
})

/** Two of the same id would be taken for one. */
const traces: Judge<readonly Trace[]> = (value, place) => {
  const judged = list(trace, MOST_TRACES)(value, place)
  const seen = new Set<string>()
  for (const [index, one] of judged.entries()) {
    demand(!seen.has(one.id), `${place}[${index}].id`, 'unique')
    seen.add(one.id)
  }
  return judged
}

const sent = list(members<Sent>({ traceId: id, by: lane }), MOST_TRACES)
const asides = list(members<Aside>({ key: asideKey, from: lane, to: lane, at: seconds }), MOST_MEMBERS)

const ofRun = {
  play: key,
  where: nameIn({ live: true, sandbox: true }),
  outcome: nameIn({ done: true, stopped: true, succeeded: true }),
  stoppedBy: optional(key),
  off: optional(key),
  loot: optional(key),
}

/** A run, as it is told and remembered. @throws {Misfit} */
export const runFrom = members<RunResult>({ ...ofRun, id, sent, asides, traces: optional(traces) })

/** @throws {Misfit} */
export const keptFrom = members<Kept>({
  format: nameIn({ 'sightglass-flow': true }),
  version: (value, place) => {
    demand(value === 1, place, 'one')
    return 1
  },
  keptAt: seconds,
  title: text,
  traces,
  sent: optional(sent),
  asides: optional(asides),
  run: optional(members<KeptRun>(ofRun)),
})
