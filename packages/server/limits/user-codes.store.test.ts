/** Guessing user codes makes whoever guesses wait, and nobody else. */
import { expect, it } from 'vitest'
import { issuer, testClock } from '../../../test/authorization-server.ts'
import { openTestStore } from '../../../test/stores.ts'
import { systemRandom } from '../secrets.ts'
import { backOffRecords, createBackOff } from './back-off.ts'
import { createUserCodeLimit } from './user-codes.ts'

async function limited() {
  const clock = testClock()
  const store = await openTestStore({ issuer, clock })
  await store.declare(backOffRecords)
  const limit = createUserCodeLimit(createBackOff({ store, clock, random: systemRandom }))
  const guess = async (address: string, subject: string): Promise<number> =>
    (await limit.attempt(address, subject)).wait
  return { clock, limit, guess }
}

it('one person waits after five guesses, wherever they come from; one network after thirty, whoever guesses', async () => {
  const { guess } = await limited()
  const own: number[] = []
  for (let tries = 0; tries < 6; tries++) own.push(await guess(`192.0.${tries}.1`, 'alice'))
  expect(own.map((wait) => wait > 0)).toEqual([false, false, false, false, false, true])
  const here: number[] = []
  for (let tries = 0; tries < 31; tries++) here.push(await guess('198.51.100.1', `person-${tries}`))
  expect(here.map((wait) => wait > 0)).toEqual([...Array(30).fill(false), true])
  expect(await guess('198.51.100.2', 'bob')).toBe(0)
})

it('right codes are never charged, however many are typed', async () => {
  const { limit, guess } = await limited()
  for (let tries = 0; tries < 200; tries++) {
    const attempt = await limit.attempt('192.0.2.1', `person-${tries}`)
    expect(attempt.wait).toBe(0)
    await attempt.succeeded()
  }
  expect(await guess('192.0.2.1', 'alice')).toBe(0)
})

it('guesses of many are let in by chance, and those who guessed before do not shut out the fresh', async () => {
  const { clock, guess } = await limited()
  let letIn = 0
  const crowd = Array.from({ length: 60 }, (_, n) => `guesser-${n}`)
  for (let minute = 0; minute < 6; minute++) {
    const waits = await Promise.all(
      crowd.flatMap((name, n) => [guess(`10.${n}.${minute}.1`, name), guess(`10.${n}.${minute}.2`, name)]),
    )
    if (minute >= 3) letIn += waits.filter((wait) => wait === 0).length
    clock.move(60)
  }
  expect(letIn).toBeGreaterThan(0)
  expect(letIn).toBeLessThan(3 * 120)
  const fresh: number[] = []
  for (let n = 0; n < 10; n++) fresh.push(await guess(`203.0.113.${n}`, `fresh-${n}`))
  expect(fresh).toEqual(Array(10).fill(0))
})
