/** What can be run: a scene, which shows how something goes, or an attack, which tries what must not go. */
import type { Backstage } from './actor.ts'

export interface Scene {
  readonly id: string
  /** Resolves when it came to its end. */
  readonly play: (stage: Backstage) => Promise<void>
}

export interface Attack {
  readonly id: string
  /** The rule that stops it, and that the sandbox runs without. */
  readonly off: string
  /** Resolves with the key of what the attacker holds, or with `undefined` where it was refused. */
  readonly play: (stage: Backstage) => Promise<Loot | undefined>
}

/** What an attack that succeeded leaves in the attacker's hands. */
export interface Loot {
  /** Names its words. */
  readonly loot?: string
}
