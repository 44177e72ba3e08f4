/** One flow: its summary, its chapters, and its messages in order. What did not change stays as it is, opened or not. */
import type { Told } from '@sightglass/trace/story'
import { type Chapter, chaptersOf } from './chapters.ts'
import { type Child, el } from './dom.ts'
import { type Filter, isNarrow, matches } from './filter.ts'
import { gapBefore } from './gaps.ts'
import { emptyLanes, laneHeads } from './lanes.ts'
import { afterWrong, badge, clockTime } from './list.ts'
import { type Around, messageItem } from './message.ts'
import type { Say, ViewerModel } from './model.ts'
import { createOutline } from './outline.ts'
import { reasonOf, refusalIn } from './refusal.ts'
import type { ShownFlow } from './store.ts'
import { kindOf, summarize } from './summary.ts'
import { verdict } from './verdict.ts'

export interface Detail {
  readonly element: HTMLElement
  readonly show: (shown: ShownFlow | undefined, filter: Filter) => void
  readonly toggleAll: () => void
}

interface Drawn {
  readonly signature: string
  readonly element: HTMLLIElement
}

/** Calls `clear` when somebody wants to see all messages again. */
export function createDetail(model: ViewerModel, say: Say, clear: () => void): Detail {
  const heading = el('h2', { id: 'flow-title', tabindex: '-1' })
  const facts = el('p', { class: 'flow-facts' })
  const outline = createOutline(say)
  const why = el('div', { class: 'why-failed' })
  const all = el('button', { class: 'button plain', type: 'button', id: 'open-all' }, say('expand'))
  const narrowed = el('p', { class: 'narrowed', role: 'status' })
  const list = el('ol', { class: 'story', 'aria-label': say('ordered') })
  const body = el('div', { class: 'flow-body' }, laneHeads(say), list)
  const head = el('div', { class: 'flow-head' }, heading, facts, why, outline.element, el('p', {}, all), narrowed)
  const element = el('section', { class: 'flow-detail', 'aria-labelledby': 'flow-title', hidden: true }, head, body)
  let drawn = new Map<string, Drawn>()
  let flowId: string | undefined
  let openAll = false
  let judged = ''
  let marked = ''

  const toggleAll = (): void => {
    openAll = !openAll
    all.textContent = say(openAll ? 'collapse' : 'expand')
    for (const details of list.querySelectorAll('details')) details.open = openAll
  }
  all.addEventListener('click', toggleAll)

  const draw = (story: readonly Told[], told: Told, index: number): Drawn => {
    const around = aroundIn(story, index)
    const signature = JSON.stringify([told, around])
    const before = drawn.get(told.id)
    if (before?.signature === signature) return before
    const item = messageItem(told, { ...around, model, say })
    for (const details of item.querySelectorAll('details')) {
      const twin = before?.element.querySelector<HTMLDetailsElement>(`details.${details.dataset.part}`)
      details.open = twin?.open ?? openAll
    }
    return { signature, element: item }
  }

  const judge = (shown: ShownFlow): void => {
    const signature = JSON.stringify(refusalIn(shown.told))
    if (signature === judged) return
    judged = signature
    const said = verdict(shown, model, say)
    why.replaceChildren(...(said === undefined ? [] : [said]))
  }

  /** Messages that the filter does not ask for are hidden, and what a word is found in is opened. */
  const narrow = (told: readonly Told[], filter: Filter): void => {
    const asked = told.filter((one) => matches(filter, one, model))
    const some = isNarrow(filter) && asked.length > 0
    const ids = new Set(asked.map(({ id }) => id))
    for (const one of told) {
      const item = drawn.get(one.id)?.element
      if (item !== undefined) item.hidden = some && !ids.has(one.id)
    }
    for (const chapter of list.querySelectorAll<HTMLElement>('.chapter')) {
      let item = chapter.nextElementSibling
      while (item instanceof HTMLElement && item.hidden) item = item.nextElementSibling
      chapter.hidden = item === null || item.classList.contains('chapter')
    }
    narrowed.replaceChildren(...(some ? narrowedTo(asked.length, told.length, say, clear) : []))
    const search = `${flowId} ${filter.text}`
    if (search !== marked) markHits(list, filter.text)
    marked = search
  }

  return {
    element,
    toggleAll,
    show(shown, filter) {
      element.hidden = shown === undefined
      if (shown === undefined) return
      const { flow, told } = shown
      if (flow.id !== flowId) drawn = new Map()
      flowId = flow.id
      drawHead(shown, { heading, facts, say, locale: model.locale })
      const chapters = chaptersOf(told)
      outline.show(chapters)
      judge(shown)
      drawn = new Map(told.map((one, index) => [one.id, draw(told, one, index)]))
      const headings = headingsOf(list)
      place(
        list,
        chapters.flatMap((chapter, index) => [
          ...(chapters.length < 2 ? [] : [headings(chapter, index, say)]),
          ...chapter.told.flatMap(({ id }) => drawn.get(id)?.element ?? []),
        ]),
      )
      narrow(told, filter)
    },
  }
}

/** What a message needs to be told of the others. */
function aroundIn(story: readonly Told[], index: number): Around {
  const awaited = story[index]?.resumed?.after
  const at = story.findIndex(({ id, alias }) => id === awaited || alias === awaited)
  return {
    number: index + 1,
    beganAt: story[0]?.at ?? 0,
    reason: reasonOf(story, index),
    awaited: at < 0 || awaited === undefined ? undefined : { id: awaited, number: at + 1 },
    gap: gapBefore(story.map(kindOf), index),
  }
}

interface Head {
  readonly heading: HTMLElement
  readonly facts: HTMLElement
  readonly say: Say
  readonly locale: string
}

function drawHead(shown: ShownFlow, { heading, facts, say, locale }: Head): void {
  const summary = summarize(shown, say)
  const { held, failed, error, wrongPasswords } = summary
  const title = say('detail', { flow: summary.title, client: summary.client })
  if (heading.textContent !== title) heading.textContent = title
  const count = shown.told.length === 1 ? say('oneMessage') : say('messages', { n: shown.told.length })
  const parts: Child[] = [
    [badge(summary.outcome, summary.state), error !== undefined && [' ', el('code', {}, error)]],
    wrongPasswords > 0 && summary.state !== 'open' && afterWrong(wrongPasswords, say),
    say('began', { time: clockTime(shown.flow.traces[0]?.at ?? 0, locale) }),
    count,
    held > 0 && `✓ ${held === 1 ? say('oneCheck') : say('checks', { n: held })}`,
    failed > 0 && `✗ ${say('failures', { n: failed })}`,
  ]
  facts.replaceChildren(...parts.filter((part) => part !== false).map((part) => el('span', {}, part)))
}

/** The headings that stand there already stay, with whoever stands on them. */
function headingsOf(list: HTMLElement): (chapter: Chapter, index: number, say: Say) => HTMLElement {
  const present = [...list.querySelectorAll<HTMLElement>('.chapter')]
  return ({ name }, index, say) => {
    const before = present[index]
    if (before?.dataset.name === name) return before
    return el(
      'li',
      { class: 'chapter', 'data-name': name },
      emptyLanes(),
      el('h3', { id: `chapter-${index}`, tabindex: '-1' }, say(`chapter.${name}`)),
    )
  }
}

function narrowedTo(n: number, all: number, say: Say, clear: () => void): (Node | string)[] {
  const button = el('button', { class: 'button plain', type: 'button', id: 'show-all' }, say('showAll'))
  button.addEventListener('click', clear)
  return [n === 1 ? say('oneMatches', { all }) : say('matching', { n, all }), ' ', button]
}

function markHits(list: HTMLElement, text: string): void {
  for (const row of list.querySelectorAll('.hit')) row.classList.remove('hit')
  if (text === '') return
  for (const row of list.querySelectorAll('.look, .parameter')) {
    if (row.textContent?.toLowerCase().includes(text) !== true) continue
    row.classList.add('hit')
    for (let at = row.closest('details'); at !== null; at = at.parentElement?.closest('details') ?? null) at.open = true
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
