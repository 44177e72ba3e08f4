/** One child process: started, watched, restarted with back-off when it dies, stopped. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { stopLimitMs } from '@sightglass/process/stop'
import { listeningPort, SUPERVISOR_VARIABLE } from '@sightglass/process/supervision'
import { isHealthy } from './health.ts'
import type { Reporter, State } from './reporter.ts'
import type { Service } from './services.ts'

export interface Timing {
  /** Between two questions whether a starting child is up. */
  readonly pollMs: number
  /** How long a start may take. */
  readonly startMs: number
  /** The first pause before a restart; it doubles with each death up to `backOffMostMs`. */
  readonly backOffMs: number
  readonly backOffMostMs: number
  /** Who was up for so long starts again with the first pause. */
  readonly stableMs: number
  /** Between two questions whether a running child still answers. */
  readonly watchMs: number
  /** So many questions without an answer, and the child is killed (and restarted). */
  readonly watchMisses: number
  /** How long a child may take to stop. */
  readonly stopMs: number
}

export const TIMING: Timing = {
  pollMs: 20,
  startMs: 20_000,
  backOffMs: 500,
  backOffMostMs: 30_000,
  stableMs: 30_000,
  watchMs: 5_000,
  watchMisses: 6,
  stopMs: stopLimitMs(0),
}

/** The pause before the restart after so many deaths in a row. */
export function backOffMs(
  deaths: number,
  { backOffMs, backOffMostMs }: Pick<Timing, 'backOffMs' | 'backOffMostMs'>,
): number {
  return Math.min(backOffMostMs, backOffMs * 2 ** Math.max(0, deaths - 1))
}

/** A child did not come up; `lines` are the last that it wrote. */
export class StartFailed extends Error {
  readonly service: Service
  readonly lines: readonly string[]
  /** Of the child, where it ended by itself. */
  readonly exitCode: number | undefined
  override readonly name = 'StartFailed'

  constructor(service: Service, message: string, lines: readonly string[], exitCode?: number) {
    super(message)
    this.service = service
    this.lines = lines
    this.exitCode = exitCode
  }
}

const LAST_LINES = 20
const DRAIN_MS = 500

interface End {
  readonly code: number | null
  readonly text: string
}

export class Child {
  readonly service: Service
  readonly #timing: Timing
  readonly #report: Reporter
  readonly #stop = new AbortController()
  #process: ChildProcess | undefined
  #lines: string[] = []
  /** Another process may answer at the port while ours comes to find it taken. */
  #hasPort = false
  #life: Promise<void> | undefined

  constructor(service: Service, timing: Timing, report: Reporter) {
    this.service = service
    this.#timing = timing
    this.#report = report
    this.#state('waiting')
  }

  get pid(): number | undefined {
    return this.#process?.pid
  }

  /**
   * Starts it, and keeps it running from then on.
   * @throws {StartFailed} where it does not come up at all.
   */
  async start(): Promise<void> {
    const startedMs = performance.now()
    const end = this.#launch()
    const failure = await this.#untilUp(end)
    if (failure !== undefined) {
      this.kill()
      await end
      if (this.#stop.signal.aborted) return
      this.#state('down')
      throw new StartFailed(this.service, failure.text, this.#lines, failure.code ?? undefined)
    }
    this.#report.event(
      this.service,
      `${this.service.title} is up at ${this.service.url} (${Math.round(performance.now() - startedMs)} ms)`,
    )
    this.#life = this.#keepRunning(end)
  }

  /** Stops it gracefully, or hard when it takes too long; ends when the process is gone. */
  async stop(): Promise<void> {
    this.#stop.abort()
    const running = this.#process
    if (running !== undefined && isRunning(running)) {
      this.#state('stopping')
      const gone = once(running, 'exit')
      running.kill('SIGTERM')
      const inTime = await Promise.race([gone.then(() => true), delay(this.#timing.stopMs, false, { ref: false })])
      if (!inTime) {
        this.#report.event(this.service, 'does not stop: killing it', true)
        this.kill()
        await gone
      }
    }
    await this.#life
    this.#state('stopped')
  }

  kill(): void {
    this.#process?.kill('SIGKILL')
  }

  #state(state: State): void {
    this.#report.state(this.service, state)
  }

  #launch(): Promise<End> {
    this.#state('starting')
    this.#lines = []
    const child = spawn(process.execPath, [this.service.program], {
      env: { ...this.service.env, [SUPERVISOR_VARIABLE]: String(process.pid) },
      // The channel tells the child when we are gone, however we went, and us when the port is the child's.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // In a group of its own, so that Ctrl+C reaches only us and the order of the stop is ours.
      detached: true,
    })
    this.#process = child
    this.#hasPort = false
    child.on('message', (message) => {
      if (listeningPort(message) === this.service.port) this.#hasPort = true
    })
    for (const stream of [child.stdout, child.stderr]) this.#readLines(stream)
    return endOf(child)
  }

  #readLines(stream: Readable | null): void {
    if (stream === null) return
    createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
      this.#lines = [...this.#lines.slice(1 - LAST_LINES), line]
      this.#report.output(this.service, line)
    })
  }

  /** Returns undefined when it is up, or why it is not. */
  async #untilUp(end: Promise<End>): Promise<End | undefined> {
    const { pollMs, startMs } = this.#timing
    const late = performance.now() + startMs
    let ended: End | undefined
    void end.then((value) => {
      ended = value
    })
    while (ended === undefined && !this.#stop.signal.aborted) {
      if (this.#hasPort && (await isHealthy(this.service, startMs))) {
        if (ended !== undefined) break
        this.#state('up')
        return undefined
      }
      if (performance.now() > late) return { code: null, text: `did not answer /health within ${startMs / 1000} s` }
      await delay(pollMs)
    }
    return ended ?? { code: null, text: 'was stopped' }
  }

  async #keepRunning(firstEnd: Promise<End>): Promise<void> {
    const { signal } = this.#stop
    let end = firstEnd
    let deaths = 0
    while (!signal.aborted) {
      const upMs = performance.now()
      const { text } = await this.#watched(end)
      if (signal.aborted) return
      deaths = performance.now() - upMs >= this.#timing.stableMs ? 1 : deaths + 1
      this.#state('down')
      const pauseMs = backOffMs(deaths, this.#timing)
      this.#report.event(this.service, `${text}; restarting in ${pauseMs / 1000} s`, true)
      await delay(pauseMs, undefined, { signal }).catch(() => {})
      if (signal.aborted) return
      end = this.#launch()
      const failure = await this.#untilUp(end)
      if (failure === undefined) this.#report.event(this.service, 'is up again')
      else if (failure.code === null) this.kill()
    }
  }

  /** Waits for the end of the process, and brings it about when it answers no more. */
  async #watched(end: Promise<End>): Promise<End> {
    const { watchMs, watchMisses } = this.#timing
    let misses = 0
    const watch = setInterval(async () => {
      misses = (await isHealthy(this.service, watchMs)) ? 0 : misses + 1
      if (this.#stop.signal.aborted) return
      if (misses === 1) this.#report.event(this.service, 'does not answer /health', true)
      if (misses >= watchMisses) this.kill()
    }, watchMs)
    try {
      return await end
    } finally {
      clearInterval(watch)
    }
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null
}

/** Settles when the process is gone and what it wrote has been read. */
function endOf(child: ChildProcess): Promise<End> {
  return new Promise((resolve) => {
    const closed = new Promise<void>((done) => child.once('close', () => done()))
    child.once('error', (reason) => resolve({ code: null, text: `could not be started: ${reason.message}` }))
    child.once('exit', async (code, signal) => {
      await Promise.race([closed, delay(DRAIN_MS)])
      resolve({ code, text: code === null ? `was killed by ${signal}` : `ended with exit code ${code}` })
    })
  })
}
