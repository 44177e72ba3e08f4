/** The viewer: what the three servers record, live. It only reads. */
import { createDetail } from './detail.ts'
import { el } from './dom.ts'
import { flowList } from './list.ts'
import { colourOf, sayer, type ViewerModel } from './model.ts'
import { createStore, type ShownFlow } from './store.ts'

const root = document.getElementById('viewer')
if (root === null) throw new Error('the page has no place for the viewer')
const model = JSON.parse(root.dataset.model ?? '') as ViewerModel
const say = sayer(model)

const filter = el('select', { id: 'client-filter' })
const pause = el(
  'button',
  { class: 'button quiet', type: 'button', id: 'pause', 'aria-pressed': 'false' },
  say('pause'),
)
const status = el('div', { class: 'feeds', role: 'status' })
const list = el('nav', { class: 'flow-list', 'aria-label': say('list') })
const gone = el('p', { class: 'hint', id: 'gone', hidden: true }, say('gone'))
const detail = createDetail(model, say)
root.append(
  el(
    'div',
    { class: 'viewer-bar' },
    el('div', { class: 'field' }, el('label', { for: 'client-filter' }, say('client')), filter),
    pause,
    status,
  ),
  el('div', { class: 'viewer-body' }, list, el('div', { class: 'viewer-main' }, gone, detail.element)),
)

/** The flow that is shown; until one is chosen, the newest. */
let chosen: string | undefined
/** A message that the address names and that has not been shown yet. */
let wanted = location.hash.slice(1) || undefined

const store = createStore(model, draw)

function draw(): void {
  const flows = store.flows()
  drawFilter(flows)
  const visible = flows.filter(({ flow }) => filter.value === '' || flow.clientIds.includes(filter.value))
  const shown = flowToShow(flows) ?? visible[0]
  replaceList(flowList(visible, shown?.flow.id, { say, locale: model.locale, select }))
  detail.show(shown)
  drawStatus()
  goToWanted(shown)
}

/** An address names a message, by any of its ids, or the flow that begins with it. */
function flowToShow(flows: readonly ShownFlow[]): ShownFlow | undefined {
  const id = wanted ?? chosen
  if (id === undefined) return undefined
  const found =
    flows.find(({ told }) => told.some((one) => one.id === id || one.alias === id)) ?? flows.find(ofTrace(id))
  if (found !== undefined) chosen = found.flow.traces[0]?.id
  gone.hidden = found !== undefined
  return found
}

const ofTrace =
  (id: string) =>
  ({ flow }: ShownFlow): boolean =>
    flow.traces.some((trace) => trace.id === id)

function goToWanted(shown: ShownFlow | undefined): void {
  if (wanted === undefined) return
  const told = shown?.told.find(({ id, alias }) => id === wanted || alias === wanted)
  if (told === undefined) return
  wanted = undefined
  const article = document.getElementById(told.id)
  for (const details of article?.querySelectorAll('details') ?? []) details.open = true
  for (const marked of document.querySelectorAll('.told-card.here')) marked.classList.remove('here')
  article?.classList.add('here')
  article?.focus({ preventScroll: true })
  article?.scrollIntoView({ block: 'start' })
}

function select(flowId: string): void {
  chosen = flowId
  wanted = undefined
  gone.hidden = true
  history.pushState(null, '', `#${flowId}`)
  draw()
  const heading = document.getElementById('flow-title')
  heading?.focus({ preventScroll: true })
  heading?.scrollIntoView({ block: 'start' })
}

/** The list is made anew; whoever stood on an entry stays there. */
function replaceList(next: HTMLElement): void {
  const active = document.activeElement
  const focused = active instanceof HTMLElement && list.contains(active) ? active.dataset.flow : undefined
  list.replaceChildren(next)
  if (focused !== undefined) list.querySelector<HTMLElement>(`[data-flow="${CSS.escape(focused)}"]`)?.focus()
}

function drawFilter(flows: readonly ShownFlow[]): void {
  const ids = [...new Set(flows.flatMap(({ flow }) => flow.clientIds))].sort()
  if (ids.join(' ') === filter.dataset.ids) return
  const before = filter.value
  filter.dataset.ids = ids.join(' ')
  filter.replaceChildren(
    el('option', { value: '' }, say('everyClient')),
    ...ids.map((id) => el('option', { value: id }, id)),
  )
  filter.value = ids.includes(before) ? before : ''
}

function drawStatus(): void {
  const paused = store.paused()
  const waiting = store.waiting()
  pause.textContent = `${say(paused ? 'resume' : 'pause')}${waiting > 0 ? ` (${say('waiting', { n: waiting })})` : ''}`
  pause.setAttribute('aria-pressed', String(paused))
  const words = model.feeds.map(({ party }) => [party, store.connected(party) ? 'connected' : 'connecting'] as const)
  const signature = words.flat().join(' ')
  if (signature === status.dataset.signature) return
  status.dataset.signature = signature
  status.replaceChildren(
    ...words.map(([party, word]) =>
      el(
        'span',
        { class: `feeds-one ${word}`, 'data-party': colourOf[party], 'data-feed': party },
        el('strong', {}, say(party)),
        ` ${say(word)}`,
      ),
    ),
  )
}

filter.addEventListener('change', () => {
  chosen = undefined
  draw()
})
pause.addEventListener('click', () => store.pause(!store.paused()))
addEventListener('hashchange', () => {
  wanted = location.hash.slice(1) || undefined
  draw()
})
draw()
