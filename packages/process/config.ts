/** Configuration: flag before environment before YAML file before default; all mistakes at once, each with its place. */
import type { z } from 'zod'
import about from './package.json' with { type: 'json' }
import { flagOf, helpText, type Schema, type Setting, type SettingsOf } from './schema.ts'
import {
  type App,
  emptySource,
  type Found,
  type Mistake,
  readEnvironment,
  readFlags,
  type Source,
  sectionsOfOthers,
} from './sources.ts'

export type { Mistake } from './sources.ts'

export const { version } = about

/**
 * The configuration is wrong: every mistake, in the order flags, environment, file. `runProcess` exits with 78 (EX_CONFIG),
 * or with 64 (EX_USAGE) where only the command line was not understood.
 */
export class ConfigError extends Error {
  readonly mistakes: readonly Mistake[]
  override readonly name = 'ConfigError'

  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(({ where, what }) => `${where}: ${what}`).join('\n'))
    this.mistakes = mistakes
  }

  get isUsage(): boolean {
    return this.mistakes.every(({ usage }) => usage === true)
  }
}

/** `--help` or `--version` was asked for: `runProcess` prints the text and exits with 0. */
export class TextAsked extends Error {
  override readonly name = 'TextAsked'
}

export interface LoadOptions<C> {
  readonly schema: SettingsOf<C>
  /** Default: the process's own. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Without the program's name. Default: the process's own. */
  readonly argv?: readonly string[]
  /** The YAML file; default: `--config`, then `SIGHTGLASS_CONFIG`, then none. */
  readonly file?: string
  /** Whose configuration this is: sections of the file that belong to the other processes are left alone. */
  readonly app?: App
  /** The first line of `--help`. */
  readonly usage?: string
  /** Rules over several settings; asked only when each setting by itself is right. */
  readonly verify?: Verify<C>
}

/** Rules over several settings; a mistake is told at the place where the setting was found. */
export type Verify<C> = (config: C, mistake: (name: keyof C & string, what: string) => void) => void

/**
 * Reads the settings of a process.
 * @throws {ConfigError} with every mistake found.
 * @throws {TextAsked} where `--help` or `--version` is among the flags.
 */
export async function loadConfig<C extends object>(options: LoadOptions<C>): Promise<C> {
  const { env = process.env, argv = process.argv.slice(2), app, verify } = options
  const schema: Schema = options.schema
  if (argv.includes('--help') || argv.includes('-h')) {
    throw new TextAsked(helpText(options.usage ?? ['sightglass', app, '[flags]'].filter(Boolean).join(' '), schema))
  }
  if (argv.includes('--version')) throw new TextAsked(`sightglass ${version}\n`)
  const { file, rest, mistakes: fileMistakes } = takeConfigFlag(argv)
  const path = options.file ?? file ?? (env.SIGHTGLASS_CONFIG || undefined)
  const sources = [readFlags(schema, rest), readEnvironment(schema, env, app), await readFile(schema, path, app)]
  const mistakes = [...fileMistakes, ...sources.flatMap((source) => source.mistakes)]
  const values: Record<string, unknown> = {}
  for (const [name, row] of Object.entries(schema)) {
    const found = sources.map((source) => source.found.get(name)).find((one) => one !== undefined)
    const read = readValue(row, found, mentioned(row, mistakes))
    if ('mistake' in read) mistakes.push(read.mistake)
    else values[name] = read.value
  }
  const config = values as C
  if (mistakes.length === 0) {
    verify?.(config, (name, what) => mistakes.push({ where: placeOf(schema, sources, name), what }))
  }
  if (mistakes.length > 0) throw new ConfigError(mistakes)
  return config
}

async function readFile(schema: Schema, path: string | undefined, app: App | undefined): Promise<Source> {
  if (path === undefined) return emptySource()
  // The parser costs 20 ms of start, so only who has a file pays.
  const { readYamlFile } = await import('./yaml-file.ts')
  return readYamlFile(schema, path, sectionsOfOthers(app))
}

/** Takes `--config <file>` out of the flags. */
export function takeConfigFlag(argv: readonly string[]): {
  file?: string
  rest: readonly string[]
  mistakes: Mistake[]
} {
  const at = argv.findIndex((argument) => argument === '--config' || argument.startsWith('--config='))
  const flag = argv[at]
  if (flag === undefined) return { rest: argv, mistakes: [] }
  const inline = flag.includes('=')
  const file = inline ? flag.slice('--config='.length) : argv[at + 1]
  const rest = argv.toSpliced(at, inline ? 1 : 2)
  return file === undefined || file === ''
    ? { rest, mistakes: [{ where: '--config', what: 'needs a value', usage: true }] }
    : { file, rest, mistakes: [] }
}

// A required secret whose file could not be read is missing for a reason that has been told already.
function mentioned(row: Setting, mistakes: readonly Mistake[]): boolean {
  const places = [row.env, `${row.env}_FILE`, flagOf(row)]
  return mistakes.some(
    ({ where }) => places.includes(where) || where.endsWith(` ${row.key}`) || where.endsWith(` ${row.key}_file`),
  )
}

type Read = { readonly value: unknown } | { readonly mistake: Mistake }

function readValue(row: Setting, found: Found | undefined, told: boolean): Read {
  if (found === undefined) {
    if (row.default !== undefined || told || row.type.safeParse(undefined).success) return { value: row.default }
    const flag = flagOf(row)
    const places = [row.env, row.key, ...(flag === undefined ? [] : [flag])]
    return { mistake: { where: row.env, what: `is required (${row.description} Set ${places.join(' or ')}.)` } }
  }
  const results = readingsOf(found).map((value) => row.type.safeParse(value))
  const good = results.find((result) => result.success)
  if (good?.success === true) return { value: good.data }
  const problem = mostTelling(results.map((result) => result.error?.issues[0]))
  const shown = row.secret === true ? '' : ` (it is ${withoutUserInfo(JSON.stringify(found.value))})`
  return { mistake: { where: found.where, what: `${sentence(problem)}${shown}` } }
}

/** Of the readings, the first whose kind of value was right. */
function mostTelling(problems: readonly (z.core.$ZodIssue | undefined)[]): z.core.$ZodIssue | undefined {
  return problems.find((problem) => problem?.code !== 'invalid_type' || problem.path.length > 0) ?? problems[0]
}

// Whoever writes a password into an address by mistake must not find it in the log.
const withoutUserInfo = (text: string): string => text.replaceAll(/:\/\/[^/@"]*@/g, '://…@')

/** Text may mean a number, a switch, itself or a list: the type decides. */
function readingsOf({ value, text }: Found): unknown[] {
  if (!text || typeof value !== 'string') return [value]
  const list = value.split(',').map((part) => part.trim())
  if (/^(true|yes|on)$/i.test(value)) return [true, value, list]
  if (/^(false|no|off)$/i.test(value)) return [false, value, list]
  if (!/^-?\d+(\.\d+)?$/.test(value)) return [value, list]
  const number = Number(value)
  return number === 0 || number === 1 ? [number, value, number === 1, list] : [number, value, list]
}

function sentence(problem: z.core.$ZodIssue | undefined): string {
  const message = problem?.message.replace(/^(Invalid input|Invalid option|Too big|Too small): /, '') ?? 'is wrong'
  const at = problem?.path.length ? `${problem.path.join('.')}: ` : ''
  return `${at}${message}`
}

function placeOf(schema: Schema, sources: readonly Source[], name: string): string {
  const found = sources.map((source) => source.found.get(name)).find((one) => one !== undefined)
  return found?.where ?? schema[name]?.env ?? name
}
