/** A JSON Merge Patch of the outermost members (RFC 7396): what it names is replaced whole, and `null` takes it away. */

type Members = Readonly<Record<string, unknown>>

export function merged(before: object, patch: object): Members {
  return Object.fromEntries(
    Object.entries({ ...before, ...patch }).filter(([, value]) => value !== null && value !== undefined),
  )
}
