/** Which runs of what a browser kept are taken for runs. */
import { expect, it } from 'vitest'
import type { RunResult } from '../../programme/run.ts'
import { runsIn } from './remembered.ts'

const run: RunResult = {
  ...{
    id: '0b8a7f4e-0000-4000-8000-000000000000',
    play: 'state',
    where: 'live',
    outcome: 'stopped',
    stoppedBy: 'state.known',
  },
  sent: [{ traceId: 'a', by: 'attacker' }],
  asides: [{ key: 'link-in-mail', from: 'attacker', to: 'browser', at: 1 }],
}

it('are those that can be put on stage', () => {
  const [sent] = run.sent
  const [aside] = run.asides
  const others = [
    null,
    { ...run, id: '' },
    { ...run, play: { state: true } },
    { ...run, outcome: 'other' },
    { ...run, sent: [{ ...sent, by: 'nobody' }] },
    { ...run, asides: [{ ...aside, key: {} }] },
    { ...run, asides: [{ ...aside, to: 'nobody' }] },
    { ...run, asides: [{ ...aside, at: 'now' }] },
  ]
  expect(runsIn(JSON.stringify([...others, run]))).toEqual([run])
})

it.each(['', 'null', '{}', '[', '7'])('are none of %j', (text) => {
  expect(runsIn(text)).toEqual([])
})
