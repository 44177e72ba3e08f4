/** The settings of the authorization server beyond those that all processes share. */
import { type Config, isDevelopment, type Place, setting, sharedSettings, type Verify } from '@sightglass/process'
import { z } from 'zod'
import { adminSettings, verifyAdmin } from './admin-settings.ts'
import { fetcherSettings, verifyFetcher } from './fetcher-settings.ts'
import { registrationSettings } from './registration-settings.ts'

const key = z.string().regex(/^[A-Za-z0-9_-]{43}=?(?:,[A-Za-z0-9_-]{43}=?)*$/, {
  error: 'must be 32 random bytes in base64url (43 characters); several, newest first, are separated by commas',
})

/** As the driver reads it. */
function isAddress(url: string): boolean {
  try {
    const { username, password } = new URL(url)
    decodeURIComponent(username + password)
    return true
  } catch {
    return false
  }
}

export const settings = {
  ...sharedSettings,
  ...fetcherSettings,
  ...registrationSettings,
  ...adminSettings,
  databaseUrl: setting({
    key: 'auth.database.url',
    env: 'DATABASE_URL',
    flag: '--database-url',
    type: z
      .string()
      .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+|memory:)$/, { error: 'must begin with sqlite:, postgres:// or memory:' })
      .refine((url) => !url.startsWith('postgres') || isAddress(url), {
        error: 'must be an address; what is not a letter or digit in user name and password is written as %xx',
      }),
    default: 'sqlite:data/sightglass.sqlite',
    description: 'Where everything is kept: sqlite:<file>, postgres://…, or memory: for trials.',
    secret: true,
  }),
  keyEncryptionKey: setting({
    key: 'auth.key_encryption_key',
    env: 'SIGHTGLASS_KEY_ENCRYPTION_KEY',
    flag: '--key-encryption-key',
    type: key.optional(),
    description:
      'Encrypts the signing keys in the database and seals refresh tokens. Required in production; in development it is made beside the database.',
    secret: true,
  }),
  keyRotationDays: setting({
    key: 'auth.key_rotation_days',
    env: 'SIGHTGLASS_AUTH_KEY_ROTATION_DAYS',
    flag: '--key-rotation-days',
    type: z.int().min(2).max(3650),
    default: 90,
    description: 'How many days a signing key signs. The next one is published a day before it takes over.',
  }),
  registrations: setting({
    key: 'auth.registrations',
    env: 'SIGHTGLASS_AUTH_REGISTRATIONS',
    flag: '--registrations',
    type: z.string().min(1).optional(),
    description: 'The YAML file of clients and resource servers to register at start.',
  }),
  authorizationRequests: setting({
    key: 'auth.limits.authorization_requests',
    env: 'SIGHTGLASS_AUTH_AUTHORIZATION_REQUESTS',
    flag: '--authorization-requests',
    type: z.int().min(1),
    default: 600,
    description: 'How many authorization requests one network may begin within five minutes.',
  }),
}

/** It serves nobody under the other two places. */
export const relies: readonly Place[] = ['issuer']

export const verify: Verify<Config<typeof settings>> = (config, mistake) => {
  verifyFetcher(config, mistake)
  verifyAdmin(config, mistake)
  if (isDevelopment(config)) return
  if (config.keyEncryptionKey === undefined) {
    mistake('keyEncryptionKey', 'must be set in production: 32 random bytes in base64url')
  } else if (config.keyEncryptionKey.split(',').some(isWeak)) {
    mistake('keyEncryptionKey', 'must be random bytes: a word, a pattern or a repeated byte can be guessed')
  }
}

// Of 32 random bytes about 30 differ; fewer than 16 come in no lifetime. The same holds for the steps between neighbours.
const LEAST_DIFFERENT = 16

/** Whether nobody drew these bytes at random. */
function isWeak(key: string): boolean {
  const bytes = Buffer.from(key, 'base64url')
  const steps = bytes.map((byte, n) => byte - (bytes[n - 1] ?? 0))
  return [bytes, steps].some((list) => new Set(list).size < LEAST_DIFFERENT) || bytes.every(isPrintable)
}

const isPrintable = (byte: number): boolean => byte >= 0x20 && byte < 0x7f
