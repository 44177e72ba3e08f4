/** The part of the contract about records that an older or a newer node wrote. */
import { expect, it } from 'vitest'
import { defineRecord } from '../table.ts'
import { LATER, notes, type OpenDatabase } from './records.ts'

export function contractOfVersions(database: OpenDatabase): void {
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
