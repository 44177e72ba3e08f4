/** The graceful stop: not ready at once, after a while no new connections, and the end when nothing is under way any more. */
import type { Server } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from './log.ts'

/** How long answers under way may take once listening has ended. */
export const STOP_SECONDS = 10
/** The longest time between the first sign of a stop and the end of listening. */
export const MOST_STOP_DELAY_SECONDS = 30
/** What closing stores may take after that. */
const CLOSE_SECONDS = 5

/** After so long a stop has failed, and who waits for it may kill. */
export const stopLimitMs = (stopDelaySeconds: number): number =>
  (stopDelaySeconds + STOP_SECONDS + CLOSE_SECONDS) * 1000

export interface StopOptions {
  readonly log: Log
  /**
   * Between the first sign of the stop (`/readyz` says 503, answers close their connections) and the end of listening:
   * so long a load balancer may take to notice. Default 0.
   */
  readonly stopDelaySeconds?: number
  /** How long answers under way may take after that; default `STOP_SECONDS`. */
  readonly stopSeconds?: number
  /** Called when listening ends: end long answers (SSE) here. */
  readonly onStop?: () => void
  /** Called when the last answer is out: close stores here. */
  readonly onClose?: () => void | Promise<void>
}

const SWEEP_MS = 20

export async function stopServers(servers: readonly Server[], options: StopOptions): Promise<void> {
  const { log, stopDelaySeconds = 0, stopSeconds = STOP_SECONDS, onStop, onClose } = options
  log.info({ delay_seconds: stopDelaySeconds }, 'stopping')
  if (stopDelaySeconds > 0) await delay(stopDelaySeconds * 1000)
  const closed = Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  onStop?.()
  // An answer that was begun before could not say that it is the last: its connection becomes idle, and is closed here.
  const sweep = setInterval(() => {
    for (const server of servers) server.closeIdleConnections()
  }, SWEEP_MS)
  const patience = setTimeout(() => {
    log.warn({ after_seconds: stopSeconds }, 'closing busy connections')
    for (const server of servers) server.closeAllConnections()
  }, stopSeconds * 1000)
  await closed
  clearInterval(sweep)
  clearTimeout(patience)
  await onClose?.()
  log.info('stopped')
}
