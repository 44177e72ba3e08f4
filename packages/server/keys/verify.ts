/** Verifying what this server signed itself: by its own keys, no other is ever looked for. */
import { check } from '@sightglass/spec/check'
import { type JwtRules, provenJwt, type UnverifiedJwt, type VerifiedJwt } from '@sightglass/spec/jwt'
import { algorithms } from './algorithms.ts'
import type { KeyRing } from './ring.ts'

/** @throws {Refusal} `key`, `keyFits`, `signature` of the rules given */
export async function verifyOwn(keys: KeyRing, rules: JwtRules, jwt: UnverifiedJwt): Promise<VerifiedJwt> {
  const key = await keys.find(jwt.header.kid ?? '')
  check(rules.key, key, { received: jwt.header.kid })
  check(rules.keyFits, key.alg === jwt.header.alg, { expected: key.alg, received: jwt.header.alg })
  const signature = Buffer.from(jwt.signature, 'base64url')
  return provenJwt(rules, jwt, algorithms[key.alg].verify(Buffer.from(jwt.signed), signature, key.publicKey))
}
