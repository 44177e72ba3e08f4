/** Whether a server under load does the whole work: tokens that verify, the same claims as all others, wrong secrets refused. */
import { deepStrictEqual, strictEqual } from 'node:assert/strict'
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose'
import type { Running } from './contender.ts'
import { basic, clientId, issuer, LIFETIME_SECONDS, resource, tokenRequest } from './exchange.ts'

/** @throws {Error} where it does not. */
export async function checkSameWork({ tokenUrl, jwksUrl }: Running): Promise<void> {
  const response = await fetch(tokenUrl, tokenRequest)
  strictEqual(response.status, 200)
  const answer = (await response.json()) as { access_token: string; token_type: string; expires_in: number }
  strictEqual(answer.token_type, 'Bearer')
  strictEqual(answer.expires_in, LIFETIME_SECONDS)
  if (jwksUrl === undefined) return
  const keys = createRemoteJWKSet(new URL(jwksUrl))
  const options = { issuer, audience: resource, subject: clientId, typ: 'at+jwt', algorithms: ['ES256'] }
  const { payload } = await jwtVerify(answer.access_token, keys, options)
  checkClaims(payload)
  await checkRefusal(tokenUrl)
}

function checkClaims(claims: JWTPayload): void {
  deepStrictEqual(Object.keys(claims).sort(), ['aud', 'client_id', 'exp', 'iat', 'iss', 'jti', 'scope', 'sub'])
  strictEqual(claims.client_id, clientId)
  strictEqual(claims.scope, 'read write')
  strictEqual(Number(claims.exp) - Number(claims.iat), LIFETIME_SECONDS)
  strictEqual(String(claims.jti).length >= 21, true)
}

async function checkRefusal(tokenUrl: string): Promise<void> {
  const headers = { ...tokenRequest.headers, authorization: basic('wrong') }
  const response = await fetch(tokenUrl, { ...tokenRequest, headers })
  await response.arrayBuffer()
  strictEqual(response.status, 401)
}
