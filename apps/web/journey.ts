/** What a login and the calls after it consist of: the messages in their order, and the tokens they brought. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Exchange, TokenSet, Transaction, UserInfo } from '@sightglass/client'
import { type Shown, traceId } from '@sightglass/trace'
import { shownAll } from '@sightglass/trace/mask'

/** A message that went through the browser (both ways) or straight to a server. */
export type Step =
  | {
      readonly kind: 'redirect-out' | 'redirect-back'
      readonly url: string
      readonly parameters: readonly Shown[]
      /** The trace of the request that it came with, while a recorder is on. */
      readonly traceId: string | undefined
    }
  | { readonly kind: 'exchange'; readonly exchange: Exchange }

/** A login under way. */
export interface Pending {
  readonly transaction: Transaction
  readonly steps: readonly Step[]
  /** The query of a callback whose code waits to be redeemed. */
  readonly response: string | undefined
}

/** The answer of the last call to the resource server, or of UserInfo. */
export interface CallResult {
  /** What was asked for: a name of the actions card, `userinfo` or `refresh`. */
  readonly what: string
  readonly request: string
  readonly status: number
  readonly challenge: string | undefined
  readonly body: string
}

/** What a person had done, and the messages that it took. */
export interface Chapter {
  readonly name: 'login' | 'call' | 'userinfo' | 'refresh'
  readonly steps: readonly Step[]
}

export interface Session {
  readonly browser: string
  readonly tokens: TokenSet
  /** The oldest first. */
  readonly chapters: readonly Chapter[]
  /** What UserInfo said, once it was asked. */
  readonly person: UserInfo | undefined
  readonly result: CallResult | undefined
}

const MOST_CHAPTERS = 20

/** The login stays, however much came after it. */
export function withChapter(session: Session, name: Chapter['name'], steps: readonly Step[]): Session {
  if (steps.length === 0) return session
  const later = [...session.chapters.slice(1), { name, steps }].slice(-MOST_CHAPTERS)
  return { ...session, chapters: [...session.chapters.slice(0, 1), ...later] }
}

const collectors = new AsyncLocalStorage<Step[]>()

/** For `onExchange` of the client. */
export const collect = (exchange: Exchange): void => void collectors.getStore()?.push({ kind: 'exchange', exchange })

/** Runs work and puts the messages that it sent into `steps`, those of a failure too. */
export const collecting = <T>(steps: Step[], work: () => Promise<T>): Promise<T> => collectors.run(steps, work)

/** A redirect as a step: its query is the message. */
export function redirectStep(kind: 'redirect-out' | 'redirect-back', address: string): Step {
  const [url = '', query = ''] = address.split(/\?(.*)/s)
  return { kind, url, parameters: shownAll(new URLSearchParams(query), 'query'), traceId: traceId() }
}
