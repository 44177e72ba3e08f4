/** Going through the recorded flows: which of them are shown, and from one to the next. */
import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Flow } from '@sightglass/trace/flow'
import type { House } from '../house.ts'
import { runOf } from '../play/run-of.ts'
import { hrefOf } from '../route.ts'
import { entryOf, onceForEachRun, stageEntry } from './of-runs.ts'
import { everything, type Filter, found, isNarrow } from './search.ts'

export const filter = signal<Filter>(everything)

const shown = new WeakMap<House, ReadonlySignal<readonly Flow[]>>()

/** The flows that the filter lets through, the one that began last first; the flows of a run are one. */
export function shownFlows(house: House): ReadonlySignal<readonly Flow[]> {
  const known = shown.get(house)
  if (known !== undefined) return known
  const flows = computed(() => {
    const wanted = filter.value
    const all = house.feeds.flows.value
    // A run is found by its own title as well.
    const titleOf = (flow: Flow): string =>
      runOf(house.runs.value, flow) === undefined ? '' : entryOf(house, flow).title
    return onceForEachRun(house, isNarrow(wanted) ? found(wanted, all, titleOf) : all)
  })
  shown.set(house, flows)
  return flows
}

/** To the next older flow (1), or the next newer one (-1). */
export function stepFlow(house: House, by: 1 | -1): void {
  const flows = shownFlows(house).value
  const onStage = new Set(house.play.value?.flow.traces.map(({ id }) => id))
  const at = flows.findIndex(({ traces }) => traces.some(({ id }) => onStage.has(id)))
  const next = flows[Math.max(0, at + by)]
  if (next !== undefined) stageEntry(house, next)
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
