/** Password hashing: argon2id in a PHC string, off the event loop (RFC 9106). */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { PASSWORD_MOST_BYTES } from '@sightglass/spec/account'
import { createHashQueue, type HashQueueOptions } from './hash-queue.ts'

/** 19 MiB, two passes, one lane: some 40 ms of one core. */
const MEMORY_KIB = 19_456
const PASSES = 2
const PARALLELISM = 1
const TAG_BYTES = 32
const SALT_BYTES = 16

export interface PasswordHasher {
  /** For whoever has proven something, or runs the server: it waits for nobody. */
  readonly hash: (password: string) => Promise<string>
  /**
   * A missing hash costs as much as a wrong password, so that time does not tell who exists.
   * `busy` where more people of this network, or of all, are signing in than the machine can hash for.
   */
  readonly verify: (password: string, phc: string | undefined, network?: string) => Promise<boolean | 'busy'>
}

export function createPasswordHasher(options: HashQueueOptions = {}): PasswordHasher {
  const queue = createHashQueue(options)
  return {
    hash: hashPassword,
    verify: (password, phc, network = '') => queue(network, () => verifyPassword(password, phc)),
  }
}

async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const tag = await derive(password, salt, MEMORY_KIB, PASSES, PARALLELISM)
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${PARALLELISM}$${unpadded(salt)}$${unpadded(tag)}`
}

const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

async function verifyPassword(password: string, phc: string | undefined): Promise<boolean> {
  const [, memory, passes, lanes, salt, tag] = PHC.exec(phc ?? '') ?? []
  if (salt === undefined || tag === undefined) {
    await derive(password, randomBytes(SALT_BYTES), MEMORY_KIB, PASSES, PARALLELISM)
    return false
  }
  const expected = Buffer.from(tag, 'base64')
  const derived = await derive(
    password,
    Buffer.from(salt, 'base64'),
    Number(memory),
    Number(passes),
    Number(lanes),
    expected.length,
  )
  return timingSafeEqual(derived, expected)
}

function derive(
  password: string,
  nonce: Buffer,
  memory: number,
  passes: number,
  parallelism: number,
  tagLength = TAG_BYTES,
): Promise<Buffer> {
  // A password too long to be meant is cut to one that no stored hash can match, at equal cost.
  const message = Buffer.from(password.normalize('NFKC')).subarray(0, PASSWORD_MOST_BYTES + 1)
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message, nonce, memory, passes, parallelism, tagLength }, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')
