/** The keys of a server: rotated, withdrawn, sealed anew, made when needed; two nodes on one database see the same. */
import { randomBytes } from 'node:crypto'
import { createServer, parseKeyEncryptionKey, type ServerOptions } from '@sightglass/server'
import { openStore } from '@sightglass/store'
import { describe, expect, it } from 'vitest'
import {
  claimsIn,
  issuer,
  obtainCode,
  openTrial,
  redeem,
  type Trial,
  testKeys,
} from '../../../test/authorization-server.ts'
import { afterThis } from '../../../test/cleaning.ts'
import { addClient, type Fetching, tokenClient, userinfoStatus } from '../../../test/lifecycle.ts'
import { testStoreUrl } from '../../../test/stores.ts'
import { createSeal } from '../secrets.ts'
import type { SigningAlgorithm } from './algorithms.ts'
import { resealed, signingKeys } from './signing-key.ts'

const DAY = 86_400
/** Within so long a node sees what another did. */
const SEEN_SECONDS = 5

interface Jwk {
  readonly kid: string
  readonly alg: string
  readonly [member: string]: string
}

async function jwks({ fetch }: Fetching): Promise<readonly Jwk[]> {
  return ((await (await fetch(new Request(`${issuer}/oauth2/jwks`))).json()) as { keys: Jwk[] }).keys
}

const kidsOf = async (server: Fetching, alg: string): Promise<string[]> =>
  (await jwks(server)).filter((key) => key.alg === alg).map(({ kid }) => kid)

const headerOf = (jwt = ''): { alg: string; kid: string } =>
  JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString())

async function tokens(trial: Trial) {
  const { code, verifier } = await obtainCode(trial)
  const { body } = await redeem(trial.server, code, verifier)
  return { accessToken: body.access_token ?? '', idToken: body.id_token ?? '' }
}

/** Two nodes, each with a connection of its own, on one clock. */
async function twoNodes(options: Partial<ServerOptions> = {}) {
  const url = await testStoreUrl()
  const open = async (clock: () => number) => {
    const store = await openStore(url, { issuer, clock })
    afterThis(() => store.close())
    return store
  }
  const first = await openTrial({ ...options, store: await open(() => Math.floor(Date.now() / 1000)) })
  const { clock } = first
  const second = await createServer({ issuer, clock, ...testKeys, ...options, store: await open(clock) })
  return { ...first, second }
}

describe('rotation on command', () => {
  it('publishes a new key at once beside the old one, which goes on signing', async () => {
    const trial = await openTrial()
    const before = await kidsOf(trial.server, 'ES256')
    await trial.server.keys.rotate('ES256')
    const after = await kidsOf(trial.server, 'ES256')
    expect(after).toHaveLength(2)
    expect(after).toContain(before[0])
    expect(headerOf((await tokens(trial)).accessToken).kid).toBe(before[0])
    expect(await kidsOf(trial.server, 'RS256')).toHaveLength(1)
  })

  it('reaches every algorithm where none is named', async () => {
    const { server } = await openTrial()
    await server.keys.rotate()
    expect((await jwks(server)).map(({ alg }) => alg).sort()).toEqual(['ES256', 'ES256', 'RS256', 'RS256'])
  })

  it('is hidden by no cache', async () => {
    const { server } = await openTrial()
    const response = await server.fetch(new Request(`${issuer}/oauth2/jwks`))
    expect(response.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate')
  })

  it('lets the new key sign a day later, and keeps the old one until its last token has expired', async () => {
    const trial = await openTrial()
    const [old] = await kidsOf(trial.server, 'ES256')
    await trial.server.keys.rotate('ES256')
    trial.clock.move(DAY - 1)
    const last = await tokens(trial)
    expect(headerOf(last.accessToken).kid).toBe(old)
    trial.clock.move(SEEN_SECONDS)
    const { accessToken } = await tokens(trial)
    expect(await kidsOf(trial.server, 'ES256')).toEqual([old, headerOf(accessToken).kid])
    for (const token of [last.accessToken, accessToken]) expect(await userinfoStatus(trial.server, token)).toBe(200)
    trial.clock.move(DAY + 600)
    expect(await kidsOf(trial.server, 'ES256')).toEqual([headerOf(accessToken).kid])
    expect((await trial.server.keys.states()).map(({ alg, state }) => [alg, state])).toEqual([
      ['ES256', 'signing'],
      ['RS256', 'signing'],
    ])
  })

  it('asked for at two nodes at once makes one key', async () => {
    const { server, second, clock } = await twoNodes()
    await Promise.all([server.keys.rotate('ES256'), second.keys.rotate('ES256')])
    clock.move(SEEN_SECONDS)
    expect(await kidsOf(server, 'ES256')).toHaveLength(2)
    expect(await jwks(second)).toEqual(await jwks(server))
  })

  it('is seen by another node within seconds', async () => {
    const { server, second, clock } = await twoNodes()
    await server.keys.rotate()
    clock.move(SEEN_SECONDS)
    expect(await jwks(second)).toEqual(await jwks(server))
  })

  it('has its bounds: a set too long would be read by nobody', async () => {
    const { server } = await openTrial({ signingAlgorithms: ['ES256'] })
    for (let n = 1; n < 16; n++) await server.keys.rotate('ES256')
    await expect(server.keys.rotate('ES256')).rejects.toThrow('16 keys')
    expect(await kidsOf(server, 'ES256')).toHaveLength(16)
  })
})

describe('rotation on schedule', () => {
  it('publishes the next key a day before the old one has signed for 90', async () => {
    const { server, clock } = await openTrial({ signingAlgorithms: ['ES256'] })
    clock.move(89 * DAY - 1)
    expect(await jwks(server)).toHaveLength(1)
    clock.move(1)
    // Read again, due, made: all by the first request that comes.
    clock.move(SEEN_SECONDS)
    expect(await jwks(server)).toHaveLength(2)
    expect((await server.keys.states()).map(({ state }) => state)).toEqual(['signing', 'published'])
    clock.move(DAY)
    expect((await server.keys.states()).map(({ state }) => state)).toEqual(['retired', 'signing'])
  })

  it('goes on where a clock was a year ahead for a while', async () => {
    const { server, clock } = await openTrial({ signingAlgorithms: ['ES256'] })
    const [first] = await jwks(server)
    clock.move(365 * DAY)
    expect(await jwks(server)).toHaveLength(2)
    clock.move(-365 * DAY)
    expect((await server.keys.states()).map(({ state }) => state)).toEqual(['signing', 'published'])
    clock.move(89 * DAY)
    expect(await jwks(server)).toHaveLength(3)
    clock.move(DAY)
    expect((await server.keys.states()).map(({ state }) => state)).toEqual(['retired', 'retired', 'signing'])
    clock.move(2 * DAY)
    expect(await kidsOf(server, 'ES256')).not.toContain(first?.kid)
  })

  it('makes no key for a clock that is years behind', async () => {
    const { server, clock } = await openTrial({ signingAlgorithms: ['ES256'] })
    clock.move(-20 * 365 * DAY)
    expect(await jwks(server)).toHaveLength(1)
  })

  it('can be set', async () => {
    const { server, clock } = await openTrial({
      signingAlgorithms: ['ES256'],
      keyRotation: { rotateAfterSeconds: 10 * DAY, publishedAheadSeconds: 3600 },
    })
    clock.move(10 * DAY - 3600)
    expect(await jwks(server)).toHaveLength(2)
  })
})

describe('a schedule', () => {
  it('must let a key sign for longer than it is published ahead', async () => {
    const { store } = await openTrial()
    const keyRotation = { rotateAfterSeconds: 3600, publishedAheadSeconds: 3600 }
    await expect(createServer({ issuer, ...testKeys, store, keyRotation })).rejects.toThrow('sign for longer')
  })
})

describe('a key that is withdrawn', () => {
  it('leaves the JWKS, what it signed counts no more, and another signs at once', async () => {
    const trial = await openTrial()
    const { accessToken } = await tokens(trial)
    const { kid } = headerOf(accessToken)
    await trial.server.keys.withdraw(kid)
    expect(await kidsOf(trial.server, 'ES256')).not.toContain(kid)
    expect(await userinfoStatus(trial.server, accessToken)).toBe(401)
    const next = await tokens(trial)
    expect(await kidsOf(trial.server, 'ES256')).toEqual([headerOf(next.accessToken).kid])
    expect(await userinfoStatus(trial.server, next.accessToken)).toBe(200)
  })

  it('counts no more at another node within seconds, and what its successor signs counts there at once', async () => {
    const { second, ...trial } = await twoNodes()
    const { accessToken } = await tokens(trial)
    expect(await userinfoStatus(second, accessToken)).toBe(200)
    trial.clock.move(1)
    await trial.server.keys.withdraw(headerOf(accessToken).kid)
    const next = await tokens(trial)
    expect(await userinfoStatus(second, next.accessToken)).toBe(200)
    trial.clock.move(SEEN_SECONDS)
    expect(await userinfoStatus(second, accessToken)).toBe(401)
  })

  it('is followed by the key that was published already', async () => {
    const trial = await openTrial()
    const [old = ''] = await kidsOf(trial.server, 'ES256')
    await trial.server.keys.rotate('ES256')
    const [, pending] = await kidsOf(trial.server, 'ES256')
    await trial.server.keys.withdraw(old)
    expect(await kidsOf(trial.server, 'ES256')).toEqual([pending])
    expect(headerOf((await tokens(trial)).accessToken).kid).toBe(pending)
  })

  it('before it has signed leaves the signing one in its place', async () => {
    const trial = await openTrial()
    await trial.server.keys.rotate('ES256')
    const [old, pending = ''] = await kidsOf(trial.server, 'ES256')
    await trial.server.keys.withdraw(pending)
    expect(await kidsOf(trial.server, 'ES256')).toEqual([old])
  })

  it('never leaves an algorithm without a key, whatever two nodes withdraw at once', async () => {
    const { server, second, clock } = await twoNodes({ signingAlgorithms: ['ES256'] })
    await server.keys.rotate('ES256')
    clock.move(SEEN_SECONDS)
    const [old = '', pending = ''] = await kidsOf(second, 'ES256')
    await Promise.all([server.keys.withdraw(old), second.keys.withdraw(pending)])
    clock.move(SEEN_SECONDS)
    const left = await kidsOf(server, 'ES256')
    expect(left).toHaveLength(1)
    expect([old, pending]).not.toContain(left[0])
    expect(await kidsOf(second, 'ES256')).toEqual(left)
  })

  it('is withdrawn however many there are', async () => {
    const { server } = await openTrial({ signingAlgorithms: ['ES256'] })
    for (let n = 0; n < 20; n++) await server.keys.withdraw((await kidsOf(server, 'ES256'))[0] ?? '')
    expect(await kidsOf(server, 'ES256')).toHaveLength(1)
  })

  it('must exist', async () => {
    const { server } = await openTrial()
    await expect(server.keys.withdraw('nobody')).rejects.toThrow('no signing key nobody')
  })
})

describe('an algorithm', () => {
  const algs: readonly SigningAlgorithm[] = ['PS256', 'ES384', 'EdDSA']

  it.each(algs)('%s has a key from its first use on, and is announced then', async (alg) => {
    const trial = await openTrial()
    const announced = async () => {
      const response = await trial.server.fetch(new Request(`${issuer}/.well-known/openid-configuration`))
      return ((await response.json()) as Record<string, string[]>).id_token_signing_alg_values_supported
    }
    expect(await announced()).toEqual(['ES256', 'RS256'])
    const client = await addClient(trial.server, 'demo-web', { idTokenSignedResponseAlg: alg })
    const { code, verifier } = await obtainCode(trial, { client_id: client.clientId })
    const { body } = await tokenClient(trial.server, client).redeem(code, verifier)
    expect(headerOf(body.id_token)).toMatchObject({ alg, kid: (await kidsOf(trial.server, alg))[0] })
    expect(claimsIn(body.id_token).aud).toBe(client.clientId)
    expect((await announced())?.toSorted()).toEqual(['ES256', 'RS256', alg].sort())
  })

  it('has a key from the start where the operator says so', async () => {
    const { server } = await openTrial({ signingAlgorithms: ['ES256', 'EdDSA'] })
    expect((await jwks(server)).map(({ alg }) => alg)).toEqual(['ES256', 'EdDSA'])
  })
})

describe('the JWKS', () => {
  it('never holds a private member, and no kid twice', async () => {
    const { server } = await openTrial({ signingAlgorithms: ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'] })
    await server.keys.rotate()
    const keys = await jwks(server)
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(10)
    const members = new Set(keys.flatMap((key) => Object.keys(key)))
    expect([...members].sort()).toEqual(['alg', 'crv', 'e', 'kid', 'kty', 'n', 'use', 'x', 'y'])
  })
})

describe('a key-encryption key', () => {
  it('that comes first seals the keys anew, and the former one can go', async () => {
    const [former] = testKeys.keyEncryptionKeys
    const latter = parseKeyEncryptionKey(randomBytes(32).toString('base64url'))
    const { server, store, clock } = await openTrial()
    const before = await jwks(server)
    await createServer({ issuer, clock, store, ...testKeys, keyEncryptionKeys: [latter, former] })
    const seal = createSeal([latter], `signing-key ${issuer}`)
    for (const { record } of await store.forIssuer(issuer).table(signingKeys).list('every', 'all'))
      expect(resealed(record, seal)).toBeUndefined()
    const after = await createServer({ issuer, clock, store, ...testKeys, keyEncryptionKeys: [latter] })
    expect(await jwks(after)).toEqual(before)
  })

  it('that is missing stops the start', async () => {
    const { store, clock } = await openTrial()
    const other = parseKeyEncryptionKey(randomBytes(32).toString('base64url'))
    const start = createServer({ issuer, clock, store, ...testKeys, keyEncryptionKeys: [other] })
    await expect(start).rejects.toThrow('does not open')
  })
})
