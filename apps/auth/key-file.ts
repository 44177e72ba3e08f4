/** What development makes once for itself: in files beside the database that only their owner reads. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ConfigError } from '@sightglass/process'
import { parseKeyEncryptionKey } from '@sightglass/server'

/** The file of this name beside the SQLite file, or in `data/` for other stores. */
export function fileBeside(databaseUrl: string, name: string): string {
  const folder = databaseUrl.startsWith('sqlite:') ? dirname(databaseUrl.slice('sqlite:'.length)) : 'data'
  return join(folder, name)
}

/** What the file holds: 32 random bytes in base64url, where it was not there before. */
export function madeOnce(file: string): string {
  mkdirSync(dirname(file), { recursive: true })
  try {
    // Two processes may start at once: whoever creates the file wins, the other reads it.
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFileSync(file, 'utf8').trim()
}

/**
 * The key-encryption key in `key-encryption-key` beside the database.
 * @throws {ConfigError} where the file holds something else
 */
export function developmentKey(databaseUrl: string): string {
  const file = fileBeside(databaseUrl, 'key-encryption-key')
  const key = madeOnce(file)
  try {
    parseKeyEncryptionKey(key)
  } catch {
    throw new ConfigError([
      { where: 'SIGHTGLASS_KEY_ENCRYPTION_KEY', what: `is not set, and ${file} does not hold 32 bytes in base64url` },
    ])
  }
  return key
}
