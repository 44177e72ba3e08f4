/** Expired rows go as fast as they come, without holding up who writes. */
import { defineRecord } from '@sightglass/store'
import { expect, it } from 'vitest'
import { testClock } from '../../test/authorization-server.ts'
import { openTestStore } from '../../test/stores.ts'
import { startSweeping, sweepAll } from './sweep.ts'

const notes = defineRecord<{ text: string }>('note')

async function storeWith(rows: number) {
  const clock = testClock()
  const store = await openTestStore({ issuer: 'http://localhost:8081', clock })
  await store.declare([notes])
  const table = store.table(notes)
  const expiresAt = clock() + 60
  await Promise.all(Array.from({ length: rows }, (_, n) => table.add(`note ${n}`, { text: 'x' }, expiresAt)))
  clock.move(86_400)
  return store
}

it('all expired rows go, however many there are', async () => {
  const store = await storeWith(25)
  expect(await sweepAll(store, { limit: 10 })).toBe(25)
  expect(await store.sweep()).toBe(0)
})

it('whoever waits for the event loop gets a turn between two rounds', async () => {
  const store = await storeWith(25)
  const rounds: number[] = []
  let turns = 0
  const counting = setInterval(() => turns++, 0)
  const watched = {
    sweep: async (limit?: number) => {
      rounds.push(turns)
      return await store.sweep(limit)
    },
  }
  await sweepAll(watched, { limit: 10 })
  clearInterval(counting)
  expect(rounds).toHaveLength(3)
})

it('stops between two rounds when the process does, and tells of what failed', async () => {
  const store = await storeWith(25)
  const told: unknown[] = []
  const sweeping = startSweeping(store, { everyMs: 1, limit: 10, failed: (error) => told.push(error) })
  await sweeping.stop()
  expect(told).toEqual([])
  const broken = { sweep: () => Promise.reject(new Error('no database')) }
  await new Promise<void>((resolve) => {
    const trying = startSweeping(broken, { everyMs: 1, failed: () => void trying.stop().then(resolve) })
  })
})
