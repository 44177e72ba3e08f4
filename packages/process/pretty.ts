/** A log line for people: time, level, sentence; then each field on a line of its own. */
import { styleText } from 'node:util'
import { messageText } from './message-log-text.ts'

type Style = Parameters<typeof styleText>[0]

const LEVELS: Readonly<Record<string, Style>> = {
  trace: 'gray',
  debug: 'cyan',
  info: 'green',
  warn: 'yellow',
  error: 'red',
  fatal: ['bold', 'red'],
}
const SHOWN_ALREADY = new Set(['time', 'level', 'msg', 'name', 'pid', 'hostname'])

/** Turns a JSON line of the log into readable text; anything else passes. Stacks are shown only at the levels debug and trace. */
export function prettyLine(line: string, level: string): string {
  const entry = parsed(line)
  if (entry === undefined) return line
  const { time, level: label, msg } = entry
  const clock = typeof time === 'number' ? new Date(time).toTimeString().slice(0, 8) : ''
  const word = String(label)
  const start = `${styleText('gray', clock)} ${styleText(LEVELS[word] ?? 'white', word.padEnd(5))}`
  const message = messageText(msg, entry, onOneLine)
  if (message !== undefined) return `${[`${start} ${message.head}`, ...message.lines].join('\n')}\n`
  const head = `${start} ${String(msg ?? '')}`
  const verbose = level === 'debug' || level === 'trace'
  const fields = Object.entries(entry).filter(([key]) => !SHOWN_ALREADY.has(key))
  return `${[head, ...fields.map(([key, value]) => fieldLine(key, value, verbose))].join('\n')}\n`
}

function fieldLine(key: string, value: unknown, verbose: boolean): string {
  return `    ${styleText('gray', `${key}:`)} ${valueText(value, verbose).replaceAll('\n', '\n      ')}`
}

function valueText(value: unknown, verbose: boolean): string {
  if (typeof value === 'string') return printable(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if ('message' in value && 'stack' in value) return printable(String(verbose ? value.stack : value.message))
  if (Array.isArray(value)) return printable(JSON.stringify(value))
  return Object.entries(value)
    .map(([name, member]) => `\n${styleText('gray', `${name}:`)} ${valueText(member, verbose)}`)
    .join('')
}

// What a peer sent must not steer the terminal.
function printable(text: string): string {
  return [...text].map((char) => (char === '\n' || !isControl(char) ? char : '·')).join('')
}

const onOneLine = (text: string): string => printable(text).replaceAll('\n', '·')

function isControl(char: string): boolean {
  const code = char.charCodeAt(0)
  return code < 0x20 || (code >= 0x7f && code < 0xa0)
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}
