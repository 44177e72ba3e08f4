/** The list of flows: whose, when, and how it ended. */
import { el } from './dom.ts'
import type { Say } from './model.ts'
import type { ShownFlow } from './store.ts'
import { summarize } from './summary.ts'

export interface ListOptions {
  readonly say: Say
  readonly locale: string
  readonly select: (flowId: string) => void
}

/** One entry a flow, the newest first. */
export function flowList(flows: readonly ShownFlow[], selected: string | undefined, options: ListOptions): HTMLElement {
  const { say } = options
  if (flows.length === 0) return el('p', { class: 'hint' }, say('empty'))
  return el(
    'ol',
    { class: 'flows' },
    flows.map((shown) => entry(shown, shown.flow.id === selected, options)),
  )
}

function entry(shown: ShownFlow, current: boolean, { say, locale, select }: ListOptions): HTMLElement {
  const { flow, told } = shown
  const { title, client, outcome, state, failed } = summarize(shown, say)
  const at = flow.traces[0]?.at ?? 0
  const count = told.length === 1 ? say('oneMessage') : say('messages', { n: told.length })
  const link = el(
    'a',
    { class: 'flow', href: `#${flow.id}`, 'data-flow': flow.id, 'aria-current': current ? 'true' : undefined },
    el('span', { class: 'flow-title' }, el('strong', {}, title), ' ', el('code', {}, client)),
    badge(outcome, state),
    el(
      'span',
      { class: 'flow-when' },
      el('time', { datetime: new Date(at * 1000).toISOString() }, clockTime(at, locale)),
      ` · ${count}`,
      failed > 0 && ` · ✗ ${say('failures', { n: failed })}`,
    ),
  )
  link.addEventListener('click', (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    select(flow.id)
  })
  return el('li', {}, link)
}

const signs = { good: '✓', bad: '✗', open: '…' } as const

export const badge = (words: string, state: keyof typeof signs): HTMLElement =>
  el('span', { class: `badge ${state}` }, el('span', { 'aria-hidden': 'true' }, `${signs[state]} `), words)

export const clockTime = (seconds: number, locale: string): string =>
  new Date(seconds * 1000).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
