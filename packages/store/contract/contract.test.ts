import { onTestFinished } from 'vitest'
import { type Memory, openMemory } from '../memory.ts'
import { createStore } from '../store.ts'
import { contract } from './index.ts'
import { movable } from './records.ts'

contract('memory', async () => {
  const memory: Memory = new Map()
  return async ({ issuer = 'https://as.example', clock = movable(), faults } = {}) => {
    const engine = openMemory(memory)
    const store = createStore(faults ? faults.wrap(engine) : engine, { issuer, clock })
    onTestFinished(() => store.close())
    return store
  }
})
