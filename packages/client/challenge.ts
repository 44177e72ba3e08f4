/** Reading `WWW-Authenticate` (RFC 9110 §11.2, §11.6.1): one pass, no backtracking; what cannot be read ends the reading. */

/** One challenge of `WWW-Authenticate`; names of parameters in lower case. */
export interface Challenge {
  readonly scheme: string
  readonly parameters: Readonly<Record<string, string>>
}

const MOST_CHARACTERS = 8192
const TOKEN = /[!#$%&'*+.^_`|~\w-]+/y
const SPACE = /[ \t]*/y
const SEPARATORS = /[ \t]*(?:,[ \t]*)*/y
const TOKEN68 = /[\w.~+/-]+=*(?=[ \t]*(?:,|$))/y

/** A header, read up to `at`. */
interface Reading {
  readonly text: string
  at: number
}

type Parameters = Record<string, string>

/** The challenges of a header, as far as they can be read; several headers arrive joined by commas. */
export function parseChallenges(header: string | null): Challenge[] {
  const reading = { text: (header ?? '').slice(0, MOST_CHARACTERS), at: 0 }
  const challenges: { readonly scheme: string; readonly parameters: Parameters }[] = []
  for (let name = nextName(reading); name !== undefined; name = nextName(reading)) {
    const open = challenges.at(-1)
    if (here(reading) !== '=' || open === undefined) challenges.push(challengeOf(name, reading))
    else if (!takeValue(name, open.parameters, reading)) break
  }
  return challenges
}

const here = ({ text, at }: Reading): string | undefined => text[at]

function take(pattern: RegExp, reading: Reading): string | undefined {
  pattern.lastIndex = reading.at
  const found = pattern.exec(reading.text)?.[0]
  reading.at += found?.length ?? 0
  return found
}

/** Of a challenge or of a parameter, which what follows it tells apart. */
function nextName(reading: Reading): string | undefined {
  take(SEPARATORS, reading)
  const name = take(TOKEN, reading)
  take(SPACE, reading)
  return name
}

function challengeOf(scheme: string, reading: Reading) {
  if (!parameterFollows(reading)) take(TOKEN68, reading)
  return { scheme, parameters: Object.create(null) as Parameters }
}

function parameterFollows({ text, at }: Reading): boolean {
  const ahead = { text, at }
  const isNamed = take(TOKEN, ahead) !== undefined && take(SPACE, ahead) !== undefined
  return isNamed && /^=[^=,\s]/.test(text.slice(ahead.at, ahead.at + 2))
}

/** Of a parameter that comes twice the first counts; `false` where there is no value. */
function takeValue(name: string, parameters: Parameters, reading: Reading): boolean {
  reading.at++
  take(SPACE, reading)
  const value = here(reading) === '"' ? takeQuoted(reading) : take(TOKEN, reading)
  if (value === undefined) return false
  parameters[name.toLowerCase()] ??= value
  return true
}

function takeQuoted(reading: Reading): string | undefined {
  const { text } = reading
  let value = ''
  for (reading.at++; reading.at < text.length; reading.at++) {
    const character = here(reading)
    if (character === '"') {
      reading.at++
      return value
    }
    if (character === '\\') reading.at++
    value += here(reading) ?? ''
  }
  return undefined
}
