/** Where what just happened can be read, while it is recorded: in the foot of a page that tells of something that went wrong. */
import { toldTraceId } from '@sightglass/trace'
import { code, link } from '@sightglass/ui/components'
import type { Html } from '@sightglass/ui/html'
import { defineTexts, type Locale } from '@sightglass/ui/texts'

const texts = defineTexts({ en: { trace: 'Trace {traceId}' }, de: { trace: 'Aufzeichnung {traceId}' } })

export interface ShownTrace {
  readonly id: string
  /** Where that is shown, if anywhere. */
  readonly url?: string | undefined
}

/** The address under which a trace is shown. */
export type TraceUrl = (id: string) => string | undefined

/** The trace of this request, where the peer may know of it. */
export function shownTrace(traceUrl: TraceUrl): ShownTrace | undefined {
  const id = toldTraceId()
  return id === undefined ? undefined : { id, url: traceUrl(id) }
}

/** Nothing where nobody records. */
export const traceFoot = (trace: ShownTrace | undefined, locale: Locale): Html | undefined =>
  trace &&
  texts(locale)('trace', { traceId: trace.url === undefined ? code(trace.id) : link(trace.url, code(trace.id)) })
