/** What a run tells of itself, with servers that are made up. */
import { describe, expect, it } from 'vitest'
import type { Backstage } from './actor.ts'
import type { Attack } from './play.ts'
import { runAttack, runScene } from './run.ts'

const places = { client: 'http://client.example', auth: 'http://as.example', resource: 'http://rs.example' }
const check = (rule: string, held: boolean) => ({ kind: 'check', rule, held })
const traces: Readonly<Record<string, object>> = {
  'http://as.example/trace/t1': {
    at: 100,
    tookMs: 250,
    steps: [check('pkce.present', true), check('redirect.registered', false)],
  },
  'http://rs.example/trace/t2': { at: 101, tookMs: 0, steps: [check('bearer.presented', false)] },
}
const traceIds: Readonly<Record<string, string>> = { 'http://as.example/': 't1', 'http://rs.example/': 't2' }

async function fetch(url: URL): Promise<Response> {
  const trace = traces[url.href]
  if (trace !== undefined) return Response.json(trace)
  const traceId = traceIds[url.href]
  return new Response('', {
    status: url.pathname.startsWith('/trace') ? 404 : 200,
    headers: traceId === undefined ? {} : { 'sightglass-trace': traceId },
  })
}

const asking = (result: { loot?: string } | undefined): Attack => ({
  id: 'an-attack',
  off: 'redirect.registered',
  async play({ actor }: Backstage) {
    await actor('attacker').ask(places.auth)
    await actor('attacker-server').ask(places.resource)
    return result
  },
})

describe('an attack', () => {
  it('was stopped by the rule that it names, though another failed after it', async () => {
    expect(await runAttack(asking(undefined), { places, fetch })).toMatchObject({
      play: 'an-attack',
      where: 'live',
      outcome: 'stopped',
      stoppedBy: 'redirect.registered',
      sent: [
        { traceId: 't1', by: 'attacker' },
        { traceId: 't2', by: 'attacker-server' },
      ],
    })
  })

  it('was stopped by the last rule that failed, where that is another one', async () => {
    const run = await runAttack({ ...asking(undefined), off: 'code.unused' }, { places, fetch })
    expect(run.stoppedBy).toBe('bearer.presented')
  })

  it('succeeded with what it holds, and says which rule was off', async () => {
    const run = await runAttack(asking({ loot: 'token' }), { places, fetch, where: 'sandbox' })
    expect(run).toMatchObject({ outcome: 'succeeded', loot: 'token', off: 'redirect.registered', where: 'sandbox' })
    expect(run).not.toHaveProperty('stoppedBy')
  })

  it('names no rule where nothing was recorded', async () => {
    const run = await runAttack(asking(undefined), { places, fetch, traceOf: async () => undefined })
    expect(run).not.toHaveProperty('stoppedBy')
  })
})

describe('an aside', () => {
  const told = async (play: (stage: Backstage) => Promise<void>) =>
    (await runScene({ id: 'a-scene', play }, { places, fetch })).asides.map(({ key, at }) => [key, at])

  it('comes when the message before it was answered, by the clock of who received that', async () => {
    const asides = await told(async ({ actor, aside }) => {
      await actor('client').ask(places.auth)
      aside('leaked', 'client', 'attacker')
    })
    expect(asides).toEqual([['leaked', 100.25]])
  })

  it('comes before the first message where it was told before', async () => {
    const asides = await told(async ({ actor, aside }) => {
      aside('link', 'attacker', 'browser')
      await actor('browser').ask(places.auth)
    })
    expect(asides).toEqual([['link', 100 - 0.001]])
  })
})

describe('a person', () => {
  it('is one of those on stage', async () => {
    const running = runScene({ id: 'a-scene', play: async ({ person }) => void person('mallory') }, { places, fetch })
    await expect(running).rejects.toThrow('nobody on stage is called mallory')
  })

  it('keeps cookies in what is sent by hand and in what the browser visits', async () => {
    const seen: (string | null)[] = []
    const keeping = async (_: URL, { headers }: RequestInit): Promise<Response> => {
      seen.push(new Headers(headers).get('cookie'))
      return new Response('', { headers: { 'set-cookie': 'a=1' } })
    }
    const play = async ({ person }: Backstage): Promise<void> => {
      const alice = person('alice')
      await alice.visit(places.auth)
      await alice.ask(places.auth)
      await person('bob').ask(places.auth)
    }
    await runScene({ id: 'a-scene', play }, { places, fetch: keeping })
    expect(seen).toEqual([null, 'a=1', null])
  })
})
