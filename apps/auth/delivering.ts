/** Telling clients of sessions that ended: what was not taken is tried again, by whichever node looks first. */
import type { Server } from '@sightglass/server'

export interface Delivering {
  /** Resolves when nothing is under way any more: the next start, or another node, goes on. */
  readonly stop: () => Promise<void>
}

export interface DeliveringOptions {
  readonly everyMs: number
  readonly failed: (error: unknown) => void
}

/** Looks again and again, each time so long after the last look ended. */
export function startDelivering(
  { deliver, settled }: Server['logouts'],
  { everyMs, failed }: DeliveringOptions,
): Delivering {
  let stopped = false
  let underWay: Promise<void> = Promise.resolve()
  let next = setTimeout(look, everyMs)

  function look(): void {
    underWay = deliver({ stopped: () => stopped })
      .then(() => {}, failed)
      .finally(() => {
        if (!stopped) next = setTimeout(look, everyMs)
      })
  }

  return {
    async stop() {
      stopped = true
      clearTimeout(next)
      await underWay
      // What a logout of the last moment began.
      await settled()
    },
  }
}
