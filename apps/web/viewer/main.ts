/** The viewer: what the three servers record, live. It only reads. */
import { copyButton, copyLink, hrefTo, type Place, placeIn } from './address.ts'
import { createDetail } from './detail.ts'
import { el } from './dom.ts'
import { noMatch, nothingYet } from './empty.ts'
import { createFilterBar, matchesFlow } from './filter.ts'
import { toggleTerm } from './glossary.ts'
import { createKeyboard } from './keys.ts'
import { flowList } from './list.ts'
import { colourOf, sayer, type ViewerModel } from './model.ts'
import { createStore, type ShownFlow } from './store.ts'
import { createWalk } from './walk.ts'

const root = document.getElementById('viewer')
if (root === null) throw new Error('the page has no place for the viewer')
const model = JSON.parse(root.dataset.model ?? '') as ViewerModel
const say = sayer(model)

const bar = createFilterBar(say, () => {
  if (shown !== undefined && !matchesFlow(bar.filter(), shown, model)) chosen = undefined
  draw()
})
const pause = el(
  'button',
  { class: 'button quiet', type: 'button', id: 'pause', 'aria-pressed': 'false' },
  say('pause'),
)
const help = el(
  'button',
  { class: 'button quiet', type: 'button', id: 'keys', 'aria-label': say('keys') },
  el('kbd', {}, '?'),
  el('span', { class: 'keys-word' }, say('keys')),
)
const status = el('div', { class: 'feeds', role: 'status' })
const list = el('nav', { class: 'flow-list', 'aria-label': say('list') })
const gone = el('p', { class: 'hint', id: 'gone', hidden: true }, say('gone'))
const empty = el('div', { hidden: true })
const loose = el('p', { class: 'loose', id: 'loose', role: 'status', hidden: true })
const toast = el('p', { class: 'toast', id: 'toast', role: 'status' })
const detail = createDetail(model, say, bar.clear)

/** The flow that is shown; until somebody chose or touched one, the newest. */
let chosen: string | undefined
let shown: ShownFlow | undefined
/** A place that the address names and that has not been shown yet. */
let wanted: Place | undefined = placeIn(location.hash)

const store = createStore(model, draw)
const walk = createWalk(detail.element)
const keyboard = createKeyboard(say, [
  { keys: ['j'], name: 'next', press: () => walk.toMessage(1) },
  { keys: ['k'], name: 'previous', press: () => walk.toMessage(-1) },
  { keys: ['n'], name: 'nextFailure', press: () => walk.toFailure(1) },
  { keys: ['p'], name: 'previousFailure', press: () => walk.toFailure(-1) },
  { keys: ['o'], name: 'open', press: walk.toggle },
  { keys: ['a'], name: 'all', press: detail.toggleAll },
  { keys: [']'], name: 'nextFlow', press: () => stepFlow(1) },
  { keys: ['['], name: 'previousFlow', press: () => stepFlow(-1) },
  { keys: ['/'], name: 'search', press: bar.focusSearch },
  { keys: ['f'], name: 'failures', press: bar.toggleFailures },
  { keys: ['s'], name: 'pause', press: () => store.pause(!store.paused()) },
  { keys: ['c'], name: 'copy', press: () => void copyLink(walk.href() ?? `#${shown?.flow.id ?? ''}`, say, tell) },
])
root.append(
  el('div', { class: 'viewer-bar' }, bar.element, el('div', { class: 'viewer-buttons' }, pause, help), status, loose),
  el('div', { class: 'viewer-body' }, list, el('div', { class: 'viewer-main' }, gone, empty, detail.element)),
  keyboard.dialog,
  toast,
)

function draw(): void {
  const flows = store.flows()
  bar.offer([...new Set(flows.flatMap(({ flow }) => flow.clientIds))].sort())
  const filter = bar.filter()
  const visible = flows.filter((one) => matchesFlow(filter, one, model))
  shown = flowToShow(flows) ?? visible[0]
  replaceList(flowList(visible, shown?.flow.id, { say, locale: model.locale, select }))
  detail.show(shown, filter)
  drawEmpty(flows.length > 0, visible.length > 0)
  drawLoose()
  drawStatus()
  goToWanted()
}

/** An address names a message, by any of its ids, or the flow that begins with it. */
function flowToShow(flows: readonly ShownFlow[]): ShownFlow | undefined {
  const id = wanted?.id ?? chosen
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

function goToWanted(): void {
  if (wanted === undefined) return
  const { id, check } = wanted
  const told = shown?.told.find((one) => one.id === id || one.alias === id)
  if (told === undefined) return
  wanted = undefined
  const article = document.getElementById(told.id)
  const look = check === undefined ? null : document.getElementById(`${told.id}/${check}`)
  const here = look ?? article
  const item = article?.closest<HTMLElement>('.told')
  if (item?.hidden === true) bar.clear()
  for (const details of article?.querySelectorAll('details') ?? [])
    details.open ||= look === null || details.contains(look)
  for (const marked of document.querySelectorAll('.here')) marked.classList.remove('here')
  for (const button of document.querySelectorAll('.look > .copy')) button.remove()
  here?.classList.add('here')
  look?.append(copyButton(hrefTo(told.id, check), say))
  here?.focus({ preventScroll: true })
  here?.scrollIntoView({ block: 'start' })
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

function stepFlow(by: 1 | -1): void {
  const ids = Array.from(list.querySelectorAll<HTMLElement>('.flow'), (entry) => entry.dataset.flow ?? '')
  const next = ids[ids.indexOf(shown?.flow.id ?? '') + by]
  if (next !== undefined) select(next)
}

/** The list is made anew; whoever stood on an entry stays there. */
function replaceList(next: HTMLElement): void {
  const active = document.activeElement
  const focused = active instanceof HTMLElement && list.contains(active) ? active.dataset.flow : undefined
  const scrolled = list.firstElementChild?.scrollTop ?? 0
  list.replaceChildren(next)
  next.scrollTop = scrolled
  if (focused !== undefined) list.querySelector<HTMLElement>(`[data-flow="${CSS.escape(focused)}"]`)?.focus()
}

function drawEmpty(any: boolean, visible: boolean): void {
  const connected = model.feeds.some(({ party }) => store.connected(party))
  const state = visible || shown !== undefined ? '' : any ? 'no match' : connected ? 'nothing' : 'connecting'
  if (empty.dataset.state === state) return
  empty.dataset.state = state
  empty.hidden = state === ''
  const content = state === 'no match' ? noMatch(say, bar.clear) : nothingYet(connected, say)
  empty.replaceChildren(...(state === '' ? [] : [content]))
}

function drawLoose(): void {
  const lines = store.loose().map(({ party, received }) => `${received.method} ${received.url} → ${say(party)}`)
  const words = lines.join(' · ')
  if (loose.dataset.words === words) return
  loose.dataset.words = words
  loose.hidden = lines.length === 0
  loose.replaceChildren(el('strong', {}, `${say('loose')}: `), words)
}

function drawStatus(): void {
  const paused = store.paused()
  const waiting = store.waiting()
  pause.textContent = `${say(paused ? 'resume' : 'pause')}${waiting > 0 ? ` (${say('waiting', { n: waiting })})` : ''}`
  pause.setAttribute('aria-pressed', String(paused))
  const words = model.feeds.map(({ party }) => [party, store.connected(party) ? 'connected' : 'connecting'] as const)
  const passedOver = store.passedOver()
  const signature = [...words.flat(), passedOver].join(' ')
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
    ...(passedOver === 0
      ? []
      : [el('span', { class: 'feeds-one', id: 'passed-over' }, say('passedOver', { n: passedOver }))]),
  )
}

function tell(words: string): void {
  toast.textContent = words
  setTimeout(() => {
    if (toast.textContent === words) toast.textContent = ''
  }, 3000)
}

pause.addEventListener('click', () => store.pause(!store.paused()))
help.addEventListener('click', keyboard.open)
// Whoever reads a flow is not taken away from it by the next one.
for (const kind of ['pointerdown', 'focusin'])
  detail.element.addEventListener(kind, () => {
    chosen ??= shown?.flow.traces[0]?.id
  })
addEventListener('click', ({ target }) => {
  const term = target instanceof Element ? target.closest<HTMLElement>('[data-term]') : null
  if (term !== null) toggleTerm(term)
  const href = target instanceof Element ? target.closest<HTMLElement>('[data-copy]')?.dataset.copy : undefined
  if (href !== undefined) void copyLink(href, say, tell)
})
addEventListener('hashchange', () => {
  wanted = placeIn(location.hash)
  draw()
})
draw()
