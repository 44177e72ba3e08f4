/** News comes in bursts: what is done for them is done once for each, and takes no more than a part of the time. */

const BURST_MS = 60
/** Joining and drawing take no more than this part of the time. */
const SHARE = 1 / 8
/** However long it takes: nobody waits longer for what is new. */
const MOST_PAUSE_MS = 2000

/** To be called with each piece of news; `work` runs soon after the first of a burst. */
export function oncePerBurst(work: () => void): () => void {
  let isDue = false
  let pauseMs = BURST_MS
  const run = (): void => {
    isDue = false
    const began = performance.now()
    work()
    // By then the page has been drawn as well.
    setTimeout(() => {
      pauseMs = Math.min(MOST_PAUSE_MS, Math.max(BURST_MS, (performance.now() - began) / SHARE))
    })
  }
  return () => {
    if (isDue) return
    isDue = true
    setTimeout(run, pauseMs)
  }
}
