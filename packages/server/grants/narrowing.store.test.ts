/** Tokens may be for less than was granted, never for more: resource (RFC 8707 §2.2) and scope (RFC 6749 §6). */
import { describe, expect, it } from 'vitest'
import {
  authorizationUrl,
  claimsIn,
  issuer,
  obtainCode,
  openTrial,
  redeem,
  refreshed,
  resource,
  type TokenAnswer,
  type Trial,
  walk,
} from '../../../test/authorization-server.ts'
import { refusedBy, watchTraces } from '../../../test/watching.ts'

const OTHER = 'https://other.example/api'
const THIRD = 'https://third.example/'
const told = ({ status, body }: TokenAnswer) => [status, body.error, body.error_description]
const OUTSIDE = [400, 'invalid_target', expect.stringMatching(/^resource must be one that was granted(?:;|$)/)]

/** The client may ask for three resources; two of them were granted. */
async function granted(): Promise<Trial & { code: string; verifier: string }> {
  const trial = await openTrial()
  const { clients } = trial.server
  const web = await clients.find('demo-web')
  if (web === undefined) throw new Error('the client is seeded')
  await clients.put({ ...web, resources: [resource, OTHER, THIRD] })
  const { url, verifier } = await authorizationUrl({ scope: 'openid read write', resource })
  const { left } = await walk(trial.browser(), `${url}&resource=${encodeURIComponent(OTHER)}`)
  return { ...trial, verifier, code: left?.searchParams.get('code') ?? '' }
}

describe('a token request', () => {
  it('without a resource gets a token for all that were granted', async () => {
    const { server, code, verifier } = await granted()
    const { body } = await redeem(server, code, verifier)
    expect(claimsIn(body.access_token).aud).toEqual([resource, OTHER, issuer])
    expect(claimsIn((await refreshed(server, body.refresh_token)).body.access_token).aud).toEqual([
      resource,
      OTHER,
      issuer,
    ])
  })

  it('with one of them gets a token for that one, and may ask for the other the next time', async () => {
    const { server, code, verifier } = await granted()
    const { body } = await redeem(server, code, verifier, { resource: `${OTHER}/` })
    expect(claimsIn(body.access_token).aud).toEqual([OTHER, issuer])
    const again = await refreshed(server, body.refresh_token, { resource })
    expect(claimsIn(again.body.access_token).aud).toEqual([resource, issuer])
  })

  it.each([THIRD, 'https://nobody.example', issuer])(
    'with %s, which was not granted, is refused and uses nothing up',
    async (target) => {
      const { server, code, verifier } = await granted()
      const traces = watchTraces()
      expect(told(await redeem(server, code, verifier, { resource: target }))).toEqual(OUTSIDE)
      expect(refusedBy(traces)).toBe('resource.withinGrant')
      const { status, body } = await redeem(server, code, verifier)
      expect(status).toBe(200)
      expect(told(await refreshed(server, body.refresh_token, { resource: target }))).toEqual(OUTSIDE)
      expect((await refreshed(server, body.refresh_token)).status).toBe(200)
    },
  )
})

describe('a refresh', () => {
  it('may ask for less scope, and for all of it the next time', async () => {
    const { server, code, verifier } = await granted()
    const { body } = await redeem(server, code, verifier)
    const less = await refreshed(server, body.refresh_token, { scope: 'read' })
    expect([less.body.scope, less.body.id_token, claimsIn(less.body.access_token).aud]).toEqual([
      'read',
      undefined,
      [resource, OTHER],
    ])
    expect((await refreshed(server, body.refresh_token)).body.scope).toBe('openid read write')
  })

  it.each(['admin', 'read admin', 'openid read write offline_access', 'READ'])(
    'for %j, which is more than was granted, is refused',
    async (scope) => {
      const { server, code, verifier } = await granted()
      const { body } = await redeem(server, code, verifier)
      const traces = watchTraces()
      expect(told(await refreshed(server, body.refresh_token, { scope }))).toEqual([
        400,
        'invalid_scope',
        'scope must not include any scope not originally granted',
      ])
      expect(refusedBy(traces)).toBe('scope.notWidened')
      expect((await refreshed(server, body.refresh_token)).status).toBe(200)
    },
  )
})

describe('a grant that reached its end', () => {
  it('gives nothing any more, although its code is young', async () => {
    const trial = await openTrial({ lifetimes: { refreshAbsoluteSeconds: 30 } })
    const { clients } = trial.server
    const web = await clients.find('demo-web')
    if (web !== undefined) await clients.put({ ...web, grantTypes: ['authorization_code'] })
    const { code, verifier } = await obtainCode(trial)
    trial.clock.move(31)
    expect(told(await redeem(trial.server, code, verifier))).toEqual([
      400,
      'invalid_grant',
      'grant must not have reached its end',
    ])
  })

  it('takes its refresh token along', async () => {
    const trial = await openTrial({ lifetimes: { refreshAbsoluteSeconds: 300 } })
    const { code, verifier } = await obtainCode(trial, { scope: 'openid offline_access' })
    const { body } = await redeem(trial.server, code, verifier)
    trial.clock.move(299)
    expect((await refreshed(trial.server, body.refresh_token)).status).toBe(200)
    trial.clock.move(1)
    expect(told(await refreshed(trial.server, body.refresh_token))).toEqual([
      400,
      'invalid_grant',
      'grant must still exist',
    ])
  })
})
