/**
 * The resource server SDK: whether a request carries an access token that is for this resource, now valid, and wide enough.
 * It keeps no state but the issuer's keys and a bounded memory of verified tokens, and never sends a token on.
 * Rules that hold for every party's tokens are in `@sightglass/spec`; those about the issuer's keys are in rules.ts.
 */
export type { Fetch } from '@sightglass/jwks'
export type { AccessTokenClaims } from '@sightglass/spec/access-token'
export { Refusal } from '@sightglass/spec/check'
export type { JwsAlgorithm } from '@sightglass/spec/jwk'
export type { AuthInfo } from './admit.ts'
export type { Guard, ProtectedEnv } from './hono.ts'
export { authInfoOf } from './node.ts'
export { type ProtectedHandler, type Protection, type ProtectOptions, protect } from './protect.ts'
export { JwtValidator, type ValidatorOptions } from './validator.ts'
