/** Group commit: while one batch is under way, the writes of all other requests gather and go in the next one. */
import { gather } from '@sightglass/gather'
import { type Ask, apart, type Chain, chainsOf, type Folded, fold, type Work, workOf } from './chain.ts'
import { makeRoom } from './duplicate.ts'
import type { Engine, EngineError, Row, Written } from './engine.ts'
import { CONFLICTS_AT_MOST, FAILURES_AT_MOST, kindOf, pauseAfter } from './retry.ts'
import type { Clock } from './table.ts'

/** Resolves to the outcome of the ask once it is durable. */
export type Write = <Outcome>(ask: Ask<Outcome>) => Promise<Outcome>

export function createWriter(engine: Engine, clock: Clock, nextAttempt: () => string): Write {
  const enqueue = gather<Work, void>(async (batch) => {
    await attempt(chainsOf(batch.map(({ item }) => item)))
    for (const { resolve } of batch) resolve()
  })
  return (ask) => workOf(ask, start)

  function start(work: Work): void {
    enqueue(work).catch(work.reject)
  }

  /** Reads, runs and writes; settles each piece of work or puts it into a later batch. */
  async function attempt(chains: readonly Chain[]): Promise<void> {
    let rows: ReadonlyMap<Chain, Row | undefined>
    try {
      rows = await read(chains)
    } catch (error) {
      return failed(chains, error)
    }
    const folds = foldAll(chains, rows)
    if (folds.length === 0) return
    let results: readonly Written[]
    try {
      results = await engine.write(folds.map(({ put }) => put))
    } catch (error) {
      if (kindOf(error) === 'unknown') for (const folded of folds) doubt(folded)
      const open = folds.map(({ chain }) => chain)
      return failed(open, error)
    }
    for (const [n, folded] of folds.entries()) await answer(folded, results[n])
  }

  async function read(chains: readonly Chain[]): Promise<ReadonlyMap<Chain, Row | undefined>> {
    const asked = chains.filter(([{ blind, conflicts, failures }]) => !blind || conflicts + failures > 0)
    const rows = asked.length === 0 ? [] : await engine.read(asked.map(([{ place }]) => place))
    return new Map(asked.map((chain, n) => [chain, rows[n]]))
  }

  function foldAll(chains: readonly Chain[], rows: ReadonlyMap<Chain, Row | undefined>): readonly Folded[] {
    const now = clock()
    const folds: Folded[] = []
    for (const chain of chains) {
      try {
        const folded = fold(chain, rows.get(chain), now, nextAttempt)
        if (folded) folds.push(folded)
      } catch (error) {
        for (const work of chain) work.reject(error)
      }
    }
    return folds
  }

  async function answer(folded: Folded, result: Written | undefined): Promise<void> {
    if (result === 'done') for (const settle of folded.settles.values()) settle()
    else if (result === 'duplicate') await refused(folded)
    else again(folded.chain, 'conflicts')
  }

  async function refused({ chain, put, attempt: id }: Folded): Promise<void> {
    // Which one of them is refused shows when each is written alone.
    if (chain.length > 1) for (const single of apart(chain)) await attempt([single])
    else
      try {
        const room = await makeRoom(engine, chain[0].type, put, { attempt: id, now: clock() })
        if (room) again(chain, 'conflicts')
        else chain[0].duplicate()
      } catch (error) {
        await failed([chain], error)
      }
  }

  /** An error that is not the database's own is the fault of one write: the halves find out which. */
  async function failed(chains: readonly Chain[], error: unknown): Promise<void> {
    const kind = kindOf(error)
    if (kind !== undefined) {
      for (const chain of chains) retryOrReject(chain, error, kind)
      return
    }
    const halves = divided(chains)
    if (halves.length === 0) for (const work of chains.flat()) work.reject(error)
    for (const half of halves) await attempt(half)
  }

  function retryOrReject(chain: Chain, error: unknown, kind: EngineError['kind']): void {
    const worthwhile = ({ doubts, failures }: Work) =>
      (kind !== 'down' || doubts.size > 0) && failures < FAILURES_AT_MOST
    for (const work of chain) if (!worthwhile(work)) work.reject(error)
    again(chain.filter(worthwhile), 'failures')
  }

  /** Puts the work into a later batch, in the order it came. */
  function again(chain: readonly Work[], why: 'conflicts' | 'failures'): void {
    for (const work of chain) work[why]++
    const tired = chain.filter(({ conflicts }) => conflicts > CONFLICTS_AT_MOST)
    for (const { place, reject } of tired) reject(new Error(`${place.table}: too many writers of one record`))
    const rest = chain.filter(({ conflicts }) => conflicts <= CONFLICTS_AT_MOST)
    const times = Math.max(0, ...rest.map((work) => work[why]))
    if (why === 'conflicts' && times <= 5) rest.forEach(start)
    else void pauseAfter(why === 'conflicts' ? 1 : times).then(() => rest.forEach(start))
  }
}

function doubt({ settles, attempt }: Folded): void {
  for (const [work, settle] of settles) work.doubts.set(attempt, settle)
}

/** Two halves of the chains, or of the only chain; nothing where it is a single piece of work. */
function divided(chains: readonly Chain[]): readonly (readonly Chain[])[] {
  const [only] = chains
  if (only === undefined) return []
  if (chains.length === 1) return only.length === 1 ? [] : apart(only).map((single) => [single])
  const middle = chains.length >> 1
  return [chains.slice(0, middle), chains.slice(middle)]
}
