/** `/health`, `/livez` and `/readyz`, answered below the fetch handler so that they cost other requests nothing. */
import type { IncomingMessage, ServerResponse } from 'node:http'

export type Health = () => boolean | Promise<boolean>

interface Probed {
  readonly name: string
  readonly version: string
  readonly health: Health | undefined
  readonly isStopping: () => boolean
}

type Answer = (incoming: IncomingMessage, outgoing: ServerResponse) => void

const LONGEST = '/health'.length

/** Returns who answers a path, or undefined for all paths that are none of ours. */
export function probes({
  name,
  version,
  health,
  isStopping,
}: Probed): (path: string | undefined) => Answer | undefined {
  const answers = new Map<string, Answer>([
    ['/health', (incoming, outgoing) => send(incoming, outgoing, 200, status('ok'))],
    ['/livez', (incoming, outgoing) => send(incoming, outgoing, 200, { status: 'ok' })],
    ['/readyz', (incoming, outgoing) => void readiness().then((ready) => sendReadiness(incoming, outgoing, ready))],
  ])
  const status = (word: string) => ({ status: word, name, version, uptime_seconds: Math.floor(process.uptime()) })
  async function readiness(): Promise<boolean> {
    try {
      return !isStopping() && (health === undefined || (await health()))
    } catch {
      return false
    }
  }
  const sendReadiness = (incoming: IncomingMessage, outgoing: ServerResponse, ready: boolean) =>
    send(incoming, outgoing, ready ? 200 : 503, status(ready ? 'ok' : isStopping() ? 'stopping' : 'not ready'))
  return (path) => (path !== undefined && path.length <= LONGEST ? answers.get(path) : undefined)
}

function send(incoming: IncomingMessage, outgoing: ServerResponse, status: number, body: object): void {
  incoming.resume()
  if (incoming.method !== 'GET' && incoming.method !== 'HEAD') {
    outgoing.writeHead(405, { allow: 'GET, HEAD' }).end()
    return
  }
  outgoing
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body))
}
