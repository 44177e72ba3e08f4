/** The part of the contract about writers that meet: in one batch, in one process, on two nodes, with other clocks. */
import { expect, it } from 'vitest'
import { injectFaults } from '../faults.ts'
import { type Change, changing, type Store } from '../table.ts'
import { counters, LATER, movable, notes, type OpenDatabase } from './records.ts'

const increment: Change<{ count: number }, number> = (held) => {
  const count = (held?.count ?? 0) + 1
  return { record: { count }, expiresAt: LATER, outcome: count }
}
const claim: Change<{ count: number }, boolean> = (held) =>
  held?.count === 0 ? { record: { count: 1 }, outcome: true } : { outcome: false }

async function nodes(database: OpenDatabase, count: number): Promise<readonly Store[]> {
  const open = await database()
  const clock = movable()
  const stores: Store[] = []
  for (let n = 0; n < count; n++) stores.push(await open({ clock }))
  for (const store of stores) await store.declare([notes, counters])
  return stores
}

function times<Result>(count: number, work: (n: number) => Promise<Result>): Promise<Result[]> {
  return Promise.all(Array.from({ length: count }, (_, n) => work(n)))
}

export function contractOfRaces(database: OpenDatabase): void {
  it('50 parallel updates of one record fold into one write, and exactly one wins', async () => {
    const faults = injectFaults()
    const store = await (await database())({ clock: movable(), faults })
    await store.declare([counters])
    const table = store.table(counters)
    await table.add('code', { count: 0 }, LATER)
    const before = faults.transactions()
    const won = await times(50, () => table.update('code', claim))
    expect(won.filter((one) => one)).toHaveLength(1)
    expect(faults.transactions() - before).toBe(1)
  })

  it('50 parallel updates on two nodes: exactly one wins', async () => {
    const [one, other] = (await nodes(database, 2)).map((store) => store.table(counters))
    await one?.add('code', { count: 0 }, LATER)
    const won = await times(50, async (n) => (n % 2 ? one : other)?.update('code', claim))
    expect(won.filter((claimed) => claimed)).toHaveLength(1)
  })

  it('two nodes that count in one record lose nothing and count nothing twice', async () => {
    const stores = await nodes(database, 2)
    const told = await times(2, async (n) => {
      const table = stores[n]?.table(counters)
      const seen: (number | undefined)[] = []
      for (let round = 0; round < 10; round++) seen.push(...(await times(5, async () => table?.update('c', increment))))
      return seen
    })
    expect(told.flat().sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(Array.from({ length: 100 }, (_, n) => n + 1))
  })

  it('commits on two nodes over the same records in opposite order all come through', async () => {
    const stores = await nodes(database, 2)
    const change = (key: string) =>
      changing(counters, key, (held) => ({
        record: { count: (held?.count ?? 0) + 1 },
        expiresAt: LATER,
        outcome: true,
      }))
    const done = await times(20, async (n) =>
      stores[n % 2]?.commit(n % 2 ? [change('a'), change('b')] : [change('b'), change('a')]),
    )
    expect(done.every((committed) => committed)).toBe(true)
    expect(await stores[0]?.table(counters).get('a')).toEqual({ count: 20 })
    expect(await stores[0]?.table(counters).get('b')).toEqual({ count: 20 })
  })

  it('of parallel adds of one key exactly one wins, on one node and on two', async () => {
    const stores = await nodes(database, 2)
    const won = await times(20, async (n) => stores[n % 2]?.table(notes).add('jti', { text: `${n}` }, LATER))
    expect(won.filter((added) => added)).toHaveLength(1)
  })

  it('of parallel adds of one unique value on two nodes exactly one wins', async () => {
    const stores = await nodes(database, 2)
    const won = await times(20, async (n) => stores[n % 2]?.table(notes).add(`${n}`, { text: '', serial: '1' }, LATER))
    expect(won.filter((added) => added)).toHaveLength(1)
    expect(await stores[0]?.table(notes).list('serial', '1')).toHaveLength(1)
  })

  it('the verbs of one key in one batch follow each other', async () => {
    const [store] = await nodes(database, 1)
    const table = store?.table(notes)
    const told = await Promise.all([
      table?.add('a', { text: 'one' }, LATER),
      table?.update('a', (note) => ({ record: { text: `${note?.text} two` }, outcome: note?.text })),
      table?.remove('a'),
      table?.add('a', { text: 'three' }, LATER),
      table?.remove('b'),
    ])
    expect(told).toEqual([true, 'one', true, true, false])
    expect(await table?.get('a')).toEqual({ text: 'three' })
  })

  it('a read sees every write that was answered before it was asked', async () => {
    const [store] = await nodes(database, 1)
    const table = store?.table(counters)
    await times(20, async (n) => {
      for (let round = 1; round <= 5; round++) {
        const count = await table?.update(`${n % 7}`, increment)
        expect((await table?.get(`${n % 7}`))?.count).toBeGreaterThanOrEqual(count ?? Infinity)
      }
    })
  })

  it('a read on another node sees every write that was answered', async () => {
    const [one, other] = (await nodes(database, 2)).map((store) => store.table(counters))
    for (let n = 1; n <= 5; n++) {
      await one?.update('a', increment)
      expect(await other?.get('a')).toEqual({ count: n })
    }
  })

  it('nodes whose clocks differ agree on who wins, and the sweep of a fast one takes nothing that lives', async () => {
    const open = await database()
    const slow = await open({ clock: movable(1000) })
    const fast = await open({ clock: movable(1030) })
    for (const store of [slow, fast]) await store.declare([counters])
    await slow.table(counters).add('code', { count: 0 }, 1020)
    expect(await fast.table(counters).get('code')).toBeUndefined()
    await fast.sweep()
    const won = await Promise.all([
      slow.table(counters).update('code', claim),
      fast.table(counters).update('code', claim),
    ])
    expect(won).toEqual([true, false])
    expect(await fast.table(counters).add('code', { count: 5 }, LATER)).toBe(true)
    expect(await slow.table(counters).get('code')).toEqual({ count: 5 })
  })

  it('a removal is a removal for every clock', async () => {
    const open = await database()
    const slow = await open({ clock: movable(1000) })
    const fast = await open({ clock: movable(1030) })
    for (const store of [slow, fast]) await store.declare([counters])
    await fast.table(counters).add('a', { count: 0 }, LATER)
    expect(await fast.table(counters).remove('a')).toBe(true)
    expect(await slow.table(counters).get('a')).toBeUndefined()
    expect(await slow.table(counters).remove('a')).toBe(false)
  })
}
