/** Recording in production: the page that shows it, and the look at which clients are recorded now. */
import type { Server, ServerOptions } from '@sightglass/server'
import { FEED_PATH } from '@sightglass/server/features/recording/index'
import { createTheatre } from '@sightglass/theatre'

/** The page of this server alone, for readers with a viewing token. */
export function theatreOf(issuer: string): NonNullable<ServerOptions['theatre']> {
  return createTheatre({
    boot: { feeds: [{ party: 'authorization-server', url: issuer + FEED_PATH }], guarded: true },
  })
}

export interface Looking {
  /** Resolves when no look is under way any more. */
  readonly stop: () => Promise<void>
}

export interface LookingOptions {
  readonly everyMs: number
  readonly failed: (error: unknown) => void
}

/** Looks at once, then again and again, each time so long after the last look ended. */
export function startLooking({ look }: Pick<Server['recordings'], 'look'>, options: LookingOptions): Looking {
  const { everyMs, failed } = options
  let stopped = false
  let underWay: Promise<void> = Promise.resolve()
  let next: NodeJS.Timeout | undefined

  function again(): void {
    underWay = look()
      .catch(failed)
      .finally(() => {
        if (!stopped) next = setTimeout(again, everyMs)
      })
  }
  again()

  return {
    async stop() {
      stopped = true
      clearTimeout(next)
      await underWay
    },
  }
}
