/** What is refused leads to its trace, as long as that is recorded and shown somewhere; to the paragraph elsewhere. */

import { createServer } from '@sightglass/server'
import { createRecorder, type Recorder, type Trace } from '@sightglass/trace'
import { describe, expect, it } from 'vitest'
import {
  authorizationUrl,
  basic,
  issuer,
  openTrial,
  type Trial,
  testKeys,
  tokenRequest,
} from '../../test/authorization-server.ts'
import { afterThis } from '../../test/cleaning.ts'

const theatreUrl = 'http://localhost:8080/theatre'

async function open(
  options: Parameters<typeof openTrial>[0] = { theatreUrl },
): Promise<Trial & { last: () => string; trace: () => Trace | undefined }> {
  const trial = await openTrial(options)
  const recorder: Recorder = createRecorder()
  afterThis(recorder.stop)
  return {
    ...trial,
    last: () => `${theatreUrl}#${recorder.traces().at(-1)?.id}`,
    trace: () => recorder.traces().at(-1),
  }
}

const ask = ({ server }: Trial, path: string, headers: Record<string, string> = {}): Promise<Response> =>
  server.fetch(new Request(path.startsWith('http') ? path : `${issuer}${path}`, { headers }))

describe('error_uri of a refusal', () => {
  it('leads to the trace of a request for tokens, which the header of the answer names too', async () => {
    const trial = await open()
    const { body, headers } = await tokenRequest(trial.server, { grant_type: 'unknown' })
    expect(body.error_uri).toBe(trial.last())
    expect(trial.last()).toBe(`${theatreUrl}#${headers.get('sightglass-trace')}`)
    expect(headers.get('access-control-expose-headers')).toContain('sightglass-trace')
    const wrong = await tokenRequest(trial.server, { grant_type: 'refresh_token' }, basic('demo-web', 'wrong'))
    expect(wrong.body.error_uri).toBe(trial.last())
  })

  it('leads to it where the client gets the error by a redirect', async () => {
    const trial = await open()
    const { url } = await authorizationUrl({ scope: 'made-up' })
    const location = new URL((await ask(trial, url)).headers.get('location') ?? '')
    expect(location.searchParams.get('error')).toBe('invalid_scope')
    expect(location.searchParams.get('error_uri')).toBe(trial.last())
  })

  it('leads to it from a challenge, and from the page that people see', async () => {
    const trial = await open()
    const refused = await ask(trial, '/oauth2/userinfo', { authorization: 'Bearer unknown' })
    expect(refused.headers.get('www-authenticate')).toContain(`error_uri="${trial.last()}"`)
    expect(await (await ask(trial, '/oauth2/userinfo')).json()).toMatchObject({ error_uri: trial.last() })
    expect(await (await ask(trial, '/nowhere')).text()).toContain(`href="${trial.last()}"`)
    const json = await ask(trial, '/nowhere', { accept: 'application/json' })
    expect(await json.json()).toMatchObject({ error: 'not_found', error_uri: trial.last() })
  })

  it('leads to it from the login page, for a wrong password and for too many', async () => {
    const trial = await open()
    const agent = trial.browser()
    let { page } = await agent.visit((await authorizationUrl()).url)
    const statuses: number[] = []
    for (let tries = 0; tries < 6 && page !== undefined; tries++) {
      page = (await agent.submit(page, { username: 'alice', password: 'wrong' }, 'login')).page
      statuses.push(page?.status ?? 0)
      expect(page?.html).toContain(`href="${trial.last()}"`)
    }
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429])
    const checks = trial.trace()?.steps.filter((step) => step.kind === 'check' && !step.held)
    expect(checks).toMatchObject([
      {
        rule: 'login.notWaiting',
        expected: '0 seconds to wait',
        received: '1 second to wait; counted are tries at one user name from one network',
      },
    ])
    expect(JSON.stringify(trial.trace())).not.toContain('alice')
  })

  it('is the paragraph where traces are shown nowhere, and in production', async () => {
    for (const options of [{}, { theatreUrl, environment: 'production' as const }]) {
      const recorder = createRecorder()
      afterThis(recorder.stop)
      const { store, clock } = await openTrial()
      const server = await createServer({ issuer, store, clock, ...testKeys, environment: 'development', ...options })
      const { body, headers } = await tokenRequest(server, { grant_type: 'unknown' })
      expect(body.error_uri).toMatch(/^https:\/\/www\.rfc-editor\.org\/rfc\/rfc6749/)
      if ('environment' in options) expect(headers.has('sightglass-trace')).toBe(false)
      const { url } = await authorizationUrl({ scope: 'made-up' })
      const refused = await server.fetch(new Request(url))
      expect(refused.headers.get('location')).not.toContain('error_uri')
    }
  })
})
