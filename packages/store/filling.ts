/** A program for the tests: writes until the disk is full, and says what the store does then. */
import { defineRecord, openStore } from './index.ts'

const notes = defineRecord<{ text: string }>('note')
const MOST = 1000
const LONG = 'x'.repeat(10_000)

const [, , url = ''] = process.argv
const store = await openStore(url, { issuer: 'https://as.example', clock: () => 1 })
await store.declare([notes])
const table = store.table(notes)
const say = (words: string) => void process.stdout.write(`${words}\n`)

await store.ping()
say('ready')
let written = 0
try {
  while (written < MOST) {
    await table.add(`${written}`, { text: LONG }, Number.POSITIVE_INFINITY)
    written++
  }
} catch {
  say('full')
}
if ((await table.get('0'))?.text === LONG) say('reads')
await store.ping().then(
  () => say('ready'),
  () => say('not ready'),
)
await store.close()
