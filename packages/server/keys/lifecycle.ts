/**
 * The life of a signing key: published, signing, published but no longer signing, gone. Nothing of it is stored but when a key
 * was made, from when it signs and when it was withdrawn: every node derives the rest from its own clock, and no job has to run.
 */

export interface RotationPolicy {
  /** How long a key signs. */
  readonly rotateAfterSeconds: number
  /** How long a new key is published before it signs: whoever fetches the keys at least as often never meets one it does not know. */
  readonly publishedAheadSeconds: number
}

const DAY = 86_400

export const defaultRotation: RotationPolicy = { rotateAfterSeconds: 90 * DAY, publishedAheadSeconds: DAY }

/** No token that a key signs lives longer. */
export const LONGEST_TOKEN_SECONDS = DAY
/** What the clocks of two nodes may differ by, and what a node may be late to see. */
const TOLERANCE_SECONDS = 300

/** Of one algorithm, numbered in the order of their making. Times in seconds since the epoch. */
export interface DatedKey {
  readonly number: number
  readonly signsFrom: number
  readonly withdrawnAt?: number
}

export type KeyState = 'published' | 'signing' | 'retired' | 'withdrawn' | 'gone'

/** The one key that signs now; `undefined` only where every key was withdrawn. */
export function signingKeyOf<K extends DatedKey>(keys: readonly K[], now: number): K | undefined {
  const usable = keys.filter(isUsable).sort((a, b) => a.number - b.number)
  // A node whose clock is behind signs with what there is.
  return usable.findLast(({ signsFrom }) => signsFrom <= now) ?? usable[0]
}

/** What a key is now, among the others of its algorithm. */
export function stateOf(key: DatedKey, keys: readonly DatedKey[], now: number): KeyState {
  const { withdrawnAt } = key
  if (withdrawnAt !== undefined) return now < goneAfter(withdrawnAt) ? 'withdrawn' : 'gone'
  const signing = signingKeyOf(keys, now)
  if (signing === undefined || signing.number === key.number) return 'signing'
  if (signing.number < key.number) return 'published'
  return now < goneAfter(retiredAt(key, keys)) ? 'retired' : 'gone'
}

/** When the first of the keys after it took over. */
const retiredAt = ({ number }: DatedKey, keys: readonly DatedKey[]): number =>
  Math.min(...keys.filter((key) => isUsable(key) && key.number > number).map(({ signsFrom }) => signsFrom))

const goneAfter = (time: number): number => time + LONGEST_TOKEN_SECONDS + TOLERANCE_SECONDS

const isUsable = ({ withdrawnAt }: DatedKey): boolean => withdrawnAt === undefined

/**
 * Whether it is time to publish the next key: so long before the newest one has signed its time. One that shall sign much later
 * than any key made now was made by a clock that was ahead, and holds nothing up.
 */
export function isDue(
  keys: readonly DatedKey[],
  { rotateAfterSeconds, publishedAheadSeconds }: RotationPolicy,
  now: number,
): boolean {
  const starts = keys.filter(isUsable).map(({ signsFrom }) => signsFrom)
  const sound = starts.filter((signsFrom) => signsFrom <= now + 2 * publishedAheadSeconds)
  // Where all are, it is rather this clock that is behind.
  const newest = Math.max(...(sound.length > 0 ? sound : starts))
  return now >= newest + rotateAfterSeconds - publishedAheadSeconds
}

export const nextNumber = (keys: readonly DatedKey[]): number => Math.max(0, ...keys.map(({ number }) => number)) + 1

/** Who signs in the place of a key that is withdrawn: the one that signs anyway, else the next; `undefined` where one has to be made. */
export function successorOf<K extends DatedKey>(withdrawn: K, keys: readonly K[], now: number): K | undefined {
  const left = keys.filter((key) => key.number !== withdrawn.number && stateOf(key, keys, now) !== 'gone')
  const upright = left.filter((key) => isUsable(key) && stateOf(key, keys, now) !== 'retired')
  return signingKeyOf(upright, now)
}
