/**
 * Who sent a request. Nobody but a proxy on the operator's list is believed about it, and of what a proxy says only
 * `X-Forwarded-For`, from its right end, where each proxy adds the address at the other end of its connection.
 */
import type { IncomingHttpHeaders } from 'node:http'
import { among, isAddress } from '@sightglass/spec/addresses'

export interface Peer {
  /** The address that the request came from, before the proxies that are trusted. */
  readonly address: string
}

/** What is known of a request before anything of it is believed. */
interface Incoming {
  readonly socket: { readonly remoteAddress?: string | undefined }
  readonly headers: IncomingHttpHeaders
}

export type PeerOf = (incoming: Incoming) => Peer

/** @param trustedProxies addresses and networks */
export function createPeerOf(trustedProxies: readonly string[] = []): PeerOf {
  const isTrusted = among(trustedProxies)
  return (incoming) => new IncomingPeer(incoming, isTrusted)
}

/** Asks for the address only when somebody wants to know. */
class IncomingPeer implements Peer {
  readonly #incoming: Incoming
  readonly #isTrusted: (address: string) => boolean

  constructor(incoming: Incoming, isTrusted: (address: string) => boolean) {
    this.#incoming = incoming
    this.#isTrusted = isTrusted
  }

  get address(): string {
    const { socket, headers } = this.#incoming
    const forwardedFor = headers['x-forwarded-for']
    return senderOf(socket.remoteAddress ?? '', String(forwardedFor ?? ''), this.#isTrusted)
  }
}

/** The first from the right that is not trusted; where the list ends before, or holds something else, the last that is. */
export function senderOf(remote: string, forwardedFor: string, isTrusted: (address: string) => boolean): string {
  const hops = forwardedFor.split(',')
  let sender = unmapped(remote)
  while (isTrusted(sender)) {
    const hop = addressIn(hops.pop() ?? '')
    if (hop === undefined) return sender
    sender = hop
  }
  return sender
}

/** Some proxies add the port. */
function addressIn(hop: string): string | undefined {
  const text = hop.trim()
  const [, bracketed, four] = /^(?:\[([^\]]*)\](?::\d+)?|([\d.]+):\d+)$/.exec(text) ?? []
  const address = bracketed ?? four ?? text
  return isAddress(address) ? unmapped(address) : undefined
}

const unmapped = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')
