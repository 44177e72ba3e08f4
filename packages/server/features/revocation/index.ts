/**
 * Revocation (RFC 7009): a client takes back a token of its own. What a person granted ends as a whole, whichever of its tokens
 * is presented (§2.1 leaves that to the server); a token that a client got for itself ends alone.
 */
import type { AccessTokenClaims } from '@sightglass/spec/access-token'
import { note } from '@sightglass/spec/check'
import { required } from '@sightglass/spec/params'
import { checkRevocable, notes, type Revocable } from '@sightglass/spec/revocation'
import { link, linkToken } from '@sightglass/trace'
import { authMethods, clientRecords } from '../../clients/client.ts'
import type { ProveClient } from '../../clients/prove-client.ts'
import type { Feature, Handler } from '../../feature.ts'
import { type DeniedTokens, deniedTokens } from '../../grants/denied-tokens.ts'
import { grantRecords } from '../../grants/grant.ts'
import type { Grants } from '../../grants/grants.ts'
import { keptTokens } from '../../grants/kept-tokens.ts'
import { isAccessToken, type OwnTokens } from '../../grants/own-tokens.ts'
import { json, readForm } from '../../http.ts'

export interface RevocationOptions {
  readonly issuer: string
  readonly clock: () => number
  readonly proveClient: ProveClient
  readonly grants: Grants
  readonly ownTokens: OwnTokens
  readonly denied: DeniedTokens
}

export function revocation({ issuer, clock, proveClient, grants, ownTokens, denied }: RevocationOptions): Feature {
  const revoke = async (found: Found): Promise<void> => {
    const { grantId, claims } = found
    if (grantId !== undefined) {
      link('grant', grantId)
      await grants.revoke(grantId, 'revoked by its client')
      note(notes.grant)
    } else if (claims !== undefined) {
      await denied.deny(claims, clock())
      note(notes.token)
    }
  }

  const answer: Handler = async (exchange) => {
    const { params } = await readForm(exchange.request)
    const client = await proveClient(exchange, params)
    const token = required(params, 'token')
    linkToken(token)
    const found = await find(ownTokens, token)
    if (found === undefined) note(notes.unknown)
    else {
      checkRevocable(found, client)
      await revoke(found)
    }
    return json({})
  }

  return {
    name: 'revocation',
    records: [clientRecords, grantRecords, deniedTokens, keptTokens],
    metadata: {
      revocation_endpoint: `${issuer}/oauth2/revoke`,
      revocation_endpoint_auth_methods_supported: authMethods,
    },
    routes: [{ path: '/oauth2/revoke', channel: 'token', cors: true, POST: answer }],
  }
}

interface Found extends Revocable {
  readonly grantId?: string
  /** Of an access token. */
  readonly claims?: AccessTokenClaims
}

/** `undefined` where nothing is left to revoke: the token is not ours, or has expired. */
async function find(ownTokens: OwnTokens, token: string): Promise<Found | undefined> {
  const own = await ownTokens.read(token)
  if (own === undefined) return undefined
  if (own.kind === 'refresh_token') return { kind: own.kind, clientId: own.grant.clientId, grantId: own.grant.id }
  if (!isAccessToken(own.jwt)) return { kind: 'other', clientId: '' }
  const claims = await ownTokens.accessTokenIn(own.jwt)
  if (claims === undefined) return undefined
  const { grant_id: grantId, client_id: clientId } = claims
  link('jti', claims.jti)
  return { kind: 'access_token', clientId, ...(typeof grantId === 'string' ? { grantId } : {}), claims }
}
