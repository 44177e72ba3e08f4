/** What was asked for in this tab, kept over a reload: what is under way goes on at the server, and what has ended stays told. */
import { effect, type Signal, signal } from '@preact/signals'
import type { AllAsked } from './asked.ts'
import { readTab, writeTab } from './tab.ts'

const NAME = 'sightglass-asked'
/** Of a sandbox they carry all that was recorded. */
const MOST_ASKED = 12

export function rememberedAsked(): Signal<AllAsked> {
  const asked = signal<AllAsked>(readTab(NAME).filter(isAsked))
  effect(() => writeTab(NAME, asked.value.filter(({ state }) => state !== 'failed').slice(-MOST_ASKED)))
  return asked
}

/** An earlier version of the page may have kept something else. */
const isAsked = (one: unknown): one is AllAsked[number] =>
  isRecord(one) &&
  [one.id, one.play, one.where].every((text) => typeof text === 'string') &&
  typeof one.since === 'number' &&
  isRecord(one.spot) &&
  (one.last === undefined || (isRecord(one.last) && Array.isArray(one.last.sent) && Array.isArray(one.last.asides))) &&
  (one.state === 'under way' || (one.state === 'ended' && one.last !== undefined))

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
