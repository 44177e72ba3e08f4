/** Looking at what the parties traced, for what the wire does not tell. */
import { observeTraces, type Trace } from '@sightglass/trace/observe'
import { afterThis } from './cleaning.ts'

/** Collects the traces from here to the end of the test. */
export function watchTraces(): readonly Trace[] {
  const traces: Trace[] = []
  afterThis(observeTraces((trace) => traces.push(trace)))
  return traces
}

/** The rule that refused the last message; `undefined` where none did. */
export function refusedBy(traces: readonly Trace[]): string | undefined {
  const failed = traces.at(-1)?.steps.findLast((step) => step.kind === 'check' && !step.held)
  return failed?.kind === 'check' ? failed.rule : undefined
}

/** What the last message brought about beside its answer. */
export const notesIn = (traces: readonly Trace[]): string[] =>
  traces.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'note' ? [step.note] : [])))
