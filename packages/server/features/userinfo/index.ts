/** UserInfo (OIDC Core §5.3): what a client may know of the person, for an access token whose grant still stands. */

import {
  type AccessTokenClaims,
  checkAccessToken,
  jwtRules,
  parseAccessToken,
  scopesOf,
} from '@sightglass/spec/access-token'
import { bearerTokenOf } from '@sightglass/spec/bearer'
import { check } from '@sightglass/spec/check'
import type { VerifiedJwt } from '@sightglass/spec/jwt'
import { claimsFor, claimsOfScope, rules } from '@sightglass/spec/userinfo'
import { link, traceClient } from '@sightglass/trace'
import type { Feature, Handler } from '../../feature.ts'
import { grantRecords } from '../../grants/grant.ts'
import type { Grants } from '../../grants/grants.ts'
import { json } from '../../http.ts'
import { signingAlgorithms } from '../../keys/algorithms.ts'
import type { KeyRing } from '../../keys/ring.ts'
import { verifyOwn } from '../../keys/verify.ts'
import type { Directory } from '../../people/directory.ts'
import { users } from '../../people/user.ts'

export interface UserinfoOptions {
  readonly issuer: string
  readonly keys: KeyRing
  readonly grants: Grants
  readonly people: Directory
  readonly clock: () => number
}

export function userinfo(options: UserinfoOptions): Feature {
  const { issuer, people, clock } = options
  const answer: Handler = async ({ request }) => {
    const token = bearerTokenOf(request.headers.get('authorization'), new URL(request.url).search.slice(1))
    link('token', token)
    const claims = checkAccessToken(await verified(options, token), [issuer], { now: clock() })
    traceClient(claims.client_id)
    link('jti', claims.jti)
    const scope = scopesOf(claims)
    check(rules.openid, scope.includes('openid'), { expected: 'openid', received: scope })
    await checkGrant(options, claims)
    const user = await people.find(claims.sub)
    return json({ sub: claims.sub, ...claimsFor(scope, user?.claims ?? {}) })
  }

  return {
    name: 'userinfo',
    records: [grantRecords, users],
    metadata: {
      userinfo_endpoint: `${issuer}/oauth2/userinfo`,
      subject_types_supported: ['public'],
      claim_types_supported: ['normal'],
      claims_supported: [
        'sub',
        'iss',
        'aud',
        'exp',
        'iat',
        'auth_time',
        'nonce',
        'acr',
        'amr',
        'sid',
        ...Object.values(claimsOfScope).flat(),
      ],
    },
    routes: [{ path: '/oauth2/userinfo', channel: 'resource', cors: true, GET: answer, POST: answer }],
  }
}

const verified = ({ issuer, keys }: UserinfoOptions, token: string): Promise<VerifiedJwt> =>
  verifyOwn(keys, jwtRules, parseAccessToken(token, issuer, signingAlgorithms))

/** A token is as good as its grant: revoked, ended or without its person, it is worth nothing here from then on. */
async function checkGrant({ grants }: UserinfoOptions, { grant_id: id }: AccessTokenClaims): Promise<void> {
  const grant = typeof id === 'string' ? await grants.table.get(id) : undefined
  const standing = grant && (await grants.standing(grant))
  link('grant', grant?.id)
  check(rules.grantStands, standing !== undefined && Object.values(standing).every(Boolean))
}
