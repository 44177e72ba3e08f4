/** Reading a recorded token: a JWT that ends where its signature would begin, the header of an encrypted one, or neither. */
import { objectIn } from '@sightglass/spec/jwt'

export type Claims = Readonly<Record<string, unknown>>

export interface ReadToken {
  /** `Bearer`, where it stood in a header. */
  readonly scheme: string
  readonly header: Claims
  /** Of an encrypted token nobody on the way can read it. */
  readonly claims: Claims | undefined
}

const JWT = /^(?:(Bearer|DPoP) )?(eyJ[\w-]+)\.(?:([\w-]*)\.|\.{3})$/i

const known = new Map<string, ReadToken | undefined>()
const MOST_KNOWN = 500

/** `undefined` where it is no JWT, or was too long to be kept whole. The same token comes in many messages. */
export function readToken(text: string): ReadToken | undefined {
  if (known.has(text)) return known.get(text)
  if (known.size === MOST_KNOWN) known.clear()
  const token = read(text)
  known.set(text, token)
  return token
}

function read(text: string): ReadToken | undefined {
  const [, scheme = '', head = '', body] = JWT.exec(text) ?? []
  const header = objectIn(head)
  if (header === undefined) return undefined
  const claims = body === undefined ? undefined : objectIn(body)
  return body !== undefined && claims === undefined ? undefined : { scheme, header, claims }
}

/** A claim that must be a text to mean anything. */
export const textIn = (claims: Claims | undefined, name: string): string | undefined => {
  const value = claims?.[name]
  return typeof value === 'string' ? value : undefined
}

export const numberIn = (claims: Claims | undefined, name: string): number | undefined => {
  const value = claims?.[name]
  return typeof value === 'number' ? value : undefined
}

/** One or several texts: `aud`, `amr`. */
export function textsIn(claims: Claims | undefined, name: string): readonly string[] {
  const value = claims?.[name]
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
