/** What the page is told at its start. */
import type { Party, Trace } from '@sightglass/trace'
import type { Locale } from '@sightglass/ui/texts'
import type { Aside, RunResult, Sent } from '../programme/run.ts'

export interface Boot {
  readonly locale: Locale
  /** Where each party tells what it recorded. */
  readonly feeds: readonly { readonly party: Party; readonly url: string }[]
  /** Where scenes and attacks are started: in development only. */
  readonly backstage?: string
  /** Where somebody starts a login of their own. */
  readonly start?: string
  /** Readers show a token first: everywhere but in development. */
  readonly guarded?: true
  /** Of a flow that was exported: all that there is to see. */
  readonly kept?: Kept
}

/** One flow as it is kept in a file. */
export interface Kept {
  readonly format: 'sightglass-flow'
  readonly version: 1
  /** Seconds since the epoch. */
  readonly keptAt: number
  readonly title: string
  readonly traces: readonly Trace[]
  /** Of a scene or an attack: by whom the messages were sent, and what no party saw. */
  readonly sent?: readonly Sent[]
  readonly asides?: readonly Aside[]
  readonly run?: KeptRun
}

/** Of a scene or an attack: which one it was, and how it ended. */
export type KeptRun = Omit<RunResult, 'id' | 'traces' | 'sent' | 'asides'>

export function readBoot(root: HTMLElement): Boot {
  return JSON.parse(root.dataset.boot ?? '') as Boot
}
