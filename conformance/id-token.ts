/** What holds of every ID token, whichever way it came. */
import { createHash } from 'node:crypto'
import { compactVerify } from 'jose'
import type { TestClient } from './clients.ts'
import { publishedKey } from './keys.ts'
import { type Json, maybeObject, type Trial } from './trial.ts'

export interface IdToken {
  readonly text: string
  readonly header: Json
  readonly claims: Json
}

export interface Expected {
  readonly nonce?: string | undefined
  /** What came beside it through the browser, and must be bound to it. */
  readonly code?: string | undefined
  readonly accessToken?: string | undefined
  /** Whether the client gets an access token at all. */
  readonly hasUserInfo: boolean
  /** `acr` values of which one was demanded. */
  readonly acr?: readonly string[]
}

const SKEW_SECONDS = 300
const YEAR_SECONDS = 366 * 86_400

export async function checkIdToken(
  trial: Trial,
  client: TestClient,
  text: unknown,
  expected: Expected,
): Promise<IdToken> {
  trial.check('G-11', typeof text === 'string', 'there must be an ID token')
  const [head = '', payload = ''] = text.split('.')
  const header = maybeObject(Buffer.from(head, 'base64url').toString())
  const claims = maybeObject(Buffer.from(payload, 'base64url').toString())
  trial.check('G-11', header !== undefined && claims !== undefined, 'the ID token must be a JWT', text)
  await checkSignature(trial, text, header)
  checkClaims(trial, client, claims, expected)
  checkHashes(trial, header, claims, expected)
  return { text, header, claims }
}

async function checkSignature(trial: Trial, text: string, header: Json): Promise<void> {
  const key = await publishedKey(trial, header)
  trial.check('G-11', key !== undefined, 'the key of the ID token must be published', header)
  const isGood = await compactVerify(text, key).then(
    () => true,
    () => false,
  )
  trial.check('G-11', isGood, 'the signature of the ID token must verify', header)
}

function checkClaims(
  trial: Trial,
  { clientId }: TestClient,
  claims: Json,
  { nonce, hasUserInfo, acr }: Expected,
): void {
  const now = Date.now() / 1000
  const demand = (holds: boolean, what: string, seen: unknown) => trial.check('G-11', holds, what, seen)
  demand(claims.iss === trial.subject.issuer, 'iss must be the issuer', claims.iss)
  demand([claims.aud].flat().includes(clientId), 'aud must be the client', claims.aud)
  demand(
    typeof claims.sub === 'string' && claims.sub.length > 0 && claims.sub.length < 256,
    'sub must be a text',
    claims.sub,
  )
  demand(isWithin(claims.exp, now, now + 50 * YEAR_SECONDS), 'exp must be in the future', claims.exp)
  demand(isWithin(claims.iat, now - SKEW_SECONDS, now + SKEW_SECONDS), 'iat must be now', claims.iat)
  demand(claims.nonce === nonce, 'nonce must be the one that was sent, and missing where none was', claims.nonce)
  const { auth_time: authTime = now } = claims
  demand(isWithin(authTime, now - YEAR_SECONDS, now + SKEW_SECONDS), 'auth_time must be in the past', authTime)
  demand(
    claims.acr === undefined || (typeof claims.acr === 'string' && claims.acr !== ''),
    'acr must be a text',
    claims.acr,
  )
  if (acr !== undefined) demand(acr.includes(String(claims.acr)), 'acr must be one that was demanded', claims.acr)
  for (const what of wrongTypes(claims)) demand(false, 'standard claims must be of their types', what)
  const told = Object.keys(claims).filter((name) => Object.hasOwn(typeOf, name))
  if (hasUserInfo) trial.should('G-12', told.length === 0, 'claims of scopes must be left to UserInfo', told)
}

const isWithin = (value: unknown, from: number, to: number): boolean =>
  typeof value === 'number' && value >= from - 5 && value <= to

function checkHashes(trial: Trial, { alg }: Json, claims: Json, { code, accessToken }: Expected): void {
  if (accessToken !== undefined)
    trial.check(
      'G-14',
      claims.at_hash === halfHash(alg, accessToken),
      'at_hash must be that of the access token',
      claims.at_hash,
    )
  if (code !== undefined)
    trial.check('G-14', claims.c_hash === halfHash(alg, code), 'c_hash must be that of the code', claims.c_hash)
}

/** The left half of the hash that the algorithm names (OIDC Core §3.3.2.11). */
function halfHash(alg: unknown, text: string): string {
  const bits = /\d+$/.exec(String(alg))?.[0] ?? '512'
  const digest = createHash(`sha${bits}`).update(text).digest()
  return digest.subarray(0, digest.length / 2).toString('base64url')
}

/** The standard claims about a person (OIDC Core §5.1) by the scope that brings them, with their types. */
export const scopeClaims: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  profile: {
    ...{ name: 'string', family_name: 'string', given_name: 'string', middle_name: 'string', nickname: 'string' },
    ...{ preferred_username: 'string', profile: 'string', picture: 'string', website: 'string', gender: 'string' },
    ...{ birthdate: 'string', zoneinfo: 'string', locale: 'string', updated_at: 'number' },
  },
  email: { email: 'string', email_verified: 'boolean' },
  address: { address: 'object' },
  phone: { phone_number: 'string', phone_number_verified: 'boolean' },
}

const typeOf: Readonly<Record<string, string>> = Object.assign({}, ...Object.values(scopeClaims))

/** The standard claims that are not of their types. */
export const wrongTypes = (claims: Json): readonly string[] =>
  Object.entries(claims)
    .filter(([name, value]) => Object.hasOwn(typeOf, name) && (value === null || typeof value !== typeOf[name]))
    .map(([name]) => name)
