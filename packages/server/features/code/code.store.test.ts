/** The life of a grant and its code, row by row. */

import { createCodeVerifier } from '@sightglass/spec/pkce'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Asked,
  authorizationUrl,
  callback,
  obtainCode,
  openTrial,
  type TokenAnswer,
  type Trial,
  walk,
} from '../../../../test/authorization-server.ts'
import {
  addClient,
  type Fetching,
  fromAnywhere,
  inParallel,
  stillRefreshes,
  type TokenClient,
  tokenClient,
  userinfoStatus,
} from '../../../../test/lifecycle.ts'
import type { UserAgent } from '../../../../test/user-agent.ts'

let trial: Trial
let server: Fetching
let alice: UserAgent
let web: TokenClient
let other: TokenClient

beforeAll(async () => {
  trial = await openTrial()
  server = fromAnywhere(trial.server)
  alice = trial.browser()
  await walk(alice, (await authorizationUrl()).url)
  web = tokenClient(server, await demoWeb())
  other = tokenClient(server, await addClient(trial.server, 'demo-web'))
})

const demoWeb = async () => {
  const client = await trial.server.clients.find('demo-web')
  if (client === undefined) throw new Error('no demo-web')
  return client
}

const newCode = (asked: Asked = {}) => obtainCode(trial, asked, alice)

const refused = (error: string, description: string) => ({
  status: 400,
  body: { error, error_description: expect.stringContaining(description) },
})

/** Whether everything that the grant gave still works. */
const lives = async ({ body }: TokenAnswer, client = web): Promise<boolean> =>
  (await userinfoStatus(server, body.access_token)) === 200 &&
  (await stillRefreshes(server, client, body.refresh_token))

describe('a code', () => {
  it('becomes tokens for the right client, redirect URI and verifier in time', async () => {
    const { code, verifier } = await newCode()
    trial.clock.move(59)
    const answer = await web.redeem(code, verifier)
    expect(answer.status).toBe(200)
    expect(await lives(answer)).toBe(true)
  })

  it('becomes tokens without the redirect URI, which OAuth 2.1 no longer sends', async () => {
    const { code, verifier } = await newCode()
    expect((await web.redeem(code, verifier, { redirect_uri: undefined })).status).toBe(200)
  })

  it('is worth nothing after 60 seconds', async () => {
    const { code, verifier } = await newCode()
    trial.clock.move(60)
    expect(await web.redeem(code, verifier)).toMatchObject(refused('invalid_grant', 'must not have expired'))
  })

  it('is burnt by a wrong verifier, which revokes nothing', async () => {
    const { code, verifier } = await newCode()
    const wrong = await web.redeem(code, createCodeVerifier())
    expect(wrong).toMatchObject(refused('invalid_grant', 'must hash to the code_challenge'))
    expect(await web.redeem(code, verifier)).toMatchObject(refused('invalid_grant', 'must not have been tried'))
    const [grant] = await grantsOfAlice(code)
    expect(grant?.record.revoked).toBeUndefined()
  })

  it.each([
    ['a missing verifier', { code_verifier: undefined }],
    ['another redirect URI', { redirect_uri: `${callback}/` }],
  ])('is burnt by %s', async (_, more) => {
    const { code, verifier } = await newCode()
    expect(await web.redeem(code, verifier, more)).toMatchObject(refused('invalid_grant', ''))
    expect(await web.redeem(code, verifier)).toMatchObject(refused('invalid_grant', 'must not have been tried'))
  })

  it.each([
    ['a verifier that is none', { code_verifier: 'short' }, 'invalid_request'],
    ['a resource that was not granted', { resource: 'https://elsewhere.example' }, 'invalid_target'],
  ])('is not burnt by a request with %s', async (_, more, error) => {
    const { code, verifier } = await newCode()
    expect(await web.redeem(code, verifier, more)).toMatchObject(refused(error, ''))
    expect((await web.redeem(code, verifier)).status).toBe(200)
  })

  it('is burnt by a wrong verifier, whatever else is wrong with the request', async () => {
    const { code, verifier } = await newCode()
    const resource = 'https://elsewhere.example'
    const wrong = await web.redeem(code, createCodeVerifier(), { resource })
    expect(wrong).toMatchObject(refused('invalid_grant', 'must hash to the code_challenge'))
    expect(await web.redeem(code, verifier, { resource })).toMatchObject(refused('invalid_target', ''))
    expect(await web.redeem(code, verifier)).toMatchObject(refused('invalid_grant', 'must not have been tried'))
  })

  it('is no replay when another resource is asked for with it', async () => {
    const { code, verifier } = await newCode()
    const tokens = await web.redeem(code, verifier)
    const replay = await web.redeem(code, verifier, { resource: 'https://elsewhere.example' })
    expect(replay).toMatchObject(refused('invalid_target', ''))
    expect(await lives(tokens)).toBe(true)
  })

  it('stays good for its owner when another client presents it, even with a wrong verifier', async () => {
    const { code, verifier } = await newCode()
    const tried = [await other.redeem(code, verifier), await other.redeem(code, createCodeVerifier())]
    for (const answer of tried) expect(answer).toMatchObject(refused('invalid_grant', 'issued to the client'))
    expect((await web.redeem(code, verifier)).status).toBe(200)
  })

  it('that nobody issued is refused, whatever it looks like', async () => {
    for (const code of ['x', 'A'.repeat(44), `${(await newCode()).code.slice(0, 22)}${'A'.repeat(22)}`])
      expect(await web.redeem(code, createCodeVerifier())).toMatchObject(
        refused('invalid_grant', 'one that this server issued'),
      )
  })

  it('is given once for a stored request, however many tabs continue it at the same moment', async () => {
    const client = await addClient(trial.server, 'demo-web')
    const { page } = await alice.visit((await authorizationUrl({ client_id: client.clientId })).url)
    if (page === undefined) throw new Error('no consent page')
    const visits = await inParallel(10, () => alice.submit(page, {}, 'accept'))
    const codes = visits.flatMap(({ left }) => left?.searchParams.get('code') ?? [])
    expect(codes).toHaveLength(1)
  })
})

describe('a used code', () => {
  it('that comes back with everything else right revokes the grant and all it gave', async () => {
    const { code, verifier } = await newCode()
    const answer = await web.redeem(code, verifier)
    expect(await web.redeem(code, verifier)).toMatchObject(refused('invalid_grant', 'more than once'))
    expect(await userinfoStatus(server, answer.body.access_token)).toBe(401)
    expect(await web.refresh(answer.body.refresh_token)).toMatchObject(refused('invalid_grant', 'revoked'))
  })

  it('that comes back after its time still revokes the grant', async () => {
    const { code, verifier } = await newCode()
    const answer = await web.redeem(code, verifier)
    trial.clock.move(300)
    expect((await web.redeem(code, verifier)).status).toBe(400)
    expect(await lives(answer)).toBe(false)
  })

  it('that comes back from another client, or with a wrong verifier or redirect URI, revokes nothing', async () => {
    const { code, verifier } = await newCode()
    const answer = await web.redeem(code, verifier)
    const tried = [
      await other.redeem(code, verifier),
      await web.redeem(code, createCodeVerifier()),
      await web.redeem(code, undefined),
      await web.redeem(code, verifier, { redirect_uri: 'http://localhost:8080/elsewhere' }),
    ]
    for (const { status, body } of tried) expect([status, body.error]).toEqual([400, 'invalid_grant'])
    expect(await lives(answer)).toBe(true)
  })

  it('was redeemed by exactly one of 50 in parallel, and the grant ends revoked', async () => {
    const { code, verifier } = await newCode()
    const answers = await inParallel(50, () => web.redeem(code, verifier))
    const [winner, ...others] = answers.filter(({ status }) => status === 200)
    expect(others).toEqual([])
    expect(answers.filter(({ body }) => body.error === 'invalid_grant')).toHaveLength(49)
    if (winner === undefined) throw new Error('nobody won')
    expect(await userinfoStatus(server, winner.body.access_token)).toBe(401)
    expect((await web.refresh(winner.body.refresh_token)).status).toBe(400)
  })
})

async function grantsOfAlice(code: string) {
  const sub = (await trial.server.people.findByUsername('alice'))?.sub ?? ''
  const all = await trial.server.grants.table.list('subject', sub, { limit: 1000 })
  return all.filter(({ key }) => code.startsWith(key))
}

describe('a grant', () => {
  /** Alice in a browser of her own, with a grant that was just redeemed. */
  const granted = async (asked: Asked = {}) => {
    trial.clock.move(1)
    const agent = trial.browser()
    const { code, verifier } = await obtainCode(trial, asked, agent)
    const answer = await web.redeem(code, verifier)
    expect(await lives(answer)).toBe(true)
    return { agent, answer, waiting: await obtainCode(trial, asked, agent) }
  }

  /** Signs in as bob in the browser of alice: her session ends. */
  const bobTakesOver = async (agent: UserAgent) =>
    await walk(agent, (await authorizationUrl({ prompt: 'login' })).url, 'bob')

  it('dies with its session, and so does a code that waits', async () => {
    const { agent, answer, waiting } = await granted()
    await bobTakesOver(agent)
    expect(await userinfoStatus(server, answer.body.access_token)).toBe(401)
    expect(await web.refresh(answer.body.refresh_token)).toMatchObject(refused('invalid_grant', 'session must not'))
    expect(await web.redeem(waiting.code, waiting.verifier)).toMatchObject(refused('invalid_grant', 'session must not'))
    expect(await web.refresh(answer.body.refresh_token)).toMatchObject(refused('invalid_grant', 'revoked'))
  })

  it('with offline_access outlives its session', async () => {
    const { agent, answer, waiting } = await granted({ scope: 'openid offline_access' })
    await bobTakesOver(agent)
    expect(await lives(answer)).toBe(true)
    expect(await lives(await web.redeem(waiting.code, waiting.verifier))).toBe(true)
  })

  it('of a disabled user is revoked, also where nobody asked before the user was enabled again', async () => {
    const { answer, waiting } = await granted({ scope: 'openid offline_access' })
    const quiet = await granted({ scope: 'openid offline_access' })
    const { people } = trial.server
    const sub = (await people.findByUsername('alice'))?.sub ?? ''
    await people.setStatus(sub, 'disabled')
    expect(await userinfoStatus(server, answer.body.access_token)).toBe(401)
    expect(await web.refresh(answer.body.refresh_token)).toMatchObject(refused('invalid_grant', 'user must exist'))
    expect(await web.redeem(waiting.code, waiting.verifier)).toMatchObject(refused('invalid_grant', 'user must exist'))
    trial.clock.move(1)
    await people.setStatus(sub, 'active')
    for (const { body } of [answer, quiet.answer]) {
      expect(await userinfoStatus(server, body.access_token)).toBe(401)
      expect((await web.refresh(body.refresh_token)).body.error).toBe('invalid_grant')
    }
    expect((await web.redeem(quiet.waiting.code, quiet.waiting.verifier)).body.error).toBe('invalid_grant')
    expect(await lives((await granted()).answer)).toBe(true)
  })

  it('of a disabled client is revoked, also where nobody asked before the client was enabled again', async () => {
    const client = await addClient(trial.server, 'demo-web')
    const own = tokenClient(server, client)
    const asked = { client_id: client.clientId, scope: 'openid offline_access' }
    const { code, verifier } = await newCode(asked)
    const answer = await own.redeem(code, verifier)
    const waiting = await newCode(asked)
    await trial.server.clients.put({ ...client, status: 'disabled' })
    expect(await userinfoStatus(server, answer.body.access_token)).toBe(401)
    expect((await own.refresh(answer.body.refresh_token)).body.error).toBe('invalid_client')
    expect((await own.redeem(waiting.code, waiting.verifier)).body.error).toBe('invalid_client')
    trial.clock.move(1)
    await trial.server.clients.put(client)
    expect(await userinfoStatus(server, answer.body.access_token)).toBe(401)
    expect((await own.refresh(answer.body.refresh_token)).body.error).toBe('invalid_grant')
    expect((await own.redeem(waiting.code, waiting.verifier)).body.error).toBe('invalid_grant')
    const anew = await newCode(asked)
    expect(await lives(await own.redeem(anew.code, anew.verifier), own)).toBe(true)
  })

  it('is not made in the name of a user who was disabled while the page was open', async () => {
    const client = await addClient(trial.server, 'demo-web')
    const { page } = await alice.visit((await authorizationUrl({ client_id: client.clientId })).url)
    if (page === undefined) throw new Error('no consent page')
    const { people } = trial.server
    const sub = (await people.findByUsername('alice'))?.sub ?? ''
    await people.setStatus(sub, 'disabled')
    const refused = await alice.submit(page, {}, 'accept')
    await people.setStatus(sub, 'active')
    expect([refused.left, refused.page?.status]).toEqual([undefined, 403])
  })
})
