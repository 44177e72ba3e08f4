/** What the management commands print: JSON for programs, tables and lines for people. */
import { printable } from '@sightglass/trace/printable'
import { isoSecond } from '@sightglass/trace/times'
import type { Members } from './api.ts'

export const printJson = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)

/** A table of some members of each item. */
export function printTable(items: readonly Members[], columns: readonly string[]): void {
  const rows = [
    columns.map((name) => name.toUpperCase()),
    ...items.map((item) => columns.map((name) => cell(item, name))),
  ]
  const widths = columns.map((_, n) => Math.max(...rows.map((row) => row[n]?.length ?? 0)))
  for (const row of rows)
    process.stdout.write(
      `${row
        .map((text, n) => text.padEnd(widths[n] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    )
}

/** One member a line. */
export function printMembers(item: Members): void {
  const names = Object.keys(item).filter((name) => item[name] !== undefined)
  const width = Math.max(0, ...names.map((name) => name.length))
  for (const name of names) process.stdout.write(`${name.padEnd(width)}  ${cell(item, name)}\n`)
}

/** `claims.name` is a member of a member. */
function cell(item: Members, path: string): string {
  const value = path.split('.').reduce<unknown>((part, name) => membersOf(part)[name], item)
  if (value === undefined || value === null) return ''
  if (/(?:^|_)(?:at|from)$/.test(path) && typeof value === 'number') return isoSecond(value)
  if (Array.isArray(value) && value.every((part) => typeof part === 'string')) return printable(value.join(', '))
  return printable(typeof value === 'object' ? JSON.stringify(value) : String(value))
}

const membersOf = (value: unknown): Members => (typeof value === 'object' && value !== null ? { ...value } : {})
