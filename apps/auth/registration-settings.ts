/** What an operator says of clients that register themselves (RFC 7591). */
import { setting } from '@sightglass/process'
import type { RegistrationPolicy } from '@sightglass/server'
import { isScope } from '@sightglass/spec/scope'
import { z } from 'zod'

const LEAST_TOKEN_CHARACTERS = 32

export const registrationSettings = {
  registrationMode: setting({
    key: 'auth.registration.mode',
    env: 'SIGHTGLASS_AUTH_REGISTRATION_MODE',
    flag: '--registration-mode',
    type: z.enum(['off', 'initial_token', 'open']),
    default: 'off',
    description: 'Who may register clients: nobody, who has an initial access token, or everybody.',
  }),
  registrationToken: setting({
    key: 'auth.registration.token',
    env: 'SIGHTGLASS_AUTH_REGISTRATION_TOKEN',
    flag: '--registration-token',
    secret: true,
    type: z
      .string()
      .regex(/^[\w\-.~+/]+=*$/, { error: 'must be letters, digits and -._~+/ alone' })
      .min(LEAST_TOKEN_CHARACTERS)
      .optional(),
    description: 'An initial access token that is good for any number of clients.',
  }),
  registrationScope: setting({
    key: 'auth.registration.scope',
    env: 'SIGHTGLASS_AUTH_REGISTRATION_SCOPE',
    flag: '--registration-scope',
    type: z.string().refine(isScope, { error: 'must be scopes separated by single spaces' }),
    default: 'openid profile email address phone offline_access',
    description: 'The scopes that clients which registered themselves may ask for at most.',
  }),
  registrationResources: setting({
    key: 'auth.registration.resources',
    env: 'SIGHTGLASS_AUTH_REGISTRATION_RESOURCES',
    flag: '--registration-resources',
    type: z.array(z.url(), { error: 'must be the identifier of a resource server, or a list of them' }),
    default: [],
    description: 'The resource servers that they may ask tokens for, separated by commas.',
  }),
  registrationPkceRequired: setting({
    key: 'auth.registration.pkce_required',
    env: 'SIGHTGLASS_AUTH_REGISTRATION_PKCE_REQUIRED',
    flag: '--registration-pkce-required',
    type: z.boolean(),
    default: true,
    description: 'Whether confidential ones must use PKCE; older OpenID clients know none. Public ones always must.',
  }),
  registrationAssertionAudience: setting({
    key: 'auth.registration.assertion_audience',
    env: 'SIGHTGLASS_AUTH_REGISTRATION_ASSERTION_AUDIENCE',
    flag: '--registration-assertion-audience',
    type: z.enum(['issuer', 'token_endpoint']),
    default: 'issuer',
    description: 'What their assertions may be addressed to; token_endpoint takes its address as well as the issuer.',
  }),
  registrationLegacy: setting({
    key: 'auth.registration.legacy',
    env: 'SIGHTGLASS_AUTH_REGISTRATION_LEGACY',
    flag: '--registration-legacy',
    type: z.boolean(),
    default: false,
    description: 'Whether they may register for what OAuth 2.1 dropped: implicit, hybrid and password.',
  }),
  registrationLimit: setting({
    key: 'auth.registration.limit',
    env: 'SIGHTGLASS_AUTH_REGISTRATION_LIMIT',
    flag: '--registration-limit',
    type: z.int().min(1),
    default: 100,
    description: 'How many clients one network may register or update within five minutes.',
  }),
  registrationRotateTokens: setting({
    key: 'auth.registration.rotate_tokens',
    env: 'SIGHTGLASS_AUTH_REGISTRATION_ROTATE_TOKENS',
    flag: '--registration-rotate-tokens',
    type: z.boolean(),
    default: false,
    description: 'Whether they get a new registration access token each time that they read or change themselves.',
  }),
}

export interface RegistrationConfig {
  readonly registrationMode: 'off' | 'initial_token' | 'open'
  readonly registrationToken: string | undefined
  readonly registrationScope: string
  readonly registrationResources: readonly string[]
  readonly registrationPkceRequired: boolean
  readonly registrationAssertionAudience: 'issuer' | 'token_endpoint'
  readonly registrationLegacy: boolean
  readonly registrationLimit: number
  readonly registrationRotateTokens: boolean
}

export const registrationPolicyOf = (config: RegistrationConfig): Partial<RegistrationPolicy> => ({
  mode: config.registrationMode,
  initialTokens: config.registrationToken === undefined ? [] : [config.registrationToken],
  scope: config.registrationScope.split(' '),
  resources: config.registrationResources,
  limit: { requests: config.registrationLimit, withinSeconds: 300 },
  rotateAccessToken: config.registrationRotateTokens,
  policy: {
    pkceRequired: config.registrationPkceRequired,
    assertionAudience: config.registrationAssertionAudience,
    legacy: config.registrationLegacy,
  },
})
