/** Whose a flow is, also where nobody proved to be the client. */
import type { Look, Shown, Trace } from '@sightglass/trace'
import type { Flow } from '@sightglass/trace/flow'
import { describe, expect, it } from 'vitest'
import { everything, matches } from '../feeds/search.ts'
import { clientsInShort, clientsInWords, clientsOf } from './clients.ts'

const known: Look = {
  kind: 'check',
  rule: 'client.known',
  cite: 'RFC6749-2.2',
  must: 'client_id must be registered',
  held: true,
  received: 'demo-service',
}

function flowOf(parameters: readonly Shown[], steps: readonly Look[] = []): Flow {
  const received = { method: 'POST', url: 'https://login.example/oauth2/token', headers: [], parameters }
  const answer = { status: 401, headers: [], parameters: [] }
  const trace: Trace = {
    ...{ id: 'x', party: 'authorization-server', at: 1, tookMs: 1, from: 'client', received },
    ...{ steps, answer, error: 'invalid_client', links: [], clientId: undefined },
  }
  return { id: 'x', clientIds: [], traces: [trace] }
}

describe('the clients of a flow', () => {
  it('are also those that only called themselves so, known to the server or not', () => {
    const parameters: Shown[] = [
      { name: 'client_id', value: 'mistyped', in: 'query' },
      { name: 'client_id', value: '•••', masked: true, in: 'query' },
    ]
    const flow = { ...flowOf(parameters), clientIds: ['shop'] }
    expect(clientsOf(flow)).toEqual(['shop', 'mistyped'])
    expect(clientsInWords(flow)).toBe('shop, mistyped (claimed)')
  })

  it('are found where the name stood in credentials that are masked', () => {
    const flow = flowOf([{ name: 'authorization', value: 'Basic •••', masked: true, in: 'header' }], [known])
    expect(clientsInWords(flow)).toBe('demo-service (claimed)')
    expect(matches({ client: 'demo-service', failures: true, text: '' }, flow)).toBe(true)
    expect(matches({ ...everything, text: 'demo-service' }, flow)).toBe(true)
    expect(matches({ ...everything, client: 'shop' }, flow)).toBe(false)
  })

  it('are told by the server where credentials came to nothing before anybody looked at the name in them', () => {
    const { traces } = flowOf([{ name: 'authorization', value: 'Basic •••', masked: true, in: 'header' }])
    const flow = { id: 'x', clientIds: [], traces: traces.map((trace) => ({ ...trace, claimedId: 'shop' })) }
    expect(clientsInWords(flow)).toBe('shop (claimed)')
  })
})

it('an id that is long loses its middle where there is little room, and no other does', () => {
  const long = 'https://client.example/oauth/clients/production/metadata.json'
  const flow = { ...flowOf([{ name: 'client_id', value: 'demo-web', in: 'query' }]), clientIds: [long] }
  expect(clientsInShort(flow)).toBe('https://client…metadata.json, demo-web (claimed)')
  expect(clientsInWords(flow)).toContain(long)
})
