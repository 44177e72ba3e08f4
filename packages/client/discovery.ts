/** Discovery (RFC 8414, OpenID Connect Discovery): asked when first needed, kept for an hour, never in the way of starting. */
import { readJson } from '@sightglass/spec/answer'
import { check } from '@sightglass/spec/check'
import { type AuthorizationServerMetadata, metadataUrls, rules, validateMetadata } from '@sightglass/spec/metadata'
import { TransportError } from './errors.ts'
import { createFlights } from './flights.ts'
import { type Incoming, type Outgoing, send, type Wire } from './transport.ts'

const FRESH_MS = 3600_000

/** The requests for an issuer's metadata, in the order to try: the next where the one before finds nothing. */
export const discoveryRequests = (issuer: string): Outgoing[] =>
  metadataUrls(issuer).map((url) => ({ to: 'authorization-server', method: 'GET', url }))

/**
 * The metadata in an answer.
 * @throws {Refusal} `metadata.*`, `answer.json` @throws {TransportError} where the server is unwell.
 */
export function processDiscoveryResponse(issuer: string, answer: Incoming): AuthorizationServerMetadata {
  if (answer.status >= 500)
    throw new TransportError('status', answer.request, `answered ${answer.status}`, { status: answer.status })
  check(rules.found, answer.status === 200, { expected: 200, received: answer.status })
  return validateMetadata(readJson(answer.headers.get('content-type'), answer.body), issuer)
}

export interface Discovery {
  /** @throws {TransportError} @throws {Refusal} `metadata.*` */
  readonly metadata: () => Promise<AuthorizationServerMetadata>
}

/** Metadata that is fetched at most once an hour; a failure is not remembered, and does not take away what was known. */
export function createDiscovery(issuer: string, wire: Wire, monotonicMs: () => number): Discovery {
  const flights = createFlights<AuthorizationServerMetadata>()
  let known: { metadata: AuthorizationServerMetadata; freshUntilMs: number } | undefined
  return {
    async metadata() {
      if (known !== undefined && monotonicMs() < known.freshUntilMs) return known.metadata
      return await flights.join('', async () => {
        try {
          known = { metadata: await discover(issuer, wire), freshUntilMs: monotonicMs() + FRESH_MS }
        } catch (error) {
          if (known === undefined || !(error instanceof TransportError)) throw error
        }
        return known.metadata
      })
    },
  }
}

async function discover(issuer: string, wire: Wire): Promise<AuthorizationServerMetadata> {
  let answer: Incoming | undefined
  for (const request of discoveryRequests(issuer)) {
    answer = await send(wire, request)
    if (answer.status < 400 || answer.status >= 500) break
  }
  if (answer === undefined) throw new Error('an issuer has at least one metadata address')
  return processDiscoveryResponse(issuer, answer)
}
