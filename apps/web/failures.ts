/** Failures as people are told of them: at once, or on a page of their own where the address must not stay. */
import { traceId, traceRefusal } from '@sightglass/trace'
import { pageAnswer, redirect } from './answers.ts'
import { type Bounded, createBounded } from './bounded.ts'
import { type FormTokens, randomId } from './browser.ts'
import { type Failure, type FailureKind, failureOf } from './failure.ts'
import { failurePage } from './pages/failure-page.ts'
import type { Owners, Visit } from './visit.ts'

export type Log = (level: 'info' | 'warn' | 'error', event: string, fields?: Record<string, unknown>) => void

interface Kept {
  readonly failure: Failure
  /** Of the request that failed, which is not the one that shows it. */
  readonly traceId: string | undefined
  /** The state of the login that can still go on. */
  readonly waiting: string | undefined
}

interface Telling {
  readonly traceId?: string | undefined
  readonly allow?: string | undefined
  readonly endSession?: boolean
  /** Under which the failure is kept: its login can be tried again. */
  readonly again?: string | undefined
}

export interface FailuresOptions {
  readonly forms: FormTokens
  readonly theatre: boolean
  readonly log: Log | undefined
  readonly clock: () => number
}

const BOUNDS = { most: 10_000, mostOf: { browser: 20, network: 500 }, lifetimeSeconds: 600 }

export class Failures {
  readonly #options: FailuresOptions
  readonly #kept: Bounded<Kept, keyof Owners>

  constructor(options: FailuresOptions) {
    this.#options = options
    this.#kept = createBounded({ ...BOUNDS, clock: options.clock })
  }

  /** What an error means, logged and traced; `known` where the caller knows better. */
  noted(error: unknown, known?: FailureKind): Failure {
    const meant = failureOf(error)
    const failure = { ...meant, kind: known ?? meant.kind }
    traceRefusal(failure.error)
    const bug = failure.kind === 'own'
    const reason = bug ? String(error instanceof Error ? error.stack : error) : failure.detail
    const { kind, error: code } = failure
    this.#options.log?.(bug ? 'error' : 'info', 'failed', { kind, error: code, reason, trace: traceId() })
    return failure
  }

  told(visit: Visit, failure: Failure, telling: Telling = {}): Response {
    const { traceId: id = traceId(), allow, endSession = false, again } = telling
    const { forms, theatre } = this.#options
    const retry = again === undefined ? undefined : { csrf: forms.tokenFor(visit.owners.browser), failure: again }
    const html = failurePage({ locale: visit.locale, failure, traceId: id, theatre, retry })
    const cookies = endSession ? { session: undefined } : {}
    return pageAnswer(visit, html, { status: failure.status, cookies, allow })
  }

  /** By a redirect: the address of a callback holds code and state, which shall not stay in the address bar. */
  laterTold(visit: Visit, failure: Failure, waiting?: string): Response {
    const id = randomId()
    this.#kept.set(id, { failure, traceId: traceId(), waiting }, visit.owners)
    return redirect(visit, `/error?id=${id}`)
  }

  page(visit: Visit): Response {
    const id = visit.url.searchParams.get('id') ?? ''
    const kept = this.#mine(visit, id)
    if (kept === undefined) return this.told(visit, { kind: 'forgotten', status: 404, error: 'not_found' })
    const again = kept.waiting === undefined ? undefined : id
    return this.told(visit, kept.failure, { traceId: kept.traceId, again })
  }

  /** The state of the login that failed so that it can go on; `undefined` where there is none for this browser. */
  waiting(visit: Visit, id: string): string | undefined {
    return this.#mine(visit, id)?.waiting
  }

  /** The browser has a new id: what was told to it stays its own. */
  renew(from: string, to: string): void {
    this.#kept.hand('browser', from, to)
  }

  #mine({ owners }: Visit, id: string): Kept | undefined {
    const kept = this.#kept.get(id)
    return kept?.owners.browser === owners.browser ? kept.value : undefined
  }
}
