/** Settings from a YAML file, each with its line. */
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml'
import type { Schema } from './schema.ts'
import { emptySource, readSecretFile, type Source, unknownName } from './sources.ts'
import { reasonOf } from './tls.ts'

interface Reading {
  readonly file: string
  readonly source: Source
  readonly document: Document
  readonly lines: LineCounter
  readonly rows: ReadonlyMap<string, { name: string; secretFile: boolean }>
  readonly foreign: ReadonlySet<string>
}

/** Reads a YAML file; unknown keys of `foreign` top-level sections belong to other processes. */
export function readYamlFile(schema: Schema, file: string, foreign: ReadonlySet<string>): Source {
  const source = emptySource()
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (reason) {
    source.mistakes.push({ where: file, what: `cannot be read: ${reasonOf(reason)}` })
    return source
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  for (const problem of document.errors) {
    const line = lines.linePos(problem.pos[0]).line
    source.mistakes.push({
      where: `${file}:${line}`,
      what: problem.message.split('\n')[0]?.replace(/ at line .*$/, '') ?? 'is not YAML',
    })
  }
  const reading = { file, source, document, lines, rows: rowsByKey(schema), foreign }
  if (isMap(document.contents)) readMap(reading, document.contents, '')
  else if (document.contents !== null && document.errors.length === 0) {
    source.mistakes.push({ where: `${file}:1`, what: 'must be a mapping of settings' })
  }
  return source
}

function rowsByKey(schema: Schema): Reading['rows'] {
  const rows = new Map<string, { name: string; secretFile: boolean }>()
  for (const [name, row] of Object.entries(schema)) {
    rows.set(row.key, { name, secretFile: false })
    if (row.secret === true) rows.set(`${row.key}_file`, { name, secretFile: true })
  }
  return rows
}

function readMap(reading: Reading, map: YAMLMap, prefix: string): void {
  const { file, source, document, lines, rows } = reading
  for (const pair of map.items) {
    const key = `${prefix}${isScalar(pair.key) ? String(pair.key.value) : String(pair.key)}`
    const where = `${file}:${lines.linePos(startOf(pair.key)).line}`
    const entry = rows.get(key)
    const value = pair.value as Node | null
    if (entry !== undefined) {
      const found = value?.toJS(document) ?? undefined
      if (found === undefined) continue
      if (!entry.secretFile) source.found.set(entry.name, { value: found, where: `${where} ${key}`, text: false })
      else if (typeof found !== 'string') source.mistakes.push({ where, what: `${key} must be the path of a file` })
      else readSecretFile(source, entry.name, found, `${where} ${key}`, dirname(file))
    } else if (isSection(rows, key)) {
      if (isMap(value)) readMap(reading, value, `${key}.`)
      else if (value !== null && !(isScalar(value) && value.value === null))
        source.mistakes.push({ where, what: `${key} must be a mapping` })
    } else if (!reading.foreign.has(key.split('.')[0] ?? '')) {
      source.mistakes.push({ where, what: `${key} ${unknownName('setting', key, rows.keys())}` })
    }
  }
}

function isSection(rows: Reading['rows'], key: string): boolean {
  for (const known of rows.keys()) if (known.startsWith(`${key}.`)) return true
  return false
}

function startOf(node: unknown): number {
  return isScalar(node) && node.range != null ? node.range[0] : 0
}
