/** The events of message-log.ts as people read them: who says what to whom, then its parameters; what was looked at, and the answer. */
import { styleText } from 'node:util'
import { pathOf } from '@sightglass/spec/path'
import { durationOf } from '@sightglass/trace/times'

type Style = Parameters<typeof styleText>[0]
type Fields = Readonly<Record<string, unknown>>

/** A head to stand behind time and level, and lines to stand below it. */
export interface MessageText {
  readonly head: string
  readonly lines: readonly string[]
}

const PARTIES: Readonly<Record<string, readonly [name: string, style: Style]>> = {
  browser: ['BROWSER', 'yellow'],
  client: ['CLIENT', 'green'],
  'authorization-server': ['AUTH-SERVER', 'magenta'],
  'resource-server': ['RESOURCE-SERVER', 'cyan'],
}

const texts: Readonly<Record<string, (fields: Fields) => MessageText>> = {
  request: ({ from, to, method, url, parameters }) => ({
    head: `${way(from, to)}  ${styleText('bold', `${text(method)} ${pathOf(text(url))}`)}`,
    lines: parameterLines(parameters),
  }),
  exchange: ({ from, to, method, url, parameters, answer }) => {
    const told = isFields(answer) ? answer : undefined
    const ending = told === undefined ? styleText('red', 'no answer') : statusText(told.status)
    return {
      head: `${way(from, to)}  ${styleText('bold', `${text(method)} ${text(url)}`)}  ${ending}`,
      lines: [...parameterLines(parameters), ...parameterLines(told?.parameters, '← ')],
    }
  },
  call: ({ party, call, error, took_ms }) => ({
    head: `${nameOf(party)}  ${styleText('bold', text(call))}${errorText(error)}${tookText(took_ms)}`,
    lines: [],
  }),
  'check failed': ({ party, rule, section, must, parameter, expected, received }) => ({
    head: `${nameOf(party)}  ${styleText('red', '✗')} ${parameter === undefined ? '' : `${text(parameter)}: `}${text(must)}`,
    lines: aligned([
      ['expected', expected],
      ['received', received],
      ['rule', `${text(rule)}, ${sectionText(section)}`],
    ]),
  }),
  'checks held': ({ party, count, rules }) => ({
    head: `${nameOf(party)}  ${styleText('green', '✓')} ${text(count)} ${count === 1 ? 'check' : 'checks'} held ${styleText('gray', `(${featuresText(rules)})`)}`,
    lines: [],
  }),
  note: ({ party, says, section }) => ({
    head: `${nameOf(party)}  ${styleText('yellow', '·')} ${text(says)} ${styleText('gray', `(${sectionText(section)})`)}`,
    lines: [],
  }),
  response: ({ from, to, status, location, parameters, error, took_ms }) => ({
    head: `${way(from, to)}  ${statusText(status)}${location === undefined ? '' : ` to ${text(location)}`}${errorText(error)}${tookText(took_ms)}`,
    lines: parameterLines(parameters),
  }),
}

/** The text of an entry that is such an event and has its fields, each made harmless by `clean`; `undefined` for all others. */
export function messageText(event: unknown, entry: Fields, clean: (text: string) => string): MessageText | undefined {
  if (typeof event !== 'string' || !Object.hasOwn(texts, event)) return undefined
  const ofParties = 'from' in entry || 'to' in entry || 'party' in entry
  const told = ofParties ? texts[event]?.(cleaned(entry, clean)) : undefined
  if (told === undefined) return undefined
  const name = styleText('gray', event.padEnd(EVENT_WIDTH))
  return { head: `${name} ${told.head}`, lines: told.lines.map((line) => `${INDENT}${line}`) }
}

const EVENT_WIDTH = 'check failed'.length
const INDENT = ' '.repeat('12:34:56 debug '.length + EVENT_WIDTH + 3)

/** Before colours come in: they are control characters too. */
function cleaned(fields: Fields, clean: (text: string) => string): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, cleanedValue(value, clean)]))
}

function cleanedValue(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === 'string') return clean(value)
  if (Array.isArray(value)) return value.map((member) => cleanedValue(member, clean))
  return isFields(value) ? cleaned(value, clean) : value
}

const text = (value: unknown): string => (value === undefined ? '' : String(value))

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

function nameOf(party: unknown): string {
  const [name, style] = PARTIES[text(party)] ?? [text(party ?? 'somebody').toUpperCase(), 'white']
  return styleText(style, name)
}

/** `CLIENT → AUTH-SERVER`, coloured. */
export const way = (from: unknown, to: unknown): string => `${nameOf(from)} ${styleText('bold', '→')} ${nameOf(to)}`

function statusText(status: unknown): string {
  if (typeof status !== 'number') return styleText('red', 'no answer')
  return styleText(['bold', status < 400 ? 'green' : 'red'], String(status))
}

const errorText = (error: unknown): string => (error === undefined ? '' : ` ${styleText('red', text(error))}`)

const tookText = (ms: unknown): string => (typeof ms === 'number' ? styleText('gray', `  ${durationOf(ms)}`) : '')

const sectionText = (section: unknown): string =>
  text(section)
    .replace(/^RFC(\d+)-/, 'RFC $1 §')
    .replace(/^(\w+)-/, '$1 §')

/** `bearer.presented, bearer.once` → `bearer 2`. */
function featuresText(rules: unknown): string {
  const ids = Array.isArray(rules) ? rules.map(text) : []
  const groups = Map.groupBy(ids, (id) => id.split('.')[0] ?? id)
  return Array.from(groups, ([feature, { length }]) => `${feature} ${length}`).join(', ')
}

/** What is masked is shown in gray: it is not what was sent. */
function parameterLines(parameters: unknown, sign = ''): string[] {
  if (!Array.isArray(parameters)) return []
  return aligned(
    parameters
      .filter(isFields)
      .map(({ name, value, masked }) => [
        `${sign}${text(name)}`,
        masked === true ? styleText('gray', text(value)) : value,
      ]),
  )
}

const WIDEST = 24

function aligned(rows: readonly (readonly [name: string, value: unknown])[]): string[] {
  const told = rows.filter(([, value]) => value !== undefined)
  const width = Math.min(WIDEST, Math.max(0, ...told.map(([name]) => name.length)))
  return told.map(([name, value]) => `${name.padEnd(width)}  ${text(value)}`)
}
