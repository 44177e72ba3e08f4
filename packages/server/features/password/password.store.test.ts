/** The password grant as clients of old meet it. */
import { observeTraces } from '@sightglass/trace/observe'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  basic,
  claimsIn,
  credentials,
  issuer,
  openTrial,
  resource,
  type TokenAnswer,
  type Trial,
  tokenRequest,
  webSecret,
} from '../../../../test/authorization-server.ts'
import { addClient, tokenClient, userinfoStatus } from '../../../../test/lifecycle.ts'
import type { Client } from '../../clients/client.ts'
import { clientRecords, defaultPolicy } from '../../clients/client.ts'

let trial: Trial
let client: Client

const GRANT_TYPES = ['password', 'refresh_token']

beforeEach(async () => {
  trial = await openTrial()
  client = await addClient(trial.server, 'demo-web', {
    grantTypes: GRANT_TYPES,
    responseTypes: [],
    policy: { ...defaultPolicy, legacy: true },
  })
})

type Sent = Readonly<Record<string, string | undefined>>

const ask = (sent: Sent = {}, { server }: Pick<Trial, 'server'> = trial): Promise<TokenAnswer> =>
  tokenRequest(
    server,
    { grant_type: 'password', username: 'alice', password: credentials.alice, scope: 'openid read', ...sent },
    basic(client.clientId, webSecret),
  )

const told = ({ status, body }: TokenAnswer) => [status, body.error, body.error_description]

const WRONG = [400, 'invalid_grant', 'username and password must be right together']

describe('the password grant', () => {
  it('gives tokens in the name of the person, without a session', async () => {
    const { status, body } = await ask()
    expect([status, body.token_type, body.scope]).toEqual([200, 'Bearer', 'openid read'])
    const alice = await trial.server.people.findByUsername('alice')
    expect(claimsIn(body.access_token)).toMatchObject({ sub: alice?.sub, aud: [resource, issuer] })
    const { sid, amr, auth_time: at } = claimsIn(body.id_token)
    expect([sid, amr, at]).toEqual([undefined, ['pwd'], trial.clock()])
    expect(await userinfoStatus(trial.server, body.access_token)).toBe(200)
    expect((await tokenClient(trial.server, client).refresh(body.refresh_token)).status).toBe(200)
  })

  it('says in the trace why it should not be used, and nothing of the password', async () => {
    const traces: string[] = []
    const stop = observeTraces((trace) => traces.push(JSON.stringify(trace)))
    await ask()
    stop()
    expect(traces.join()).toContain('hands the password to the client')
    expect(traces.join()).not.toContain(credentials.alice)
  })

  it('gives a refresh token only to a client that has that grant', async () => {
    client = await addClient(trial.server, 'demo-web', {
      grantTypes: ['password'],
      responseTypes: [],
      policy: { ...defaultPolicy, legacy: true },
    })
    expect((await ask()).body).not.toHaveProperty('refresh_token')
  })

  it('is off for whoever does not list it, and for whom no operator let use it', async () => {
    await expect(trial.server.clients.put({ ...client, policy: { legacy: false } })).rejects.toThrow('legacy')
    const unlisted = await tokenRequest(trial.server, { grant_type: 'password', username: 'alice', password: 'x' })
    expect(told(unlisted).slice(0, 2)).toEqual([400, 'unauthorized_client'])
    // Whatever got into the database some other way, unknown to the cache.
    await trial.server.clients.put(client)
    const stored = trial.store.forIssuer(issuer).table(clientRecords)
    await stored.update(client.clientId, () => ({ record: { ...client, policy: defaultPolicy }, outcome: undefined }))
    const off = 'client must be one that an operator lets use what OAuth 2.1 dropped'
    expect(told(await ask())).toEqual([400, 'unauthorized_client', off])
  })

  it('tells nothing of what is wrong: the name, the password, the person', async () => {
    const bob = await trial.server.people.findByUsername('bob')
    await trial.server.people.setStatus(bob?.sub ?? '', 'disabled')
    for (const sent of [
      { password: 'wrong' },
      { username: 'nobody' },
      { username: 'nobody', password: 'wrong' },
      { username: 'bob', password: credentials.bob },
      { username: 'carol' },
    ])
      expect(told(await ask(sent))).toEqual(WRONG)
  })

  it('wants a name, a password, and a scope that the client may ask for', async () => {
    for (const sent of [{ username: undefined }, { password: undefined }, { password: '' }])
      expect((await ask(sent)).body.error).toBe('invalid_request')
    expect((await ask({ scope: 'everything', password: 'wrong' })).body.error).toBe('invalid_scope')
  })

  it('makes whoever guesses wait like the login page, counted together with it', async () => {
    const statuses: number[] = []
    for (let tries = 0; tries < 6; tries++) statuses.push((await ask({ password: 'wrong' })).status)
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429])
    const waiting = await ask()
    expect([waiting.status, waiting.body.error, waiting.headers.get('retry-after')]).toEqual([
      429,
      'too_many_requests',
      '1',
    ])
    trial.clock.move(1)
    expect((await ask()).status).toBe(200)
  })
})

describe('a grant without a session', () => {
  const lives = async ({ body }: TokenAnswer): Promise<boolean> => {
    const refreshed = await tokenClient(trial.server, client).refresh(body.refresh_token)
    return refreshed.status === 200 && (await userinfoStatus(trial.server, body.access_token)) === 200
  }

  it('outlives a changed password, as one for acting offline does', async () => {
    const answer = await ask()
    const alice = await trial.server.people.findByUsername('alice')
    await trial.server.people.changePassword(alice?.sub ?? '', 'a new password')
    expect(await lives(answer)).toBe(true)
    expect(told(await ask())).toEqual(WRONG)
    expect((await ask({ password: 'a new password' })).status).toBe(200)
  })

  it('ends when the person withdraws it, or is disabled', async () => {
    const withdrawn = await ask()
    const alice = await trial.server.people.findByUsername('alice')
    await trial.server.consents.withdraw(alice?.sub ?? '', client.clientId)
    expect(await lives(withdrawn)).toBe(false)
    const disabled = await ask()
    await trial.server.people.setStatus(alice?.sub ?? '', 'disabled')
    trial.clock.move(1)
    await trial.server.people.setStatus(alice?.sub ?? '', 'active')
    expect(await lives(disabled)).toBe(false)
    expect(await lives(await ask())).toBe(true)
  })

  it('ends when its client is disabled', async () => {
    const answer = await ask()
    await trial.server.clients.put({ ...client, status: 'disabled' })
    trial.clock.move(1)
    await trial.server.clients.put({ ...client, status: 'active' })
    expect(await lives(answer)).toBe(false)
  })
})
