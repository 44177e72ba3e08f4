import { expect, it } from 'vitest'
import { createBounded } from './bounded.ts'

function open(most = 100, browser = 3, network = 6) {
  let now = 1000
  const clock = (): number => now
  const kept = createBounded<string, 'browser' | 'network'>({
    most,
    mostOf: { browser, network },
    lifetimeSeconds: 60,
    clock,
  })
  const keep = (owner: string, where: string, ...keys: string[]): void => {
    for (const key of keys) kept.set(key, key, { browser: owner, network: where })
  }
  const alive = (...keys: string[]): string[] => keys.filter((key) => kept.get(key) !== undefined)
  return { kept, keep, alive, move: (seconds: number) => (now += seconds) }
}

it('makes an owner who has their share give up their own oldest, nobody else’s', () => {
  const { keep, alive } = open()
  keep('theirs', 'n1', 'a')
  keep('mine', 'n1', 'b', 'c', 'd', 'e')
  expect(alive('a', 'b', 'c', 'd', 'e')).toEqual(['a', 'c', 'd', 'e'])
})

it('bounds a network whose every request comes from another browser, and leaves other networks alone', () => {
  const { kept, keep, alive } = open()
  keep('theirs', 'n1', 'a')
  for (let turn = 0; turn < 200; turn++) keep(`browser ${turn}`, 'n2', `key ${turn}`)
  expect(kept.size()).toBe(7)
  expect(alive('a', 'key 193', 'key 194', 'key 199')).toEqual(['a', 'key 194', 'key 199'])
})

it('gives up the oldest of all where all together hold too much', () => {
  const { kept, keep, alive } = open(4)
  for (const key of 'abcdef') keep(`browser ${key}`, `network ${key}`, key)
  expect(kept.size()).toBe(4)
  expect(alive(...'abcdef')).toEqual([...'cdef'])
})

it('ends entries after their time, also those that were changed meanwhile', () => {
  const { kept, keep, alive, move } = open()
  keep('mine', 'n1', 'a')
  move(59)
  kept.replace('a', 'changed')
  expect(kept.get('a')?.value).toBe('changed')
  move(1)
  expect(alive('a')).toEqual([])
  keep('mine', 'n1', 'b')
  expect(kept.size()).toBe(1)
})

it('counts what was deleted or set anew no more', () => {
  const { kept, keep, alive } = open()
  keep('mine', 'n1', 'a', 'b', 'c')
  kept.delete('a')
  keep('mine', 'n1', 'b', 'd')
  expect(alive('a', 'b', 'c', 'd')).toEqual(['b', 'c', 'd'])
})

it('gives all that an owner holds to another, who then has that share', () => {
  const { kept, keep, alive } = open()
  keep('mine', 'n1', 'a', 'b')
  kept.hand('browser', 'mine', 'renewed')
  expect(kept.get('a')?.owners).toEqual({ browser: 'renewed', network: 'n1' })
  keep('renewed', 'n1', 'c', 'd')
  keep('mine', 'n1', 'e')
  expect(alive('a', 'b', 'c', 'd', 'e')).toEqual(['b', 'c', 'd', 'e'])
})
