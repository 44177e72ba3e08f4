/** What is found among the recorded flows: of a client, only what failed, or what a word stands in. */
import type { Flow } from '@sightglass/trace/flow'
import { tell } from '@sightglass/trace/story'
import { clientsInWords, clientsOf } from '../play/clients.ts'
import { isFailure } from '../play/failures.ts'
import { readToken } from '../play/jwt.ts'
import { wordsOf } from '../play/kinds.ts'
import { type Summary, summarize } from '../play/summary.ts'
import { traceIdIn } from '../route.ts'

export interface Filter {
  /** Empty: of all clients. */
  readonly client: string
  readonly failures: boolean
  readonly text: string
}

export const everything: Filter = { client: '', failures: false, text: '' }

export const isNarrow = ({ client, failures, text }: Filter): boolean => client !== '' || failures || text.trim() !== ''

export function matches({ client, failures, text }: Filter, flow: Flow, title = ''): boolean {
  const wanted = text.trim().toLowerCase()
  return (
    (client === '' || clientsOf(flow).includes(client)) &&
    (!failures || hasFailed(flow)) &&
    (wanted === '' || isTraceOf(text, flow) || title.toLowerCase().includes(wanted) || wordsIn(flow).includes(wanted))
  )
}

/** Those that pass; of a check, the flows in which it failed come before those in which it held. */
export function found(
  filter: Filter,
  flows: readonly Flow[],
  titleOf: (flow: Flow) => string = () => '',
): readonly Flow[] {
  const matching = flows.filter((flow) => matches(filter, flow, titleOf(flow)))
  const failed = matching.filter((flow) => checkIn(filter.text, flow) === 'failed')
  return failed.length === 0 ? matching : [...failed, ...matching.filter((flow) => !failed.includes(flow))]
}

/** How the check went that the text names, by its id or the beginning of one: `pkce.verifierMatches`, `pkce.`. */
export function checkIn(text: string, { traces }: Flow): 'failed' | 'held' | undefined {
  const wanted = text.trim().toLowerCase()
  if (!/^[a-z-]+\./.test(wanted)) return undefined
  const checks = traces.flatMap(({ steps }) =>
    steps.filter((step) => step.kind === 'check' && step.rule.toLowerCase().startsWith(wanted)),
  )
  if (checks.length === 0) return undefined
  return checks.some((step) => step.kind === 'check' && !step.held) ? 'failed' : 'held'
}

/** A trace id, or an address that carries one. */
function isTraceOf(text: string, { traces }: Flow): boolean {
  const traceId = traceIdIn(text)
  return traceId !== undefined && traces.some(({ id }) => id === traceId)
}

const failing = new WeakMap<Flow, boolean>()

/** Also where somebody may try again: a wrong password is what one looks for. */
function hasFailed(flow: Flow): boolean {
  const known = failing.get(flow) ?? tell(flow).some(isFailure)
  failing.set(flow, known)
  return known
}

const summaries = new WeakMap<Flow, Summary>()

/** Made once for a flow as it is. */
export function summaryOf(flow: Flow): Summary {
  const summary = summaries.get(flow) ?? summarize(tell(flow))
  summaries.set(flow, summary)
  return summary
}

const written = new WeakMap<Flow, string>()

/** All that can be found in a flow, in lower case. */
function wordsIn(flow: Flow): string {
  const words = written.get(flow) ?? write(flow)
  written.set(flow, words)
  return words
}

function write(flow: Flow): string {
  const { title, outcome } = summaryOf(flow)
  const of = tell(flow).flatMap((told) => [
    wordsOf(told)?.title,
    'call' in told.request ? told.request.call : `${told.request.method} ${told.request.url}`,
    told.answer && `${told.answer.status} ${told.answer.location ?? ''}`,
    told.error,
    ...told.parameters.flatMap(({ name, value }) => [name, value, ...toldBy(value)]),
    ...told.looks.flatMap((look) =>
      look.kind === 'check' ? [look.rule, look.must, look.parameter] : [look.note, look.says, look.parameter],
    ),
  ])
  const ids = flow.traces.map(({ id }) => id)
  return [title, outcome, clientsInWords(flow), ...ids, ...of].join('\n').toLowerCase()
}

/** What a token says in texts, such as whom it is about: in its own form nobody could find that. */
function toldBy(value: string): readonly string[] {
  const claims = readToken(value)?.claims ?? {}
  return Object.values(claims).filter((claim) => typeof claim === 'string')
}
