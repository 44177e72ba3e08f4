/** One attack in the house, and what came of it in the lab: what a lesson ran is not asked about here. */
import type { AttackEntry } from '../../programme/attacks.ts'
import type { RunResult, Where } from '../../programme/run.ts'
import type { House } from '../house.ts'
import { askedAt } from '../runs/asked.ts'

export interface OfAttack {
  readonly house: House
  readonly entry: AttackEntry
}

/** Its last run that was asked for in the lab and came to its end, as long as the page is open. */
export const lastRun = ({ house: { asked }, entry: { id } }: OfAttack, where: Where): RunResult | undefined =>
  askedAt(asked.value, { room: 'attacks', item: id }, where)?.last
