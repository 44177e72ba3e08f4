/** Which way a token is read: a JWT here, after it has been opened if need be; of any other the issuer is asked. */
import type { TokenClaims } from '@sightglass/spec/access-token'
import { isEncrypted } from '@sightglass/spec/encrypted-token'
import { type IntrospectionOptions, IntrospectionValidator } from './introspection.ts'
import { JwtValidator, type ValidatorOptions } from './validator.ts'

export interface TokenReaderOptions extends ValidatorOptions {
  readonly issuer: string
  readonly introspection?: (IntrospectionOptions & { readonly jwtsToo?: boolean }) | undefined
}

/** @throws {Refusal} where the token is not good for this audience now */
export type ReadToken = (token: string) => Promise<TokenClaims>

export function createTokenReader(options: TokenReaderOptions): ReadToken {
  const { introspection, decryptionKeys = [] } = options
  const jwts = new JwtValidator(options)
  if (introspection === undefined) return (token) => jwts.validateJwt(token)
  const issuer = new IntrospectionValidator({ ...options, ...introspection })
  const isReadable = (token: string): boolean =>
    introspection.jwtsToo !== true && (isSigned(token) || (decryptionKeys.length > 0 && isEncrypted(token)))
  return async (token) => await (isReadable(token) ? jwts.validateJwt(token) : issuer.validateToken(token))
}

const isSigned = (token: string): boolean => token.split('.', 4).length === 3
