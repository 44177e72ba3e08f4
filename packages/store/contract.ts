/** What every engine must do, as one suite of tests: run by `contract.test.ts` and `contract.store.test.ts`. */
import { describe, expect, it } from 'vitest'
import { contractOfFaults } from './contract-faults.ts'
import { contractOfModel } from './contract-model.ts'
import { contractOfRaces } from './contract-races.ts'
import { counters, LATER, movable, notes, type OpenDatabase } from './contract-records.ts'
import type { OpenOptions } from './index.ts'
import { adding, changing, defineRecord, removing } from './table.ts'

export function contract(name: string, database: OpenDatabase): void {
  describe(name, () => {
    contractOfVerbs(database)
    contractOfIndexes(database)
    contractOfCommit(database)
    contractOfVersions(database)
    contractOfRaces(database)
    contractOfFaults(database)
    contractOfModel(database)
  })
}

async function opened(database: OpenDatabase, options?: Partial<OpenOptions>) {
  const clock = movable()
  const store = await (await database())({ clock, ...options })
  await store.declare([notes, counters])
  return { store, clock, table: store.table(notes), counter: store.table(counters) }
}

function contractOfVerbs(database: OpenDatabase): void {
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

function contractOfIndexes(database: OpenDatabase): void {
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

function contractOfCommit(database: OpenDatabase): void {
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

function contractOfVersions(database: OpenDatabase): void {
  const first = defineRecord<{ words: string }>('letter')
  const second = defineRecord<{ texts: string[] }>('letter', {
    version: 2,
    upcasters: [({ words }: { words: string }) => ({ texts: [words] })],
    indexes: {
      first: { of: ({ texts }) => texts[0] },
      only: { of: ({ texts }) => (texts.length === 1 ? texts[0] : undefined), unique: true },
    },
  })

  it('a newer node reads what an older one wrote, and indexes it', async () => {
    const open = await database()
    const older = await open()
    await older.declare([first])
    await older.table(first).add('a', { words: 'hello' }, LATER)
    const newer = await open()
    await newer.declare([second])
    expect(await newer.table(second).get('a')).toEqual({ texts: ['hello'] })
    expect(await newer.table(second).list('first', 'hello')).toHaveLength(1)
    expect(await newer.table(second).add('b', { texts: ['hello'] }, LATER)).toBe(false)
    // The older node runs on; what it adds is indexed at the next start or sweep of a newer one.
    await older.table(first).add('c', { words: 'late' }, LATER)
    await newer.sweep()
    expect((await newer.table(second).list('only', 'late')).map(({ key }) => key)).toEqual(['c'])
  })

  it('a record of a newer version is refused in clear words', async () => {
    const open = await database()
    const newer = await open()
    await newer.declare([second])
    await newer.table(second).add('a', { texts: ['hello'] }, LATER)
    const older = await open()
    await older.declare([first])
    await expect(older.table(first).get('a')).rejects.toThrow('a letter of version 2 was stored')
    const update = older.table(first).update('a', () => ({ record: { words: 'x' }, outcome: undefined }))
    await expect(update).rejects.toThrow('knows versions up to 1')
    expect(await newer.table(second).get('a')).toEqual({ texts: ['hello'] })
  })

  it('nodes that start at once on an empty database do not disturb each other', async () => {
    const open = await database()
    const stores = await Promise.all([open(), open(), open()])
    await Promise.all(stores.map((store) => store.declare([second, notes])))
    const added = await Promise.all(stores.map((store) => store.table(notes).add('a', { text: 'a' }, LATER)))
    expect(added.filter((won) => won)).toHaveLength(1)
  })
}
