/** A unique index knows nothing of expiry: an expired record may hold a value that the next one is free to take. */
import { putOf } from './change.ts'
import type { Engine, Put } from './engine.ts'
import type { RecordType } from './table.ts'

/**
 * Makes room for a write that a unique index refused.
 * Resolves to whether trying again may help: `false` where a live record holds one of the values.
 */
export async function makeRoom(
  engine: Engine,
  type: RecordType<never>,
  put: Put,
  { attempt, now }: { attempt: string; now: number },
): Promise<boolean> {
  const { table, issuer, key } = put
  for (const [n, [index, { unique = false }]] of Object.entries(type.indexes).entries()) {
    const value = put.indexed[n]
    if (!unique || value === undefined || value.startsWith('-')) continue
    const [holder] = await engine.list({ table, issuer, index, value, aliveAt: -1, after: '', limit: 1 })
    if (holder === undefined || holder.key === key) continue
    if (holder.expiresAt > now) return false
    await engine.write([putOf(holder, type, holder, null, { attempt, now })])
  }
  return true
}
