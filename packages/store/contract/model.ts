/** The part of the contract that no list of cases covers: random verbs, in rounds of parallel ones, beside a plain Map. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Fault, injectFaults } from '../faults.ts'
import type { Table } from '../table.ts'
import { LATER, movable, type Note, notes, type OpenDatabase } from './records.ts'

interface Verb {
  readonly kind: 'add' | 'update' | 'touch' | 'remove' | 'get' | 'list'
  readonly key: string
  readonly owner: string
  readonly lives: number
}

interface Round {
  readonly verbs: readonly Verb[]
  readonly fault: Fault
  readonly forward: number
}

type Model = Map<string, { record: Note; expiresAt: number }>

const verb: fc.Arbitrary<Verb> = fc.record({
  kind: fc.constantFrom('add', 'update', 'touch', 'remove', 'get', 'list'),
  key: fc.constantFrom('a', 'b', 'c'),
  owner: fc.constantFrom('alice', 'bob'),
  lives: fc.constantFrom(1, 3, LATER),
})
const round: fc.Arbitrary<Round> = fc.record({
  verbs: fc.array(verb, { minLength: 1, maxLength: 6 }),
  fault: fc.constantFrom<Fault>('none', 'none', 'none', 'crash before', 'crash after', 'deadlock'),
  forward: fc.constantFrom(0, 0, 1, 200),
})

/** The verbs of a round are asked in one turn: writes come in their order, reads see the rounds before. */
export function contractOfModel(database: OpenDatabase): void {
  it('random verbs answer as a plain map would', { timeout: 60_000 }, async () => {
    const open = await database()
    const clock = movable()
    const faults = injectFaults()
    const store = await open({ clock, faults })
    await store.declare([notes])
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(round, { maxLength: 6 }), async (rounds) => {
        const issuer = `https://${run++}.example`
        const table = store.forIssuer(issuer).table(notes)
        const model: Model = new Map()
        for (const { verbs, fault, forward } of rounds) {
          faults.next(fault)
          const writes = verbs.filter(({ kind }) => kind !== 'get' && kind !== 'list')
          const told = await Promise.all(writes.map((one) => onTable(one, table, clock())))
          expect(told).toEqual(writes.map((one) => onModel(one, model, clock())))
          const reads = verbs.filter(({ kind }) => kind === 'get' || kind === 'list')
          const read = await Promise.all(reads.map((one) => onTable(one, table, clock())))
          expect(read).toEqual(reads.map((one) => onModel(one, model, clock())))
          clock.forward(forward)
          if (forward > 100) await store.sweep()
        }
      }),
      { numRuns: 60 },
    )
  })
}

async function onTable({ kind, key, owner, lives }: Verb, table: Table<Note>, now: number): Promise<unknown> {
  if (kind === 'add') return table.add(key, { text: '1', owner }, now + lives)
  if (kind === 'remove') return table.remove(key)
  if (kind === 'get') return table.get(key)
  if (kind === 'list') return (await table.list('owner', owner)).map((entry) => [entry.key, entry.record.text])
  if (kind === 'touch') return table.update(key, (note) => ({ outcome: note?.text }))
  return table.update(key, (note) => ({
    record: { text: `${note?.text ?? ''}+`, owner },
    ...(note === undefined && { expiresAt: now + lives }),
    outcome: note?.text,
  }))
}

function onModel({ kind, key, owner, lives }: Verb, model: Model, now: number): unknown {
  for (const [name, { expiresAt }] of model) if (expiresAt <= now) model.delete(name)
  const held = model.get(key)
  if (kind === 'get') return held?.record
  if (kind === 'touch') return held?.record.text
  if (kind === 'remove') return model.delete(key)
  if (kind === 'list')
    return [...model]
      .filter(([, { record }]) => record.owner === owner)
      .map(([name, { record }]) => [name, record.text])
      .sort()
  if (kind === 'add' && held) return false
  const text = kind === 'add' ? '1' : `${held?.record.text ?? ''}+`
  model.set(key, { record: { text, owner }, expiresAt: held?.expiresAt ?? now + lives })
  return kind === 'add' ? true : held?.record.text
}
