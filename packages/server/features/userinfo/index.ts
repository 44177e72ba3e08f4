/** UserInfo (OIDC Core §5.3): what a client may know of the person, for an access token whose grant still stands. */

import {
  type AccessTokenClaims,
  checkAccessToken,
  jwtRules,
  parseAccessToken,
  scopesOf,
} from '@sightglass/spec/access-token'
import { bearerTokenOf, checkQuery } from '@sightglass/spec/bearer'
import { check } from '@sightglass/spec/check'
import { claimsAsked } from '@sightglass/spec/claims-request'
import type { VerifiedJwt } from '@sightglass/spec/jwt'
import { claimsFor, claimsOfScope, isFormSent, rules } from '@sightglass/spec/userinfo'
import { link, linkToken, traceClient } from '@sightglass/trace'
import type { Client } from '../../clients/client.ts'
import type { ClientRegistry } from '../../clients/registry.ts'
import type { Feature, Handler } from '../../feature.ts'
import { type Grant, grantRecords } from '../../grants/grant.ts'
import type { Grants } from '../../grants/grants.ts'
import { type KeptTokens, keptTokens } from '../../grants/kept-tokens.ts'
import { json, jwt, readForm } from '../../http.ts'
import { signingAlgorithms } from '../../keys/algorithms.ts'
import type { KeyRing } from '../../keys/ring.ts'
import { verifyOwn } from '../../keys/verify.ts'
import type { Directory } from '../../people/directory.ts'
import { users } from '../../people/user.ts'

export interface UserinfoOptions {
  readonly issuer: string
  readonly keys: KeyRing
  readonly kept: KeptTokens
  readonly clients: ClientRegistry
  readonly grants: Grants
  readonly people: Directory
  readonly clock: () => number
}

export function userinfo(options: UserinfoOptions): Feature {
  const { issuer, people, clients, clock } = options
  const answer: Handler = async ({ request }) => {
    const token = await presentedToken(request)
    linkToken(token)
    const claims = checkAccessToken(await verified(options, token), [issuer], { now: clock() })
    traceClient(claims.client_id)
    link('jti', claims.jti)
    const scope = scopesOf(claims)
    check(rules.openid, scope.includes('openid'), { expected: 'openid', received: scope })
    const grant = await standingGrant(options, claims)
    const [user, client] = await Promise.all([people.find(grant.subject), clients.find(claims.client_id)])
    const held = user?.claims ?? {}
    const named = claimsAsked(grant.claims?.userinfo ?? {}, held, (token) => client?.scope.includes(token) ?? false)
    return await told(options, client, { sub: claims.sub, ...claimsFor(scope, held), ...named })
  }

  return {
    name: 'userinfo',
    records: [grantRecords, users, keptTokens],
    metadata: {
      userinfo_endpoint: `${issuer}/oauth2/userinfo`,
      userinfo_signing_alg_values_supported: signingAlgorithms,
      subject_types_supported: ['public', 'pairwise'],
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

/** In the header, or in the form of a POST (RFC 6750 §2.1, §2.2): in one of them. */
async function presentedToken(request: Request): Promise<string> {
  const authorization = request.headers.get('authorization')
  const isForm = request.method === 'POST' && isFormSent(request.headers.get('content-type'))
  const posted = isForm ? (await readForm(request)).params.get('access_token') : undefined
  const query = new URL(request.url).search.slice(1)
  if (posted === undefined) return bearerTokenOf(authorization, query)
  checkQuery(query)
  check(rules.oneToken, authorization === null, { parameter: 'access_token' })
  return posted
}

const verified = async ({ issuer, keys, kept }: UserinfoOptions, token: string): Promise<VerifiedJwt> =>
  (await kept.find(token)) ?? verifyOwn(keys, jwtRules, parseAccessToken(token, issuer, signingAlgorithms))

/** A token is as good as its grant: revoked, ended or without its person, it is worth nothing here from then on. */
async function standingGrant({ grants }: UserinfoOptions, { grant_id: id }: AccessTokenClaims): Promise<Grant> {
  const grant = typeof id === 'string' ? await grants.table.get(id) : undefined
  link('grant', grant?.id)
  const standing = grant && (await grants.standing(grant))
  check(rules.grantStands, standing !== undefined && Object.values(standing).every(Boolean))
  if (grant === undefined) throw new Error('a grant that stands is one')
  return grant
}

/** Plain, or signed where the client is registered for that (OIDC Core §5.3.2). */
async function told({ issuer, keys }: UserinfoOptions, client: Client | undefined, claims: { readonly sub: string }) {
  const alg = client?.userinfoSignedResponseAlg
  if (client === undefined || alg === undefined) return json(claims)
  const signed = { ...claims, iss: issuer, aud: client.clientId }
  return jwt(await keys.sign(alg, 'JWT', signed), signed)
}
