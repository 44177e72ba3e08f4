/** The sandbox process: what it tells, when it is refused. */
import { beforeAll, describe, expect, it } from 'vitest'
import { attackOf } from '../backstage/attacks/index.ts'
import type { Attack } from '../backstage/play.ts'
import type { RunResult } from '../programme/run.ts'
import { runInSandbox, SandboxFailure } from './index.ts'

const attack = (id: string): Attack => attackOf(id) ?? expect.unreachable()

describe('what the three parties of a sandbox recorded', () => {
  let result: RunResult

  beforeAll(async () => {
    result = await runInSandbox(attack('form-csrf'), 'development')
  })

  it('is told by the party that received it, though all are one process', () => {
    const parties = (result.traces ?? []).map(({ party, received }) => [
      party,
      'url' in received ? new URL(received.url).pathname : received.call,
    ])
    expect(parties).toContainEqual(['client', '/callback'])
    expect(parties).toContainEqual(['authorization-server', '/oauth2/token'])
    expect(parties).toContainEqual(['resource-server', '/api/notes'])
    const own: Readonly<Record<string, RegExp>> = {
      client: /^\/(?:$|login$|callback$|session$|call$)/,
      'authorization-server': /^\/(?:oauth2|login|consent|\.well-known)/,
      'resource-server': /^\/api\/notes$/,
    }
    expect(parties.filter(([party = '', path = '']) => own[party]?.test(path) !== true)).toEqual([])
  })

  it('holds all that the run sent, by whom it was sent', () => {
    const known = new Set(result.traces?.map(({ id }) => id))
    expect(result.sent.length).toBeGreaterThan(5)
    expect(result.sent.filter(({ traceId }) => !known.has(traceId))).toEqual([])
  })

  it('holds no secret', () => {
    const told = JSON.stringify(result)
    for (const secret of ['password123', 'demo-web-secret', 'demo-api-secret']) expect(told).not.toContain(secret)
    expect(told).not.toMatch(/eyJ[\w-]+\.[\w-]+\.[\w-]{40,}/)
  })
})

describe('a sandbox is not to be had', () => {
  it.each(['production', undefined])('where the process is of %s', async (environment) => {
    const before = process.env.SIGHTGLASS_ENV
    delete process.env.SIGHTGLASS_ENV
    await expect(runInSandbox(attack('code-replay'), environment)).rejects.toThrow('in development only')
    if (before !== undefined) process.env.SIGHTGLASS_ENV = before
  })

  it('twice at a time; and again when the first has ended', async () => {
    const first = runInSandbox(attack('code-replay'), 'development')
    await expect(runInSandbox(attack('code-replay'), 'development')).rejects.toThrow(SandboxFailure)
    expect((await first).outcome).toBe('succeeded')
    expect((await runInSandbox(attack('code-replay'), 'development')).outcome).toBe('succeeded')
  })

  it.each([
    ['no attack', { id: 'nothing', off: 'code.unused' }],
    ['an attack with another rule', { id: 'code-replay', off: 'client.secret' }],
  ])('for %s', async (_, given) => {
    const run = runInSandbox({ ...given, play: async () => undefined }, 'development')
    await expect(run).rejects.toThrow(`${given.id} is no attack that runs without ${given.off}`)
  })
})

it('a check that is not switched off refuses in the sandbox as everywhere', async () => {
  const { traces = [] } = await runInSandbox(attack('alg-confusion'), 'development')
  const answers = traces.flatMap(({ received, answer }) =>
    'url' in received && received.url.endsWith('/api/admin') ? [answer?.status] : [],
  )
  expect(answers).toEqual([401, 401, 200])
})
