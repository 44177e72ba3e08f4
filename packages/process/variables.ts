/** Names of environment variables that nobody knows: which of them are slips of the pen, and what was meant. */
import { editsBetween, nearest } from '@sightglass/spec/nearest'

const PREFIX = 'SIGHTGLASS_'

/**
 * Processes share an environment, so a variable that is not known is a mistake only under the app's own prefix
 * (`SIGHTGLASS_AUTH_`) or where it looks like a slip of the pen. `undefined` where it is none.
 */
export function mistakeOfVariable(
  variable: string,
  known: ReadonlySet<string>,
  app: string | undefined,
): string | undefined {
  if (!variable.startsWith(PREFIX)) return undefined
  const own = `${PREFIX}${app?.toUpperCase()}_`
  const meant = fuller(variable, known, own)
  const guesses = meant.length > 0 ? meant : nearestTo(variable, known, variable.startsWith(own))
  if (guesses.length === 0) return variable.startsWith(own) ? 'is not a known variable' : undefined
  return `is not a known variable; did you mean ${guesses.join(' or ')}?`
}

/** Names that say the same with more words, the app's own before all others: `SIGHTGLASS_PORT`, `SIGHTGLASS_LOG_LEVEL`. */
function fuller(variable: string, known: ReadonlySet<string>, own: string): string[] {
  const words = variable.slice(PREFIX.length).split('_')
  const names = [...known].filter((name) => {
    if (!name.startsWith(PREFIX)) return name === words.join('_')
    const there = name.slice(PREFIX.length).split('_')
    return words.every((word) => there.includes(word)) && !name.endsWith('_FILE')
  })
  const ours = names.filter((name) => name.startsWith(own))
  return ours.length > 0 ? ours : names
}

function nearestTo(variable: string, known: ReadonlySet<string>, isOwn: boolean): string[] {
  const guess = nearest(variable, known)
  return guess !== undefined && (isOwn || editsBetween(variable, guess) <= 2) ? [guess] : []
}
