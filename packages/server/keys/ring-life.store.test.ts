/**
 * The life of the signing keys as a whole: two nodes whose clocks differ, rotations on schedule and on command, keys withdrawn,
 * time passing. At each moment one key of an algorithm signs, and every token that has not expired is verified by the nodes and by
 * whoever fetched the keys long enough ago.
 */
import { openStore, type Store } from '@sightglass/store'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { issuer, testClock, testKeys } from '../../../test/authorization-server.ts'
import { testStoreUrl } from '../../../test/stores.ts'
import { createSeal } from '../secrets.ts'
import type { SigningAlgorithm } from './algorithms.ts'
import { type KeyRing, openKeyRing } from './ring.ts'

const HOUR = 3600
const DAY = 24 * HOUR
const TOKEN_SECONDS = DAY
const policy = { rotateAfterSeconds: 10 * DAY, publishedAheadSeconds: DAY }
/** By how much the clock of the second node is ahead. */
const SKEW_SECONDS = 60
/** After so long a node has read what another wrote. */
const SEEN_SECONDS = 5
/** A resource server may have fetched the keys so long ago. */
const CACHED_SECONDS = policy.publishedAheadSeconds - SKEW_SECONDS - SEEN_SECONDS
const algorithms: readonly SigningAlgorithm[] = ['ES256', 'EdDSA']

const event = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('sign'), node: fc.nat(1), alg: fc.constantFrom(...algorithms) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('rotate'), node: fc.nat(2), alg: fc.constantFrom(...algorithms) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('withdraw'), node: fc.nat(1), alg: fc.constantFrom(...algorithms) }),
  },
)
const round = fc.record({
  forward: fc.constantFrom(
    SEEN_SECONDS,
    SEEN_SECONDS,
    HOUR,
    12 * HOUR,
    DAY - SKEW_SECONDS,
    DAY,
    2 * DAY,
    9 * DAY,
    30 * DAY,
  ),
  events: fc.array(event, { minLength: 1, maxLength: 4 }),
})
type Round = typeof round extends fc.Arbitrary<infer R> ? R : never

interface Token {
  readonly kid: string
  readonly signedAt: number
}

interface Snapshot {
  readonly at: number
  readonly kids: ReadonlySet<string>
}

async function live(rounds: readonly Round[]): Promise<void> {
  const url = await testStoreUrl()
  const clock = testClock()
  const clocks = [clock, () => clock() + SKEW_SECONDS]
  const stores = await Promise.all(clocks.map((each) => openStore(url, { issuer, clock: each })))
  try {
    const nodes = await Promise.all(stores.map((store, n) => open(store, clocks[n] ?? clock)))
    await liveOn(nodes, clock, rounds)
  } finally {
    await Promise.all(stores.map((store) => store.close()))
  }
}

const open = (store: Store, clock: () => number): Promise<KeyRing> => {
  const seal = createSeal(testKeys.keyEncryptionKeys, 'signing-key')
  const log = (level: string, name: string, fields?: object) =>
    level === 'error' && expect.fail(`${name} ${JSON.stringify(fields)}`)
  return openKeyRing({ store: store.forIssuer(issuer), seal, clock, log, policy, algorithms })
}

const kidOf = (jwt: string): string => JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString()).kid

async function liveOn(nodes: readonly KeyRing[], clock: ReturnType<typeof testClock>, rounds: readonly Round[]) {
  let tokens: Token[] = []
  let snapshots: Snapshot[] = []
  const withdrawn = new Set<string>()
  /** Keys that signed sooner than is planned: the first ones, and those that followed a withdrawn one. */
  const early = new Set<string>()

  const look = async (): Promise<void> => {
    for (const node of nodes) {
      const published = await node.published()
      const kids = new Set(published.map(({ kid }) => kid ?? ''))
      expect(kids.size).toBe(published.length)
      for (const kid of withdrawn) expect(kids).not.toContain(kid)
      const signing = (await node.states()).filter(({ state }) => state === 'signing')
      expect(signing.map(({ alg }) => alg).sort()).toEqual(algorithms.toSorted())
      for (const { kid } of tokens) expect([kid, (await node.find(kid))?.kid]).toEqual([kid, kid])
      for (const kid of withdrawn) expect(await node.find(kid)).toBeUndefined()
      snapshots.push({ at: clock(), kids })
    }
    const cached = snapshots.filter(({ at }) => at >= clock() - CACHED_SECONDS)
    for (const { kid } of tokens) if (!early.has(kid)) expect(cached.every(({ kids }) => kids.has(kid))).toBe(true)
    // Whoever fetches now has all of them.
    for (const { kid } of tokens) expect(snapshots.at(-1)?.kids.has(kid)).toBe(true)
    snapshots = cached
  }

  const signingKey = async (node: KeyRing | undefined, alg: SigningAlgorithm) =>
    (await node?.states())?.find((key) => key.alg === alg && key.state === 'signing')?.kid ?? ''

  for (const alg of algorithms) early.add(await signingKey(nodes[0], alg))

  for (const { forward, events } of rounds) {
    clock.move(forward)
    tokens = tokens.filter(({ signedAt }) => clock() < signedAt + TOKEN_SECONDS)
    await look()
    for (const { kind, node, alg } of events) {
      const ring = nodes[node]
      if (kind === 'sign') {
        const kid = kidOf((await ring?.sign(alg, 'at+jwt', {})) ?? '')
        tokens.push({ kid, signedAt: clock() + (node === 1 ? SKEW_SECONDS : 0) })
      } else if (kind === 'rotate') {
        const before = (await nodes[0]?.states())?.filter((key) => key.alg === alg).length ?? 0
        if (before > 10) continue
        // Two at once where no single node is named: they make one key.
        await Promise.all((ring === undefined ? nodes : [ring]).map((each) => each.rotate(alg)))
        expect((await nodes[0]?.states())?.filter((key) => key.alg === alg)).toHaveLength(before + 1)
      } else {
        const kid = await signingKey(ring, alg)
        await ring?.withdraw(kid)
        withdrawn.add(kid)
        early.add(await signingKey(ring, alg))
        tokens = tokens.filter((token) => token.kid !== kid)
        clock.move(SEEN_SECONDS)
      }
      await look()
    }
  }
}

it('one key signs, and every token is verified by whoever fetched the keys in time', async () => {
  const rounds = fc.array(round, { minLength: 1, maxLength: 8 })
  await fc.assert(fc.asyncProperty(rounds, live), { numRuns: 15 })
})
