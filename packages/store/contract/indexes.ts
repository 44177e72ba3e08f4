/** The part of the contract about lists, and values that belong to one record. */
import { expect, it } from 'vitest'
import { adding } from '../table.ts'
import { LATER, notes, type OpenDatabase, opened } from './records.ts'

export function contractOfIndexes(database: OpenDatabase): void {
  it('a list follows a record as its value comes, changes and goes', async () => {
    const { table } = await opened(database)
    const keys = async (owner: string) => (await table.list('owner', owner)).map(({ key }) => key)
    await table.add('a', { text: '', owner: 'alice' }, LATER)
    await table.add('b', { text: '' }, LATER)
    expect(await keys('alice')).toEqual(['a'])
    await table.update('b', () => ({ record: { text: '', owner: 'alice' }, outcome: undefined }))
    expect(await keys('alice')).toEqual(['a', 'b'])
    await table.update('a', () => ({ record: { text: '', owner: 'bob' }, outcome: undefined }))
    expect([await keys('alice'), await keys('bob')]).toEqual([['b'], ['a']])
    await table.remove('b')
    expect(await keys('alice')).toEqual([])
  })

  it('a list comes in pages, by key, each record once', async () => {
    const { table } = await opened(database)
    const all = Array.from({ length: 25 }, (_, n) => `key ${n * 7}`)
    await Promise.all(all.map((key) => table.add(key, { text: key, owner: 'alice' }, LATER)))
    const seen: string[] = []
    for (let after: string | undefined; ; ) {
      const page = await table.list('owner', 'alice', { limit: 10, ...(after !== undefined && { after }) })
      seen.push(...page.map(({ key }) => key))
      if (page.length < 10) break
      after = page.at(-1)?.key
    }
    expect(seen).toEqual(all.sort())
  })

  it('a unique value belongs to one record', async () => {
    const { table } = await opened(database)
    expect(await table.add('a', { text: 'a', serial: '1' }, LATER)).toBe(true)
    expect(await table.add('b', { text: 'b', serial: '1' }, LATER)).toBe(false)
    expect(await table.get('b')).toBeUndefined()
    await table.add('c', { text: 'c', serial: '2' }, LATER)
    const taking = table.update('c', () => ({ record: { text: 'c', serial: '1' }, outcome: undefined }))
    await expect(taking).rejects.toThrow('unique')
    expect(await table.get('c')).toEqual({ text: 'c', serial: '2' })
  })

  it('of two records of one batch that want a unique value, one gets it, and other members do not suffer', async () => {
    const { table } = await opened(database)
    await table.add('other', { text: 'old' }, LATER)
    const update = () => table.update('other', () => ({ record: { text: 'new', serial: '1' }, outcome: true }))
    const results = await Promise.allSettled([
      table.add('a', { text: 'a', serial: '1' }, LATER),
      table.add('b', { text: 'b', serial: '1' }, LATER),
      update(),
      table.add('c', { text: 'c' }, LATER),
    ])
    const won = results.slice(0, 3).filter((result) => result.status === 'fulfilled' && result.value)
    expect(won).toHaveLength(1)
    expect(results[3]).toEqual({ status: 'fulfilled', value: true })
    expect(await table.list('serial', '1')).toHaveLength(1)
  })

  it('an expired or removed record holds no unique value', async () => {
    const { store, table, clock } = await opened(database)
    await table.add('a', { text: 'a', serial: '1' }, clock() + 5)
    clock.forward(5)
    expect(await table.add('b', { text: 'b', serial: '1' }, clock() + 5)).toBe(true)
    clock.forward(5)
    expect(await store.commit([adding(notes, 'c', { text: 'c', serial: '1' }, clock() + 5)])).toBe(true)
    clock.forward(5)
    await table.add('d', { text: 'd' }, LATER)
    await table.update('d', () => ({ record: { text: 'd', serial: '1' }, outcome: undefined }))
    expect((await table.list('serial', '1')).map(({ key }) => key)).toEqual(['d'])
  })

  it('very long index values are told apart', async () => {
    const { table } = await opened(database)
    const [one, other] = ['x'.repeat(5000), `${'x'.repeat(5000)}y`]
    expect(await table.add('a', { text: 'a', serial: one }, LATER)).toBe(true)
    expect(await table.add('b', { text: 'b', serial: other }, LATER)).toBe(true)
    expect(await table.add('c', { text: 'c', serial: one }, LATER)).toBe(false)
    expect((await table.list('serial', other)).map(({ key }) => key)).toEqual(['b'])
  })
}
