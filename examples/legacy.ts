/**
 * An application of old, that takes the password itself (password grant). Do not write another one: it sees every password, and
 * knows no second factor and no single sign-on. OAuth 2.1 has no such grant; this server has it for clients that an operator
 * registers as legacy, so that they can be migrated. See tv.ts for what such a program should do instead.
 */
const issuer = process.env.ISSUER ?? 'http://localhost:8081'
const api = process.env.API ?? 'http://localhost:8082'
const [username = 'alice', password = 'password123'] = process.argv.slice(2)

const body = new URLSearchParams({
  grant_type: 'password',
  client_id: 'demo-terminal',
  username,
  password,
  scope: 'read',
})
const answer = await fetch(`${issuer}/oauth2/token`, { method: 'POST', body })
const tokens = (await answer.json()) as { access_token?: string; error?: string; error_description?: string }

if (tokens.access_token === undefined) {
  process.stdout.write(`${answer.status} ${tokens.error}: ${tokens.error_description}\n`)
  process.exitCode = 1
} else {
  const response = await fetch(`${api}/protected`, { headers: { authorization: `Bearer ${tokens.access_token}` } })
  process.stdout.write(`${response.status} ${await response.text()}\n`)
}
