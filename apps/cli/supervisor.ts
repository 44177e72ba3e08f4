/** Starts services in the order of their needs, keeps them running, stops them in reverse. It knows nothing of what they serve. */
import { portProblem } from '@sightglass/process/ports'
import { Child, type StartFailed, type Timing } from './child.ts'
import type { Reporter } from './reporter.ts'
import type { Service } from './services.ts'

/** One line for each port that cannot be had, each with what to do; empty when all can. */
export async function portProblems(services: readonly Service[]): Promise<string[]> {
  const found = await Promise.all(
    services.map(async ({ title, host, port, otherPort }) => {
      const problem = await portProblem(host, port)
      if (problem === undefined) return []
      const culprit = problem.holder?.supervisor ?? problem.holder
      const free = culprit === undefined ? '' : `stop it (kill ${culprit.pid}) or `
      return [`${title}: ${problem.message}; ${free}choose another port with ${otherPort}`]
    }),
  )
  return found.flat()
}

export class Supervisor {
  readonly #children: ReadonlyMap<string, Child>
  readonly #starting = new Map<string, Promise<void>>()
  readonly #stopping = new Map<string, Promise<void>>()
  #stopped = false

  constructor(services: readonly Service[], timing: Timing, report: Reporter) {
    this.#children = new Map(services.map((service) => [service.name, new Child(service, timing, report)]))
  }

  /**
   * Ends when every service is up, or when it was stopped meanwhile (false).
   * @throws {StartFailed} of the first service that does not come up; the others have been stopped then.
   */
  async start(): Promise<boolean> {
    try {
      await Promise.all([...this.#children.keys()].map((name) => this.#start(name)))
    } catch (reason) {
      await this.stop()
      throw reason
    }
    return !this.#stopped
  }

  /** Stops everything; ends when no process is left. */
  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.all([...this.#children.keys()].map((name) => this.#stop(name)))
  }

  kill(): void {
    for (const child of this.#children.values()) child.kill()
  }

  #start(name: string): Promise<void> {
    return once(this.#starting, name, async () => {
      const child = this.#child(name)
      await Promise.all(child.service.after.map((earlier) => this.#start(earlier)))
      if (!this.#stopped) await child.start()
    })
  }

  #stop(name: string): Promise<void> {
    return once(this.#stopping, name, async () => {
      const later = [...this.#children.values()].filter(({ service }) => service.after.includes(name))
      await Promise.all(later.map(({ service }) => this.#stop(service.name)))
      await this.#child(name).stop()
    })
  }

  #child(name: string): Child {
    const child = this.#children.get(name)
    if (child === undefined) throw new Error(`no service is called ${name}`)
    return child
  }
}

function once(done: Map<string, Promise<void>>, name: string, work: () => Promise<void>): Promise<void> {
  const before = done.get(name)
  if (before !== undefined) return before
  const promise = work()
  done.set(name, promise)
  return promise
}

/** What to tell when a start failed. */
export function startFailure({ service, message, lines }: StartFailed): string {
  const head = `${service.title} ${message}`
  return lines.length === 0 ? head : [`${head}; its last lines:`, ...lines.map((line) => `  ${line}`)].join('\n')
}
