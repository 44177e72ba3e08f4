/**
 * The signing keys in use. What the rows say is read again every few seconds while keys are used; from it and from its clock
 * a node derives who signs and what is published. Keys are made at first start, when an algorithm is first asked for, and when
 * the newest of an algorithm has nearly signed its time.
 */
import type { Clock, Store } from '@sightglass/store'
import type { Log } from '../log.ts'
import type { Seal } from '../secrets.ts'
import { type SigningAlgorithm, signingAlgorithms } from './algorithms.ts'
import { createSigner } from './jws.ts'
import { createKeyRows, type KeyRow, of } from './key-rows.ts'
import { isDue, type KeyState, type RotationPolicy, signingKeyOf, stateOf } from './lifecycle.ts'
import { openSigningKey, type PublicJwk, type SigningKey, signingKeys } from './signing-key.ts'

export interface KeyRing {
  /** A compact JWS of the claims, by the current key of the algorithm; the first use of an algorithm makes its key. */
  readonly sign: (alg: SigningAlgorithm, typ: string, claims: object) => Promise<string>
  /** The key of this id, for verifying what this server signed itself; one that is not known yet is looked for. */
  readonly find: (kid: string) => Promise<SigningKey | undefined>
  /** The public keys, as the JWKS document publishes them (RFC 7517 §5); the same list until it is another. */
  readonly published: () => Promise<readonly PublicJwk[]>
  /** What there are keys for. */
  readonly algorithms: () => readonly SigningAlgorithm[]
  /** Publishes a new key at once, which signs once others had the time to see it: for this algorithm, or for each there is. */
  readonly rotate: (alg?: SigningAlgorithm) => Promise<void>
  /**
   * For a key that others may have: it leaves the JWKS, what it signed counts no more here, and another signs from now on.
   * @throws {Error} where there is no such key
   */
  readonly withdraw: (kid: string) => Promise<void>
  /** Every key and where it is in its life. */
  readonly states: () => Promise<readonly KeyStatus[]>
}

export interface KeyStatus extends Pick<KeyRow, 'kid' | 'alg' | 'madeAt' | 'signsFrom'> {
  readonly state: KeyState
}

export interface KeyRingOptions {
  readonly store: Store
  readonly seal: Seal
  readonly clock: Clock
  readonly log: Log
  readonly policy: RotationPolicy
  /** What there are keys for from the start. */
  readonly algorithms: readonly SigningAlgorithm[]
}

/** As one node saw the keys at one moment. */
interface View {
  readonly readAt: number
  readonly rows: readonly KeyRow[]
  readonly signing: ReadonlyMap<SigningAlgorithm, SigningKey>
  readonly known: ReadonlyMap<string, SigningKey>
  readonly published: readonly PublicJwk[]
}

/** After so long, whoever uses a key has the rows read again and goes on. */
const FRESH_SECONDS = 2
/** After so long, whoever uses a key waits for it: a key that was withdrawn signs nowhere any more. */
const STALE_SECONDS = 5

/** Opens the keys of this issuer, making those that do not exist yet: before any feature needs them, so the ring declares its record itself. */
export async function openKeyRing(options: KeyRingOptions): Promise<KeyRing> {
  const { store, seal, clock, log, policy } = options
  if (policy.rotateAfterSeconds <= policy.publishedAheadSeconds)
    throw new Error('a signing key must sign for longer than it is published ahead')
  await store.declare([signingKeys])
  const rows = createKeyRows(store, seal)
  const signJws = createSigner()
  let view: View | undefined
  let looking: Promise<View> | undefined

  const firstOf = (alg: SigningAlgorithm, present: readonly KeyRow[], now: number) =>
    rows.add(alg, present, { madeAt: now, signsFrom: now })

  /** Makes what is due, takes away what is over. What fails here is tried again at the next look. */
  const tend = async (present: readonly KeyRow[], now: number): Promise<readonly KeyRow[]> => {
    const work = present.filter((row) => stateOf(row, of(row.alg, present), now) === 'gone').map(rows.remove)
    const later = { madeAt: now, signsFrom: now + policy.publishedAheadSeconds }
    for (const alg of signingAlgorithms) {
      const own = of(alg, present)
      if (own.length > 0 && signingKeyOf(own, now) === undefined) work.push(firstOf(alg, present, now))
      else if (own.length > 0 && isDue(own, policy, now)) work.push(rows.add(alg, present, later))
    }
    if (work.length === 0) return present
    const failed = (await Promise.allSettled(work)).filter((result) => result.status === 'rejected')
    for (const { reason } of failed) log('error', 'signing key not rotated', { error: String(reason) })
    return await rows.read()
  }

  const look = async (): Promise<View> => {
    const now = clock()
    const present = await tend(await rows.read(), now)
    for (const row of present) if (view?.known.has(row.kid) !== true) await rows.reseal(row)
    tellNew(present)
    view = viewOf(present, view, seal, now)
    return view
  }

  /** At the start nothing is new. */
  const tellNew = (present: readonly KeyRow[]): void => {
    const before = new Set(view?.rows.map(({ kid }) => kid))
    for (const { kid, alg, signsFrom } of view === undefined ? [] : present)
      if (!before.has(kid)) log('info', 'signing key published', { kid, alg, signsFrom })
  }

  /** Whoever comes while it runs shares it. */
  const lookOnce = (): Promise<View> => {
    looking ??= look().finally(() => {
      looking = undefined
    })
    return looking
  }

  /** After a change of our own: what a look that was under way has read may be older. */
  const lookAgain = async (): Promise<View> => {
    await looking?.catch(() => {})
    return await lookOnce()
  }

  const failed = (error: unknown): void => log('error', 'signing keys not read', { error: String(error) })

  /** As it is known; a promise only where it is too old to go by. */
  const current = (): View | Promise<View> => {
    if (view === undefined) return lookOnce()
    const age = clock() - view.readAt
    if (age >= 0 && age < FRESH_SECONDS) return view
    if (age < 0 || age >= STALE_SECONDS) return lookOnce()
    lookOnce().catch(failed)
    return view
  }

  const keyFor = async (alg: SigningAlgorithm): Promise<SigningKey> => {
    const known = (await current()).signing.get(alg)
    if (known !== undefined) return known
    const now = clock()
    const { rows: present } = await lookAgain()
    if (of(alg, present).length === 0) await firstOf(alg, present, now)
    const made = (await lookAgain()).signing.get(alg)
    if (made === undefined) throw new Error(`no signing key for ${alg}`)
    return made
  }

  for (const alg of options.algorithms) await keyFor(alg)

  return {
    sign(alg, typ, claims) {
      const now = current()
      const key = now instanceof Promise ? undefined : now.signing.get(alg)
      if (key !== undefined) return signJws({ key, typ, claims })
      return keyFor(alg).then((made) => signJws({ key: made, typ, claims }))
    },
    async find(kid) {
      const now = await current()
      // Another node may have made it a moment ago; the look after a second at most keeps strangers from asking the store.
      return now.known.get(kid) ?? (now.readAt === clock() ? undefined : (await lookOnce()).known.get(kid))
    },
    async published() {
      // Others verify by these also while the database is away.
      const last = view
      return (
        await Promise.resolve(current()).catch((error: unknown) => {
          if (last === undefined) throw error
          failed(error)
          return last
        })
      ).published
    },
    algorithms: () => signingAlgorithms.filter((alg) => view?.signing.has(alg)),
    async rotate(alg) {
      const now = clock()
      // From what this node knows: what another made a moment ago is the same rotation.
      const { rows: present, signing } = await current()
      const times = { madeAt: now, signsFrom: now + policy.publishedAheadSeconds }
      for (const each of alg === undefined ? signing.keys() : [alg])
        await (signing.has(each) ? rows.add(each, present, times) : firstOf(each, present, now))
      await lookAgain()
    },
    async withdraw(kid) {
      await rows.withdraw(kid, clock())
      await lookAgain()
    },
    async states() {
      const { rows: present } = await lookAgain()
      const now = clock()
      return present.map((row) => {
        const { kid, alg, madeAt, signsFrom } = row
        return { kid, alg, madeAt, signsFrom, state: stateOf(row, of(alg, present), now) }
      })
    },
  }
}

function viewOf(rows: readonly KeyRow[], before: View | undefined, seal: Seal, now: number): View {
  const good = rows.filter((row) => !OVER.has(stateOf(row, of(row.alg, rows), now)))
  const known = new Map(good.map((row) => [row.kid, before?.known.get(row.kid) ?? openSigningKey(row, seal)]))
  const signing = new Map<SigningAlgorithm, SigningKey>()
  for (const alg of signingAlgorithms) {
    const key = known.get(signingKeyOf(of(alg, good), now)?.kid ?? '')
    if (key !== undefined) signing.set(alg, key)
  }
  const published = Array.from(known.values(), ({ jwk }) => jwk)
  const same = before !== undefined && sameKids(published, before.published)
  return { readAt: now, rows, signing, known, published: same ? before.published : published }
}

const OVER: ReadonlySet<KeyState> = new Set(['withdrawn', 'gone'])

const sameKids = (a: readonly PublicJwk[], b: readonly PublicJwk[]): boolean =>
  a.length === b.length && a.every(({ kid }, position) => kid === b[position]?.kid)
