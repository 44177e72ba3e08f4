/** The part of the contract about several writes, of which all happen or none. */
import { expect, it } from 'vitest'
import { adding, changing, removing } from '../table.ts'
import { counters, LATER, notes, type OpenDatabase, opened } from './records.ts'

export function contractOfCommit(database: OpenDatabase): void {
  const text = (words: string) => () => ({ record: { text: words }, outcome: true })

  it('a commit writes everything', async () => {
    const { store, table, counter } = await opened(database)
    await table.add('a', { text: 'old' }, LATER)
    await table.add('b', { text: 'b' }, LATER)
    const writes = [changing(notes, 'a', text('new')), removing(notes, 'b'), adding(counters, 'a', { count: 1 }, LATER)]
    expect(await store.commit(writes)).toBe(true)
    expect([await table.get('a'), await table.get('b')]).toEqual([{ text: 'new' }, undefined])
    expect(await counter.get('a')).toEqual({ count: 1 })
  })

  it.each([
    ['an add that meets a record', () => adding(notes, 'there', { text: 'x' }, LATER)],
    ['a remove of nothing', () => removing(notes, 'missing')],
    ['a change that does not want', () => changing(notes, 'there', () => ({ record: { text: 'x' }, outcome: false }))],
    ['a unique value that is taken', () => adding(notes, 'c', { text: 'c', serial: '1' }, LATER)],
    [
      'a change to a unique value that is taken',
      () => changing(notes, 'b', () => ({ record: { text: 'b', serial: '1' }, outcome: true })),
    ],
  ])('%s leaves nothing of its commit', async (_, last) => {
    const { store, table, counter } = await opened(database)
    await table.add('there', { text: 'there', serial: '1' }, LATER)
    await table.add('b', { text: 'b' }, LATER)
    const writes = [adding(counters, 'a', { count: 1 }, LATER), changing(notes, 'a', text('x')), last()]
    writes[1] = changing(notes, 'b', text('changed'))
    expect(await store.commit(last().key === 'b' ? [writes[0] ?? last(), last()] : writes)).toBe(false)
    expect(await counter.get('a')).toBeUndefined()
    expect(await table.get('b')).toEqual({ text: 'b' })
    expect(await table.get('there')).toEqual({ text: 'there', serial: '1' })
  })

  it('a commit may only look at a record, and two writes of one key follow each other', async () => {
    const { store, table, counter } = await opened(database)
    await table.add('a', { text: 'a' }, LATER)
    const look = changing(notes, 'a', (note) => ({ outcome: note?.text === 'a' }))
    const add = adding(counters, 'c', { count: 1 }, LATER)
    const raise = changing(counters, 'c', (held) => ({ record: { count: (held?.count ?? 0) + 1 }, outcome: true }))
    expect(await store.commit([look, add, raise])).toBe(true)
    expect(await counter.get('c')).toEqual({ count: 2 })
    expect(await table.get('a')).toEqual({ text: 'a' })
    expect(await store.commit([])).toBe(true)
  })
}
