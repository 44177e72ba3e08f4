/**
 * The resource server SDK: whether a request carries an access token that is for this resource, now valid, and wide enough.
 * It keeps no state but the issuer's keys and bounded memories of verified tokens and of the issuer's word about others, and
 * sends a token to nobody but the issuer, to ask what it is worth.
 * Rules that hold for every party's tokens are in `@sightglass/spec`; those about the issuer's keys are in rules.ts.
 */
export type { Fetch } from '@sightglass/jwks'
export type { AccessTokenClaims, TokenClaims } from '@sightglass/spec/access-token'
export { Refusal } from '@sightglass/spec/check'
export type { JwsAlgorithm } from '@sightglass/spec/jwk'
export type { AuthInfo } from './admit.ts'
export type { DecryptionKey } from './decryption.ts'
export type { Guard, ProtectedEnv } from './hono.ts'
export {
  type IntrospectionOptions,
  IntrospectionValidator,
  type IntrospectionValidatorOptions,
} from './introspection.ts'
export { authInfoOf } from './node.ts'
export { type ProtectedHandler, type Protection, type ProtectOptions, protect } from './protect.ts'
export { JwtValidator, type ValidatorOptions } from './validator.ts'
