/** Our own server over HTTPS, with clients that an operator registered and clients that registered themselves. */
import { expect, it } from 'vitest'
import { countsOf, examineOurs, notOurs, reportOf, verdictsOf } from './index.ts'

it('a certification run passes, and skips nothing but what is not offered', async () => {
  const verdicts = verdictsOf(await examineOurs({ full: false, slow: false }))
  const judgement = { requireAll: notOurs }
  expect(countsOf(verdicts, judgement).failed, reportOf(verdicts, judgement)).toBe(0)
})
