import { loadConfig } from '@sightglass/process'
import { expect, it } from 'vitest'
import { registrationPolicyOf, registrationSettings } from './registration-settings.ts'

const policyIn = async (env: Readonly<Record<string, string>>) =>
  registrationPolicyOf(await loadConfig({ schema: registrationSettings, app: 'auth', env, argv: [] }))

it('nobody registers clients unless the operator says so', async () => {
  expect(await policyIn({})).toMatchObject({
    mode: 'off',
    initialTokens: [],
    policy: { pkceRequired: true, legacy: false },
  })
})

it('an operator says who may, and what such clients may do', async () => {
  const token = 'token-of-at-least-32-characters-long'
  const policy = await policyIn({
    SIGHTGLASS_AUTH_REGISTRATION_MODE: 'initial_token',
    SIGHTGLASS_AUTH_REGISTRATION_TOKEN: token,
    SIGHTGLASS_AUTH_REGISTRATION_SCOPE: 'openid read',
    SIGHTGLASS_AUTH_REGISTRATION_RESOURCES: 'https://a.example,https://b.example',
    SIGHTGLASS_AUTH_REGISTRATION_PKCE_REQUIRED: 'false',
    SIGHTGLASS_AUTH_REGISTRATION_ASSERTION_AUDIENCE: 'token_endpoint',
    SIGHTGLASS_AUTH_REGISTRATION_LEGACY: 'true',
    SIGHTGLASS_AUTH_REGISTRATION_LIMIT: '7',
    SIGHTGLASS_AUTH_REGISTRATION_ROTATE_TOKENS: 'true',
  })
  expect(policy).toEqual({
    mode: 'initial_token',
    initialTokens: [token],
    scope: ['openid', 'read'],
    resources: ['https://a.example', 'https://b.example'],
    limit: { requests: 7, withinSeconds: 300 },
    rotateAccessToken: true,
    policy: { pkceRequired: false, assertionAudience: 'token_endpoint', legacy: true },
  })
})

it('a token that can be guessed is refused, and not told', async () => {
  const asked = policyIn({ SIGHTGLASS_AUTH_REGISTRATION_TOKEN: 'short-secret' })
  await expect(asked).rejects.toThrow(/^(?!.*short-secret)/)
})
