import type { Random } from '../secrets.ts'
import type { Server } from '../server.ts'

/** What the operations work on. */
export interface Managed {
  readonly server: Server
  readonly random: Random
}
