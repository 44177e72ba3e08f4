import { describe, expect, it } from 'vitest'
import { createHashQueue } from './hash-queue.ts'

/** A queue whose work ends when told, and the networks in the order in which they were served. */
function open(options: Parameters<typeof createHashQueue>[0]) {
  const queue = createHashQueue(options)
  const served: string[] = []
  const ends: (() => void)[] = []
  const ask = (network: string): Promise<string> =>
    queue(network, async () => {
      served.push(network)
      await new Promise<void>((end) => ends.push(end))
      return 'done'
    })
  const endAll = async (): Promise<void> => {
    for (let end = ends.shift(); end !== undefined; end = ends.shift()) {
      end()
      await new Promise(setImmediate)
    }
  }
  return { ask, served, endAll }
}

describe('the line before the hasher', () => {
  it('serves networks in turn, however many of one came first', async () => {
    const { ask, served, endAll } = open({ atOnce: 1 })
    const asked = ['a', 'a', 'a', 'a', 'b', 'c', 'b'].map(ask)
    await endAll()
    expect(served).toEqual(['a', 'a', 'b', 'c', 'a', 'b', 'a'])
    expect(await Promise.all(asked)).toEqual(Array(7).fill('done'))
  })

  it('gives one network its share of the places and no more', async () => {
    const { ask, endAll } = open({ atOnce: 1, mostWaiting: 8, mostOfOneNetwork: 2 })
    const asked = ['a', 'a', 'a', 'a', 'b'].map(ask)
    await endAll()
    expect(await Promise.all(asked)).toEqual(['done', 'done', 'done', 'busy', 'done'])
  })

  it('takes a place from whoever holds most for a network that holds none', async () => {
    const { ask, endAll } = open({ atOnce: 1, mostWaiting: 4, mostOfOneNetwork: 3 })
    const asked = ['a', 'a', 'a', 'b', 'b', 'c', 'd', 'e'].map(ask)
    await endAll()
    expect(await Promise.all(asked)).toEqual(['done', 'done', 'busy', 'done', 'busy', 'done', 'done', 'busy'])
  })

  it('goes on after work that fails', async () => {
    const queue = createHashQueue({ atOnce: 1 })
    const failed = queue('a', () => Promise.reject(new Error('no memory')))
    const after = queue('a', async () => 'done')
    await expect(failed).rejects.toThrow('no memory')
    expect(await after).toBe('done')
  })
})
