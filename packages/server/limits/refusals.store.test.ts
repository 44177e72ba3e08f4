import { beforeEach, expect, it } from 'vitest'
import { basic, issuer, openTrial, serviceSecret, type Trial, webSecret } from '../../../test/authorization-server.ts'
import { expectJson, refusal } from '../../../test/refusals.ts'

let trial: Trial

beforeEach(async () => {
  trial = await openTrial()
})

const FAILED = refusal(401, 'invalid_client', 'client authentication failed')
const WAIT = refusal(429, 'too_many_requests', 'client must not have been refused too often lately')

const token = (address: string, secret: string, client = 'demo-service', grant = 'client_credentials') => {
  const headers = { authorization: basic(client, secret), 'content-type': 'application/x-www-form-urlencoded' }
  const request = new Request(`${issuer}/oauth2/token`, {
    method: 'POST',
    headers,
    body: `grant_type=${grant}`,
  })
  return trial.server.fetch(request, { address })
}

const exhaust = async (address: string): Promise<void> => {
  for (let refusals = 0; refusals < 120; refusals++) expect((await token(address, 'wrong')).status).toBe(401)
}

it('who was refused too often is told to wait, and how long', async () => {
  await exhaust('192.0.2.1')
  const answer = await token('192.0.2.1', 'wrong')
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60)
  await expectJson(answer, WAIT)
})

it('who is right is served, however often others at the address were refused', async () => {
  await exhaust('192.0.2.2')
  for (let served = 0; served < 5; served++) expect((await token('192.0.2.2', serviceSecret)).status).toBe(200)
})

it('who is served is never counted', async () => {
  for (let served = 0; served < 130; served++) expect((await token('192.0.2.3', serviceSecret)).status).toBe(200)
  await expectJson(await token('192.0.2.3', 'wrong'), FAILED)
})

it('who has authenticated is told why, however often: a gateway has many people behind one address', async () => {
  await exhaust('192.0.2.6')
  const reason = refusal(400, 'invalid_grant', 'refresh_token must be one that this server issued')
  for (let refusals = 0; refusals < 130; refusals++) {
    const answer = await token('192.0.2.6', webSecret, 'demo-web', 'refresh_token&refresh_token=x')
    if (refusals % 43 === 0) await expectJson(answer, reason)
    else expect(answer.status).toBe(400)
  }
})

it('the client that a request claims to be counts apart from others at the address', async () => {
  await exhaust('192.0.2.7')
  await expectJson(await token('192.0.2.7', 'wrong', 'demo-web'), FAILED)
  await expectJson(await token('192.0.2.7', 'wrong'), WAIT)
})

it('the log says which rule refused who is told to wait', async () => {
  const lines: unknown[] = []
  trial = await openTrial({ log: (_, event, fields) => lines.push([event, fields]) })
  await exhaust('192.0.2.8')
  await token('192.0.2.8', 'wrong')
  expect(lines.at(-1)).toEqual([
    'refused',
    expect.objectContaining({ rule: 'token.notLimited', because: 'client.secret' }),
  ])
})

it('one network’s refusals are not another’s; a /64 of IPv6 is one network', async () => {
  await exhaust('2001:db8::1')
  await expectJson(await token('2001:db8::ffff:1', 'wrong'), WAIT)
  await expectJson(await token('2001:db8:0:1::1', 'wrong'), FAILED)
  await expectJson(await token('192.0.2.4', 'wrong'), FAILED)
})

it('who a header claims to be does not matter', async () => {
  await exhaust('192.0.2.5')
  const request = new Request(`${issuer}/oauth2/token`, {
    method: 'POST',
    headers: {
      authorization: basic('demo-service', 'wrong'),
      'x-forwarded-for': '198.51.100.7',
      forwarded: 'for=198.51.100.7',
      'content-type': 'application/x-www-form-urlencoded',
    },
  })
  await expectJson(await trial.server.fetch(request, { address: '192.0.2.5' }), WAIT)
})
