/** The provider's keys, fetched anew in each trial and looked at each time. */
import { type CryptoKey, importJWK, type JWK } from 'jose'
import { isJson } from './clients.ts'
import { type Json, maybeObject, type Trial } from './trial.ts'

const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

/** What is published now. */
export async function publishedKeys(trial: Trial): Promise<readonly Json[]> {
  const { status, headers, text } = await trial.wire.send(trial.endpoint('jwks_uri'))
  trial.check('G-2', status === 200, 'jwks_uri must answer 200', status)
  const isJwkSet = /^application\/jwk-set\+json\s*(;|$)/i.test(headers.get('content-type') ?? '')
  trial.check('G-2', isJson(headers) || isJwkSet, 'its answer must be JSON', headers.get('content-type') ?? '')
  const keys = maybeObject(text)?.keys
  trial.check('G-2', Array.isArray(keys) && keys.length > 0, 'its answer must be a JWK Set', text)
  for (const key of keys) {
    trial.check(
      'G-2',
      PRIVATE_MEMBERS.every((member) => key[member] === undefined),
      'keys must be public',
    )
    trial.check('G-2', await canBeRead(key), 'keys must be well-formed', key)
  }
  const kids = keys.map(({ kid }: Json) => kid)
  trial.should(
    'G-2',
    kids.every((kid) => typeof kid === 'string' && kid !== ''),
    'each key must have a kid',
    kids,
  )
  trial.check('G-2', new Set(kids).size === kids.length, 'no two keys may have the same kid', kids)
  return keys
}

async function canBeRead(key: JWK): Promise<boolean> {
  try {
    await importJWK(key, algorithmFor(key))
    return true
  } catch {
    return false
  }
}

/** Of a key that does not tell which it is for. */
function algorithmFor({ alg, kty, crv }: JWK): string {
  if (alg !== undefined) return alg
  if (kty === 'RSA') return 'RS256'
  if (kty === 'OKP') return 'EdDSA'
  return { 'P-384': 'ES384', 'P-521': 'ES512' }[crv ?? ''] ?? 'ES256'
}

/** The published key of this header, ready to verify with; undefined where there is none. */
export async function publishedKey(trial: Trial, { kid, alg }: Json): Promise<CryptoKey | Uint8Array | undefined> {
  const keys = await publishedKeys(trial)
  const named =
    kid === undefined
      ? keys.filter((key) => key.alg === undefined || key.alg === alg)
      : keys.filter((key) => key.kid === kid)
  const [key] = named
  return key === undefined ? undefined : await importJWK(key, String(alg))
}
