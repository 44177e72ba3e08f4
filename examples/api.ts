/** An API of your own, protected: it takes tokens that the authorization server made for the resource it names. */
import { serve } from '@hono/node-server'
import { type ProtectedEnv, protect } from '@sightglass/resource'
import { Hono } from 'hono'

const rs = protect({
  issuer: process.env.ISSUER ?? 'http://localhost:8081',
  resource: process.env.API ?? 'http://localhost:8082',
  scopes: ['read'],
})

const app = new Hono<ProtectedEnv>()
app.route('/', rs.metadata)
app.get('/things', rs.guard, (c) => c.json({ things: ['a', 'b'], for: c.get('authInfo').clientId }))

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 8083) }, ({ port }) => {
  process.stdout.write(`listening on http://localhost:${port}\n`)
})
