/** Feeds that want a viewing token. `EventSource` sends no headers: their streams are read by `fetch`, and come back by themselves. */
import { effect, type ReadonlySignal, signal } from '@preact/signals'
import type { Listener } from './reader.ts'
import { createEvents, listenerOf } from './stream.ts'

/** `wrong`: the token opens nothing. `over`: it did, until the recording ended. */
export type Door = 'shut' | 'opening' | 'wrong' | 'over' | 'waiting' | 'open'

const KEY = 'sightglass-viewing-token'
const BACK_AFTER_MS = 2000
/** The server says something at least every 15 seconds. */
const SILENT_MS = 40_000

const token = signal<string | undefined>(undefined)
const state = signal<Door>('shut')

/** How reading stands. */
export const door: ReadonlySignal<Door> = state

const client = signal<string | undefined>(undefined)

/** The one client whose recording the token opens. */
export const watchedClient: ReadonlySignal<string | undefined> = client

/** Reads with this token, in this tab and as long as it is open. */
export function signIn(presented: string): void {
  sessionStorage.setItem(KEY, presented)
  state.value = 'opening'
  token.value = presented
}

/** Forgets the token. */
export function signOut(left: Door = 'shut'): void {
  sessionStorage.removeItem(KEY)
  token.value = undefined
  state.value = left
}

/** Reads a feed as soon as there is a token, and as long as it is taken. */
export function readGuardedFeed(url: string, listener: Listener): void {
  const kept = sessionStorage.getItem(KEY)
  if (kept !== null && token.peek() === undefined) signIn(kept)
  effect(() => {
    const presented = token.value
    if (presented === undefined) return
    const leaving = new AbortController()
    void follow({ url, listener, token: presented, left: leaving.signal })
    return () => leaving.abort()
  })
}

interface Follow {
  readonly url: string
  readonly listener: Listener
  readonly token: string
  readonly left: AbortSignal
}

async function follow({ url, listener, token, left }: Follow): Promise<void> {
  let lastId: string | undefined
  let wasOpen = false
  const events = listenerOf({ ...listener, heard: (id) => (lastId = id) })
  while (!left.aborted) {
    const answer = await ask({ url, token, lastId, left })
    if (answer?.ok === true) {
      wasOpen = true
      client.value = answer.headers.get('sightglass-client') ?? undefined
      state.value = 'open'
      listener.opened()
      await readAll(answer, createEvents(events))
    }
    if (left.aborted) break
    listener.closed()
    if (answer?.status === 401 || answer?.status === 404) return signOut(wasOpen ? 'over' : 'wrong')
    if (answer?.status === 429) state.value = 'waiting'
    await pause(Math.max(BACK_AFTER_MS, 1000 * Number(answer?.headers.get('retry-after') ?? 0)), left)
  }
  listener.closed()
}

interface Asking extends Omit<Follow, 'listener'> {
  readonly lastId: string | undefined
}

/** `undefined` where no answer came. */
async function ask({ url, token, lastId, left }: Asking): Promise<Response | undefined> {
  const headers = { authorization: `Bearer ${token}`, ...(lastId === undefined ? {} : { 'last-event-id': lastId }) }
  return await fetch(url, { headers, cache: 'no-store', credentials: 'omit', redirect: 'error', signal: left }).catch(
    () => undefined,
  )
}

/** Resolves when the stream has ended, broken, or fallen silent. */
async function readAll({ body }: Response, take: (text: string) => void): Promise<void> {
  const reader = body?.getReader()
  if (reader === undefined) return
  const decoder = new TextDecoder()
  let silence: ReturnType<typeof setTimeout> | undefined
  try {
    for (;;) {
      clearTimeout(silence)
      silence = setTimeout(() => void reader.cancel().catch(() => undefined), SILENT_MS)
      const { value, done } = await reader.read()
      if (done) return
      take(decoder.decode(value, { stream: true }))
    }
  } catch {
    // It broke: whoever reads comes back.
  } finally {
    clearTimeout(silence)
  }
}

const pause = (ms: number, left: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    left.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
