/** Protection in Express 5 itself, over sockets: what the framework does with our middleware, not what we think that it does. */
import express, { type ErrorRequestHandler, type Express } from 'express'
import { expect, it } from 'vitest'
import { listening } from '../../test/listening.ts'
import { TestIssuer } from './fixtures/issuer.ts'
import { authInfoOf, type Protection, protect } from './index.ts'

const as = await TestIssuer.create()
const metadataUrl = 'https://api.example/.well-known/oauth-protected-resource'
const protection = (onRefusal?: () => void): Protection =>
  protect({
    ...{ issuer: as.issuer, resource: 'https://api.example', scopes: ['read'], scopesSupported: ['read', 'admin'] },
    ...{ fetch: as.fetch, clock: as.clock, monotonicMs: as.monotonicMs, onRefusal },
  })

/** The application as its documentation has it: metadata for everybody, then a guard for all, then one more for a route. */
function application(rs = protection()): Express {
  const app = express()
  app.use(rs.express.metadata)
  app.use(rs.express.guard)
  app.get('/things', (request, response) => void response.json({ sub: authInfoOf(request).subject }))
  app.post('/things', express.text({ type: '*/*' }), (request, response) => void response.json({ body: request.body }))
  const router = express.Router()
  router.get('/users', rs.express.require('admin'), (request, response) => {
    response.json({ clientId: authInfoOf(request).clientId })
  })
  app.use('/admin', router)
  return app
}

const bearer = async (scope = 'read'): Promise<{ authorization: string }> => ({
  authorization: `Bearer ${await as.sign({ claims: { scope } })}`,
})

it('lets pass who holds a token, and tells the handler who it is', async () => {
  const api = await listening(application())
  const response = await fetch(`${api}/things`, { headers: await bearer() })
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
  expect(await response.json()).toEqual({ sub: 'alice-sub' })
})

it('leaves the body to the application, byte for byte', async () => {
  const api = await listening(application())
  const body = ' grant_type=x&access_token=not-a-credential \u00e9\n'
  const sent = { method: 'POST', headers: { ...(await bearer()), 'content-type': 'text/plain; charset=utf-8' }, body }
  expect(await (await fetch(`${api}/things`, sent)).json()).toEqual({ body })
})

it('challenges who holds none, and never runs the handler', async () => {
  let runs = 0
  const app = express().use(protection().express.guard)
  app.use((_, response) => void response.json({ runs: ++runs }))
  const api = await listening(app)
  const response = await fetch(`${api}/things`)
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toBe(`Bearer scope="read", resource_metadata="${metadataUrl}"`)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(runs).toBe(0)
})

it('asks of a mounted router what that router needs', async () => {
  const api = await listening(application())
  const few = await fetch(`${api}/admin/users`, { headers: await bearer() })
  expect(few.status).toBe(403)
  expect(few.headers.get('www-authenticate')).toContain('error="insufficient_scope"')
  expect(few.headers.get('www-authenticate')).toContain('scope="admin"')
  const enough = await fetch(`${api}/admin/users`, { headers: await bearer('read admin') })
  expect(await enough.json()).toEqual({ clientId: 'demo-client' })
  const query = await fetch(`${api}/admin/users?access_token=x`, { headers: await bearer('read admin') })
  expect(query.status).toBe(400)
})

it('shows the metadata to everybody, at its path alone', async () => {
  const api = await listening(application())
  const response = await fetch(`${api}/.well-known/oauth-protected-resource`)
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
  expect(await response.json()).toMatchObject({ resource: 'https://api.example', scopes_supported: ['read', 'admin'] })
  expect((await fetch(`${api}/.well-known/oauth-protected-resource`, { method: 'HEAD' })).status).toBe(200)
  expect((await fetch(`${api}/.well-known/OAUTH-protected-resource`)).status).toBe(401)
  expect((await fetch(`${api}/.well-known/oauth-protected-resource/`)).status).toBe(401)
})

it('answers the preflight of a script before any guard', async () => {
  const api = await listening(application())
  const headers = { origin: 'https://app.example', 'access-control-request-method': 'POST' }
  const response = await fetch(`${api}/things`, { method: 'OPTIONS', headers })
  expect([response.status, response.headers.get('access-control-allow-methods')]).toEqual([204, 'POST'])
  expect(response.headers.get('access-control-allow-headers')).toContain('authorization')
})

it('hands a fault of ours to the error handler of the application', async () => {
  const app = application(
    protection(() => {
      throw new TypeError('a bug')
    }),
  )
  const told: ErrorRequestHandler = (error: unknown, _, response, __) =>
    void response.status(500).json({ told: String(error) })
  app.use(told)
  const api = await listening(app)
  const response = await fetch(`${api}/things`)
  expect([response.status, await response.json()]).toEqual([500, { told: 'TypeError: a bug' }])
})
