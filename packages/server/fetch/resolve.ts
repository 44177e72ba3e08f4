/** From a host name to addresses, asked once for each fetch: what was checked is what is connected to. */
import { promises as dns } from 'node:dns'
import { isIP } from 'node:net'

/** Every address of a host; none where it has none. Never rejects. */
export type Resolve = (hostname: string) => Promise<readonly string[]>

const DNS_TIMEOUT_MS = 2000

/**
 * Names that strangers choose are asked of DNS itself: the system's resolver would hold a thread for each, and those threads
 * hash passwords.
 */
export const resolveByDns: Resolve = async (hostname) => {
  const resolver = new dns.Resolver({ timeout: DNS_TIMEOUT_MS, tries: 2 })
  const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)])
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
}

/** As the system does, with its hosts file: for hosts that an operator has named. */
export const resolveBySystem: Resolve = async (hostname) => {
  try {
    return (await dns.lookup(hostname, { all: true })).map(({ address }) => address)
  } catch {
    return []
  }
}

/** The address that a URL's host is already; `undefined` for a name. */
export function literalAddress(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, '')
  return isIP(bare) === 0 ? undefined : bare
}
