/** Staying signed in: a device is allowed once, and gets new access tokens by its refresh token (RFC 6749 §6) until it signs out. */
import { Client, OAuthError, type TokenSet } from '@sightglass/client'

const issuer = process.env.ISSUER ?? 'http://localhost:8081'
const api = process.env.API ?? 'http://localhost:8082'

const client = new Client({ issuer, clientId: 'demo-tv', scope: 'openid read offline_access', resource: api })

const device = await client.deviceAuthorizationRequest()
process.stdout.write(`open ${device.verificationUriComplete ?? device.verificationUri}\n`)

const first = await client.deviceTokens(device)
await call('first', first)

// In earnest: shortly before `expiresAt`, or when the API answers 401. The new set takes the place of the one before, always.
const second = await client.refresh(first)
await call('second', second)

const narrower = await client.refresh(second, { scope: 'openid' })
process.stdout.write(`narrower: ${narrower.scope}\n`)

await client.revoke(narrower)
try {
  await client.refresh(narrower)
} catch (error) {
  if (!(error instanceof OAuthError)) throw error
  process.stdout.write(`signed out: ${error.error}\n`)
}

async function call(name: string, tokens: TokenSet): Promise<void> {
  const { status } = await client.fetchResource('/protected', tokens)
  process.stdout.write(`${name}: ${status}\n`)
}
