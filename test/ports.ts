/** Ports for programs that tests start, which must know theirs before they can take it. */
import { once } from 'node:events'
import { createServer } from 'node:net'

// Below the ports that systems hand out, so that no socket of anybody gets one between our look and the start of the
// program; apart for each worker of a run; and above all that browsers refuse to visit.
const FIRST = 12_000
const PER_WORKER = 2_000
const WORKERS = 10

const worker = Number(process.env.VITEST_POOL_ID ?? 0) % WORKERS
// Runs side by side on one machine begin apart.
let next = (process.pid * 97) % PER_WORKER

/** So many ports that are free now, and that nobody else of this run is given. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = []
  for (let tries = 0; ports.length < count; tries++) {
    if (tries > PER_WORKER) throw new Error(`no free port from ${FIRST + worker * PER_WORKER} on`)
    const port = FIRST + worker * PER_WORKER + next
    next = (next + 1) % PER_WORKER
    if (await isFree(port)) ports.push(port)
  }
  return ports
}

export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1)
  return port
}

async function isFree(port: number): Promise<boolean> {
  // Of every address: some programs listen on both loopbacks.
  const probe = createServer().listen(port)
  try {
    await once(probe, 'listening')
  } catch {
    return false
  }
  probe.close()
  await once(probe, 'close')
  return true
}
