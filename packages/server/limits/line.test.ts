import { expect, it } from 'vitest'
import { createLine } from './line.ts'

/** Work that goes on until it is told to end. */
function works() {
  const begun: number[] = []
  const ends: (() => void)[] = []
  const work = (n: number) => async (): Promise<number> => {
    begun.push(n)
    await new Promise<void>((resolve) => {
      ends[n] = resolve
    })
    return n
  }
  return { begun, end: (n: number) => ends[n]?.(), work }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

it('lets so many of one key go on at once, the others in the order they came', async () => {
  const line = createLine({ atOnce: 2, mostWaiting: 16 })
  const { begun, end, work } = works()
  const all = Promise.all([0, 1, 2, 3].map((n) => line('a', work(n))))
  expect(begun).toEqual([0, 1])
  end(1)
  await settled()
  expect(begun).toEqual([0, 1, 2])
  end(2)
  await settled()
  for (const n of [0, 3]) end(n)
  expect(await all).toEqual([0, 1, 2, 3])
})

it('keeps nobody waiting for another key, nor where too many wait already', async () => {
  const line = createLine({ atOnce: 1, mostWaiting: 1 })
  const { begun, end, work } = works()
  const all = Promise.all([line('a', work(0)), line('a', work(1)), line('a', work(2)), line('b', work(3))])
  expect(begun).toEqual([0, 2, 3])
  for (const n of [0, 2, 3]) end(n)
  await settled()
  end(1)
  expect(await all).toEqual([0, 1, 2, 3])
})

it('goes on after work that fails', async () => {
  const line = createLine({ atOnce: 1, mostWaiting: 16 })
  const failing = line('a', () => Promise.reject(new Error('failed')))
  const next = line('a', async () => 'done')
  await expect(failing).rejects.toThrow('failed')
  expect(await next).toBe('done')
})
