/**
 * The storage: owns the port (`table.ts`), its three engines and what stands above them: group commit, gathered reads,
 * retries, expiry, encoding. Knows no feature, checks no rule, and is no ORM: records are found by key or declared index.
 */
import { fileURLToPath } from 'node:url'
import type { Engine } from './engine.ts'
import type { Faults } from './faults.ts'
import { openMemory } from './memory.ts'
import { createStore } from './store.ts'
import type { Store, StoreOptions } from './table.ts'

export { EngineError } from './engine.ts'
export * from './table.ts'

export interface OpenOptions extends StoreOptions {
  /** For tests: failures on purpose. */
  readonly faults?: Faults
}

/**
 * Opens `memory:`, `sqlite:<path>` (or a path, or a `file:` URL), or `postgres://…`.
 * @throws EngineError where the database cannot be used, and says why
 */
export async function openStore(url: string, { faults, ...options }: OpenOptions): Promise<Store> {
  const engine = await openEngine(url)
  return createStore(faults ? faults.wrap(engine) : engine, options)
}

async function openEngine(url: string): Promise<Engine> {
  if (url === 'memory:') return openMemory()
  // Loaded when used: who keeps one file needs no driver for PostgreSQL.
  if (/^postgres(ql)?:\/\//.test(url)) return (await import('./postgres.ts')).openPostgres(url)
  if (url === '' || /^(?!sqlite:|file:)[a-z][a-z0-9+.-]+:/.test(url))
    throw new Error('a store is memory:, sqlite:<path> or postgres://…')
  const path = url.startsWith('file:') ? fileURLToPath(url) : url.replace(/^sqlite:(\/\/(?=\/))?/, '')
  return (await import('./sqlite.ts')).openSqlite(path)
}
