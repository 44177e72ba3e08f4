/** What the scripted flow leaves behind as JSON; docs/demo.md describes it. Times are milliseconds. */
import type { Sender } from '@sightglass/trace/observe'

/** `demo` is this program, where it does what no browser would do. */
export type Actor = Sender | 'demo'

export interface StepResult {
  /** Stable: what scripts may look for. */
  readonly name: string
  readonly from: Actor
  readonly to: Actor
  /** What was done, in a sentence. */
  readonly says: string
  readonly passed: boolean
  /** What was seen; never a secret. */
  readonly detail?: string
  /** Why it failed, in a sentence. */
  readonly error?: string
  readonly took_ms: number
}

export interface AccountResult {
  readonly username: string
  readonly passed: boolean
  readonly steps: readonly StepResult[]
  readonly took_ms: number
}

export interface DemoResult {
  /** Of this format. */
  readonly version: 1
  readonly passed: boolean
  /** ISO 8601, UTC. */
  readonly started_at: string
  readonly took_ms: number
  readonly client_url: string
  readonly auth_url: string
  readonly resource_url: string
  /** Whether each server answers; where one does not, no account is tried. */
  readonly servers: readonly StepResult[]
  readonly accounts: readonly AccountResult[]
}
