/** The theatre's page with feeds that tell what they were given: what the page reads from three servers comes from one here. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createTheatre } from '@sightglass/theatre'
import type { Party, Trace } from '@sightglass/trace'
import { assetResponse } from '@sightglass/ui/assets'

export interface Served {
  readonly url: string
  /** Tells these to every page that is open. */
  readonly tell: (traces: readonly Trace[]) => void
  readonly stop: () => void
}

const parties: readonly Party[] = ['client', 'authorization-server', 'resource-server']
const eventOf = (trace: Trace): string => `id: ${trace.id}\ndata: ${JSON.stringify(trace)}\n\n`

export async function serveTheatre(recorded: readonly Trace[]): Promise<Served> {
  const readers = new Map<ServerResponse, Party>()
  const server = createServer(async ({ url = '/' }, outgoing) => {
    const party = parties.find((one) => url === `/feed/${one}`)
    if (party === undefined) return await answer(outgoing, pageOrAsset(url))
    outgoing.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    const own = recorded.filter((trace) => trace.party === party).map(eventOf)
    outgoing.write(`${own.join('')}event: caught-up\ndata\n\n`)
    readers.set(outgoing, party)
    outgoing.once('close', () => readers.delete(outgoing))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const theatre = createTheatre({
    boot: { feeds: parties.map((party) => ({ party, url: `${origin}/feed/${party}` })) },
  })
  const pageOrAsset = (path: string): Response =>
    assetResponse(path) ?? theatre.asset(path) ?? theatre.page({ locale: 'en', secure: false })
  return {
    url: `${origin}/theatre`,
    tell(traces) {
      for (const [reader, party] of readers)
        reader.write(
          traces
            .filter((trace) => trace.party === party)
            .map(eventOf)
            .join(''),
        )
    },
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function answer(outgoing: ServerResponse, response: Response): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  outgoing.end(Buffer.from(await response.arrayBuffer()))
}
