import { BlockList, isIP } from 'node:net'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { among, isAddress, isHostOrNetwork } from './addresses.ts'

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 4 ? 'ipv4' : 'ipv6')
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, '')
const anyAddress = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.ipV4().map((address) => `::ffff:${address}`),
)

it('knows the same addresses as the system', () => {
  fc.assert(
    fc.property(fc.oneof(anyAddress, fc.stringMatching(/^[0-9a-f:.]{0,20}$/)), (text) => {
      expect(isAddress(text)).toBe(isIP(text) !== 0)
    }),
    { numRuns: 2000 },
  )
})

it('finds an address in the same networks as the system, of its own family alone', () => {
  fc.assert(
    fc.property(anyAddress, fc.oneof(fc.ipV4(), fc.ipV6()), fc.nat(128), (address, host, number) => {
      // The address itself now and then, so that both answers come.
      const base = number % 2 === 0 ? host : plain(address)
      const prefix = number % (family(base) === 'ipv4' ? 33 : 129)
      const list = new BlockList()
      list.addSubnet(base, prefix, family(base))
      const isSameFamily = family(base) === family(plain(address))
      const isIn = isSameFamily && list.check(plain(address), family(base))
      expect(among([`${base}/${prefix}`])(address)).toBe(isIn)
    }),
    { numRuns: 2000 },
  )
})

it.each([
  ['10.0.0.7', true],
  ['10.1.0.0/16', true],
  ['2001:db8::/48', true],
  ['::ffff:10.0.0.0/104', true],
  ['fe80::1%eth0', true],
  ['10.1.0.0/33', false],
  ['2001:db8::/129', false],
  ['10.1.0.0/', false],
  ['10.1.0.0/8/8', false],
  ['010.1.0.0', false],
  ['10.1.0.256', false],
  ['1::2::3', false],
  ['1:2:3:4:5:6:7:8::', false],
  ['[::1]', false],
  ['localhost', false],
  ['', false],
])('%s names a host or a network: %s', (text, holds) => {
  expect(isHostOrNetwork(text)).toBe(holds)
})

it('an IPv4 address inside IPv6 is in the networks of the IPv4 address', () => {
  expect(among(['10.0.0.0/8'])('::ffff:10.1.2.3')).toBe(true)
  expect(among(['::ffff:10.0.0.0/104'])('10.1.2.3')).toBe(true)
  expect(among(['::ffff:10.0.0.0/104'])('11.1.2.3')).toBe(false)
  expect(among([])('10.1.2.3')).toBe(false)
})
