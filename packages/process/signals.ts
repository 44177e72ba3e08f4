/** SIGTERM, SIGINT, SIGHUP: the first asks for a graceful stop, the second kills. */
import type { Log } from './log.ts'

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/** Calls `stop` at the first signal and then ends the process: 0, or 1 where the stop itself failed. */
export function onSignals(stop: () => Promise<void>, log: Log): void {
  const handle = () => {
    // Without handlers a second signal has its default effect.
    for (const signal of SIGNALS) process.off(signal, handle)
    stop().then(
      () => process.exit(0),
      (reason: unknown) => {
        log.error({ err: reason }, 'the stop failed')
        process.exit(1)
      },
    )
  }
  for (const signal of SIGNALS) process.on(signal, handle)
}
