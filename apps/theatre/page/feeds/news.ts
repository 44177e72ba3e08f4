/** What happened since somebody chose what is on stage: the newest flow that they have not seen. */
import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import type { Flow } from '@sightglass/trace/flow'
import { followLive, type House } from '../house.ts'
import { showStage } from '../lead.ts'
import { hrefOf } from '../route.ts'
import { isUnderWay } from '../runs/asked.ts'
import { flowOf } from './follow.ts'

const told = new WeakMap<House, ReadonlySignal<Flow | undefined>>()

export function newsOf(house: House): ReadonlySignal<Flow | undefined> {
  const known = told.get(house)
  if (known !== undefined) return known
  const news = watch(house)
  told.set(house, news)
  return news
}

function watch({ feeds, chosen, play, runs, asked }: House): ReadonlySignal<Flow | undefined> {
  /** What is recorded meanwhile may be of the run. */
  const isRunning = computed(() => asked.value.some(isUnderWay))
  /** A trace of the newest flow when somebody chose; until then it goes along. */
  const seen = signal<string | undefined>(undefined)
  effect(() => {
    const isFollowing = chosen.value === undefined || !feeds.caughtUp.value || isRunning.value
    const flows = isFollowing ? feeds.flows.value : untracked(() => feeds.flows.value)
    seen.value = flows[0]?.traces[0]?.id
  })
  return computed(() => {
    if (chosen.value === undefined || isRunning.value) return undefined
    const flows = feeds.flows.value
    const last = flowOf(flows, seen.value)
    const onStage = play.value?.flow.traces ?? []
    const own = new Set([...runs.value.values()].flatMap(({ sent }) => sent.map(({ traceId }) => traceId)))
    for (const { id } of onStage) own.add(id)
    return flows
      .slice(0, last === undefined ? 0 : flows.indexOf(last))
      .find((flow) => isNews(flow) && !flow.traces.some(({ id }) => own.has(id)))
  })
}

/** Servers fetch keys and metadata of each other all the time. */
const isNews = ({ traces, clientIds }: Flow): boolean =>
  clientIds.length > 0 || traces.some(({ error, links }) => error !== undefined || links.length > 0)

/** Puts what happens now on stage, in the room where it is seen. */
export function showNews(house: House): void {
  const { room } = house.route.place.value
  if (room !== 'flows' && room !== 'client') house.route.go(hrefOf('flows'))
  followLive(house)
  showStage()
}
