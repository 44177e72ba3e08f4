/** The addresses and networks that a peer may ask from, as the transport knows it: `10.0.0.7`, `10.1.0.0/16`, `2001:db8::/48`. */
import { BlockList, isIP } from 'node:net'

/** Whether `text` is an address, or a network in CIDR notation. */
export function isHostOrNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/')
  const bits = isIP(address) === 4 ? 32 : 128
  if (isIP(address) === 0 || more.length > 0) return false
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits)
}

/** Whether the address is one of these, or in one of these networks. */
export function isAmong(hosts: readonly string[], address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '')
  return isIP(plain) !== 0 && listOf(hosts).check(plain, familyOf(plain))
}

function listOf(hosts: readonly string[]): BlockList {
  const list = new BlockList()
  for (const host of hosts) {
    const [address = '', prefix] = host.split('/')
    if (prefix === undefined) list.addAddress(address, familyOf(address))
    else list.addSubnet(address, Number(prefix), familyOf(address))
  }
  return list
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 4 ? 'ipv4' : 'ipv6')
