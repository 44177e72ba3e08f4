import { afterThis } from '../../../test/cleaning.ts'
import { testStoreUrl } from '../../../test/stores.ts'
import { openStore } from '../index.ts'
import { contract } from './index.ts'
import { movable } from './records.ts'

contract(process.env.SIGHTGLASS_TEST_PROJECT ?? 'store', async () => {
  const url = await testStoreUrl()
  return async ({ issuer = 'https://as.example', clock = movable(), faults } = {}) => {
    const store = await openStore(url, { issuer, clock, ...(faults && { faults }) })
    afterThis(() => store.close())
    return store
  }
})
