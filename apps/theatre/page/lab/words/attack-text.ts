/** What is told of an attack. Between backticks stands code. */
import type { Locale } from '@sightglass/ui/texts'

export interface AttackText {
  readonly title: string
  /** Who the attacker is, what they have, and what they try. */
  readonly story: readonly string[]
  /** Why the check stops it; and, where there is one, which other wall stands there. */
  readonly stopped: string
  /** What the attacker holds where the check is switched off. */
  readonly holds: string
}

export type AttackTexts = Readonly<Record<string, Readonly<Record<Locale, AttackText>>>>
