/** Going through the recorded flows: which of them are shown, and from one to the next. */
import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Flow } from '@sightglass/trace/flow'
import { type House, stageFlow } from '../house.ts'
import { hrefOf } from '../route.ts'
import { everything, type Filter, found, isNarrow } from './search.ts'

export const filter = signal<Filter>(everything)

const shown = new WeakMap<House, ReadonlySignal<readonly Flow[]>>()

/** The flows that the filter lets through, the one that began last first. */
export function shownFlows(house: House): ReadonlySignal<readonly Flow[]> {
  const known = shown.get(house)
  if (known !== undefined) return known
  const flows = computed(() => {
    const wanted = filter.value
    const all = house.feeds.flows.value
    return isNarrow(wanted) ? found(wanted, all) : all
  })
  shown.set(house, flows)
  return flows
}

/** To the next older flow (1), or the next newer one (-1). */
export function stepFlow(house: House, by: 1 | -1): void {
  const flows = shownFlows(house).value
  const current = house.play.value?.flow.traces[0]?.id
  const at = flows.findIndex(({ traces }) => traces.some(({ id }) => id === current))
  const next = flows[Math.max(0, at + by)]
  if (next !== undefined) stageFlow(house, next.id)
}

export const SEARCH_ID = 'flow-search'

/** Opens the room of the flows and leads into its search. */
export function focusSearch({ route }: House): void {
  if (route.place.value.room !== 'flows') route.go(hrefOf('flows'))
  requestAnimationFrame(() => {
    const input = document.getElementById(SEARCH_ID)
    input?.closest('details')?.setAttribute('open', '')
    if (input instanceof HTMLInputElement) input.select()
    input?.focus()
  })
}
