import { defineRecord, openStore } from '@sightglass/store'
import { expect, it } from 'vitest'
import { afterThis } from './cleaning.ts'
import { openTestStore, testStoreUrl } from './stores.ts'

const word = defineRecord<{ text: string }>('probe_word')
const options = { issuer: 'https://as.example', clock: () => 1_000 }

it('a test store is empty, whatever other tests keep', async () => {
  const one = await openTestStore(options)
  const other = await openTestStore(options)
  for (const store of [one, other]) await store.declare([word])
  expect(await one.table(word).add('k', { text: 'a' }, Number.POSITIVE_INFINITY)).toBe(true)
  expect(await one.table(word).get('k')).toEqual({ text: 'a' })
  expect(await other.table(word).get('k')).toBeUndefined()
})

it('two nodes on one address share a database', async () => {
  const url = await testStoreUrl()
  const [one, other] = [await openStore(url, options), await openStore(url, options)]
  for (const store of [one, other]) afterThis(() => store.close())
  for (const store of [one, other]) await store.declare([word])
  await one.table(word).add('k', { text: 'a' }, Number.POSITIVE_INFINITY)
  expect(await other.table(word).get('k')).toEqual({ text: 'a' })
})
