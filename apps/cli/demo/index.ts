/**
 * `sightglass demo`: the whole flow against running servers, over HTTP as a person's browser would go it, for CI and for
 * teaching. It knows the pages by the ids of their elements and nothing of the servers' insides.
 */
import { writeFile } from 'node:fs/promises'
import type { Party } from '@sightglass/trace/observe'
import { durationOf } from '@sightglass/trace/times'
import { ask, type Fetch, VisitFailure } from '@sightglass/visitor'
import { type Account, runFlow, type Urls } from './flow.ts'
import type { AccountResult, DemoResult } from './result.ts'
import { Steps, type Telling, untilFailure } from './steps.ts'

export interface DemoOptions {
  readonly urls: Urls
  /** Tried one after the other, each in a browser of its own. */
  readonly accounts: readonly Account[]
  readonly tell: Telling
  /** Default: the platform's. */
  readonly fetch?: Fetch
}

/** Runs the flow for each account; what fails is in the result. */
export async function runDemo({ urls, accounts, tell, fetch = globalThis.fetch }: DemoOptions): Promise<DemoResult> {
  const startedAt = new Date()
  const startedMs = performance.now()
  const servers = new Steps(tell)
  tell.heading('Are the servers there?')
  await untilFailure(() => findServers(urls, servers, fetch))
  const results: AccountResult[] = []
  for (const account of servers.passed ? accounts : []) {
    tell.heading(`${account.username} in a new browser`)
    const steps = new Steps(tell, account.username)
    await untilFailure(() => runFlow(account, urls, steps, fetch))
    results.push({ username: account.username, passed: steps.passed, steps: steps.results, took_ms: steps.tookMs })
  }
  const passed = servers.passed && results.every((result) => result.passed)
  const tookMs = Math.round(performance.now() - startedMs)
  if (results.length > 0) tell.summary(summaryOf(results, tookMs), passed)
  return {
    version: 1,
    passed,
    started_at: startedAt.toISOString(),
    took_ms: tookMs,
    client_url: plain(urls.client),
    auth_url: plain(urls.auth),
    resource_url: plain(urls.resource),
    servers: servers.results,
    accounts: results,
  }
}

const plain = (url: URL): string => url.href.replace(/\/$/, '')

function summaryOf(results: readonly AccountResult[], tookMs: number): string {
  const good = results.filter(({ passed }) => passed).length
  const steps = results.reduce((sum, account) => sum + account.steps.length, 0)
  return `${good} of ${results.length} ${results.length === 1 ? 'account' : 'accounts'} passed (${steps} steps, ${durationOf(tookMs)})`
}

const servers: readonly (readonly [url: keyof Urls, party: Party, title: string, flag: string])[] = [
  ['auth', 'authorization-server', 'authorization server', '--auth-url'],
  ['resource', 'resource-server', 'resource server', '--resource-url'],
  ['client', 'client', 'client application', '--client-url'],
]

async function findServers(urls: Urls, steps: Steps, fetch: Fetch): Promise<void> {
  for (const [name, party, title, flag] of servers) {
    const url = urls[name]
    await steps.step([`health-${party}`, 'demo', party, `GET ${url.origin}/health`], async () => {
      const hint = `is the ${title} running (npm start), and is ${flag} right?`
      const response = await ask(fetch, new URL('/health', url)).catch((reason: unknown) => {
        throw reason instanceof VisitFailure ? new VisitFailure(`${reason.message}: ${hint}`) : reason
      })
      await response.body?.cancel()
      if (response.status !== 200) throw new VisitFailure(`${url.origin} answers ${response.status}: ${hint}`)
      return { value: undefined }
    })
  }
}

/**
 * Writes the result as JSON.
 * @throws {VisitFailure} where the file cannot be written.
 */
export async function writeResult(file: string, result: DemoResult): Promise<void> {
  try {
    await writeFile(file, `${JSON.stringify(result, null, 2)}\n`)
  } catch (reason) {
    throw new VisitFailure(`cannot write ${file}: ${reason instanceof Error ? reason.message : 'unknown reason'}`)
  }
}
