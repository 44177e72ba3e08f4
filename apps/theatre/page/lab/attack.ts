/** One attack in the house, and what came of it in the lab: what a lesson ran is not asked about here. */
import type { AttackEntry } from '../../programme/attacks.ts'
import type { RunResult, Where } from '../../programme/run.ts'
import type { House } from '../house.ts'
import { askedAt } from '../runs/asked.ts'
import { isTold } from '../runs/told.ts'

export interface OfAttack {
  readonly house: House
  readonly entry: AttackEntry
}

/** Its last run that was asked for in the lab and came to its end. */
const ran = ({ house: { asked }, entry: { id } }: OfAttack, where: Where): RunResult | undefined =>
  askedAt(asked.value, { room: 'attacks', item: id }, where)?.last

/** The same, once the stage has shown what stopped it; the sandbox is told of at once. */
export function lastRun(attack: OfAttack, where: Where): RunResult | undefined {
  const run = ran(attack, where)
  return run === undefined || (where === 'live' && !isTold(attack.house, run)) ? undefined : run
}

/** The live run that the stage has not yet shown so far. */
export function aheadRun(attack: OfAttack): RunResult | undefined {
  const run = ran(attack, 'live')
  return run === undefined || isTold(attack.house, run) ? undefined : run
}
