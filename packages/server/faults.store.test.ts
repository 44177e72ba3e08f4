/** What a failing database does to codes and refresh tokens: a lost answer of it is neither a replay nor a theft. */
import { type Fault, injectFaults } from '@sightglass/store/faults'
import { beforeAll, describe, expect, it } from 'vitest'
import { issuer, obtainCode, openTrial, type Trial, testClock } from '../../test/authorization-server.ts'
import { addClient, type TokenClient, tokenClient, userinfoStatus } from '../../test/lifecycle.ts'
import { openTestStore } from '../../test/stores.ts'
import type { UserAgent } from '../../test/user-agent.ts'

const faults = injectFaults()
let trial: Trial
let alice: UserAgent
let web: TokenClient
let clientId: string

beforeAll(async () => {
  const clock = testClock()
  trial = { ...(await openTrial({ store: await openTestStore({ issuer, clock, faults }), clock })), clock }
  alice = trial.browser()
  const policy = { pkceRequired: true, rotateRefreshTokens: true, accessTokenLifetimeSeconds: 600 }
  const client = await addClient(trial.server, 'demo-web', { policy })
  clientId = client.clientId
  web = tokenClient(trial.server, client)
  await newCode()
})

const newCode = () => obtainCode(trial, { client_id: clientId }, alice)

const survivable: Fault[] = ['crash before', 'crash after', 'late', 'deadlock', 'slow']

describe.each(survivable)('a write that meets "%s"', (fault) => {
  it('redeems the code once, and the tokens live', async () => {
    const { code, verifier } = await newCode()
    faults.next(fault)
    const { status, body } = await web.redeem(code, verifier)
    expect(status).toBe(200)
    expect(await userinfoStatus(trial.server, body.access_token)).toBe(200)
    expect((await web.redeem(code, verifier)).body.error).toBe('invalid_grant')
    expect(await userinfoStatus(trial.server, body.access_token)).toBe(401)
  })

  it('rotates the refresh token once, and the next one works', async () => {
    const { code, verifier } = await newCode()
    let token = (await web.redeem(code, verifier)).body.refresh_token
    for (let rotations = 0; rotations < 3; rotations++) {
      faults.next(fault)
      const { status, body } = await web.refresh(token)
      expect([status, body.error]).toEqual([200, undefined])
      token = body.refresh_token
      trial.clock.move(11)
    }
    expect((await web.refresh(token)).status).toBe(200)
  })

  it.each([0, 1])('issues a code, after %i other writes', async (others) => {
    faults.next(...Array<Fault>(others).fill('none'), fault)
    const { code, verifier } = await newCode()
    expect((await web.redeem(code, verifier)).status).toBe(200)
  })
})

describe('a database that is down', () => {
  it('is no fault of the client: nothing is refused, burnt or revoked', async () => {
    const { code, verifier } = await newCode()
    faults.next('down')
    const failed = await web.redeem(code, verifier)
    expect([failed.status, failed.body.error]).toEqual([503, 'temporarily_unavailable'])
    expect(Number(failed.headers.get('retry-after'))).toBeGreaterThan(0)
    const { status, body } = await web.redeem(code, verifier)
    expect(status).toBe(200)
    faults.next('down')
    expect((await web.refresh(body.refresh_token)).status).toBe(503)
    expect((await web.refresh(body.refresh_token)).status).toBe(200)
  })
})
