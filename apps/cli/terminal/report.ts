/** What is printed. Text that came from elsewhere never moves the cursor. */
import { printable } from '@sightglass/trace/printable'
import { renderUnicodeCompact } from 'uqr'
import type { Failure } from './failure.ts'
import type { Outcome, Showing } from './index.ts'

const timeOf = (seconds: number): string => new Date(seconds * 1000).toLocaleTimeString('en-GB')

/** The code in plain words, and as a picture where it fits. */
export function shownCode({ userCode, verificationUri, link, expiresAt }: Showing, columns: number): string {
  const picture = renderUnicodeCompact(link)
  const fits = (picture.split('\n')[0]?.length ?? 0) <= columns
  return [
    `Open ${printable(verificationUri)} on any device, and type the code`,
    '',
    `    ${printable(userCode)}`,
    '',
    ...(fits ? ['or scan this, and compare the code:', '', picture, ''] : []),
    `or open ${printable(link)}`,
    `Waiting until ${timeOf(expiresAt)}; Ctrl+C ends it.`,
    '',
  ].join('\n')
}

export function textOf(outcome: Outcome): string {
  const { grant, name, encrypted, expiresAt, url, status, body } = outcome
  const who = name === undefined ? 'signed in' : `${printable(name)} is signed in`
  const token = encrypted
    ? 'encrypted: only the application server can read it'
    : 'not encrypted: whoever carries it can read it'
  const until = expiresAt === undefined ? '' : `; good until ${timeOf(expiresAt)}`
  return [
    `✓ ${who} (${grant} grant)`,
    `✓ the access token is ${token}${until}`,
    `✓ ${url} answers ${status}`,
    '',
    ...linesOf(body).map((line) => `  ${line}`),
  ].join('\n')
}

function linesOf(body: unknown): string[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return [inWords(body)]
  const members = Object.entries(body).map(([name, value]) => [printable(name), told(name, value)] as const)
  const width = Math.max(0, ...members.map(([name]) => name.length))
  return members.map(([name, value]) => `${name.padEnd(width)}  ${value}`)
}

const told = (name: string, value: unknown): string =>
  typeof value === 'number' && /(?:_at|^exp|^iat)$/.test(name)
    ? new Date(value * 1000).toLocaleString('en-GB')
    : inWords(value)

const inWords = (value: unknown): string => printable(typeof value === 'string' ? value : JSON.stringify(value))

/** For scripts: members may be added, those here stay. Times are seconds since the epoch. */
export function jsonOf(result: Outcome | Failure): string {
  if (result instanceof Error)
    return JSON.stringify({
      version: 1,
      passed: false,
      failure: result.kind,
      error: result.error,
      says: result.message,
    })
  const { grant, name, scope, encrypted, expiresAt, url, status, body } = result
  const token = { encrypted, scope, expires_at: expiresAt }
  return JSON.stringify({ version: 1, passed: true, grant, name, token, answer: { url, status, body } })
}
