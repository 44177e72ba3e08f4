/** A program for the tests: counts in a database that others count in too, and prints each number that it was told. */
import { counters, LATER } from './contract/records.ts'
import { openStore } from './index.ts'

const [, , url = '', times = '0'] = process.argv
const store = await openStore(url, { issuer: 'https://as.example', clock: () => 1 })
await store.declare([counters])
const table = store.table(counters)
for (let n = 0; n < Number(times) / 5; n++) {
  const told = await Promise.all(
    Array.from({ length: 5 }, () =>
      table.update('c', (held) => {
        const count = (held?.count ?? 0) + 1
        return { record: { count }, expiresAt: LATER, outcome: count }
      }),
    ),
  )
  process.stdout.write(told.map((count) => `${count}\n`).join(''))
}
await store.close()
