/** Reading `WWW-Authenticate` (RFC 9110 §11.2, §11.6.1): one pass, no backtracking; what cannot be read ends the reading. */

/** One challenge of `WWW-Authenticate`; names of parameters in lower case. */
export interface Challenge {
  readonly scheme: string
  readonly parameters: Readonly<Record<string, string>>
}

const MOST_CHARACTERS = 8192
const TOKEN = /[!#$%&'*+.^_`|~\w-]+/y
const SPACE = /[ \t]*/y
const TOKEN68 = /[\w.~+/-]+=*(?=[ \t]*(?:,|$))/y

/** The challenges of a header, as far as they can be read; several headers arrive joined by commas. */
export function parseChallenges(header: string | null): Challenge[] {
  const text = (header ?? '').slice(0, MOST_CHARACTERS)
  const challenges: Challenge[] = []
  let at = 0
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    at += found?.length ?? 0
    return found
  }
  const separators = (): void => {
    take(SPACE)
    while (text[at] === ',') {
      at++
      take(SPACE)
    }
  }
  let parameters: Record<string, string> | undefined
  for (;;) {
    separators()
    const name = take(TOKEN)
    if (name === undefined) return challenges
    take(SPACE)
    if (text[at] === '=' && parameters !== undefined) {
      at++
      take(SPACE)
      const value = text[at] === '"' ? quoted() : take(TOKEN)
      if (value === undefined) return challenges
      parameters[name.toLowerCase()] ??= value
    } else {
      parameters = Object.create(null) as Record<string, string>
      challenges.push({ scheme: name, parameters })
      if (!parameterFollows()) take(TOKEN68)
    }
  }

  function parameterFollows(): boolean {
    const start = at
    const isParameter =
      take(TOKEN) !== undefined && take(SPACE) !== undefined && /^=[^=,\s]/.test(text.slice(at, at + 2))
    at = start
    return isParameter
  }

  function quoted(): string | undefined {
    let value = ''
    for (at++; at < text.length; at++) {
      const character = text[at] ?? ''
      if (character === '"') {
        at++
        return value
      }
      if (character === '\\') at++
      value += text[at] ?? ''
    }
    return undefined
  }
}
