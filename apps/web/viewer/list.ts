/** The list of flows: whose, when, what happened, and how it ended. */
import { chaptersOf } from './chapters.ts'
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
export const flowList = (
  flows: readonly ShownFlow[],
  selected: string | undefined,
  options: ListOptions,
): HTMLElement =>
  el(
    'ol',
    { class: 'flows' },
    flows.map((shown) => entry(shown, shown.flow.id === selected, options)),
  )

function entry(shown: ShownFlow, current: boolean, { say, locale, select }: ListOptions): HTMLElement {
  const { flow, told } = shown
  const { title, client, outcome, state, error, wrongPasswords } = summarize(shown, say)
  const at = flow.traces[0]?.at ?? 0
  const count = told.length === 1 ? say('oneMessage') : say('messages', { n: told.length })
  const link = el(
    'a',
    { class: 'flow', href: `#${flow.id}`, 'data-flow': flow.id, 'aria-current': current ? 'true' : undefined },
    el('span', { class: 'flow-title' }, el('strong', {}, title), ' ', el('code', {}, client)),
    badge(outcome, state),
    error !== undefined && el('code', { class: 'flow-error' }, error),
    courseOf(shown, say),
    el(
      'span',
      { class: 'flow-when' },
      el('time', { datetime: new Date(at * 1000).toISOString() }, clockTime(at, locale)),
      ` · ${count}`,
      wrongPasswords > 0 && state !== 'open' && ` · ${afterWrong(wrongPasswords, say)}`,
    ),
  )
  link.addEventListener('click', (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    select(flow.id)
  })
  return el('li', {}, link)
}

/** `sign-in → consent → code for tokens`, each once. */
function courseOf({ told }: ShownFlow, say: Say): HTMLElement | undefined {
  const names = [...new Set(chaptersOf(told).map(({ name }) => name))]
  if (names.length < 2) return undefined
  return el('span', { class: 'flow-course' }, names.map((name) => say(`short.${name}`)).join(' → '))
}

export const afterWrong = (n: number, say: Say): string => (n === 1 ? say('afterOneWrong') : say('afterWrong', { n }))

const signs = { good: '✓', bad: '✗', open: '…' } as const

export const badge = (words: string, state: keyof typeof signs): HTMLElement =>
  el('span', { class: `badge ${state}` }, el('span', { 'aria-hidden': 'true' }, `${signs[state]} `), words)

export const clockTime = (seconds: number, locale: string): string =>
  new Date(seconds * 1000).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
