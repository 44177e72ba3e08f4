/** Pairwise subjects (OIDC Core §8): each sector knows a person by an identifier of its own, everywhere, and for ever. */
import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { deliveredBy } from '../../../test/asking.ts'
import {
  type Asked,
  authorizationUrl,
  claimsIn,
  issuer,
  obtainCode,
  openTrial,
  type Trial,
} from '../../../test/authorization-server.ts'
import { addClient, tokenClient } from '../../../test/lifecycle.ts'
import { openTestStore } from '../../../test/stores.ts'
import type { UserAgent } from '../../../test/user-agent.ts'
import type { Client } from '../clients/client.ts'
import { createSeal, parseKeyEncryptionKey, systemRandom } from '../secrets.ts'
import { openSubjects } from './subjects.ts'

let trial: Trial
let alice: UserAgent

beforeAll(async () => {
  trial = await openTrial()
  alice = trial.browser()
  await obtainCode(trial, {}, alice)
})

const at = (redirectUri: string, differs: Partial<Client> = {}): Promise<Client> =>
  addClient(trial.server, 'demo-web', { subjectType: 'pairwise', redirectUris: [redirectUri], ...differs })

const asking = ({ clientId, redirectUris }: Client): Asked => ({
  client_id: clientId,
  redirect_uri: redirectUris[0],
  scope: 'openid',
})

/** Every `sub` that the client is told, once. */
async function subsOf(client: Client, agent = alice): Promise<{ subs: unknown[]; idToken: string }> {
  const { code, verifier } = await obtainCode(trial, asking(client), agent)
  const as = tokenClient(trial.server, client)
  const { body } = await as.redeem(code, verifier, { redirect_uri: client.redirectUris[0] })
  const headers = { authorization: `Bearer ${body.access_token}` }
  const info = await trial.server.fetch(new Request(`${issuer}/oauth2/userinfo`, { headers }))
  const again = await as.refresh(body.refresh_token)
  const tokens = [body.id_token, body.access_token, again.body.id_token, again.body.access_token]
  const { sub } = (await info.json()) as { sub: unknown }
  return { subs: [...new Set([...tokens.map((token) => claimsIn(token).sub), sub])], idToken: body.id_token ?? '' }
}

describe('a client with pairwise subjects', () => {
  it('knows a person by one identifier everywhere, and not by the one that others know', async () => {
    const own = (await trial.server.people.findByUsername('alice'))?.sub
    const { subs } = await subsOf(await at('https://app.example/cb'))
    expect(subs).toEqual([expect.stringMatching(/^[\w-]{43}$/)])
    expect((await subsOf(await at('https://app.example/cb', { subjectType: 'public' }))).subs).toEqual([own])
  })

  it('shares it with the clients of its sector, and with no other', async () => {
    const one = await subsOf(await at('https://one.example/cb'))
    expect((await subsOf(await at('https://one.example:8443/other'))).subs).toEqual(one.subs)
    expect((await subsOf(await at('https://two.example/cb'))).subs).not.toEqual(one.subs)
    const sector = { sectorIdentifierUri: 'https://one.example/sector.json' }
    expect((await subsOf(await at('https://three.example/cb', sector))).subs).toEqual(one.subs)
  })

  it('means that person by it: as a hint, and by claims', async () => {
    const client = await at('https://hint.example/cb')
    const { subs, idToken } = await subsOf(client)
    const silent = async (asked: Asked) => {
      const { url } = await authorizationUrl({ ...asking(client), prompt: 'none', ...asked })
      return deliveredBy(await alice.visit(url)).members
    }
    const claims = (value: unknown) => ({ claims: JSON.stringify({ id_token: { sub: { value } } }) })
    expect(await silent({ id_token_hint: idToken })).toHaveProperty('code')
    expect(await silent(claims(subs[0]))).toHaveProperty('code')
    const own = (await trial.server.people.findByUsername('alice'))?.sub
    expect(await silent(claims(own))).toMatchObject({ error: 'login_required' })
  })

  it('without a host is a sector of its own', async () => {
    const native = (redirectUri: string) =>
      addClient(trial.server, 'demo-client', { subjectType: 'pairwise', redirectUris: [redirectUri] })
    const [one, other] = [await native('com.example.app:/cb'), await native('com.example.app:/cb')]
    expect((await subsOf(one)).subs).not.toEqual((await subsOf(other)).subs)
  })
})

it('identifiers stay when the server starts again, and when the key-encryption key is rolled over', async () => {
  const store = (await openTestStore({ issuer, clock: trial.clock })).forIssuer(issuer)
  const [old, next] = [1, 2].map((byte) => parseKeyEncryptionKey(Buffer.alloc(32, byte).toString('base64url')))
  if (old === undefined || next === undefined) throw new Error('there are two keys')
  const client = await at('https://app.example/cb')
  const told = async (...keys: (typeof old)[]): Promise<string> =>
    (await openSubjects(store, createSeal(keys, 'pairwise'), systemRandom)).toldTo(client, 'alice')
  const first = await told(old)
  for (const keys of [[old], [next, old], [next]]) expect(await told(...keys)).toBe(first)
  await expect(told(old)).rejects.toThrow('key-encryption key')
  const stranger = parseKeyEncryptionKey(randomBytes(32).toString('base64url'))
  await expect(told(stranger)).rejects.toThrow('key-encryption key')
})

it('discovery offers them', async () => {
  const answer = await trial.server.fetch(new Request(`${issuer}/.well-known/openid-configuration`))
  expect(await answer.json()).toMatchObject({ subject_types_supported: ['public', 'pairwise'] })
})
