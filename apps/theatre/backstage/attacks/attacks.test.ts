/** Every attack both ways: stopped by its check where the servers are whole, successful where that check alone is switched off. */
import type { Look } from '@sightglass/trace'
import { beforeAll, expect, it } from 'vitest'
import { type Demo, openDemo } from '../../../../test/demo.ts'
import { attackEntries } from '../../programme/attacks.ts'
import type { RunResult, Where } from '../../programme/run.ts'
import { runInSandbox } from '../../sandbox/index.ts'
import { attacks } from './index.ts'

let demo: Demo

beforeAll(async () => {
  // As where `npm start` runs them: modules are compiled once for all.
  process.env.NODE_COMPILE_CACHE ??= 'node_modules/.cache/sightglass'
  demo = await openDemo()
})

async function run(play: string, where: Where): Promise<RunResult> {
  const headers = { origin: demo.webUrl, 'content-type': 'application/json' }
  const body = JSON.stringify({ play, where, id: crypto.randomUUID() })
  return (await (await fetch(`${demo.webUrl}/theatre/run`, { method: 'POST', headers, body })).json()) as RunResult
}

const failedIn = ({ traces = [] }: RunResult): string[] =>
  traces.flatMap(({ steps }) => steps).flatMap((step) => (isFailed(step) ? [step.rule] : []))

const isFailed = (step: { readonly kind: string }): step is Extract<Look, { kind: 'check' }> =>
  step.kind === 'check' && (step as Look & { held: boolean }).held === false

it('the programme and the backstage name the same attacks, and the same rules', () => {
  expect(attackEntries.map(({ id, off }) => [id, off])).toEqual(attacks.map(({ id, off }) => [id, off]))
})

it.each(attacks.map(({ id, off }) => [id, off]))('%s is stopped by %s', async (id, off) => {
  expect(await run(id, 'live')).toMatchObject({ play: id, where: 'live', outcome: 'stopped', stoppedBy: off })
})

/** What an attack tries besides, and is refused in the sandbox too. */
const others: Readonly<Record<string, readonly string[]>> = {
  'alg-confusion': ['access-token.algNone', 'access-token.alg'],
  // Told to the attacker’s address: that it goes there is what was wanted.
  'open-redirect': ['authorize.noneLoggedIn'],
}

it.each(attacks.map((attack) => [attack.id, attack]))('%s succeeds without its check alone', async (id, attack) => {
  const result = await runInSandbox(attack, 'development')
  expect(result).toMatchObject({ play: id, where: 'sandbox', outcome: 'succeeded', off: attack.off })
  expect(result.loot).toBeDefined()
  expect([...new Set(failedIn(result))].sort()).toEqual([attack.off, ...(others[id] ?? [])].sort())
})

it('a sandbox is started from the page of the demo too', async () => {
  expect(await run('code-replay', 'sandbox')).toMatchObject({ where: 'sandbox', outcome: 'succeeded' })
})
