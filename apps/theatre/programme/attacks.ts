/** The attacks of the lab as data: what stops each, what else one might think of, where it is written down, and whom it befell. */
import type { Citation } from '@sightglass/spec/specs'

export type AttackGroup = 'code' | 'browser' | 'token' | 'forgery' | 'server'
export const attackGroups: readonly AttackGroup[] = ['code', 'browser', 'token', 'forgery', 'server']

/** A product that had this hole, and the report of it. */
export type Rival = readonly [product: string, report: string]

export interface AttackEntry {
  readonly id: string
  readonly group: AttackGroup
  /** The rule that stops it, and that the sandbox runs without. */
  readonly off: string
  /** Rules to choose from, the right one among them; that nothing stops it can be chosen besides. */
  readonly answers: readonly string[]
  readonly cites: readonly Citation[]
  readonly rivals: readonly Rival[]
  /** About as long as the run takes, where that is long enough to say so. */
  readonly takesSeconds?: number
}

export const attackEntries: readonly AttackEntry[] = [
  {
    id: 'code-interception',
    group: 'code',
    off: 'pkce.verifierMatches',
    answers: ['redirect.registered', 'pkce.verifierMatches', 'code.alive'],
    cites: ['RFC7636-1', 'RFC9700-4.5'],
    rivals: [['node-oauth2-server', 'CVE-2026-41213']],
  },
  {
    id: 'pkce-downgrade',
    group: 'code',
    off: 'pkce.required',
    answers: ['pkce.required', 'pkce.verifierMatches', 'redirect.registered'],
    cites: ['RFC9700-4.8', 'RFC9700-2.1.1'],
    rivals: [
      ['authentik', 'CVE-2024-23647'],
      ['Spring Authorization Server', 'CVE-2024-22258'],
      ['workers-oauth-provider', 'CVE-2025-4144'],
    ],
  },
  {
    id: 'code-replay',
    group: 'code',
    off: 'code.unused',
    answers: ['pkce.verifierMatches', 'code.clientBound', 'code.unused'],
    cites: ['RFC6749-4.1.2', 'RFC9700-4.5'],
    rivals: [
      ['Keycloak', 'CVE-2026-4282'],
      ['better-auth', 'GHSA-7w99-5wm4-3g79'],
    ],
  },
  {
    id: 'redirect-uri',
    group: 'code',
    off: 'redirect.registered',
    answers: ['pkce.verifierMatches', 'redirect.registered', 'authorize-client.known'],
    cites: ['RFC9700-4.1.1', 'RFC9700-2.1'],
    rivals: [
      ['Keycloak', 'CVE-2024-8883'],
      ['authentik', 'CVE-2024-52289'],
      ['Ory fosite', 'CVE-2020-15234'],
      ['workers-oauth-provider', 'CVE-2025-4143'],
    ],
  },
  {
    id: 'response-type',
    group: 'code',
    off: 'authorize.responseTypeAllowed',
    answers: ['pkce.required', 'redirect.registered', 'authorize.responseTypeAllowed'],
    cites: ['RFC9700-2.1.2', 'RFC9700-4.3.2'],
    rivals: [['Keycloak', 'CVE-2026-7571']],
  },
  {
    id: 'open-redirect',
    group: 'code',
    off: 'redirect.registered',
    answers: ['authorize.noneLoggedIn', 'pkce.required', 'redirect.registered'],
    cites: ['RFC9700-4.11', 'RFC9700-4.11.2'],
    rivals: [
      ['Spring Authorization Server', 'CVE-2026-41008'],
      ['ZITADEL', 'CVE-2026-29192'],
      ['doorkeeper-openid_connect', 'CVE-2019-9837'],
    ],
  },
  {
    id: 'login-csrf',
    group: 'browser',
    off: 'web.loginBrowser',
    answers: ['pkce.verifierMatches', 'web.loginBrowser', 'authorization-response.issuer'],
    cites: ['RFC6749-10.12', 'RFC9700-4.7'],
    rivals: [
      ['Mattermost', 'CVE-2025-12419'],
      ['NextAuth.js', 'CVE-2023-27490'],
      ['OmniAuth', 'CVE-2015-9284'],
    ],
  },
  {
    id: 'form-csrf',
    group: 'browser',
    off: 'web.formToken',
    answers: ['web.formToken', 'web.formOrigin', 'bearer.scope'],
    cites: ['RFC9700-4.7', 'RFC6749-10.12'],
    rivals: [['Doorkeeper', 'CVE-2014-8144']],
  },
  {
    id: 'device-phishing',
    group: 'browser',
    off: 'interaction.formToken',
    answers: ['device.known', 'client.registeredMethod', 'interaction.formToken'],
    cites: ['RFC8628-5.4', 'RFC9700-4.7'],
    rivals: [
      ['better-auth', 'CVE-2026-45337'],
      ['authentik', 'CVE-2024-38371'],
    ],
  },
  {
    id: 'refresh-reuse',
    group: 'token',
    off: 'refresh.notStolen',
    answers: ['refresh.clientBound', 'refresh.notStolen', 'refresh.alive'],
    cites: ['RFC9700-4.14', 'RFC9700-4.14.2'],
    rivals: [
      ['Keycloak', 'CVE-2026-1035'],
      ['better-auth', 'GHSA-392p-2q2v-4372'],
    ],
    takesSeconds: 11,
  },
  {
    id: 'refresh-of-another-client',
    group: 'token',
    off: 'refresh.clientBound',
    answers: ['refresh.clientBound', 'refresh.genuine', 'client.grantType'],
    cites: ['RFC6749-10.4', 'RFC9700-4.14'],
    rivals: [
      ['Pocket ID', 'CVE-2026-28513'],
      ['ZITADEL', 'CVE-2026-55672'],
      ['Mattermost', 'CVE-2026-6334'],
    ],
  },
  {
    id: 'audience-confusion',
    group: 'token',
    off: 'access-token.aud',
    answers: ['bearer.scope', 'access-token.signature', 'access-token.aud'],
    cites: ['RFC9700-4.9.1', 'RFC8707-2'],
    rivals: [
      ['Argo CD', 'CVE-2023-22482'],
      ['jwt-go', 'CVE-2020-26160'],
    ],
  },
  {
    id: 'introspection-by-another',
    group: 'token',
    off: 'access-token.aud',
    answers: ['introspection.secret', 'access-token.aud', 'access-token.signature'],
    cites: ['RFC7662-4', 'RFC7662-2.2'],
    rivals: [['Gitea', 'CVE-2026-58425']],
  },
  {
    id: 'token-after-sign-out',
    group: 'token',
    off: 'userinfo.grantStands',
    answers: ['access-token.exp', 'userinfo.grantStands', 'userinfo.openid'],
    cites: ['OIDC-5.3.3', 'RFC7009-2'],
    rivals: [
      ['Pocket ID', 'CVE-2026-43983'],
      ['authentik', 'CVE-2025-64521'],
    ],
  },
  {
    id: 'alg-confusion',
    group: 'forgery',
    off: 'access-token.signature',
    answers: ['access-token.signature', 'access-token.iss', 'bearer.scope'],
    cites: ['RFC8725-2.1', 'RFC8725-3.1'],
    rivals: [
      ['Hono', 'CVE-2026-22817'],
      ['PyJWT', 'CVE-2022-29217'],
      ['python-jose', 'CVE-2024-33663'],
      ['OpenOLAT', 'GHSA-v8vp-x4q4-2vch'],
    ],
  },
  {
    id: 'scope-escalation',
    group: 'forgery',
    off: 'bearer.scope',
    answers: ['access-token.aud', 'access-token.signature', 'bearer.scope'],
    cites: ['RFC6750-3.1', 'RFC9700-2.3'],
    rivals: [
      ['Gitea', 'CVE-2026-28699'],
      ['Gitea', 'CVE-2026-55982'],
    ],
  },
  {
    id: 'scope-widening',
    group: 'forgery',
    off: 'scope.notWidened',
    answers: ['scope.allowed', 'scope.notWidened', 'refresh.clientBound'],
    cites: ['RFC6749-6', 'RFC6749-10.4'],
    rivals: [['authentik', 'CVE-2024-52287']],
  },
  {
    id: 'client-impersonation',
    group: 'forgery',
    off: 'client.registeredMethod',
    answers: ['client.registeredMethod', 'client.grantType', 'scope.allowed'],
    cites: ['RFC6749-10.2', 'RFC7591-2'],
    rivals: [['doorkeeper-openid_connect', 'CVE-2026-44476']],
  },
  {
    id: 'assertion-replay',
    group: 'forgery',
    off: 'client-assertion.unused',
    answers: ['client-assertion.signature', 'client-assertion.aud', 'client-assertion.unused'],
    cites: ['RFC7523-3', 'OIDC-9'],
    rivals: [
      ['Ory fosite', 'CVE-2020-5300'],
      ['Ory fosite', 'CVE-2020-15222'],
    ],
  },
  {
    id: 'registration-abuse',
    group: 'forgery',
    off: 'register.initialToken',
    answers: ['redirect.acceptable', 'register.initialToken', 'redirect.registered'],
    cites: ['RFC7591-5', 'RFC7591-3'],
    rivals: [
      ['Spring Authorization Server', 'CVE-2026-22752'],
      ['better-auth', 'CVE-2026-41427'],
    ],
  },
  {
    id: 'mix-up',
    group: 'server',
    off: 'authorization-response.issuer',
    answers: ['pkce.verifierMatches', 'redirect.registered', 'authorization-response.issuer'],
    cites: ['RFC9700-4.4', 'RFC9207-2.4'],
    rivals: [],
  },
  {
    id: 'token-to-attacker',
    group: 'server',
    off: 'resource-request.withinResource',
    answers: ['resource-request.withinResource', 'access-token.aud', 'redirect.registered'],
    cites: ['RFC9700-4.9.1', 'RFC8707-2'],
    rivals: [['oauth2 (Ruby)', 'CVE-2026-54603']],
  },
]

export const attackEntryOf = (id: string | undefined): AttackEntry | undefined =>
  attackEntries.find((entry) => entry.id === id)
