/** Front-channel logout: the pages of clients that the browser loads, so that each forgets the session in its own site. */
import { frontchannelUrl } from '@sightglass/spec/logout'
import type { ClientRegistry } from '../../clients/registry.ts'
import type { Session } from '../../session/session.ts'

export interface Frames {
  readonly addresses: readonly string[]
  readonly origins: readonly string[]
}

/** A Content-Security-Policy can name no others. */
const NAMEABLE = /^https?:\/\/[a-z0-9._-]+(?::\d{1,5})?$/

export async function framesOf(clients: ClientRegistry, issuer: string, { sids }: Session): Promise<Frames> {
  const found = await Promise.all(
    Object.entries(sids).map(async ([clientId, sid]) => ({
      sid,
      uri: (await clients.find(clientId))?.frontchannelLogoutUri,
    })),
  )
  const addresses = found.flatMap(({ sid, uri }) =>
    uri !== undefined && NAMEABLE.test(new URL(uri).origin) ? [frontchannelUrl(uri, issuer, sid)] : [],
  )
  return { addresses, origins: addresses.map((address) => new URL(address).origin) }
}
