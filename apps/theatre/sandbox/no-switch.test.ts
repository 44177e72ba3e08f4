/** The real servers have no switch that makes a check pass: not in their code, not in what they are told at their start. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import * as real from '@sightglass/spec/check'
import { describe, expect, it } from 'vitest'
import { afterThis } from '../../../test/cleaning.ts'
import { freePorts } from '../../../test/ports.ts'
import { loadRuleBook, ROOT } from '../../../test/rule-book.ts'
import { outputOf } from '../../cli/fixtures/processes.ts'
import { attackOf } from '../backstage/attacks/index.ts'

const attack = attackOf('client-impersonation') ?? expect.unreachable()
const PRELOAD = join(import.meta.dirname, 'preload.ts')
const AUTH = join(ROOT, 'apps/auth/main.ts')

interface Told {
  readonly args?: readonly string[]
  readonly execArgv?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

async function startAuth({
  args = [],
  execArgv = [],
  env = {},
}: Told): Promise<{ child: ChildProcess; url: string; output: () => string }> {
  const [port = 0] = await freePorts(1)
  const own = {
    SIGHTGLASS_ENV: 'development',
    SIGHTGLASS_AUTH_PORT: String(port),
    DATABASE_URL: 'memory:',
    LOG_FORMAT: 'json',
  }
  const child = fork(AUTH, args, {
    execArgv: [...execArgv],
    env: { ...process.env, ...own, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  afterThis(() => child.kill('SIGKILL'))
  return { child, url: `http://localhost:${port}`, output: outputOf(child) }
}

async function isUp({ child, output }: Awaited<ReturnType<typeof startAuth>>): Promise<boolean> {
  const until = performance.now() + 15_000
  while (child.exitCode === null && performance.now() < until) {
    if (/"msg":"ready"/.test(output())) return true
    await delay(20)
  }
  return false
}

/** The whole attack, by hand: a name instead of a secret. */
async function impersonate(url: string): Promise<number> {
  const form = { grant_type: 'client_credentials', client_id: 'demo-service', scope: 'admin' }
  return (await fetch(`${url}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) })).status
}

describe('the authorization server', () => {
  it('refuses whatever its environment and its supervisor say', async () => {
    const { id, off } = attack
    const names = ['OFF', 'SIGHTGLASS_OFF', 'SIGHTGLASS_SANDBOX', 'SIGHTGLASS_WITHOUT', 'SANDBOX']
    const auth = await startAuth({ env: Object.fromEntries(names.map((name) => [name, off])) })
    expect(await isUp(auth)).toBe(true)
    auth.child.send({ id, off })
    expect(await impersonate(auth.url)).toBe(401)
  })

  it.each([
    ['the command line of the sandbox', { args: [attack.id, attack.off] }, 'command line'],
    ['a flag', { args: [`--off=${attack.off}`] }, 'command line'],
    ['the hooks of the sandbox', { execArgv: ['--import', PRELOAD] }, 'only the sandbox may run without a check'],
    [
      'them by its environment',
      { env: { NODE_OPTIONS: `--import=${PRELOAD}` } },
      'only the sandbox may run without a check',
    ],
  ])('does not start with %s', async (_, told, words) => {
    const { child, output } = await startAuth(told)
    const [code] = await once(child, 'close')
    expect([code === 0, output()]).toEqual([false, expect.stringContaining(words)])
  })
})

describe('check', () => {
  it('has nothing beside it that changes what it does', () => {
    expect(Object.keys(real).sort()).toEqual([
      ...['Refusal', 'check', 'defineNotes', 'defineRules', 'describe'],
      ...['listenToChecks', 'note', 'noteBook', 'ruleBook'],
    ])
    expect(Object.isFrozen(real.ruleBook.values().next().value)).toBe(true)
  })

  it('refuses for every rule, whoever listens and whatever they say', async () => {
    const { rules } = await loadRuleBook()
    const before = real.listenToChecks(() => true)
    try {
      for (const rule of rules) expect(() => real.check(rule, false)).toThrow(real.Refusal)
    } finally {
      real.listenToChecks(before)
    }
  })
})

describe('the source', () => {
  const files = globSync('{packages,apps,examples}/**/*.{ts,tsx,mjs}', {
    cwd: ROOT,
    exclude: ['**/node_modules', '**/dist', '**/*.test.ts'],
  }).map((file) => file.replaceAll('\\', '/'))
  const naming = (pattern: RegExp): string[] =>
    files.filter((file) => pattern.test(readFileSync(join(ROOT, file), 'utf8'))).sort()

  it('has hooks that replace modules in the sandbox alone', () => {
    expect(naming(/\bregisterHooks\b|\bmodule\.register\b/)).toEqual(['apps/theatre/sandbox/preload.ts'])
  })

  it('names the sandbox where it is asked to run, and nowhere else', () => {
    const outside = naming(/['"/]sandbox\//).filter((file) => !file.startsWith('apps/theatre/sandbox/'))
    expect(outside).toEqual(['apps/theatre/backstage/index.ts'])
  })

  it('has one check, and one that stands for it', () => {
    expect(naming(/^export function check\b/m)).toEqual(['apps/theatre/sandbox/check.ts', 'packages/spec/check.ts'])
  })
})
