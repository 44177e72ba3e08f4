/** The part of the contract about failures: nothing is lost that was answered, and nothing happens twice. */
import { describe, expect, it } from 'vitest'
import { type Fault, injectFaults } from '../faults.ts'
import { adding, type Change, changing } from '../table.ts'
import { counters, LATER, movable, notes, type OpenDatabase } from './records.ts'

const claim: Change<{ count: number }, boolean> = (held) =>
  held?.count === 0 ? { record: { count: 1 }, outcome: true } : { outcome: false }
const increment: Change<{ count: number }, number> = (held) => {
  const count = (held?.count ?? 0) + 1
  return { record: { count }, expiresAt: LATER, outcome: count }
}

async function faulty(database: OpenDatabase) {
  const faults = injectFaults()
  const open = await database()
  const store = await open({ clock: movable(), faults })
  await store.declare([notes, counters])
  return { faults, open, store, table: store.table(notes), counter: store.table(counters) }
}

export function contractOfFaults(database: OpenDatabase): void {
  describe.each<Fault>(['crash before', 'crash after', 'late', 'deadlock'])('%s the commit', (fault) => {
    it('a single-use change wins once and is told so', async () => {
      const { faults, counter } = await faulty(database)
      await counter.add('code', { count: 0 }, LATER)
      faults.next(fault)
      expect(await counter.update('code', claim)).toBe(true)
      expect(await counter.update('code', claim)).toBe(false)
    })

    it('an add and a removal are told as they were', async () => {
      const { faults, table } = await faulty(database)
      faults.next(fault)
      expect(await table.add('jti', { text: 'a' }, LATER)).toBe(true)
      expect(await table.add('jti', { text: 'b' }, LATER)).toBe(false)
      faults.next(fault)
      expect(await table.remove('jti')).toBe(true)
      expect(await table.remove('jti')).toBe(false)
    })

    it('a commit of several writes happens once', async () => {
      const { faults, store, counter } = await faulty(database)
      faults.next(fault)
      const raise = changing(counters, 'b', (held) => ({ ...increment(held), outcome: true }))
      expect(await store.commit([adding(counters, 'a', { count: 1 }, LATER), raise])).toBe(true)
      expect(await counter.get('b')).toEqual({ count: 1 })
    })

    it('a batch of folded changes happens once, each with its own outcome', async () => {
      const { faults, counter } = await faulty(database)
      faults.next(fault, fault)
      const told = await Promise.all(Array.from({ length: 12 }, (_, n) => counter.update(`${n % 2}`, increment)))
      expect(told.sort((a, b) => a - b)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6])
      expect(await counter.get('0')).toEqual({ count: 6 })
    })
  })

  it('a lost answer is recognised after another node wrote the record', async () => {
    const { faults, open, counter } = await faulty(database)
    const other = await open({ clock: movable() })
    await other.declare([counters])
    await counter.add('c', { count: 0 }, LATER)
    faults.next('crash after')
    const first = counter.update('c', increment)
    const later = await Promise.all([
      first,
      ...Array.from({ length: 4 }, () => other.table(counters).update('c', increment)),
    ])
    expect(later.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5])
  })

  it('what was refused while an answer was lost is refused for good', async () => {
    const { faults, counter } = await faulty(database)
    await counter.add('c', { count: 0 }, LATER)
    faults.next('late')
    let runs = 0
    // The second run finds nothing to do: the first, still on its way, must not happen behind its back.
    const outcome = await counter.update('c', () =>
      runs++ === 0 ? { record: { count: 9 }, outcome: 'written' } : { outcome: 'left' },
    )
    await new Promise((passed) => setTimeout(passed, 40))
    expect(await counter.get('c')).toEqual({ count: outcome === 'written' ? 9 : 0 })
  })

  it('a poisoned member fails alone', async () => {
    const { faults, table } = await faulty(database)
    faults.poison(({ key }) => key === '13')
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_, n) => table.add(`${n}`, { text: '' }, LATER)),
    )
    expect(results.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([13])
    expect(await table.get('39')).toEqual({ text: '' })
  })

  it('an outage is told to whoever asks, and ends with itself', async () => {
    const { faults, table } = await faulty(database)
    faults.next('down')
    await expect(table.add('a', { text: '' }, LATER)).rejects.toThrow('outage')
    expect(await table.add('a', { text: '' }, LATER)).toBe(true)
  })

  it('a database that takes no writes is not there for readiness either, until it takes one', async () => {
    const { faults, store, table } = await faulty(database)
    await store.ping()
    faults.next('down', 'down')
    await expect(table.add('a', { text: '' }, LATER)).rejects.toThrow('outage')
    await expect(store.ping()).rejects.toThrow('outage')
    await Promise.all([store.ping(), store.ping()])
    expect(faults.transactions()).toBe(3)
    expect(await table.add('a', { text: '' }, LATER)).toBe(true)
    faults.next('down')
    await expect(table.add('b', { text: '' }, LATER)).rejects.toThrow('outage')
    expect(await table.add('b', { text: '' }, LATER)).toBe(true)
    await store.ping()
    expect(faults.transactions()).toBe(6)
  })

  it('a database that never answers is given up', { timeout: 15_000 }, async () => {
    const { faults, table } = await faulty(database)
    faults.next(...Array.from({ length: 40 }, (): Fault => 'crash before'))
    await expect(table.add('a', { text: '' }, LATER)).rejects.toThrow('loss')
  })

  it('while a commit is under way, the writes of others gather', async () => {
    const { faults, table } = await faulty(database)
    faults.next('slow')
    const first = table.add('first', { text: '' }, LATER)
    await new Promise((passed) => setImmediate(passed))
    const rest = Array.from({ length: 30 }, (_, n) => table.add(`${n}`, { text: '' }, LATER))
    await Promise.all([first, ...rest])
    expect(faults.transactions()).toBe(2)
  })
}
