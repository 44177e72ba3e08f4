/** Protection in Fastify 5 itself, over sockets and by its own injection. */
import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, expect, it } from 'vitest'
import { TestIssuer } from './fixtures/issuer.ts'
import { authInfoOf, type Protection, protect } from './index.ts'

const as = await TestIssuer.create()
const metadataUrl = 'https://api.example/.well-known/oauth-protected-resource'
const protection = (onRefusal?: () => void): Protection =>
  protect({
    ...{ issuer: as.issuer, resource: 'https://api.example', scopes: ['read'], scopesSupported: ['read', 'admin'] },
    ...{ fetch: as.fetch, clock: as.clock, monotonicMs: as.monotonicMs, onRefusal },
  })

const opened: FastifyInstance[] = []
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close()
})

/** The application as its documentation has it: metadata as a plugin, a guard for all, one more for a route. */
function application(rs = protection()): FastifyInstance {
  const app = fastify()
  opened.push(app)
  app.register(rs.fastify.metadata)
  app.addHook('onRequest', rs.fastify.guard)
  app.get('/things', async (request) => ({ sub: authInfoOf(request).subject }))
  app.post('/things', async ({ body }) => ({ body }))
  app.register(
    async (instance) => {
      instance.get('/users', { onRequest: rs.fastify.require('admin') }, async (request) => ({
        clientId: authInfoOf(request).clientId,
      }))
    },
    { prefix: '/admin' },
  )
  return app
}

const served = (app = application()): Promise<string> => app.listen({ host: '127.0.0.1', port: 0 })
const bearer = async (scope = 'read'): Promise<{ authorization: string }> => ({
  authorization: `Bearer ${await as.sign({ claims: { scope } })}`,
})

it('lets pass who holds a token, and tells the handler who it is', async () => {
  const response = await fetch(`${await served()}/things`, { headers: await bearer() })
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
  expect(await response.json()).toEqual({ sub: 'alice-sub' })
})

it('lets pass what the application injects in its own tests', async () => {
  const { statusCode, body } = await application().inject({ url: '/things', headers: await bearer() })
  expect([statusCode, JSON.parse(body)]).toEqual([200, { sub: 'alice-sub' }])
  expect((await application().inject({ url: '/things' })).statusCode).toBe(401)
})

it('leaves the body to the application, byte for byte', async () => {
  const body = ' grant_type=x&access_token=not-a-credential \u00e9\n'
  const sent = { method: 'POST', headers: { ...(await bearer()), 'content-type': 'text/plain' }, body }
  expect(await (await fetch(`${await served()}/things`, sent)).json()).toEqual({ body })
})

it('challenges who holds none before a body is read, and never runs the handler', async () => {
  let runs = 0
  const app = fastify()
  opened.push(app)
  app.addHook('onRequest', protection().fastify.guard)
  app.addHook('preParsing', async () => void runs++)
  app.all('/things', async () => ({ runs: ++runs }))
  const response = await fetch(`${await served(app)}/things`, { method: 'POST', body: 'x' })
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toBe(`Bearer scope="read", resource_metadata="${metadataUrl}"`)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(runs).toBe(0)
})

it('asks of a route in a plugin what that route needs', async () => {
  const api = await served()
  const few = await fetch(`${api}/admin/users`, { headers: await bearer() })
  expect(few.status).toBe(403)
  expect(few.headers.get('www-authenticate')).toContain('error="insufficient_scope"')
  expect(few.headers.get('www-authenticate')).toContain('scope="admin"')
  const enough = await fetch(`${api}/admin/users`, { headers: await bearer('read admin') })
  expect(await enough.json()).toEqual({ clientId: 'demo-client' })
  expect((await fetch(`${api}/admin/users?access_token=x`, { headers: await bearer('read admin') })).status).toBe(400)
})

it('shows the metadata to everybody, at its path alone, though a guard is for all', async () => {
  const api = await served()
  const response = await fetch(`${api}/.well-known/oauth-protected-resource`)
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
  expect(response.headers.get('content-type')).toContain('application/json')
  expect(await response.json()).toMatchObject({ resource: 'https://api.example', scopes_supported: ['read', 'admin'] })
  expect((await fetch(`${api}/.well-known/oauth-protected-resource`, { method: 'HEAD' })).status).toBe(200)
  expect((await fetch(`${api}/.well-known/oauth-protected-resource`, { method: 'OPTIONS' })).status).toBe(204)
  expect((await fetch(`${api}/.well-known/oauth-protected-resource/`)).status).toBe(401)
})

it('guards what no route answers: who holds no token learns nothing of the paths', async () => {
  const api = await served()
  expect((await fetch(`${api}/nothing-here`)).status).toBe(401)
  expect((await fetch(`${api}/nothing-here`, { headers: await bearer() })).status).toBe(404)
})

it('answers the preflight of a script before any guard', async () => {
  const headers = { origin: 'https://app.example', 'access-control-request-method': 'POST' }
  const response = await fetch(`${await served()}/things`, { method: 'OPTIONS', headers })
  expect([response.status, response.headers.get('access-control-allow-methods')]).toEqual([204, 'POST'])
})

it('hands a fault of ours to the error handler of the application', async () => {
  const app = application(
    protection(() => {
      throw new TypeError('a bug')
    }),
  )
  app.setErrorHandler((error, _, reply) => reply.code(500).send({ told: String(error) }))
  const response = await fetch(`${await served(app)}/things`)
  expect([response.status, await response.json()]).toEqual([500, { told: 'TypeError: a bug' }])
})
