/** Whom the server trusts to vouch for a host. */
import { getCACertificates } from 'node:tls'

/** The certificates of the system with those added; `undefined` leaves it to the system alone. */
export function trustedCertificates(added: readonly string[] = []): string[] | undefined {
  return added.length === 0 ? undefined : [...getCACertificates('default'), ...added]
}
