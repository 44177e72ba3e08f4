/** What becomes of a token: an API asks what it is worth (introspection, RFC 7662), its client gives it back (revocation, RFC 7009). */
import { Client } from '@sightglass/client'
import { IntrospectionValidator, Refusal } from '@sightglass/resource'

const issuer = process.env.ISSUER ?? 'http://localhost:8081'
const api = process.env.API ?? 'http://localhost:8082'

const client = new Client({
  issuer,
  clientId: 'demo-service',
  clientSecret: 'demo-service-secret-for-development-only',
  scope: 'read',
})

// The API asks under a name of its own, and learns nothing of tokens for others.
const validator = new IntrospectionValidator({
  issuer,
  audience: api,
  clientId: 'demo-api',
  clientSecret: 'demo-api-secret-for-development-only',
  cacheSeconds: 0,
})

async function worth(token: string): Promise<string> {
  try {
    const { sub, scope, exp } = await validator.validateToken(token)
    return `good: of ${sub}, for ${scope}, until ${new Date(exp * 1000).toISOString()}`
  } catch (error) {
    if (error instanceof Refusal) return `refused: ${error.message}`
    throw error
  }
}

const accessToken = await client.obtainJwt()
process.stdout.write(`${await worth(accessToken)}\n`)

await client.revoke({ accessToken })
process.stdout.write(`${await worth(accessToken)}\n`)
