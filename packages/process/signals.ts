/** SIGTERM, SIGINT, SIGHUP: the first asks for a graceful stop, a second one some time later kills; SIGHUP never does. */

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const
// One Ctrl+C may come several times: from the terminal, and again from npm, which forwards its own.
const SAME_GESTURE_MS = 500
const KILLED = 130

export interface Stoppable {
  readonly stop: () => Promise<void>
  /** What to do, before the process ends at once, when a second signal comes. */
  readonly kill?: () => void
  readonly failed: (reason: unknown) => void
}

/** Stops at the first signal and then ends the process with 0, or with 1 where the stop itself failed. */
export function onSignals({ stop, kill, failed }: Stoppable): void {
  let firstMs: number | undefined
  const handle = (signal: NodeJS.Signals) => {
    const nowMs = performance.now()
    if (firstMs !== undefined) {
      // It says that who started us is gone, which makes nobody impatient.
      if (signal === 'SIGHUP' || nowMs - firstMs < SAME_GESTURE_MS) return
      kill?.()
      process.exit(KILLED)
    }
    firstMs = nowMs
    stop().then(
      () => process.exit(0),
      (reason: unknown) => {
        failed(reason)
        process.exit(1)
      },
    )
  }
  for (const signal of SIGNALS) process.on(signal, handle)
}
