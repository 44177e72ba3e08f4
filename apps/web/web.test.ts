import { describe, expect, it } from 'vitest'
import { Browser, ISSUER, open, RESOURCE } from './fixtures.ts'

describe('while a server is down', () => {
  it('the start page is there, and starting says which server is missing and what to do', async () => {
    const { scene, browser } = open()
    scene.replies.clear()
    expect((await browser.send('/')).status).toBe(200)
    const answer = await browser.post('/login')
    expect(answer.status).toBe(502)
    const page = await answer.text()
    expect(page).toContain('A server does not answer')
    expect(page).toContain(ISSUER)
    expect(page).toContain('npm start')
  })

  it('a call that gets no answer keeps the session', async () => {
    const { scene, browser } = open()
    await browser.login()
    scene.replies.delete(`${RESOURCE}/protected`)
    expect((await browser.post('/call', { what: 'protected' })).status).toBe(502)
    expect(await browser.text('/session')).toContain('There was no answer.')
  })
})

describe('a form is refused', () => {
  it.each(['/login', '/login/again', '/call', '/refresh', '/userinfo', '/logout', '/logout/everywhere'])(
    'at %s without its token, or from elsewhere',
    async (path) => {
      const { scene, browser } = open()
      expect((await browser.post(path, { csrf: '' })).status).toBe(403)
      const theirs = await new Browser(scene).csrf()
      expect((await browser.post(path, { csrf: theirs })).status).toBe(403)
      expect((await browser.post(path, {}, { origin: 'http://localhost:9999' })).status).toBe(403)
      // What a browser says of a page without a referrer, ours among them: the token decides.
      expect((await browser.post(path, { csrf: theirs }, { origin: 'null' })).status).toBe(403)
      expect((await browser.post(path, {}, { origin: 'null' })).status).not.toBe(403)
    },
  )

  it('when it is no form, is too long, or repeats a value', async () => {
    const { browser } = open()
    const csrf = await browser.csrf()
    const post = (body: string, type = 'application/x-www-form-urlencoded') =>
      browser.send('/login', { method: 'POST', body, headers: { 'content-type': type } })
    expect((await post('{}', 'application/json')).status).toBe(400)
    expect((await post(`csrf=${csrf}&csrf=${csrf}`)).status).toBe(400)
    expect((await post(`csrf=${csrf}&a=${'x'.repeat(200_000)}`)).status).toBe(400)
    expect((await post('csrf=%ff')).status).toBe(400)
  })

  it('before its end, where it goes on without one', async () => {
    const { browser } = open()
    let pulled = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1
        if (pulled > 1000) controller.close()
        else controller.enqueue(new Uint8Array(64 * 1024).fill(97))
      },
    })
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await browser.send('/login', { method: 'POST', body, headers, duplex: 'half' })).status).toBe(400)
    expect(pulled).toBeLessThan(10)
  })
})

it('answers every address and method with a page under a strict policy', async () => {
  const { browser } = open()
  const answers = [await browser.send('/'), await browser.send('/nothing'), await browser.send('/login')]
  expect(answers.map(({ status }) => status)).toEqual([200, 404, 405])
  expect((await browser.send('/', { method: 'DELETE' })).status).toBe(405)
  expect((await browser.send('/constructor')).status).toBe(404)
  for (const { headers } of answers) {
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  }
  expect(answers[0]?.headers.get('content-security-policy')).toContain(
    `form-action 'self' http://localhost:* http://127.0.0.1:*;`,
  )
})

it('does nothing for a method that only looks, and says which one the address has', async () => {
  const { scene, browser } = open()
  const url = await browser.begin()
  const callback = `/callback?state=${url.searchParams.get('state')}&code=c&iss=${encodeURIComponent(ISSUER)}`
  const refused: [string, string, string][] = [
    ['HEAD', callback, 'GET'],
    ['POST', callback, 'GET'],
    ['OPTIONS', callback, 'GET'],
    ...['/login', '/login/again', '/call', '/refresh', '/userinfo', '/logout', '/logout/everywhere'].flatMap(
      (path): [string, string, string][] => [
        ['GET', path, 'POST'],
        ['HEAD', path, 'POST'],
      ],
    ),
  ]
  for (const [method, path, allow] of refused) {
    const answer = await browser.send(path, { method })
    expect([method, path, answer.status, answer.headers.get('allow')]).toEqual([method, path, 405, allow])
  }
  expect(scene.sent).not.toContain(`POST ${ISSUER}/token`)
  expect((await browser.send('/', { method: 'HEAD' })).status).toBe(200)
  expect((await browser.back(url)).headers.get('location')).toBe('/session')
})

it('speaks German to those who prefer it', async () => {
  const { browser } = open()
  const german = { headers: { 'accept-language': 'de-AT,de;q=0.9' } }
  expect(await (await browser.send('/', german)).text()).toContain('Anmeldung starten')
  await browser.login()
  expect(await (await browser.send('/session', german)).text()).toContain('Was gesendet wurde und warum')
})

it('names a bug of its own without telling of it', async () => {
  const logged: string[] = []
  const { scene, browser } = open({ log: (level, event, fields) => logged.push(`${level} ${event} ${fields?.kind}`) })
  scene.replies.set(`${ISSUER}/.well-known/oauth-authorization-server`, () => Response.json({ issuer: 'other' }))
  expect(await (await browser.post('/login')).text()).toContain('could not be believed')
  expect(logged).toEqual(['info failed unbelievable'])
})
