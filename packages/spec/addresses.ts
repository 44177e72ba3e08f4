/** IP addresses and networks as text: `10.0.0.7`, `10.1.0.0/16`, `2001:db8::/48`. An IPv4 address inside IPv6 is that IPv4 address. */

interface Address {
  readonly bits: 32 | 128
  readonly value: bigint
}

interface Network extends Address {
  readonly prefix: number
}

/** Whether `text` is an address, of either family and without brackets. */
export const isAddress = (text: string): boolean => parseAddress(text) !== undefined

/** Whether `text` is an address, or a network in CIDR notation. */
export const isHostOrNetwork = (text: string): boolean => parseNetwork(text) !== undefined

/** Whether an address is one of these, or in one of these networks; what is no address is in none. */
export function among(hosts: readonly string[]): (address: string) => boolean {
  const networks = hosts.map(parseNetwork).filter((network) => network !== undefined)
  return (text) => {
    const address = networks.length === 0 ? undefined : parseAddress(text)
    return address !== undefined && networks.some((network) => isIn(address, network))
  }
}

function isIn({ bits, value }: Address, network: Network): boolean {
  const rest = BigInt(network.bits - network.prefix)
  return bits === network.bits && value >> rest === network.value >> rest
}

function parseNetwork(text: string): Network | undefined {
  const [host = '', prefix, ...more] = text.split('/')
  const address = parseAddress(host)
  if (address === undefined || more.length > 0) return undefined
  if (prefix === undefined) return { ...address, prefix: address.bits }
  const all = host.includes(':') ? 128 : 32
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > all) return undefined
  // Of a mapped network, `::ffff:10.0.0.0/104`, the first 96 bits are in no IPv4 address.
  return { ...address, prefix: Math.max(0, Number(prefix) - (all - address.bits)) }
}

function parseAddress(text: string): Address | undefined {
  if (!text.includes(':')) {
    const value = parseFour(text)
    return value === undefined ? undefined : { bits: 32, value }
  }
  const value = parseSix(text.replace(/%[\w.-]+$/, ''))
  if (value === undefined) return undefined
  return value >> 32n === 0xffffn ? { bits: 32, value: value & 0xffff_ffffn } : { bits: 128, value }
}

function parseFour(text: string): bigint | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255))
    return undefined
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n)
}

const GROUPS = 8

function parseSix(text: string): bigint | undefined {
  const halves = text.split('::').map(groupsIn)
  const [head, tail] = halves
  if (head === undefined || halves.length > 2) return undefined
  const missing = GROUPS - head.length - (tail?.length ?? 0)
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined
  const groups = tail === undefined ? head : [...head, ...Array<string>(missing).fill('0'), ...tail]
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined
  return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n)
}

/** An IPv4 address at the end counts as two groups; what is none stays, and is no group. */
function groupsIn(half: string): string[] {
  if (half === '') return []
  const groups = half.split(':')
  const four = parseFour(groups.at(-1) ?? '')
  if (four === undefined) return groups
  return [...groups.slice(0, -1), (four >> 16n).toString(16), (four & 0xffffn).toString(16)]
}
