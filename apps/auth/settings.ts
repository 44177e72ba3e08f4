/** The settings of the authorization server beyond those that all processes share. */
import { setting, sharedSettings } from '@sightglass/process'
import { z } from 'zod'
import { fetcherSettings } from './fetcher-settings.ts'

const key = z.string().regex(/^[A-Za-z0-9_-]{43}=?(?:,[A-Za-z0-9_-]{43}=?)*$/, {
  error: 'must be 32 random bytes in base64url (43 characters); several, newest first, are separated by commas',
})

export const settings = {
  ...sharedSettings,
  ...fetcherSettings,
  databaseUrl: setting({
    key: 'auth.database.url',
    env: 'DATABASE_URL',
    flag: '--database-url',
    type: z.string().regex(/^(sqlite:.+|postgres(ql)?:\/\/.+|memory:)$/, {
      error: 'must begin with sqlite:, postgres:// or memory:',
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
