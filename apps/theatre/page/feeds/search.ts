/** What is found among the recorded flows: of a client, only what failed, or what a word stands in. */
import type { Trace } from '@sightglass/trace'
import type { Flow } from '@sightglass/trace/flow'
import { tell } from '@sightglass/trace/story'
import { clientsInWords, clientsOf } from '../play/clients.ts'
import { wordsOf } from '../play/kinds.ts'
import { type Summary, summarize } from '../play/summary.ts'

export interface Filter {
  /** Empty: of all clients. */
  readonly client: string
  readonly failures: boolean
  readonly text: string
}

export const everything: Filter = { client: '', failures: false, text: '' }

export const isNarrow = ({ client, failures, text }: Filter): boolean => client !== '' || failures || text.trim() !== ''

export function matches({ client, failures, text }: Filter, flow: Flow): boolean {
  const wanted = text.trim().toLowerCase()
  return (
    (client === '' || clientsOf(flow).includes(client)) &&
    (!failures || flow.traces.some(hasFailed)) &&
    (wanted === '' || wordsIn(flow).includes(wanted))
  )
}

const hasFailed = ({ error, answer, steps }: Trace): boolean =>
  error !== undefined ||
  (answer !== undefined && answer.status >= 400) ||
  steps.some((step) => step.kind === 'check' && !step.held)

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
    ...told.parameters.flatMap(({ name, value }) => [name, value]),
    ...told.looks.flatMap((look) =>
      look.kind === 'check' ? [look.rule, look.must, look.parameter] : [look.note, look.says, look.parameter],
    ),
  ])
  const ids = flow.traces.map(({ id }) => id)
  return [title, outcome, clientsInWords(flow), ...ids, ...of].join('\n').toLowerCase()
}
