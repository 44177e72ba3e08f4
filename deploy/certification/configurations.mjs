/**
 * Writes configurations beside the secrets: suite.json for the conformance suite of the OpenID Foundation, suite-backchannel.json
 * and suite-frontchannel.json for its plans of these names with static clients, and provider.json for `npm run conformance -- --config`. Plain JavaScript: it runs before anything of ours does.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [folder = '', issuer = '', base = '', alias = ''] = process.argv.slice(2)
const secret = (name) => readFileSync(join(folder, name), 'utf8').trim()
const clientOf = (name) => ({ client_id: `certification-${name}`, client_secret: secret(`client-${name}-secret`) })
const clients = { client: clientOf('1'), client2: clientOf('2'), client_secret_post: clientOf('post') }
const [username, password] = ['alice', secret('password')]

const WAIT_SECONDS = 10
const REJECTED = 'This request cannot be accepted'
const login = `${issuer}/login*`
const logoutPages = `${issuer}/oauth2/logout*`
/** A picture of the page for the reviewer, once it says this. */
const picture = (words, placeholder) => ['wait', 'xpath', '//*', WAIT_SECONDS, words, placeholder]
const required = 'update-image-placeholder'

const signIn = (...before) => ({
  task: 'Sign in',
  optional: true,
  match: login,
  commands: [
    ...before,
    ['text', 'id', 'username', username],
    ['text', 'id', 'password', password],
    ['click', 'id', 'login-submit'],
  ],
})
const consent = {
  task: 'Allow',
  optional: true,
  match: `${issuer}/consent*`,
  commands: [['click', 'id', 'consent-accept']],
}
const back = {
  task: 'Verify Complete',
  match: '*/test/*/callback*',
  commands: [['wait', 'id', 'submission_complete', WAIT_SECONDS]],
}

const authorizing = (...tasks) => ({ match: `${issuer}/oauth2/authorize*`, tasks })
const loggingOut = (...tasks) => ({ match: logoutPages, tasks })
const agree = {
  task: 'Agree to sign out',
  optional: true,
  match: logoutPages,
  commands: [['click', 'id', 'logout-confirm', 'optional']],
}
/** Where no script of the page did it already. */
const goBack = {
  task: 'Go back',
  optional: true,
  match: logoutPages,
  commands: [['click', 'id', 'logout-back', 'optional']],
}
const wentBack = {
  task: 'Come back',
  match: '*',
  commands: [['wait', 'contains', '/post_logout_redirect', WAIT_SECONDS]],
}
const signingIn = authorizing(signIn(), consent, back)

const again = [authorizing(signIn(picture('Sign in', 'update-image-placeholder-optional')), consent, back)]
const page = (words) => [
  authorizing({ task: 'See what the page says', match: `${issuer}/*`, commands: [picture(words, required)] }),
]
const stays = (words) => [
  signingIn,
  loggingOut({ task: 'See why there is no way back', match: logoutPages, commands: [picture(words, required)] }),
]
const ends = [
  signingIn,
  loggingOut(agree, { task: 'See the end', match: logoutPages, commands: [picture('You are signed out', required)] }),
]
const NO_WAY_BACK = 'You will not be sent back|breaks a rule that protects you'

const overrides = {
  'oidcc-prompt-login': again,
  'oidcc-max-age-1': again,
  'oidcc-ensure-registered-redirect-uri': page(REJECTED),
  'oidcc-ensure-redirect-uri-in-authorization-request': page(REJECTED),
  'oidcc-redirect-uri-query-added': page(REJECTED),
  'oidcc-redirect-uri-query-mismatch': page(REJECTED),
  'oidcc-registration-logo-uri': page('Sign in'),
  'oidcc-registration-policy-uri': page('Sign in'),
  'oidcc-registration-tos-uri': page('Sign in'),
  'oidcc-rp-initiated-logout-bad-post-logout-redirect-uri': stays(NO_WAY_BACK),
  'oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri': stays(NO_WAY_BACK),
  'oidcc-rp-initiated-logout-modified-id-token-hint': stays(NO_WAY_BACK),
  'oidcc-rp-initiated-logout-bad-id-token-hint': stays(NO_WAY_BACK),
  'oidcc-rp-initiated-logout-no-id-token-hint': stays('Sign out'),
  'oidcc-rp-initiated-logout-no-params': ends,
  'oidcc-rp-initiated-logout-no-post-logout-redirect-uri': ends,
  'oidcc-rp-initiated-logout-only-state': ends,
}

const { client2, client_secret_post } = clients
const suiteOf = (client) => ({
  alias,
  description: 'Sightglass',
  server: { discoveryUrl: `${issuer}/.well-known/openid-configuration`, login_hint: username },
  client: { ...client, client_name: 'Certification' },
  client2: { ...client2, client_name: 'Certification, second client' },
  client_secret_post,
  browser: [signingIn, loggingOut(agree, goBack, wentBack)],
  override: Object.fromEntries(Object.entries(overrides).map(([module, browser]) => [module, { browser }])),
})

const { hostname, port, pathname } = new URL(base)
const provider = {
  issuer,
  username,
  password,
  clients,
  ca_certificates: 'server.pem',
  relying_party: { host: hostname, port: Number(port || 443), path: pathname },
  rotate_keys: ['sh', fileURLToPath(new URL('rotate-keys.sh', import.meta.url)), folder],
}

const all = {
  suite: suiteOf(clients.client),
  'suite-backchannel': suiteOf(clientOf('backchannel')),
  'suite-frontchannel': suiteOf(clientOf('frontchannel')),
  provider,
}
for (const [name, value] of Object.entries(all))
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
