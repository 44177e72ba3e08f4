/** A web application that signs people in (authorization code with PKCE) and calls an API in their name. Tokens stay on its server. */
import { randomUUID } from 'node:crypto'
import { serve } from '@hono/node-server'
import { AuthorizationError, Client, type Transaction } from '@sightglass/client'
import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

const issuer = process.env.ISSUER ?? 'http://localhost:8081'
const api = process.env.API ?? 'http://localhost:8082'
const port = Number(process.env.PORT ?? 8083)

// Registered with http://127.0.0.1/callback: on loopback any port is right (RFC 8252 §7.3).
const client = new Client({ issuer, clientId: 'demo-client', scope: 'openid read', resource: api })

/** What was sent away and is awaited, by the cookie of the browser that was sent. A real application forgets old ones. */
const begun = new Map<string, Transaction>()

const app = new Hono()

app.get('/', async (c) => {
  const redirectUri = `${new URL(c.req.url).origin}/callback`
  const { url, transaction } = await client.authorizationRequest({ redirectUri })
  const id = randomUUID()
  begun.set(id, transaction)
  setCookie(c, 'example', id, { httpOnly: true, sameSite: 'Lax', path: '/' })
  return c.redirect(url)
})

app.get('/callback', async (c) => {
  const id = getCookie(c, 'example') ?? ''
  const transaction = begun.get(id)
  begun.delete(id)
  if (transaction === undefined) return c.text('Nobody of this browser was sent away: start at /', 400)
  try {
    const code = await client.processAuthorizationResponse(new URL(c.req.url).searchParams, transaction)
    const tokens = await client.redeemCode(code)
    const response = await client.fetchResource('/protected', tokens)
    return c.json({ person: tokens.idTokenClaims?.sub, api: await response.json() })
  } catch (error) {
    if (error instanceof AuthorizationError) return c.text(`Not signed in: ${error.message}`, 403)
    throw error
  }
})

serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, ({ port: at }) => {
  process.stdout.write(`open http://127.0.0.1:${at}\n`)
})
