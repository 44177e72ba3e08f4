/** Which refusal of a play is its last, where an SDK refused as well as a server. */
import { expect, it } from 'vitest'
import { recorded } from '../values/fixtures/recorded.ts'
import { loginBySdk } from './fixtures/by-sdk.ts'
import { refusalIn } from './refusal.ts'

it('is the one that came last, whoever it was of', async () => {
  const [bySdk, byServer] = [(await loginBySdk('foreign-id-token')).messages, recorded('burnt').messages]
  expect(refusalIn([...byServer, ...bySdk])?.check?.rule).toBe('id-token.iss')
  expect(refusalIn([...bySdk, ...byServer])?.check?.rule).toBe('code.unburnt')
})
