/** Encrypted access tokens: a signed JWT inside a JWE (RFC 7516, RFC 7519 §5.2), and what is looked at before one is opened. */
import { check, defineRules } from './check.ts'
import { objectIn, PART, typOf } from './jwt.ts'

/** What the longest signed token becomes, encrypted. */
export const ENCRYPTED_MOST_CHARACTERS = 24 * 1024
const PARTS = 5

/** RSA1_5 and everything with a shared secret or a password are not among them (RFC 8725 §3.2). */
export const keyAlgorithms = ['RSA-OAEP-256', 'ECDH-ES', 'ECDH-ES+A256KW'] as const
export type KeyAlgorithm = (typeof keyAlgorithms)[number]
export const CONTENT_ALGORITHM = 'A256GCM'

export const rules = defineRules('encrypted-token', {
  size: [
    'RFC7519-7.2',
    'invalid_token',
    `encrypted token must not be longer than ${ENCRYPTED_MOST_CHARACTERS} characters`,
  ],
  compact: ['RFC7516-7.1', 'invalid_token', 'encrypted token must be a JWE in compact form: five parts of base64url'],
  header: [
    'RFC7516-5.2',
    'invalid_token',
    'header of the encrypted token must be a JSON object whose alg, enc, kid, typ and cty are strings',
  ],
  crit: ['RFC7516-4.1.13', 'invalid_token', 'crit must not be used'],
  zip: [
    'RFC8725-3.6',
    'invalid_token',
    'zip must not be used: what is compressed before it is encrypted tells of itself',
  ],
  alg: ['RFC8725-3.1', 'invalid_token', 'alg of the encrypted token must be one that the recipient allows'],
  enc: ['RFC8725-3.1', 'invalid_token', 'enc of the encrypted token must be one that the recipient allows'],
  typ: ['RFC8725-3.11', 'invalid_token', 'typ of the encrypted token must be at+jwt or JWT where it is present'],
  cty: ['RFC7519-5.2', 'invalid_token', 'cty of the encrypted token must be JWT'],
  key: ['RFC7516-4.1.6', 'invalid_token', 'encrypted token must name a key of the recipient that fits its alg'],
  opened: ['RFC7516-5.2', 'invalid_token', 'encrypted token must open with the key of the recipient'],
})

/** What a JWE says of itself; nothing of it is proven before it has been opened. */
export interface EncryptedToken {
  readonly alg: KeyAlgorithm
  readonly kid: string | undefined
}

/** Whether a token has the form of a JWE. */
export const isEncrypted = (token: string): boolean => token.split('.', PARTS + 1).length === PARTS

/**
 * Looks at the header of a token that is to be opened.
 * @throws {Refusal} `encrypted-token.*`, but for `key` and `opened`
 */
export function parseEncryptedToken(token: string): EncryptedToken {
  const { length } = token
  check(rules.size, length <= ENCRYPTED_MOST_CHARACTERS, { expected: ENCRYPTED_MOST_CHARACTERS, received: length })
  const parts = token.split('.', PARTS + 1)
  // Where the key was agreed on, not sent, the second part is empty (RFC 7516 §5.1).
  const sound = parts.every((part, at) => PART.test(part) && (at === 1 || part !== ''))
  check(rules.compact, parts.length === PARTS && sound, { received: `${parts.length} parts` })
  const header = objectIn(parts[0] ?? '')
  check(rules.header, header !== undefined && hasTexts(header))
  check(rules.crit, !('crit' in header))
  check(rules.zip, !('zip' in header))
  const { alg, enc, kid, cty } = header
  check(rules.alg, isKeyAlgorithm(alg), { expected: keyAlgorithms, received: alg })
  check(rules.enc, enc === CONTENT_ALGORITHM, { expected: CONTENT_ALGORITHM, received: enc })
  check(rules.typ, ['at+jwt', 'jwt', undefined].includes(typOf(header)), { received: header.typ })
  check(rules.cty, typOf({ alg, ...(cty !== undefined && { typ: cty }) }) === 'jwt', { expected: 'JWT', received: cty })
  return { alg, kid }
}

interface Header {
  readonly alg: string
  readonly enc: string
  readonly kid?: string
  readonly typ?: string
  readonly cty?: string
}

const isText = (value: unknown): boolean => typeof value === 'string'

const hasTexts = (header: Readonly<Record<string, unknown>>): header is Readonly<Record<string, unknown>> & Header =>
  [header.alg, header.enc].every(isText) &&
  [header.kid, header.typ, header.cty].every((value) => value === undefined || isText(value))

const isKeyAlgorithm = (alg: string): alg is KeyAlgorithm => keyAlgorithms.some((allowed) => allowed === alg)
