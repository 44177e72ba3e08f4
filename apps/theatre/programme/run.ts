/** A scene or an attack that was run: what the page and those who run it for the page tell each other. */
import type { Sender, Trace } from '@sightglass/trace'

/** Who can stand in a lane: the parties, and who takes part in a scene or an attack beside them. */
export type Lane = Sender | 'device' | 'attacker' | 'attacker-server'

/** Where: against the servers of `npm start`, or a throw-away set of them with one check switched off. */
export type Where = 'live' | 'sandbox'

export interface Wanted {
  /** The id of a scene or an attack of the programme. */
  readonly play: string
  readonly where: Where
}

export interface RunRequest extends Wanted {
  /** Chosen by whoever asks: by it they find what came of it, where they could not wait for the answer. */
  readonly id: string
}

/** A message that the run itself sent, known by the trace that its receiver made of it. */
export interface Sent {
  readonly traceId: string
  readonly by: Lane
}

/** What happened where none of the parties could see it: a link in a mail, a code that leaks. */
export interface Aside {
  /** Names its words: `aside.<key>` of the play's words. */
  readonly key: string
  readonly from: Lane
  readonly to: Lane
  /** Seconds since the epoch, with a fraction. */
  readonly at: number
}

export interface RunResult {
  readonly id: string
  readonly play: string
  readonly where: Where
  readonly sent: readonly Sent[]
  readonly asides: readonly Aside[]
  /** `done`: a scene came to its end. `stopped`: a check stopped the attack. `succeeded`: nothing did. */
  readonly outcome: 'done' | 'stopped' | 'succeeded'
  /** The id of the rule that stopped it. */
  readonly stoppedBy?: string
  /** The rule that was switched off. */
  readonly off?: string
  /** Names the words for what the attacker holds at the end: `loot.<key>` of the play's words. */
  readonly loot?: string
  /** Of the sandbox, which has no feed: all that its parties recorded. */
  readonly traces?: readonly Trace[]
}

/** The run could not be made at all. */
export interface RunFailure {
  readonly error: string
  readonly error_description: string
}
