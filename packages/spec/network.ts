/** Which peers count as one: the limits of all parties count networks, not single addresses. */

/** One household or machine has a whole /64 of IPv6: counting single addresses would count nothing. */
export function network(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address.replace(/^::ffff:/, '')
  const [head = '', tail = ''] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const rest = tail.split(':').filter(Boolean)
  const full = address.includes('::')
    ? [...groups, ...Array(Math.max(0, 8 - groups.length - rest.length)).fill('0'), ...rest]
    : groups
  return `${full.slice(0, 4).join(':')}::/64`
}
