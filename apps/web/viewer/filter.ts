/** What is shown of all that was recorded: by client, by party, only what failed, or what a word is found in. */
import type { Sender } from '@sightglass/trace'
import type { Told } from '@sightglass/trace/story'
import { el } from './dom.ts'
import { isFailure, noteOrRule } from './looks.ts'
import { lanes, type Say, type ViewerModel } from './model.ts'
import { membersOfToken } from './parameter.ts'
import type { ShownFlow } from './store.ts'
import { wordsOf } from './summary.ts'

export interface Filter {
  readonly client: string
  readonly party: Sender | ''
  readonly failures: boolean
  /** In lower case. */
  readonly text: string
}

/** The filter asks for single messages, and not only for flows. */
export const isNarrow = ({ party, failures, text }: Filter): boolean => party !== '' || failures || text !== ''

export const matchesFlow = (filter: Filter, { flow, told }: ShownFlow, model: ViewerModel): boolean =>
  (filter.client === '' || flow.clientIds.includes(filter.client)) &&
  (!isNarrow(filter) || told.some((one) => matches(filter, one, model)))

export const matches = ({ party, failures, text }: Filter, told: Told, model: ViewerModel): boolean =>
  (party === '' || told.from === party || told.to === party) &&
  (!failures || isFailure(told)) &&
  (text === '' || wordsIn(told, model).includes(text))

/** All that can be found, in lower case. */
function wordsIn(told: Told, model: ViewerModel): string {
  const { request, parameters, answer, error, looks } = told
  const first = 'call' in request ? request.call : `${request.method} ${request.url}`
  return [
    wordsOf(told, model)?.title,
    told.kind === 'answer' ? `${answer?.status ?? ''} ${answer?.location ?? ''}` : first,
    error,
    ...parameters.flatMap(({ name, value }) => [name, value, ...membersOfToken(value)]),
    ...looks.flatMap((look) => [noteOrRule(look), look.kind === 'check' ? look.must : look.says, look.parameter]),
  ]
    .join('\n')
    .toLowerCase()
}

export interface FilterBar {
  readonly element: HTMLElement
  readonly filter: () => Filter
  /** Tells the clients that can be chosen. */
  readonly offer: (clientIds: readonly string[]) => void
  readonly clear: () => void
  readonly toggleFailures: () => void
  readonly focusSearch: () => void
}

/** Calls `changed` after each change. */
export function createFilterBar(say: Say, changed: () => void): FilterBar {
  const client = el('select', { id: 'client-filter' })
  const party = el(
    'select',
    { id: 'party-filter' },
    el('option', { value: '' }, say('everyParty')),
    lanes.map((lane) => el('option', { value: lane }, say(lane))),
  )
  const search = el('input', {
    id: 'search',
    type: 'search',
    placeholder: say('searchHint'),
    autocomplete: 'off',
    spellcheck: 'false',
    enterkeyhint: 'search',
  })
  const failures = el('input', { id: 'only-failures', type: 'checkbox' })
  const wide = matchMedia('(min-width: 64rem)')
  const element = el(
    'details',
    { class: 'filters', open: wide.matches },
    el('summary', {}, say('filters')),
    el(
      'div',
      { class: 'filters-row' },
      field('search', say('search'), search),
      field('client-filter', say('client'), client),
      field('party-filter', say('party'), party),
      el('label', { class: 'choice' }, failures, say('onlyFailures')),
    ),
  )
  wide.addEventListener('change', () => {
    element.open ||= wide.matches
  })
  for (const input of [client, party, failures]) input.addEventListener('change', changed)
  search.addEventListener('input', changed)

  return {
    element,
    filter: () => ({
      client: client.value,
      party: lanes.find((lane) => lane === party.value) ?? '',
      failures: failures.checked,
      text: search.value.trim().toLowerCase(),
    }),
    offer(clientIds) {
      if (clientIds.join(' ') === client.dataset.ids) return
      const before = client.value
      client.dataset.ids = clientIds.join(' ')
      client.replaceChildren(
        el('option', { value: '' }, say('everyClient')),
        ...clientIds.map((id) => el('option', { value: id }, id)),
      )
      client.value = clientIds.includes(before) ? before : ''
    },
    clear() {
      for (const input of [client, party, search]) input.value = ''
      failures.checked = false
      changed()
    },
    toggleFailures() {
      failures.checked = !failures.checked
      changed()
    },
    focusSearch() {
      element.open = true
      search.focus()
      search.select()
    },
  }
}

const field = (id: string, words: string, input: HTMLElement): HTMLElement =>
  el('div', { class: 'field' }, el('label', { for: id }, words), input)
