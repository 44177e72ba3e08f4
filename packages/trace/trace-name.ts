/** What a trace is called: 128 random bits, worth nothing by themselves. */
import { randomFillSync } from 'node:crypto'

/** Drawn when it is asked for: most traces are never called by it. */
export class TraceName {
  #id: string | undefined = undefined

  get id(): string {
    this.#id ??= randomId()
    return this.#id
  }
}

const ID_BYTES = 16
const pool = Buffer.alloc(256 * ID_BYTES)
let used = pool.length

/** One visit to the generator costs as much for 4 kB as for 16 bytes. */
function randomId(): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += ID_BYTES
  return pool.toString('base64url', used - ID_BYTES, used)
}
