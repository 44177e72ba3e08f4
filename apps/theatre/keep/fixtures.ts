/** A flow for tests: a login that the authorization server refuses at the token endpoint. `says` stands where peers choose what to say. */
import type { Look, Place, Shown, Trace } from '@sightglass/trace'
import type { Kept } from '../page/boot.ts'

const AUTH = 'http://localhost:8081/oauth2'
const AT = 1_795_256_100

const shown = (where: Place, name: string, value: string, masked?: true): Shown =>
  masked === undefined ? { name, value, in: where } : { name, value, in: where, masked }

const look = (rule: string, held: boolean, says: string): Look => ({
  kind: 'check',
  rule,
  cite: 'RFC7636-4.6',
  must: 'code_verifier must be that of the code_challenge',
  held,
  ...(held ? {} : { parameter: 'code_verifier', expected: `S256 of ${says}`, received: says }),
})

const base = { links: [], error: undefined, clientId: 'demo-web' } as const

const authorize = (says: string): Trace => ({
  ...base,
  ...{ id: 'trace-of-authorize', party: 'authorization-server', at: AT, tookMs: 3.25, from: 'browser' },
  received: {
    method: 'GET',
    url: `${AUTH}/authorize`,
    headers: [],
    parameters: [shown('query', 'state', 'abcd… (32 characters)', true), shown('query', 'client_id', says)],
  },
  steps: [look('params.once', true, says)],
  answer: {
    status: 303,
    location: 'http://localhost:8080/callback',
    headers: [],
    parameters: [shown('query', 'code', 'Xy12… (44 characters)', true), shown('fragment', 'error_description', says)],
  },
  links: [{ kind: 'state', mark: 'mark-of-the-state' }],
})

const token = (says: string): Trace => ({
  ...base,
  ...{ id: 'trace-of-token', party: 'authorization-server', at: AT + 2, tookMs: 40, from: 'client' },
  received: {
    method: 'POST',
    url: `${AUTH}/token`,
    headers: [shown('header', 'content-type', 'application/x-www-form-urlencoded')],
    parameters: [
      shown('header', 'Authorization', 'Basic •••', true),
      shown('body', 'grant_type', 'authorization_code'),
      shown('body', 'redirect_uri', says),
    ],
  },
  steps: [look('pkce.verifierWellFormed', true, says), look('pkce.verifierMatches', false, says)],
  answer: {
    status: 400,
    headers: [],
    parameters: [shown('body', 'error', 'invalid_grant'), shown('body', 'error_description', says)],
  },
  error: 'invalid_grant',
})

const call = (says: string): Trace => ({
  ...base,
  ...{ id: 'trace-of-call', party: 'client', at: AT + 1, tookMs: 1, from: undefined, received: { call: says } },
  ...{ steps: [], answer: undefined },
})

export const keptSaying = (says: string): Kept => ({
  ...{ format: 'sightglass-flow', version: 1, keptAt: AT + 60, title: `Login · ${says}` },
  traces: [authorize(says), call(says), token(says)],
  sent: [{ traceId: 'trace-of-token', by: 'attacker' }],
  asides: [{ key: 'code-caught:code', from: 'browser', to: 'attacker', at: AT + 1.5 }],
  run: { play: 'code-interception', where: 'sandbox', outcome: 'stopped', stoppedBy: 'pkce.verifierMatches' },
})

export const sample = keptSaying('demo-web')
