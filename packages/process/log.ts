/** The log: one JSON object a line for programs, coloured text for people; secrets are masked by the names of their keys. */
import { type Logger, pino, stdSerializers } from 'pino'
import { lossyOutput } from './output.ts'
import { prettyLine } from './pretty.ts'

export type Log = Logger

export interface LogOptions {
  readonly logLevel?: string | undefined
  readonly logFormat?: 'json' | 'pretty' | undefined
  readonly debug?: boolean | undefined
  readonly mode?: 'production' | 'development' | undefined
  /** Where lines go; default: standard output. */
  readonly write?: (line: string) => void
}

/** Makes the log of a process; `options` is its configuration. */
export function createLog(name: string, options: LogOptions = {}): Log {
  const { logFormat, mode, write } = options
  const level = options.logLevel ?? (options.debug === true ? 'debug' : 'info')
  const pretty = logFormat === undefined ? mode === 'development' && process.stdout.isTTY : logFormat === 'pretty'
  const settings = {
    name,
    level: options.debug === true && level === 'info' ? 'debug' : level,
    formatters: { log: masked, level: (label: string) => ({ level: label }) },
    serializers: { err: (reason: unknown) => (reason instanceof Error ? masked(stdSerializers.err(reason)) : reason) },
  }
  // Not pino's own destination: when nobody reads any more, its flush at the exit tries again for ever.
  const out = write ?? lossyOutput(process.stdout, (words) => process.stderr.write(`${name}: ${words}\n`))
  if (!pretty) return pino(settings, { write: out })
  return pino(settings, { write: (line: string) => out(prettyLine(line, settings.level)) })
}

const MASK = '[masked]'
const SECRETS = new Set(
  [
    'access_token assertion authorization client_assertion client_secret code code_verifier cookie database_url device_code',
    'id_token id_token_hint key_encryption_key logout_token passphrase password password_hash private_key refresh_token',
    'registration_access_token request secret set-cookie subject_token actor_token token user_code verifier otp totp',
  ]
    .flatMap((names) => names.split(' '))
    .map(plainName),
)

function plainName(key: string): string {
  return key.toLowerCase().replaceAll(/[_-]/g, '')
}

/** A copy with every value under a secret's name masked, at any depth up to eight. */
export function masked<T extends object>(value: T): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, maskedMember(key, member, 0)]))
}

function maskedMember(key: string, value: unknown, depth: number): unknown {
  if (
    value !== undefined &&
    value !== null &&
    value !== '' &&
    SECRETS.has(plainName(key)) &&
    typeof value !== 'boolean'
  )
    return MASK
  if (typeof value !== 'object' || value === null || depth > 8) return value
  if (value instanceof Error) return key === 'err' ? value : masked(stdSerializers.err(value))
  if (Array.isArray(value)) return value.map((member) => maskedMember('', member, depth + 1))
  if (value instanceof Map || value instanceof Headers) return maskedMember(key, Object.fromEntries(value), depth)
  if (value instanceof URLSearchParams) return maskedMember(key, Object.fromEntries(value), depth)
  if (Object.getPrototypeOf(value) !== Object.prototype && Object.getPrototypeOf(value) !== null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, maskedMember(name, member, depth + 1)]),
  )
}
