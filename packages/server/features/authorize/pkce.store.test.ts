/** The verifier at the token endpoint, against the challenge of the authorization request (RFC 7636 §4.6). */
import { beforeAll, expect, it } from 'vitest'
import {
  type Asked,
  basic,
  callback,
  obtainCode,
  openTrial,
  redeem,
  type Trial,
  tokenRequest,
  webSecret,
} from '../../../../test/authorization-server.ts'
import { refusedBy, watchTraces } from '../../../../test/watching.ts'

let trial: Trial

const noPkce: Asked = { code_challenge: undefined, code_challenge_method: undefined }

beforeAll(async () => {
  trial = await openTrial()
  const { clients } = trial.server
  const web = await clients.find('demo-web')
  if (web === undefined) throw new Error('the client is seeded')
  const policy = { ...web.policy, pkceRequired: false }
  await clients.put({ ...web, clientId: 'relaxed', clientSecret: webSecret, policy })
})

const tries: readonly [
  rule: string,
  what: string,
  asked: Asked,
  verifier: (right: string) => string | undefined,
  error: string,
  description: string,
][] = [
  [
    'pkce.verifierPresent',
    'a challenge and no verifier',
    {},
    () => undefined,
    'invalid_grant',
    'code_verifier must be present where the authorization request had a code_challenge',
  ],
  [
    'pkce.verifierMatches',
    'a verifier of somebody else',
    {},
    () => 'x'.repeat(43),
    'invalid_grant',
    'code_verifier must hash to the code_challenge',
  ],
  [
    'pkce.verifierMatches',
    'a verifier in another case',
    {},
    (right) => right.toUpperCase(),
    'invalid_grant',
    'code_verifier must hash to the code_challenge',
  ],
  [
    'pkce.verifierSyntax',
    'a verifier one character short',
    {},
    (right) => right.slice(1),
    'invalid_request',
    'code_verifier must be 43 to 128 unreserved characters',
  ],
  [
    'pkce.verifierSyntax',
    'a verifier too long',
    {},
    () => 'x'.repeat(129),
    'invalid_request',
    'code_verifier must be 43 to 128 unreserved characters',
  ],
  [
    'pkce.verifierSyntax',
    'a verifier with a stray character',
    {},
    (right) => `${right}\n`,
    'invalid_request',
    'code_verifier must be 43 to 128 unreserved characters',
  ],
]
it.each(tries)('%s refuses %s', async (rule, _, asked, verifier, error, description) => {
  const { code, verifier: right } = await obtainCode(trial, asked)
  const traces = watchTraces()
  const { status, body } = await redeem(trial.server, code, verifier(right))
  expect([status, body.error, body.error_description]).toEqual([400, error, description])
  expect(refusedBy(traces)).toBe(rule)
})

it('a verifier is not expected where the request had no challenge, so a stripped challenge is found out', async () => {
  const { code, verifier } = await obtainCode(trial, {
    client_id: 'relaxed',
    ...noPkce,
  })
  const traces = watchTraces()
  const redeeming = { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: verifier }
  const { status, body } = await tokenRequest(trial.server, redeeming, basic('relaxed', webSecret))
  expect([status, body.error, body.error_description]).toEqual([
    400,
    'invalid_grant',
    'code_verifier must not be sent where the authorization request had no code_challenge',
  ])
  expect(refusedBy(traces)).toBe('pkce.verifierExpected')
})
