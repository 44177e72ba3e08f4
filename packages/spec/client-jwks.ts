/** The key set that a client registers (RFC 7591 §2): public keys only. A private one in it is a secret that was given away. */

const MOST_KEYS = 100
const MOST_CHARACTERS = 65_536
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'] as const

/** Kinds that nobody here knows may be there: they are for others. */
export function isClientJwks(value: unknown): boolean {
  if (!isObject(value) || !Array.isArray(value.keys)) return false
  const { keys } = value
  if (keys.length === 0 || keys.length > MOST_KEYS || JSON.stringify(value).length > MOST_CHARACTERS) return false
  return keys.every(
    (key: unknown) => isObject(key) && typeof key.kty === 'string' && PRIVATE.every((name) => !(name in key)),
  )
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
