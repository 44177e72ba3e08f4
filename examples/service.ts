/** A service gets a token in its own name (client credentials) and calls an API with it. */
import { Client } from '@sightglass/client'

const issuer = process.env.ISSUER ?? 'http://localhost:8081'
const api = process.env.API ?? 'http://localhost:8082'

const client = new Client({
  issuer,
  clientId: 'demo-service',
  clientSecret: 'demo-service-secret-for-development-only',
  scope: 'read',
})

const jwt = await client.obtainJwt()
const response = await fetch(`${api}/protected`, { headers: { authorization: `Bearer ${jwt}` } })
process.stdout.write(`${response.status} ${await response.text()}\n`)
