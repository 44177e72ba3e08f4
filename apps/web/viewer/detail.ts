/** One flow: its summary, the lanes, and its messages in order. What did not change stays as it is, opened or not. */
import type { Told } from '@sightglass/trace/story'
import { el } from './dom.ts'
import { laneHeads } from './lanes.ts'
import { badge, clockTime } from './list.ts'
import { messageItem } from './message.ts'
import type { Say, ViewerModel } from './model.ts'
import type { ShownFlow } from './store.ts'
import { summarize } from './summary.ts'

export interface Detail {
  readonly element: HTMLElement
  readonly show: (shown: ShownFlow | undefined) => void
}

interface Drawn {
  readonly signature: string
  readonly element: HTMLLIElement
}

export function createDetail(model: ViewerModel, say: Say): Detail {
  const heading = el('h2', { id: 'flow-title', tabindex: '-1' })
  const facts = el('p', { class: 'flow-facts' })
  const all = el('button', { class: 'button plain', type: 'button', id: 'open-all' }, say('expand'))
  const list = el('ol', { class: 'story', 'aria-label': say('ordered') })
  const body = el('div', { class: 'flow-body' }, laneHeads(say), list)
  const head = el('div', { class: 'flow-head' }, heading, facts, el('p', {}, all))
  const element = el('section', { class: 'flow-detail', 'aria-labelledby': 'flow-title', hidden: true }, head, body)
  let drawn = new Map<string, Drawn>()
  let flowId: string | undefined
  let openAll = false

  all.addEventListener('click', () => {
    openAll = !openAll
    all.textContent = say(openAll ? 'collapse' : 'expand')
    for (const details of list.querySelectorAll('details')) details.open = openAll
  })

  const draw = (told: Told, number: number, beganAt: number): Drawn => {
    const signature = JSON.stringify([told, number])
    const before = drawn.get(told.id)
    if (before?.signature === signature) return before
    const item = messageItem(told, { model, say, number, beganAt })
    for (const details of item.querySelectorAll('details')) {
      const twin = before?.element.querySelector<HTMLDetailsElement>(`details.${details.dataset.part}`)
      details.open = twin?.open ?? openAll
    }
    return { signature, element: item }
  }

  return {
    element,
    show(shown) {
      element.hidden = shown === undefined
      if (shown === undefined) return
      const { flow, told } = shown
      if (flow.id !== flowId) drawn = new Map()
      flowId = flow.id
      const summary = summarize(shown, say)
      const beganAt = flow.traces[0]?.at ?? 0
      const title = say('detail', { flow: summary.title, client: summary.client })
      if (heading.textContent !== title) heading.textContent = title
      facts.replaceChildren(
        badge(summary.outcome, summary.state),
        ` ${say('began', { time: clockTime(beganAt, model.locale) })} · ${say('messages', { n: told.length })}`,
        ` · ✓ ${say('checks', { n: summary.held })}`,
        summary.failed > 0 ? ` · ✗ ${say('failures', { n: summary.failed })}` : '',
      )
      drawn = new Map(told.map((one, index) => [one.id, draw(one, index + 1, beganAt)]))
      place(
        list,
        [...drawn.values()].map((one) => one.element),
      )
    },
  }
}

/** Moves nothing that stands where it should: focus and open details survive. */
function place(list: HTMLElement, items: readonly HTMLElement[]): void {
  items.forEach((item, index) => {
    const present = list.children[index]
    if (present !== item) list.insertBefore(item, present ?? null)
  })
  while (list.children.length > items.length) list.lastElementChild?.remove()
}
