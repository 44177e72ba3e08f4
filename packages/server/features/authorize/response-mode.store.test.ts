/** Response modes: how answers and errors travel back to the client (OIDC Core §3.1.2.1, form post response mode). */
import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { deliveredBy } from '../../../../test/asking.ts'
import {
  type Asked,
  authorizationUrl,
  callback,
  issuer,
  openTrial,
  redeem,
  type Trial,
  walk,
} from '../../../../test/authorization-server.ts'
import { addClient } from '../../../../test/lifecycle.ts'
import type { Page } from '../../../../test/user-agent.ts'
import { notesIn, refusedBy, watchTraces } from '../../../../test/watching.ts'
import type { Client } from '../../clients/client.ts'

let trial: Trial
let withQuery: Client
let native: Client

beforeAll(async () => {
  trial = await openTrial()
  const web = await trial.server.clients.find('demo-web')
  withQuery = await addClient(trial.server, 'demo-web', {
    redirectUris: [`${callback}?a=1&b="'>`.replace(/["'>]/g, '%22')],
  })
  native = await addClient(trial.server, 'demo-client', { redirectUris: ['com.example.app:/callback'] })
  if (web === undefined) throw new Error('the clients are seeded')
})

const STATE = 'state-of-at-least-16-characters'
const silent = async (asked: Asked) =>
  deliveredBy(await trial.browser().visit((await authorizationUrl({ prompt: 'none', ...asked })).url))

const pageOf = async (asked: Asked): Promise<Page> => {
  const { page } = await walk(trial.browser(), (await authorizationUrl({ response_mode: 'form_post', ...asked })).url)
  return page ?? expect.unreachable()
}

describe.each(['query', 'fragment', 'form_post'] as const)('response_mode=%s', (mode) => {
  it('carries the code, which is good, with state and issuer and nothing else', async () => {
    const { url, verifier } = await authorizationUrl({ response_mode: mode })
    const delivered = deliveredBy(await walk(trial.browser(), url))
    expect(delivered).toEqual({
      mode,
      redirectUri: callback,
      members: { code: expect.stringMatching(/^[\w-]{44}$/), state: STATE, iss: issuer },
    })
    expect((await redeem(trial.server, delivered.members.code ?? '', verifier)).status).toBe(200)
  })

  it('carries errors, of the request and of its answer', async () => {
    const words = { login_required: 'person must be signed in where prompt is none' }
    expect(await silent({ response_mode: mode })).toEqual({
      mode,
      redirectUri: callback,
      members: { error: 'login_required', error_description: words.login_required, state: STATE, iss: issuer },
    })
    expect(await silent({ response_mode: mode, max_age: 'x' })).toMatchObject({
      mode,
      members: { error: 'invalid_request', error_description: 'max_age must be a number of seconds' },
    })
  })

  it('carries what the person cancelled', async () => {
    const agent = trial.browser()
    const { page } = await agent.visit((await authorizationUrl({ response_mode: mode })).url)
    const cancelled = await agent.submit(page ?? expect.unreachable(), {}, 'cancel')
    expect(deliveredBy(cancelled)).toMatchObject({ mode, members: { error: 'access_denied' } })
  })

  it('keeps the query of the redirect URI as it is', async () => {
    const [redirectUri = ''] = withQuery.redirectUris
    const delivered = await silent({ response_mode: mode, client_id: withQuery.clientId, redirect_uri: redirectUri })
    const query = redirectUri.slice(redirectUri.indexOf('?'))
    expect(mode === 'query' ? new URLSearchParams(query).get('a') : delivered.redirectUri).toBe(
      mode === 'query' ? delivered.members.a : redirectUri,
    )
  })
})

describe('a response_mode that may not be', () => {
  it('is told in the way of the response type', async () => {
    const traces = watchTraces()
    expect(await silent({ response_mode: 'jwt' })).toMatchObject({
      mode: 'query',
      members: { error: 'invalid_request', error_description: expect.stringMatching(/^response_mode must be /) },
    })
    expect(refusedBy(traces)).toBe('response-mode.known')
  })

  it('form_post to an address that no form can be posted to', async () => {
    const traces = watchTraces()
    const asked = { client_id: native.clientId, redirect_uri: native.redirectUris[0], response_mode: 'form_post' }
    expect(await silent(asked)).toMatchObject({ mode: 'query', members: { error: 'invalid_request' } })
    expect(refusedBy(traces)).toBe('response-mode.postable')
    expect(await silent({ ...asked, response_mode: 'fragment' })).toMatchObject({ mode: 'fragment' })
  })
})

describe('the page of form_post', () => {
  it('lets one script run and one address be posted to, and is kept by nobody', async () => {
    const { html, headers } = await pageOf({})
    const [, script = ''] = /<script>([^<]*)<\/script>/.exec(html) ?? []
    const digest = createHash('sha256').update(script).digest('base64')
    expect(script).toBe('document.forms[0].submit()')
    expect(headers.get('content-security-policy')).toContain(`script-src 'sha256-${digest}'; form-action 'self' `)
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    })
  })

  it('has a button that posts nothing of its own, and is one document in the language of the person', async () => {
    const { html } = await pageOf({ ui_locales: 'de' })
    expect(html.match(/<form /g)).toHaveLength(1)
    expect(html).toMatch(/<button class="button primary" type="submit" id="form-post-submit">/)
    expect(html).toContain('<html lang="de">')
  })

  it('escapes whatever was sent', async () => {
    const state = `"><script>alert(1)</script>&amp;'`
    const page = await pageOf({ state })
    expect(page.html).not.toContain('<script>alert')
    expect(deliveredBy({ page }).members.state).toBe(state)
  })

  it('is told in the trace, without what it carries', async () => {
    const traces = watchTraces()
    const { html } = await pageOf({})
    const code = /name="code" value="([^"]+)"/.exec(html)?.[1] ?? expect.unreachable()
    expect(notesIn(traces)).toContain('authorize.formPosted')
    expect(traces.at(-1)?.answer?.parameters.map(({ name }) => name)).toEqual(['code', 'state', 'iss'])
    expect(JSON.stringify(traces)).not.toContain(code)
  })
})
