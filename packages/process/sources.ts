/** Where settings come from: flags and environment. Each source reports all of its mistakes and never throws. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { nearest } from '@sightglass/spec/nearest'
import { flagOf, isSwitch, type Schema } from './schema.ts'
import { SUPERVISOR_VARIABLE } from './supervision.ts'
import { reasonOf } from './tls.ts'
import { mistakeOfVariable } from './variables.ts'

/** A mistake in the configuration: `where` is `file:line`, a variable or a flag; `what` is one sentence without its subject's secret. */
export interface Mistake {
  readonly where: string
  readonly what: string
  /** The command line cannot be read, whatever it would configure. */
  readonly usage?: true
}

/** A value and where it was found; `text` values may still have to be read as a number, a switch or a list. */
export interface Found {
  readonly value: unknown
  readonly where: string
  readonly text: boolean
}

export interface Source {
  readonly found: Map<string, Found>
  readonly mistakes: Mistake[]
}

const APPS = ['auth', 'api', 'web'] as const
/** `start` is the supervisor, which has no section of its own. */
export type App = (typeof APPS)[number] | 'start'

/** The sections of one shared file that belong to the other processes: what is not known there is not our mistake. */
export function sectionsOfOthers(app: App | undefined): ReadonlySet<string> {
  return new Set(app === undefined ? [] : APPS.filter((name) => name !== app))
}

export function emptySource(): Source {
  return { found: new Map(), mistakes: [] }
}

export function unknownName(what: string, name: string, known: Iterable<string>): string {
  const guess = nearest(name, known)
  return guess === undefined ? `is not a known ${what}` : `is not a known ${what}; did you mean ${guess}?`
}

/** Reads a secret from its file; one line end at the end is not part of it. */
export function readSecretFile(source: Source, name: string, path: string, where: string, folder: string): void {
  try {
    const value = readFileSync(resolve(folder, path), 'utf8').replace(/\r?\n$/, '')
    source.found.set(name, { value, where: `${where} (${path})`, text: true })
  } catch (reason) {
    source.mistakes.push({ where, what: `cannot read ${path}: ${reasonOf(reason)}` })
  }
}

/** Reads `--flag value`, `--flag=value`, `--switch`, `--switch=false` and `--no-switch`. */
export function readFlags(schema: Schema, argv: readonly string[]): Source {
  const source = emptySource()
  const mistake = (where: string, what: string) => void source.mistakes.push({ where, what, usage: true })
  const rows = new Map(Object.entries(schema).flatMap(([name, row]) => pairOf(flagOf(row), { name, row })))
  const seen = new Set<string>()
  for (let i = 0; i < argv.length; i++) {
    const [flag, inline] = splitOnce(argv[i] ?? '')
    const off = rows.has(flag) ? undefined : rows.get(flag.replace(/^--no-/, '--'))
    const entry = rows.get(flag) ?? (off !== undefined && isSwitch(off.row) ? off : undefined)
    if (entry === undefined) {
      mistake(
        flag,
        flag.startsWith('-') ? unknownName('flag', flag, rows.keys()) : 'is an argument that nothing asks for',
      )
      const next = argv[i + 1]
      if (flag.startsWith('-') && inline === undefined && next !== undefined && !next.startsWith('-')) i++
      continue
    }
    if (seen.has(entry.name)) mistake(flag, 'is given twice')
    seen.add(entry.name)
    if (entry === off && inline !== undefined) {
      mistake(flag, 'takes no value')
      continue
    }
    if (isSwitch(entry.row) && inline === undefined) {
      source.found.set(entry.name, { value: entry !== off, where: flag, text: false })
      continue
    }
    const value = inline ?? argv[++i]
    if (value === undefined || (inline === undefined && value.startsWith('--'))) {
      mistake(flag, 'needs a value')
      i--
    } else if (entry.row.secret === true) readSecretFile(source, entry.name, value, flag, process.cwd())
    else source.found.set(entry.name, { value, where: flag, text: true })
  }
  return source
}

function pairOf<V>(key: string | undefined, value: V): [string, V][] {
  return key === undefined ? [] : [[key, value]]
}

function splitOnce(argument: string): [string, string | undefined] {
  const at = argument.startsWith('--') ? argument.indexOf('=') : -1
  return at === -1 ? [argument, undefined] : [argument.slice(0, at), argument.slice(at + 1)]
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads environment variables; an empty one counts as not set. */
export function readEnvironment(schema: Schema, env: Environment, app: App | undefined): Source {
  const source = emptySource()
  const known = new Set(['SIGHTGLASS_CONFIG', SUPERVISOR_VARIABLE])
  for (const [name, row] of Object.entries(schema)) {
    known.add(row.env)
    const value = env[row.env]
    if (value !== undefined && value !== '') source.found.set(name, { value, where: row.env, text: true })
    if (row.secret !== true) continue
    const fileVariable = `${row.env}_FILE`
    known.add(fileVariable)
    const path = env[fileVariable]
    if (path === undefined || path === '') continue
    if (source.found.has(name))
      source.mistakes.push({ where: fileVariable, what: `must not be set together with ${row.env}` })
    else readSecretFile(source, name, path, fileVariable, process.cwd())
  }
  for (const variable of Object.keys(env)) {
    const what = known.has(variable) ? undefined : mistakeOfVariable(variable, known, app)
    if (what !== undefined) source.mistakes.push({ where: variable, what })
  }
  return source
}
