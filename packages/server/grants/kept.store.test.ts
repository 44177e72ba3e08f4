/** How long the row of a grant is kept: while something of it may come back, and no longer. */
import { beforeAll, describe, expect, it } from 'vitest'
import { obtainCode, openTrial, redeem, refreshed, type Trial } from '../../../test/authorization-server.ts'
import type { UserAgent } from '../../../test/user-agent.ts'

const CODE_SECONDS = 60
const DAY = 86_400

let trial: Trial
let alice: UserAgent

beforeAll(async () => {
  trial = await openTrial({ lifetimes: { sessionIdleSeconds: Infinity, sessionAbsoluteSeconds: Infinity } })
  alice = trial.browser()
})

const begin = () => obtainCode(trial, { scope: 'openid read offline_access' }, alice)

/** Whether the row is there now; one that is not goes with the next sweep. */
const isKept = async (code: string): Promise<boolean> =>
  (await trial.server.grants.table.get(code.slice(0, 22))) !== undefined

describe('the row of a grant', () => {
  it('goes a day after its code ended unused', async () => {
    const { code } = await begin()
    trial.clock.move(CODE_SECONDS + DAY - 1)
    expect(await isKept(code)).toBe(true)
    trial.clock.move(1)
    expect(await isKept(code)).toBe(false)
  })

  it('stays with the refresh token that its code gave', async () => {
    const { code, verifier } = await begin()
    const { body } = await redeem(trial.server, code, verifier)
    trial.clock.move(29 * DAY)
    expect((await refreshed(trial.server, body.refresh_token)).status).toBe(200)
    trial.clock.move(29 * DAY)
    expect((await refreshed(trial.server, body.refresh_token)).status).toBe(200)
    expect(await isKept(code)).toBe(true)
  })

  it.each([
    ['by a replay', (code: string, verifier: string) => redeem(trial.server, code, verifier)],
    ['by the person', (code: string) => trial.server.grants.revoke(code.slice(0, 22), 'consent withdrawn')],
  ])('goes a day after it was revoked %s', async (_, revoke) => {
    const { code, verifier } = await begin()
    await redeem(trial.server, code, verifier)
    trial.clock.move(5 * DAY)
    await revoke(code, verifier)
    trial.clock.move(DAY - 1)
    expect(await isKept(code)).toBe(true)
    trial.clock.move(1)
    expect(await isKept(code)).toBe(false)
  })
})
