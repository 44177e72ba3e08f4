import { onTestFinished } from 'vitest'
import { contract } from './contract.ts'
import { movable } from './contract-records.ts'
import { type Memory, openMemory } from './memory.ts'
import { createStore } from './store.ts'

contract('memory', async () => {
  const memory: Memory = new Map()
  return async ({ issuer = 'https://as.example', clock = movable(), faults } = {}) => {
    const engine = openMemory(memory)
    const store = createStore(faults ? faults.wrap(engine) : engine, { issuer, clock })
    onTestFinished(() => store.close())
    return store
  }
})
