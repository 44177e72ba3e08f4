/** What holds for the server as a whole: which issuer it may have, which hosts it answers to, and what every answer carries. */
import { createServer, type Environment } from '@sightglass/server'
import { describe, expect, it } from 'vitest'
import { authorizationUrl, openTrial, testClock, testKeys } from '../../test/authorization-server.ts'
import { expectPage, refusal } from '../../test/refusals.ts'
import { openTestStore } from '../../test/stores.ts'
import { watchedStore } from '../../test/watched-store.ts'

async function open(issuer: string, environment: Environment = 'production') {
  const clock = testClock()
  const store = await openTestStore({ issuer, clock })
  return await createServer({ issuer, clock, store, environment, ...testKeys })
}

describe('an issuer', () => {
  it.each([
    'https://as.example/',
    'https://as.example/path/',
    'https://as.example?x=1',
    'https://as.example#x',
    'https://as.example/?',
    'https://user@as.example',
    'https://AS.example',
    'https://as.example:443',
    'as.example',
    'ftp://as.example',
    '',
  ])('"%s" is refused at the start: nobody would find it equal to itself', async (issuer) => {
    await expect(open(issuer, 'development')).rejects.toThrow('the issuer must be')
  })

  it('on http is refused in production, unless it is loopback', async () => {
    await expect(open('http://as.example')).rejects.toThrow('the issuer must be https in production')
    for (const issuer of [
      'http://localhost:8081',
      'http://127.0.0.1:8081',
      'http://[::1]:8081/as',
      'https://as.example',
    ])
      await expect(open(issuer)).resolves.toBeDefined()
    await expect(open('http://as.example', 'development')).resolves.toBeDefined()
  })
})

describe('every answer', () => {
  const paths = [
    '/oauth2/jwks',
    '/oauth2/userinfo',
    '/oauth2/token',
    '/login',
    '/nothing',
    '/.well-known/openid-configuration',
  ]

  it('of an issuer on https tells browsers to stay there', async () => {
    const { fetch } = await open('https://as.example/tenant')
    for (const path of paths) {
      const { headers } = await fetch(new Request(`https://as.example/tenant${path}`))
      expect([path, headers.get('strict-transport-security')]).toEqual([path, 'max-age=31536000'])
    }
  })

  it('of an issuer on http does not', async () => {
    const { fetch } = await open('http://localhost:8081')
    for (const path of paths)
      expect((await fetch(new Request(`http://localhost:8081${path}`))).headers.has('strict-transport-security')).toBe(
        false,
      )
  })
})

describe('in development, where the demo passwords are on the page,', () => {
  const HOST = refusal(
    400,
    'invalid_request',
    'host must be the one of the issuer, or a loopback name, while the server runs in development',
  )

  it.each(['localhost:8081', '127.0.0.1:9000', '[::1]', 'as.example', 'as.example:8443'])(
    '%s is answered',
    async (host) => {
      const { fetch } = await open('http://as.example', 'development')
      expect((await fetch(new Request(`http://${host}/oauth2/jwks`))).status).toBe(200)
    },
  )

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'as.example.evil.example',
    '192.168.1.2',
  ])('%s is not: a page elsewhere that points its name here reads nothing (F5)', async (host) => {
    const { fetch } = await open('http://as.example', 'development')
    await expectPage(await fetch(new Request(`http://${host}/login`)), HOST)
    expect((await fetch(new Request(`http://${host}/oauth2/jwks`))).status).toBe(400)
  })

  it('and not in production, whose proxy may call it anything', async () => {
    const { fetch } = await open('https://as.example')
    expect((await fetch(new Request('http://10.0.0.7:8081/oauth2/jwks'))).status).toBe(200)
  })
})

it('issuers on one host keep their cookies apart, however alike their paths are', async () => {
  const names = await Promise.all(
    ['/a/b', '/a_b', '/a-b', '/A/b', ''].map(async (path) => {
      const issuer = `http://localhost:8081${path}`
      const store = await openTestStore({ issuer, clock: testClock() })
      const { server } = await openTrial({ issuer, store })
      const { url } = await authorizationUrl()
      const response = await server.fetch(new Request(url.replace('http://localhost:8081', issuer)))
      return response.headers.getSetCookie()[0]?.split('_request_')[0]
    }),
  )
  expect(new Set(names).size).toBe(5)
  expect(names[4]).toBe('sightglass_as')
})

it('discovery asks the database once for many readers, and tells of a new scope at once where it was added', async () => {
  const clock = testClock()
  const asked: string[] = []
  const issuer = 'http://localhost:8081'
  const store = watchedStore(await openTestStore({ issuer, clock }), (type) => void asked.push(type))
  const { server } = await openTrial({ store, clock })
  const read = async (): Promise<string[]> => {
    const answer = await server.fetch(new Request(`${issuer}/.well-known/openid-configuration`))
    return ((await answer.json()) as { scopes_supported: string[] }).scopes_supported
  }
  await read()
  asked.length = 0
  for (let reads = 0; reads < 5; reads++) expect(await read()).not.toContain('archive')
  expect(asked).toEqual([])
  await server.resources.put({
    resource: 'https://archive.example',
    name: 'Archive',
    scopes: { archive: 'read the archive' },
  })
  expect(await read()).toContain('archive')
})

it('a name that nobody has costs as many questions to the database as one that somebody has', async () => {
  const clock = testClock()
  const asked: string[] = []
  const store = watchedStore(
    await openTestStore({ issuer: 'http://localhost:8081', clock }),
    (type) => void asked.push(type),
  )
  const { server } = await openTrial({ store, clock })
  const questions = async (username: string): Promise<string[]> => {
    asked.length = 0
    expect(await server.people.authenticate(username, 'wrong', '192.0.2.1')).toBeUndefined()
    return [...asked]
  }
  const known = await questions('alice')
  expect(known.length).toBeGreaterThan(1)
  for (const username of ['nobody', '', ' ', 'x'.repeat(5000)]) expect(await questions(username)).toEqual(known)
})
