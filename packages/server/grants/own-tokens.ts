/** Tokens that come back to the server that issued them: what they are, and whether they still count. */
import { ACCESS_TOKEN_TYP, type AccessTokenClaims, checkAccessToken, jwtRules } from '@sightglass/spec/access-token'
import { Refusal } from '@sightglass/spec/check'
import { audienceOf, checkIssuer, checkTyp, parseJwt, typOf, type VerifiedJwt } from '@sightglass/spec/jwt'
import type { Clock } from '@sightglass/store'
import type { ClientRegistry } from '../clients/registry.ts'
import { signingAlgorithms } from '../keys/algorithms.ts'
import type { KeyRing } from '../keys/ring.ts'
import { verifyOwn } from '../keys/verify.ts'
import { hasStayedActive } from '../people/user.ts'
import type { Seal } from '../secrets.ts'
import type { DeniedTokens } from './denied-tokens.ts'
import type { Grant } from './grant.ts'
import type { Grants } from './grants.ts'
import type { KeptTokens } from './kept-tokens.ts'
import { openRefreshToken } from './refresh-token.ts'

/** What a token of ours is; of a JWT, or what is kept in the place of one, nothing but that it is ours is proven. */
export type OwnToken =
  | { readonly kind: 'refresh_token'; readonly grant: Grant }
  | { readonly kind: 'jwt'; readonly jwt: VerifiedJwt }

/** Whether it says that it is an access token, and not an ID token, say: a type is compared as `checkTyp` does. */
export const isAccessToken = ({ header }: VerifiedJwt): boolean => typOf(header) === ACCESS_TOKEN_TYP

/** What is no good is no refusal here: the peer only hears that it is worth nothing, and the trace which rule does not hold. */
export interface OwnTokens {
  /** `undefined` where this server did not issue it, or knows nothing of it any more. */
  readonly read: (token: string) => Promise<OwnToken | undefined>
  /** The claims of an access token for one of these audiences (for any where left out), while it has not expired. */
  readonly accessTokenIn: (jwt: VerifiedJwt, audiences?: readonly string[]) => Promise<AccessTokenClaims | undefined>
  /** Its grant with everything that a grant hangs on; where there is none, its client and that nobody revoked it. */
  readonly stands: (claims: AccessTokenClaims) => Promise<boolean>
}

export interface OwnTokensOptions {
  readonly issuer: string
  readonly clock: Clock
  readonly keys: KeyRing
  readonly clients: ClientRegistry
  readonly grants: Grants
  readonly denied: DeniedTokens
  readonly kept: KeptTokens
  readonly refreshSeal: Seal
}

export function createOwnTokens(options: OwnTokensOptions): OwnTokens {
  const { issuer, clock, keys, clients, grants, denied, kept, refreshSeal } = options

  const refreshTokenIn = async (token: string): Promise<Grant | undefined> => {
    const content = openRefreshToken(refreshSeal, token)
    const grant = content && (await grants.table.get(content.grantId))
    return grant?.refresh?.salt === content?.salt ? grant : undefined
  }

  const jwtIn = (token: string): Promise<VerifiedJwt | undefined> =>
    unlessRefused(async () => {
      const jwt = parseJwt(jwtRules, token, signingAlgorithms)
      checkIssuer(jwtRules, jwt, issuer)
      return await verifyOwn(keys, jwtRules, jwt)
    })

  return {
    async read(token) {
      const grant = await refreshTokenIn(token)
      if (grant !== undefined) return { kind: 'refresh_token', grant }
      const jwt = (await kept.find(token)) ?? (await jwtIn(token))
      return jwt && { kind: 'jwt', jwt }
    },
    accessTokenIn: (jwt, audiences = audienceOf(jwt.claims)) =>
      unlessRefused(async () => {
        checkTyp(jwtRules, jwt, ACCESS_TOKEN_TYP)
        return checkAccessToken(jwt, audiences, { now: clock() })
      }),
    async stands(claims) {
      const { grant_id: id, client_id: clientId, iat } = claims
      if (typeof id !== 'string') {
        const [client, isDenied] = await Promise.all([clients.find(clientId), denied.isDenied(claims)])
        return hasStayedActive(client, { createdAt: iat }) && !isDenied
      }
      const grant = await grants.table.get(id)
      return grant !== undefined && Object.values(await grants.standing(grant)).every(Boolean)
    },
  }
}

async function unlessRefused<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
