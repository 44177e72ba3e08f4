/** Asks a child of ours whether it is there. */
import { get } from 'node:http'
import { get as getSecurely } from 'node:https'
import { listenAddresses } from '@sightglass/process/ports'
import type { Service } from './services.ts'

const ANY_ADDRESS: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }

/** True where `GET /health` answers 200 in time. */
export function isHealthy(
  { host, port, secure }: Pick<Service, 'host' | 'port' | 'secure'>,
  timeoutMs: number,
): Promise<boolean> {
  const [address] = listenAddresses(host)
  const options = { host: ANY_ADDRESS[address] ?? address, port, path: '/health', timeout: timeoutMs, agent: false }
  return new Promise((resolve) => {
    const answered = (response: { statusCode?: number | undefined; resume(): unknown }) => {
      response.resume()
      resolve(response.statusCode === 200)
    }
    // Its certificate need not name the address that we ask: nothing secret is sent, and only its life is asked for.
    const request = secure ? getSecurely({ ...options, rejectUnauthorized: false }, answered) : get(options, answered)
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(false))
    request.on('close', () => resolve(false))
  })
}
