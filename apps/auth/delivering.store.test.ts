/** A node goes on telling clients of what another one, or it itself before, could not. */
import { afterEach, expect, it } from 'vitest'
import { openTrial } from '../../test/authorization-server.ts'
import { askToLogOut, openLogoutReceiver, signInAt } from '../../test/logout.ts'
import { type Delivering, startDelivering } from './delivering.ts'

let delivering: Delivering | undefined

afterEach(() => delivering?.stop())

it('what a client did not take is tried again, until it is taken', async () => {
  const receiver = await openLogoutReceiver()
  receiver.answer = 500
  const trial = await openTrial({ fetcher: receiver.fetcher })
  const agent = trial.browser()
  const { tokens } = await signInAt(trial, agent, { backchannelLogoutUri: receiver.host.url })
  await askToLogOut(agent, { id_token_hint: tokens.id_token })
  await trial.server.logouts.settled()
  receiver.answer = 200
  trial.clock.move(60)
  delivering = startDelivering(trial.server.logouts, {
    everyMs: 5,
    failed: (error) => expect.unreachable(String(error)),
  })
  await expect.poll(() => receiver.bodies.length).toBe(2)
})

it('goes on after a look that failed, and stops when told', async () => {
  const failures: unknown[] = []
  const down = { deliver: () => Promise.reject(new Error('database away')), settled: async () => 0 }
  delivering = startDelivering(down, { everyMs: 1, failed: (error) => failures.push(error) })
  await expect.poll(() => failures.length).toBeGreaterThan(1)
  await delivering.stop()
  const count = failures.length
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(failures).toHaveLength(count)
})
