/** A setting is declared once, as a row: its places, its type, its default and its sentence. Help and docs are made from it. */
import type { z } from 'zod'

export interface Setting<T = unknown> {
  /** Where it stands in the YAML file, dotted: `auth.port`. */
  readonly key: string
  /** The environment variable. */
  readonly env: string
  /** The flag with its dashes; a setting may have none. */
  readonly flag?: string
  readonly type: z.ZodType<T>
  /** Without a default, and with a type that refuses `undefined`, the setting is required. */
  readonly default?: NoInfer<T>
  /** One sentence. */
  readonly description: string
  /** A secret may come from a file (`ENV_FILE`, `key_file`, `--flag-file`), never from a plain flag, and is never printed. */
  readonly secret?: boolean
}

export type Schema = Readonly<Record<string, Setting>>

/** The settings that make a configuration of this shape. */
export type SettingsOf<C> = { readonly [K in keyof C]: Setting<C[K]> }

export type Config<S extends Schema> = {
  readonly [K in keyof S]: S[K]['type'] extends z.ZodType<infer T> ? T : never
}

/** Declares one setting; the default must fit the type. */
export function setting<T>(row: Setting<T>): Setting<T> {
  return row
}

/** The flag that really exists: a secret's names a file, since a command line is readable by everyone on the machine. */
export function flagOf(row: Setting): string | undefined {
  return row.flag !== undefined && row.secret === true ? `${row.flag}-file` : row.flag
}

/** True where the flag stands alone (`--debug`, `--no-debug`). */
export function isSwitch(row: Setting): boolean {
  return row.secret !== true && row.type.safeParse(true).success && !row.type.safeParse('a text').success
}

function defaultText(row: Setting): string | undefined {
  if (row.default === undefined || row.secret === true) return undefined
  return typeof row.default === 'string' ? row.default : JSON.stringify(row.default)
}

/** The settings as text for `--help`. */
export function helpText(usage: string, schema: Schema): string {
  const rows = Object.values(schema).map((row) => {
    const flag = flagOf(row)
    const places = [flag === undefined || isSwitch(row) ? flag : `${flag} <value>`, envText(row), row.key]
    const preset = defaultText(row)
    const tail = preset === undefined ? '' : ` Default: ${preset}.`
    return `  ${places.filter((place) => place !== undefined).join('  |  ')}\n      ${row.description}${tail}`
  })
  const places = 'Each setting has a flag, an environment variable and a key in the YAML file; they win in this order.'
  return `Usage: ${usage}\n\n${places}\n\n${[...rows, CONFIG_FILE_HELP].join('\n')}\n`
}

const CONFIG_FILE_HELP = '  --config <file>  |  SIGHTGLASS_CONFIG\n      The YAML file to read settings from.'

function envText(row: Setting): string {
  return row.secret === true ? `${row.env}[_FILE]` : row.env
}

/** The settings as a Markdown table for the documentation. */
export function settingsTable(schema: Schema): string {
  const rows = Object.values(schema).map((row) => {
    const flag = flagOf(row)
    const cells = [row.key, envText(row), flag, defaultText(row)].map((cell) =>
      cell === undefined ? '' : `\`${cell}\``,
    )
    return `| ${[...cells, row.description].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  })
  return ['| YAML | Environment | Flag | Default | |', '|---|---|---|---|---|', ...rows, ''].join('\n')
}

/** The configuration as environment variables, so that another process gets the same; what is not set is left out. They hold its secrets. */
export function toEnvironment<S extends Schema>(schema: S, config: Config<S>): Record<string, string> {
  const variables: Record<string, string> = {}
  for (const [name, row] of Object.entries(schema)) {
    const value: unknown = config[name]
    if (value !== undefined) variables[row.env] = Array.isArray(value) ? value.join(',') : String(value)
  }
  return variables
}
