/** The load: a process of its own, so that what it costs is not the server's. Answers the bench with what it measured. */
import autocannon, { type Result } from 'autocannon'
import { tokenRequest } from './exchange.ts'

export interface LoadOptions {
  readonly url: string
  readonly connections: number
  readonly seconds: number
}

export interface Measured {
  readonly answers: number
  readonly seconds: number
  readonly p50Ms: number
  readonly p99Ms: number
}

const { url, connections, seconds }: LoadOptions = JSON.parse(process.argv[2] ?? '{}')
const latenciesMs: number[] = []
let startedMs = 0
let lastMs = 0

const shooting = autocannon({ url, connections, duration: seconds, ...tokenRequest }, (error, result) => {
  if (error !== null) throw error
  process.send?.(measured(result))
  process.disconnect()
})
// Its own figures are whole milliseconds and whole samples.
shooting.on('response', (_client: unknown, _status: number, _bytes: number, latencyMs: number) => {
  lastMs = performance.now()
  if (latenciesMs.length === 0) startedMs = lastMs
  latenciesMs.push(latencyMs)
})

function measured({ errors, timeouts, non2xx }: Result): Measured {
  if (errors + timeouts + non2xx > 0)
    throw new Error(`${errors} errors, ${timeouts} timeouts, ${non2xx} refusals at ${url}`)
  latenciesMs.sort((a, b) => a - b)
  const at = (part: number): number => latenciesMs[Math.floor(latenciesMs.length * part)] ?? Number.NaN
  const answers = latenciesMs.length
  return { answers, seconds: (lastMs - startedMs) / 1000, p50Ms: at(0.5), p99Ms: at(0.99) }
}
