/** News comes in bursts: what is done for them is done once for each, and takes no more than a part of the time. */

const BURST_MS = 60
/** Joining and drawing take no more than this part of the time. */
const SHARE = 1 / 8
/** However long it takes: nobody waits longer for what is new. */
const MOST_PAUSE_MS = 2000

export interface Burst {
  /** To be called with each piece of news: the work is done soon after the first of a burst. */
  readonly soon: () => void
  /** What was waited for is there: nothing is gained by a pause. */
  readonly now: () => void
}

export function oncePerBurst(work: () => void): Burst {
  let due: ReturnType<typeof setTimeout> | undefined
  let pauseMs = BURST_MS
  const run = (): void => {
    due = undefined
    const began = performance.now()
    work()
    // By then the page has been drawn as well.
    setTimeout(() => {
      pauseMs = Math.min(MOST_PAUSE_MS, Math.max(BURST_MS, (performance.now() - began) / SHARE))
    })
  }
  return {
    soon() {
      due ??= setTimeout(run, pauseMs)
    },
    now() {
      clearTimeout(due)
      due = setTimeout(run)
    },
  }
}
