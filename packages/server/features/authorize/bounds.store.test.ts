/** What anyone may make this server keep, unauthenticated: bounded in size, and in number for each network. */
import { beforeAll, describe, expect, it } from 'vitest'
import { ask, expectErrorAt, expectLogin } from '../../../../test/asking.ts'
import {
  authorizationUrl,
  callback,
  claimsIn,
  issuer,
  obtainCode,
  openTrial,
  redeem,
  type Trial,
} from '../../../../test/authorization-server.ts'
import { expectPage, refusal } from '../../../../test/refusals.ts'

let trial: Trial

beforeAll(async () => {
  trial = await openTrial()
})

const TOO_LONG = 'state, nonce, login_hint, ui_locales, acr_values and claims must not be longer than 4096 characters'

describe('an authorization request', () => {
  it.each(['nonce', 'login_hint', 'ui_locales', 'acr_values'])(
    'is refused at the client where its %s is too long',
    async (name) => {
      expectLogin(await ask(trial, { [name]: 'ä'.repeat(4096) }))
      const answer = await ask(trial, { [name]: 'a'.repeat(4097) })
      expectErrorAt(answer, callback, 'invalid_request', `${name}: ${TOO_LONG}`)
    },
  )

  it('is refused on a page where its state is too long to be sent back', async () => {
    expectLogin(await ask(trial, { state: 'ä'.repeat(4096) }))
    await expectPage(
      await ask(trial, { state: 'a'.repeat(4097) }),
      refusal(400, 'invalid_request', `state: ${TOO_LONG}`),
    )
  })

  it('keeps a state and a nonce of 384 characters', async () => {
    const [state, nonce] = ['s'.repeat(384), 'n'.repeat(384)]
    const { code, verifier, left } = await obtainCode(trial, { state, nonce })
    expect(left.searchParams.get('state')).toBe(state)
    expect(claimsIn((await redeem(trial.server, code, verifier)).body.id_token).nonce).toBe(nonce)
  })
})

describe('one network', () => {
  const from = async (server: Trial['server'], address: string, method = 'GET'): Promise<Response> => {
    const url = new URL((await authorizationUrl()).url)
    const request =
      method === 'GET' ? new Request(url) : new Request(url.origin + url.pathname, { method, body: url.searchParams })
    return await server.fetch(request, { address })
  }

  it('begins so many requests at a time, by GET and by POST; then it has to wait, and others do not', async () => {
    const { server } = await openTrial({ requestLimit: { requests: 3, withinSeconds: 300 } })
    expectLogin(await from(server, '192.0.2.1'))
    expect((await from(server, '192.0.2.1', 'POST')).headers.get('location')).toContain(`${issuer}/oauth2/authorize/`)
    expectLogin(await from(server, '192.0.2.1'))
    const words = 'network must not have begun too many authorization requests lately'
    for (const method of ['GET', 'POST']) {
      const held = await from(server, '192.0.2.1', method)
      expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(1)
      await expectPage(held, refusal(429, 'too_many_requests', words))
    }
    expectLogin(await from(server, '192.0.2.2'))
  })

  it('begins 600 within five minutes unless told otherwise', async () => {
    const { server } = await openTrial()
    const answers = await Promise.all(Array.from({ length: 601 }, () => from(server, '2001:db8::1')))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1)
  })

  it('is not held up by requests that were refused: nothing was kept of them', async () => {
    const { server } = await openTrial({ requestLimit: { requests: 1, withinSeconds: 300 } })
    for (let tries = 0; tries < 3; tries++) expect((await ask({ server }, { prompt: 'x' })).status).toBe(303)
    expectLogin(await ask({ server }))
  })
})
