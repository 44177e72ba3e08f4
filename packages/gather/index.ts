/**
 * Work asked for in one turn of the event loop, or while the batch before is under way, done as one batch.
 * Group commit, signing and verifying are all this; it knows nothing of any of them.
 */

/** `run` gets the items in the order they came and must settle each of them itself through `resolve` and `reject`. */
export interface Pending<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (reason: unknown) => void
}

export interface GatherOptions {
  /** The most items that one batch takes; the rest waits for the next. */
  readonly atMost?: number
}

/**
 * Returns `ask(item)`: its promise settles when the batch that took the item has run.
 * There is no timer: a batch starts at the end of the turn in which its first item came, or when the batch before ends.
 */
export function gather<Item, Result>(
  run: (batch: readonly Pending<Item, Result>[]) => void | Promise<void>,
  { atMost = 1024 }: GatherOptions = {},
): (item: Item) => Promise<Result> {
  let waiting: Pending<Item, Result>[] = []
  let busy = false

  async function drain(): Promise<void> {
    const batch = waiting.length <= atMost ? waiting : waiting.slice(0, atMost)
    waiting = waiting.length <= atMost ? [] : waiting.slice(atMost)
    try {
      await run(batch)
    } catch (reason) {
      for (const { reject } of batch) reject(reason)
    }
    if (waiting.length > 0) endOfTurn(drain)
    else busy = false
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (busy) return
      busy = true
      endOfTurn(drain)
    })
}

// The check phase comes after every callback of a turn: whatever else arrived in it is in the batch.
const endOfTurn: (work: () => void) => void = globalThis.setImmediate ?? ((work) => setTimeout(work, 0))
