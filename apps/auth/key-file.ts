/** The key-encryption key of development: made once, in a file beside the database that only its owner reads. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ConfigError } from '@sightglass/process'
import { parseKeyEncryptionKey } from '@sightglass/server'

/**
 * The key in `key-encryption-key` beside the SQLite file, or in `data/` for other stores.
 * @throws {ConfigError} where the file holds something else
 */
export function developmentKey(databaseUrl: string): string {
  const folder = databaseUrl.startsWith('sqlite:') ? dirname(databaseUrl.slice('sqlite:'.length)) : 'data'
  const file = join(folder, 'key-encryption-key')
  mkdirSync(folder, { recursive: true })
  try {
    // Two processes may start at once: whoever creates the file wins, the other reads it.
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const key = readFileSync(file, 'utf8').trim()
  try {
    parseKeyEncryptionKey(key)
  } catch {
    throw new ConfigError([
      { where: 'SIGHTGLASS_KEY_ENCRYPTION_KEY', what: `is not set, and ${file} does not hold 32 bytes in base64url` },
    ])
  }
  return key
}
