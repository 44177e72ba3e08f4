/** The server as a whole, on each engine: what a newcomer's first flow goes through. */
import { describe, expect, it } from 'vitest'
import {
  basic,
  claimsIn,
  issuer,
  obtainCode,
  openTrial,
  redeem,
  refreshed,
  resource,
  serviceSecret,
  tokenRequest,
} from '../../test/authorization-server.ts'

describe('the server', () => {
  it('gives a service a token for the default resource', async () => {
    const { server } = await openTrial()
    const answer = await tokenRequest(
      server,
      { grant_type: 'client_credentials', scope: 'read' },
      basic('demo-service', serviceSecret),
    )
    expect(answer.body).toMatchObject({ token_type: 'Bearer', scope: 'read', expires_in: 600 })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(claimsIn(answer.body.access_token)).toMatchObject({
      iss: issuer,
      sub: 'demo-service',
      aud: resource,
      client_id: 'demo-service',
    })
  })

  it('takes a person through login and consent to tokens, user info and a refresh', async () => {
    const trial = await openTrial()
    const { code, verifier, left } = await obtainCode(trial, { scope: 'openid profile read' })
    expect(left.searchParams.get('iss')).toBe(issuer)
    expect(left.searchParams.get('state')).toBe('state-of-at-least-16-characters')
    const { body } = await redeem(trial.server, code, verifier)
    expect(claimsIn(body.id_token)).toMatchObject({
      iss: issuer,
      aud: 'demo-web',
      nonce: 'nonce-of-at-least-16-characters',
      auth_time: trial.clock(),
    })
    const info = await trial.server.fetch(
      new Request(`${issuer}/oauth2/userinfo`, { headers: { authorization: `Bearer ${body.access_token}` } }),
    )
    expect(await info.json()).toMatchObject({
      sub: claimsIn(body.id_token).sub,
      name: 'Alice Liddell',
      preferred_username: 'alice',
    })
    const again = await refreshed(trial.server, body.refresh_token)
    expect(again.body.access_token).toBeDefined()
    expect(claimsIn(again.body.id_token)).toMatchObject({ auth_time: trial.clock() })
    expect(claimsIn(again.body.id_token)).not.toHaveProperty('nonce')
  })
})
