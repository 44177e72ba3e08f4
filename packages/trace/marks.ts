/** The marks of values that travel, by which the traces of several parties join. */
import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto'
import type { Link, LinkKind, Tracing } from './trace.ts'

/** A value that travels: where it is a secret, its fingerprint is kept in its place. */
export interface Linked {
  readonly kind: LinkKind
  readonly value: string
}

/** Who reads them gains nothing: they are shown as they are. */
const OPEN_KINDS: ReadonlySet<LinkKind> = new Set(['jti', 'challenge'])

const fingerprint = (value: string): string => hash('sha256', value, 'base64url')

/** What is kept of a value that travels. */
export const linkedOf = (kind: LinkKind, value: string): Linked => ({
  kind,
  value: OPEN_KINDS.has(kind) ? value : fingerprint(value),
})

const keyObjects = new WeakMap<Tracing, KeyObject>()

/** Made once: importing the key costs several times what the mark does. */
function keyObject(tracing: Tracing): KeyObject {
  const made = keyObjects.get(tracing) ?? createSecretKey(tracing.linkKey)
  keyObjects.set(tracing, made)
  return made
}

/** Each value once, however often it was told. */
export function marksOf(tracing: Tracing, linked: readonly Linked[]): Link[] {
  const links = new Map<string, Link>()
  for (const { kind, value } of linked) {
    const text = `${kind}\0${OPEN_KINDS.has(kind) ? fingerprint(value) : value}`
    if (links.has(text)) continue
    const mark = createHmac('sha256', keyObject(tracing)).update(text).digest().subarray(0, 16).toString('base64url')
    links.set(text, { kind, mark })
  }
  return [...links.values()]
}
