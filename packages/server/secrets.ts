/** Fingerprints and sealed values: how secrets are kept without being kept. */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hash,
  hkdfSync,
  randomBytes,
  randomFillSync,
  timingSafeEqual,
} from 'node:crypto'

/** `length` random bytes; injected, so that a test can know what comes. */
export type Random = (length: number) => Uint8Array

const POOL_BYTES = 4096
const pool = Buffer.alloc(POOL_BYTES)
let usedBytes = POOL_BYTES

/** Drawn from a pool: one visit to the generator costs as much for 4 kB as for 16 bytes. What was given out is erased from it. */
export const systemRandom: Random = (length) => {
  if (length > POOL_BYTES) return randomBytes(length)
  if (usedBytes + length > POOL_BYTES) {
    randomFillSync(pool)
    usedBytes = 0
  }
  const drawn = pool.subarray(usedBytes, usedBytes + length)
  usedBytes += length
  const bytes = Buffer.from(drawn)
  drawn.fill(0)
  return bytes
}

/** 128 bits: what cannot be guessed. */
export const TOKEN_BYTES = 16
/** Of as many bytes in base64url. */
export const TOKEN_CHARACTERS = 22

/** A random value as base64url. */
export const randomToken = (random: Random, bytes = TOKEN_BYTES): string =>
  Buffer.from(random(bytes)).toString('base64url')

/** The fingerprint under which a random secret is stored: a full SHA-256, base64url. Of nothing chosen by people. */
export const tokenHash = (token: string): string => hash('sha256', token, 'base64url')

/** Compares two strings in a time that tells nothing but whether their lengths differ. */
export function sameSecret(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** A 256-bit key-encryption key. The first of a list seals; the others still open. */
export interface KeyEncryptionKey {
  /** The first four bytes of its SHA-256: names the key without telling it. */
  readonly id: Buffer
  readonly secret: Buffer
}

/** @throws {Error} where the text is not 32 bytes of base64url. */
export function parseKeyEncryptionKey(text: string): KeyEncryptionKey {
  const secret = Buffer.from(text.trim(), 'base64url')
  if (secret.length !== 32 || !/^[A-Za-z0-9_-]{43}=?$/.test(text.trim())) {
    throw new Error('a key-encryption key is 32 random bytes in base64url: 43 characters')
  }
  return { id: createHash('sha256').update(secret).digest().subarray(0, ID_BYTES), secret }
}

/** Seals bytes for one purpose: authenticated, bound to that purpose, opened by whoever holds the key-encryption key. */
export interface Seal {
  readonly seal: (plain: Uint8Array) => string
  /** `undefined` where the value was not sealed here for this purpose, or was altered. */
  readonly open: (sealed: string) => Buffer | undefined
}

const ID_BYTES = 4
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * AES-256-GCM under a key derived for `purpose` (which names the issuer too). The nonce is a MAC of the plain bytes, so equal
 * bytes seal to an equal value: a refresh token can be told again without having been stored.
 */
export function createSeal(keys: readonly KeyEncryptionKey[], purpose: string): Seal {
  const derived = keys.map(({ id, secret }) => {
    const material = Buffer.from(hkdfSync('sha256', secret, '', `sightglass ${purpose}`, 64))
    return {
      id,
      cipherKey: createSecretKey(material.subarray(0, 32)),
      nonceKey: createSecretKey(material.subarray(32)),
    }
  })
  const [first] = derived
  if (first === undefined) throw new Error('a seal needs at least one key-encryption key')

  return {
    seal(plain) {
      const nonce = createHmac('sha256', first.nonceKey).update(plain).digest().subarray(0, NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', first.cipherKey, nonce).setAAD(first.id)
      return Buffer.concat([first.id, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString(
        'base64url',
      )
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      // Decoding forgives stray characters and spare bits; a sealed value has exactly one spelling.
      if (bytes.length < ID_BYTES + NONCE_BYTES + TAG_BYTES || bytes.toString('base64url') !== sealed) return undefined
      const id = bytes.subarray(0, ID_BYTES)
      const key = derived.find((candidate) => candidate.id.equals(id))
      if (key === undefined) return undefined
      const nonce = bytes.subarray(ID_BYTES, ID_BYTES + NONCE_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', key.cipherKey, nonce)
        .setAAD(id)
        .setAuthTag(bytes.subarray(-TAG_BYTES))
      try {
        return Buffer.concat([decipher.update(bytes.subarray(ID_BYTES + NONCE_BYTES, -TAG_BYTES)), decipher.final()])
      } catch {
        return undefined
      }
    },
  }
}

/** A keyed fingerprint for one purpose: base64url of HMAC-SHA-256 under the first key. */
export interface Mac {
  (text: string): string
  /** Whether any configured key made this of the text, so that keys can be rolled over. */
  readonly isOf: (text: string, mac: string) => boolean
}

export function createMac(keys: readonly KeyEncryptionKey[], purpose: string): Mac {
  const made = keys.map(({ secret }) => {
    const key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `sightglass ${purpose}`, 32)))
    return (text: string): string => createHmac('sha256', key).update(text).digest('base64url')
  })
  const [first] = made
  if (first === undefined) throw new Error('a MAC needs at least one key-encryption key')
  const isOf = (text: string, mac: string): boolean => made.some((make) => sameSecret(make(text), mac))
  return Object.assign((text: string) => first(text), { isOf })
}
