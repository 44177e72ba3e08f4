/** Each scene is run as the page runs it, against the demo as `npm start` starts it. */
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { type Demo, openDemo } from '../../../../test/demo.ts'
import { kindOf } from '../../page/play/kinds.ts'
import { type Play, type Staged, traceIdOf } from '../../page/play/play.ts'
import { placeOf } from '../../page/scenes/watching.ts'
import type { Lane, RunResult } from '../../programme/run.ts'
import { cardOf, type SceneId, sceneCards } from '../../programme/scenes.ts'
import { placesOf, playedBy } from '../fixtures.ts'
import { runScene } from '../run.ts'
import { scenes } from './index.ts'

let demo: Demo
const runs = new Map<string, Promise<RunResult>>()

/** Run once: what comes of it does not depend on who looks. */
function runOf(id: string): Promise<RunResult> {
  const scene = scenes.find((one) => one.id === id)
  if (scene === undefined) throw new Error('there is no such scene')
  const run = runs.get(id) ?? runScene(scene, { places: placesOf(demo) })
  runs.set(id, run)
  return run
}

beforeAll(async () => {
  demo = await openDemo()
})

/** However often it ran before. */
const consenting = ['authorize', 'login-page', 'login', 'consent-page', 'consent', 'to-client']
const signedIn = [...consenting, 'aside', 'redeem', 'tokens']

/** What goes over the stage, in this order, among other things. */
const expected: Readonly<Record<SceneId, readonly string[]>> = {
  code: ['aside', ...consenting, 'aside', 'redeem', 'tokens', 'call', 'resource'],
  openid: ['start', 'to-authorize', ...consenting, 'callback', 'redeem', 'tokens', 'userinfo', 'claims'],
  service: ['client-credentials', 'tokens', 'call', 'resource'],
  device: ['device-authorization', 'device-codes', 'device-poll', 'pending', 'aside', 'device', 'tokens', 'resource'],
  introspection: ['tokens', 'call', 'introspect', 'resource', 'revoke', 'revoked', 'call', 'introspected', 'refusal'],
  encrypted: ['client-credentials', 'tokens', 'call', 'resource'],
  registration: [
    'metadata',
    'register',
    'registered',
    'register-read',
    'registered',
    'register-delete',
    'unregistered',
  ],
  refresh: [...signedIn, 'refresh', 'tokens', 'call', 'resource'],
  reuse: [...signedIn, 'aside', 'refresh', 'tokens', 'refresh', 'tokens', 'refresh', 'refusal', 'refresh', 'refusal'],
  'lost-answer': [...signedIn, 'refresh', 'tokens', 'aside', 'refresh', 'tokens', 'resource', 'refresh', 'tokens'],
  revocation: [...signedIn, 'revoke', 'revoked', 'refresh', 'refusal', 'call', 'resource'],
  logout: [
    'start',
    'to-authorize',
    ...consenting,
    'callback',
    'ask-logout-everywhere',
    'revoke',
    'end-session',
    'logged-out',
  ],
  password: ['aside', 'password', 'tokens', 'call', 'resource'],
  implicit: ['aside', ...consenting, 'aside', 'call', 'resource'],
  hybrid: ['aside', ...consenting, 'aside', 'redeem', 'tokens', 'call', 'resource'],
  'wrong-redirect': ['aside', 'authorize', 'refusal'],
  'wrong-secret': ['client-credentials', 'refusal', 'client-credentials', 'tokens'],
}

/** How much of what is expected comes, in this order. */
function found(play: Play, kinds: readonly string[]): string[] {
  let next = 0
  for (const message of play.messages) if (kindOf(message) === kinds[next]) next += 1
  return kinds.slice(0, next)
}

describe('the scenes', () => {
  it('are those of the programme', () => {
    expect(scenes.map(({ id }) => id)).toEqual(sceneCards.map(({ id }) => id))
  })

  it.each(scenes)('$id comes to its end, over the stage and with what there is to watch', async (scene) => {
    const places = placesOf(demo)
    const card = cardOf(scene.id)
    if (card === undefined) throw new Error('it has no card')
    const run = await runOf(scene.id)
    expect(run).toMatchObject({ play: scene.id, where: 'live', outcome: 'done' })
    const looked = async () => {
      const play = await playedBy(run, places)
      if (play === undefined) return undefined
      return {
        kinds: found(play, expected[card.id]),
        watched: card.watch.map((watched) => placeOf(play, watched) !== undefined),
        lanes: play.lanes.toSorted(),
      }
    }
    const lanes: Lane[] = card.lanes.toSorted()
    await expect.poll(looked).toEqual({ kinds: expected[card.id], watched: [true, true, true], lanes })
  })

  it('tells each aside right after what came before it', async () => {
    const play = await playedBy(await runOf('lost-answer'), placesOf(demo))
    const messages = play?.messages ?? []
    const before = (key: string) => messages.flatMap(({ aside }, index) => (aside === key ? [messages[index - 1]] : []))
    expect(before('app-opens-browser')).toEqual([undefined])
    expect(before('code-reaches-app:code').map((one) => one && kindOf(one))).toEqual(['to-client'])
    expect(before('answer-lost').map((one) => one && kindOf(one))).toEqual(['tokens'])
  })

  it('tells the token that was stolen from the one of its owner', async () => {
    const play = await playedBy(await runOf('reuse'), placesOf(demo))
    const refused = (play?.messages ?? []).filter((message) => kindOf(message) === 'refusal')
    expect(refused.map(({ to, error }) => [to, error])).toEqual([
      ['attacker', 'invalid_grant'],
      ['client', 'invalid_grant'],
    ])
  })
})

/** What goes where, and what comes back; but not what parties look up once, and then know: metadata and keys. */
function flowOf(run: RunResult, play: Play | undefined): string[] {
  const own = new Set(run.sent.map(({ traceId }) => traceId))
  const lookedUp = ({ request, id }: Staged) =>
    'url' in request && /\/(?:\.well-known\/[^/]+|oauth2\/jwks)$/.test(request.url) && !own.has(traceIdOf(id))
  return (play?.messages ?? []).filter((message) => !lookedUp(message)).map(said)
}

function said({ request, kind, answer, from, to }: Staged): string {
  const way = `${from} → ${to}`
  if ('call' in request) return `${way} ${request.call}`
  return `${way} ${request.method} ${new URL(request.url).pathname} ${kind === 'answer' ? (answer?.status ?? 'nothing') : ''}`.trim()
}

it('each scene is the same flow when it runs again', async () => {
  const places = placesOf(demo)
  const first = await Promise.all(scenes.map(({ id }) => runOf(id)))
  const again = await Promise.all(scenes.map((scene) => runScene(scene, { places })))
  const flowsOf = async (runs: readonly RunResult[]) =>
    Promise.all(runs.map(async (run) => [run.play, flowOf(run, await playedBy(run, places))]))
  // Each party tells of its messages when it comes to it.
  await vi.waitFor(async () => expect(await flowsOf(again)).toEqual(await flowsOf(first)), { timeout: 15_000 })
})

describe('where a server is down', () => {
  it.each(['code', 'service', 'openid'])('%s says which', async (id) => {
    const scene = scenes.find((one) => one.id === id)
    if (scene === undefined) throw new Error('there is such a scene')
    const nobody = 'http://localhost:1'
    const running = runScene(scene, { places: { client: nobody, auth: nobody, resource: nobody } })
    await expect(running).rejects.toThrow(`${nobody} does not answer`)
  })

  it('ends what takes too long', async () => {
    const waiting = {
      id: 'waiting',
      play: async ({ pause }: { pause: (ms: number) => Promise<void> }) => pause(60_000),
    }
    const running = runScene(waiting, { places: placesOf(demo), timeoutMs: 10 })
    await expect(running).rejects.toThrow('aborted')
  })
})
