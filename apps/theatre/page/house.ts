/** Everything that the page knows, in one place: what was recorded, what was run, what is on stage. Parts of the page read it and call it. */
import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { RunResult } from '../programme/run.ts'
import type { Boot } from './boot.ts'
import { type Feeds, openFeeds } from './feeds/feeds.ts'
import { flowOf, follow } from './feeds/follow.ts'
import { type Play, playOfFlow, playOfKept, playOfRun } from './play/play.ts'
import { createPlayer, type Player } from './play/player.ts'
import { runOf } from './play/run-of.ts'
import { createRoute, isOfProgramme, type Route } from './route.ts'
import type { AllAsked } from './runs/asked.ts'
import { rememberedAsked } from './runs/asked-before.ts'
import { type Runs, rememberedRuns } from './runs/remembered.ts'

export interface House {
  readonly boot: Boot
  readonly feeds: Feeds
  /** What was run from this page, by id. */
  readonly runs: Signal<Runs>
  /** What was asked to be run, as long as the page is open. */
  readonly asked: Signal<AllAsked>
  /** Flows opened from files, by id. */
  readonly kept: Signal<ReadonlyMap<string, NonNullable<Boot['kept']>>>
  readonly route: Route
  /** Which flow, run or kept flow is on stage; `undefined`: whatever happens now. */
  readonly chosen: Signal<string | undefined>
  readonly play: ReadonlySignal<Play | undefined>
  readonly player: Player
}

export function openHouse(boot: Boot): House {
  const feeds = openFeeds(boot)
  const runs = boot.backstage === undefined ? signal<Runs>(new Map()) : rememberedRuns()
  const asked = boot.backstage === undefined ? signal<AllAsked>([]) : rememberedAsked()
  rememberLast(runs, asked.peek())
  const kept = signal<ReadonlyMap<string, NonNullable<Boot['kept']>>>(new Map(boot.kept && [['kept', boot.kept]]))
  const chosen = signal<string | undefined>(boot.kept && 'kept')
  const route = createRoute()
  const followed = follow(feeds.flows, chosen)
  // Before a scene, an attack or a chapter was run, nothing else stands in its place.
  const isCurtainDown = computed(() => isOfProgramme(route.place.value))
  const known = computed(() => chosen.value ?? (isCurtainDown.value ? undefined : followed.value))
  const file = computed(() => (chosen.value === undefined ? undefined : kept.value.get(chosen.value)))
  // Neither changes while something else goes on: only what is on stage is told anew.
  const flow = computed(() => flowOf(feeds.flows.value, known.value))
  // Whether the run was chosen, or a flow that it made.
  const run = computed(() => {
    const named = chosen.value === undefined ? undefined : runs.value.get(chosen.value)
    return named ?? (flow.value && runOf(runs.value, flow.value))
  })
  const arrivals = computed(() => (feeds.flows.value.length > 0 && flow.value ? feeds.arrivalsOf(flow.value) : []))
  const play = computed((): Play | undefined => {
    const id = known.value
    if (id === undefined) return undefined
    if (file.value !== undefined) return playOfKept(id, file.value)
    const staged = run.value && playOfRun(run.value, run.value.traces === undefined ? feeds.flows.value : [])
    if (staged !== undefined) return { ...staged, id }
    if (run.value !== undefined && flow.value === undefined) return undefined
    // It keeps its id while it grows, though its first trace may come late.
    return flow.value && { ...playOfFlow(flow.value, arrivals.value), id }
  })
  const player = createPlayer(play)
  // Of what was kept nothing is live: it begins at its beginning.
  if (boot.kept !== undefined) player.to(0)
  // Whoever steps or plays stays with what they look at.
  effect(() => {
    if (player.live.value && !player.playing.value) return
    chosen.value ??= play.peek()?.id
  })
  return { boot, feeds, runs, asked, kept, route, chosen, play, player }
}

/** Of what this tab asked for, what other tabs do not know. */
function rememberLast(runs: Signal<Runs>, asked: AllAsked): void {
  const last = asked.flatMap(({ last: run }) => (run === undefined || runs.peek().has(run.id) ? [] : [run]))
  if (last.length > 0) runs.value = new Map([...runs.peek(), ...last.map((run) => [run.id, run] as const)])
}

/** Puts a run on stage from its beginning. */
export function stageRun(house: House, run: RunResult): void {
  // At once: nobody sees its end between.
  batch(() => {
    keepRun(house, run)
    house.chosen.value = run.id
    house.player.restart()
  })
}

/** It can be put on stage later. */
export function keepRun({ runs }: House, run: RunResult): void {
  runs.value = new Map([...runs.value, [run.id, run]])
}

/** Puts a recorded flow on stage, at its end. */
export function stageFlow({ chosen, player }: House, id: string): void {
  chosen.value = id
  player.toEnd()
}

/** Goes along with whatever happens now. */
export function followLive({ chosen, player }: House): void {
  player.toEnd()
  chosen.value = undefined
}

/** Whether it does. */
export const isFollowing = ({ chosen, player }: House): boolean => chosen.value === undefined && player.live.value
