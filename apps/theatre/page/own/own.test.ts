/** What the room of one's own client makes of what is typed. */
import { describe, expect, it } from 'vitest'
import type { Boot } from '../boot.ts'
import { commandFor, discoveryOf, issuerOf } from './set-up.ts'

const boot: Boot = {
  locale: 'en',
  feeds: [
    { party: 'authorization-server', url: 'https://login.example/tenant/trace/events' },
    { party: 'resource-server', url: 'https://api.example/trace/events' },
  ],
}
const wanted = { clientId: 'shop', redirectUri: 'https://shop.example/callback', isPublic: false }

describe('the room of one’s own client', () => {
  it('tells where the server is', () => {
    expect([issuerOf(boot), discoveryOf(boot)]).toEqual([
      'https://login.example/tenant',
      'https://login.example/tenant/.well-known/openid-configuration',
    ])
  })

  it('registers with one command, public or not', () => {
    const command = commandFor(boot, wanted)
    expect(command).toContain('npm run sightglass -- client create shop')
    expect(command).toContain('--redirect-uri https://shop.example/callback')
    expect(command).toContain('--resource https://api.example')
    expect(command).not.toContain('--auth-method')
    expect(commandFor(boot, { ...wanted, isPublic: true })).toContain('--auth-method none')
  })

  it('leaves a shell nothing to run in what was typed', () => {
    const [name, address] = ["a'; rm -rf $(x) `y`", "https://a.example/'; rm -rf $(x) `y`"]
    const command = commandFor(boot, { ...wanted, clientId: name, redirectUri: address })
    expect(command).toContain('client create my-app ')
    expect(command).toContain("--redirect-uri 'https://a.example/%27;%20rm%20-rf%20$(x)%20%60y%60'")
  })
})
