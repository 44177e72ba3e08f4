/** Reading a feed of which nobody knows what it says. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { afterThis } from '../../../test/cleaning.ts'
import { FeedFailure, readFeed } from './feed.ts'

it.each([
  'null',
  '"\u001b[31m"',
  '\u001b[31m',
  '{"id":"a","at":1,"received":{},"steps":[]}',
  '{"id":5,"at":1,"received":{},"steps":[],"links":[]}',
  '{"id":"a","at":1e300,"received":{},"steps":[],"links":[]}',
])('takes %j for no trace, and says so', async (data) => {
  const server = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`data: ${data}\n\n`),
  ).listen(0)
  await once(server, 'listening')
  afterThis(() => server.close())
  const url = new URL(`http://localhost:${(server.address() as AddressInfo).port}`)
  const place = { party: 'client', flag: '--client-url', url } as const
  const reading = readFeed(place, { token: undefined, onTrace: () => expect.unreachable(), onCaughtUp: () => false })
  await expect(reading).rejects.toThrow(FeedFailure)
  await expect(reading).rejects.toThrow(`the client application at ${url.origin} tells something else than traces`)
})
