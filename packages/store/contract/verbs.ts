/** The part of the contract about each verb by itself, issuers, mistakes and the end. */
import { expect, it } from 'vitest'
import { defineRecord, removing } from '../table.ts'
import { LATER, notes, type OpenDatabase, opened } from './records.ts'

export function contractOfVerbs(database: OpenDatabase): void {
  it('an added record is read back; a second add of its key changes nothing', async () => {
    const { table } = await opened(database)
    expect(await table.get('a')).toBeUndefined()
    expect(await table.add('a', { text: 'first', owner: 'alice' }, LATER)).toBe(true)
    expect(await table.add('a', { text: 'second' }, LATER)).toBe(false)
    expect(await table.get('a')).toEqual({ text: 'first', owner: 'alice' })
  })

  it('an update hands the outcome of its change back and keeps the time of expiry', async () => {
    const { table, clock } = await opened(database)
    await table.add('a', { text: 'one' }, clock() + 10)
    const outcome = await table.update('a', (note) => ({ record: { text: `${note?.text} two` }, outcome: note?.text }))
    expect(outcome).toBe('one')
    expect(await table.get('a')).toEqual({ text: 'one two' })
    clock.forward(10)
    expect(await table.get('a')).toBeUndefined()
  })

  it('a change without a record writes nothing and tells its outcome', async () => {
    const { table } = await opened(database)
    await table.add('a', { text: 'stays' }, LATER)
    expect(await table.update('a', (note) => ({ outcome: note?.text }))).toBe('stays')
    expect(await table.update('missing', (note) => ({ outcome: note }))).toBeUndefined()
    expect(await table.get('a')).toEqual({ text: 'stays' })
  })

  it('an update adds a missing record, when it says until when', async () => {
    const { table } = await opened(database)
    await table.update('a', () => ({ record: { text: 'new' }, expiresAt: Infinity, outcome: undefined }))
    expect(await table.get('a')).toEqual({ text: 'new' })
    await expect(table.update('b', () => ({ record: { text: 'x' }, outcome: undefined }))).rejects.toThrow('expires')
  })

  it('a removed record is gone, may be added again, and cannot be removed twice', async () => {
    const { table } = await opened(database)
    await table.add('a', { text: 'one', serial: '1' }, LATER)
    expect(await table.remove('a')).toBe(true)
    expect(await table.remove('a')).toBe(false)
    expect(await table.get('a')).toBeUndefined()
    expect(await table.add('b', { text: 'two', serial: '1' }, LATER)).toBe(true)
    expect(await table.add('a', { text: 'three' }, LATER)).toBe(true)
    expect(await table.get('a')).toEqual({ text: 'three' })
  })

  it('an expired record does not exist for any verb', async () => {
    const { store, table, clock } = await opened(database)
    for (const key of ['a', 'b', 'c', 'd']) await table.add(key, { text: key, owner: 'alice' }, clock() + 5)
    clock.forward(5)
    expect(await table.get('a')).toBeUndefined()
    expect(await table.list('owner', 'alice')).toEqual([])
    expect(await table.remove('a')).toBe(false)
    expect(await table.update('b', (note) => ({ outcome: note }))).toBeUndefined()
    expect(await store.commit([removing(notes, 'c')])).toBe(false)
    expect(await table.add('d', { text: 'again' }, LATER)).toBe(true)
    expect(await table.get('d')).toEqual({ text: 'again' })
  })

  it('the sweep deletes what has expired, a limit at a time, and nothing else', async () => {
    const { store, table, clock } = await opened(database)
    for (const key of ['a', 'b', 'c']) await table.add(key, { text: key }, clock() + 60)
    await table.add('stays', { text: 'stays' }, clock() + 10_000)
    await table.add('for ever', { text: 'stays' }, Infinity)
    expect(await store.sweep()).toBe(0)
    clock.forward(1000)
    expect(await store.sweep(2)).toBe(2)
    expect(await store.sweep(2)).toBe(1)
    expect(await store.sweep(2)).toBe(0)
    expect(await table.get('stays')).toEqual({ text: 'stays' })
    expect(await table.get('for ever')).toEqual({ text: 'stays' })
  })

  it('any text is a key, apart from every other', async () => {
    const { table } = await opened(database)
    const odd = [
      '',
      'a\0b',
      'a\\0000b',
      '\ud800',
      '\ud801',
      '\ufffd',
      '𝒳',
      "'; drop table",
      '"',
      '\u00e4',
      'a\u0308',
      'A',
      'a',
      ' a',
      'a ',
    ]
    for (const [n, key] of odd.entries()) expect(await table.add(key, { text: `${n}`, owner: key }, LATER)).toBe(true)
    for (const [n, key] of odd.entries()) {
      expect(await table.get(key)).toEqual({ text: `${n}`, owner: key })
      expect((await table.list('owner', key)).map((entry) => entry.key)).toEqual([key])
    }
    expect(await table.get('x'.repeat(100_000))).toBeUndefined()
    await expect(table.add('x'.repeat(100_000), { text: '' }, LATER)).rejects.toThrow('longer')
  })

  it('issuers are apart in keys and indexes, and share the connection', async () => {
    const { store, table } = await opened(database)
    const other = store.forIssuer('https://other.example').table(notes)
    expect(await table.add('a', { text: 'ours', owner: 'alice', serial: '1' }, LATER)).toBe(true)
    expect(await other.get('a')).toBeUndefined()
    expect(await other.list('owner', 'alice')).toEqual([])
    expect(await other.add('a', { text: 'theirs', owner: 'alice', serial: '1' }, LATER)).toBe(true)
    expect(await other.remove('a')).toBe(true)
    expect(await table.get('a')).toEqual({ text: 'ours', owner: 'alice', serial: '1' })
  })

  it('a mistake of one caller is told to that caller alone', async () => {
    const { table, counter } = await opened(database)
    const failing = table.update('a', () => {
      throw new Error('a mistake')
    })
    const results = await Promise.allSettled([
      failing,
      table.add('a', { text: 'a' }, LATER),
      counter.add('c', { count: 1 }, Number.NaN),
      counter.add('d', { count: 2 }, LATER),
    ])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled'])
    expect(await table.get('a')).toEqual({ text: 'a' })
  })

  it('answers a ping, and refuses work once closed', async () => {
    const { store, table } = await opened(database)
    await store.ping()
    const last = table.add('a', { text: 'in time' }, LATER)
    await store.close()
    expect(await last).toBe(true)
    await expect(table.get('a')).rejects.toThrow('closed')
    await expect(store.ping()).rejects.toThrow('closed')
  })

  it('a record type that was not declared is refused, and one declared twice as well', async () => {
    const { store } = await opened(database)
    await expect(store.table(defineRecord('stranger')).get('a')).rejects.toThrow('not declared')
    await store.declare([notes])
    await expect(store.declare([defineRecord('grant')])).rejects.toThrow('twice')
  })
}
