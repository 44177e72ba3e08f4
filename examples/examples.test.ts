/** Each example is run as its reader would run it, against the demo. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { afterThis } from '../test/cleaning.ts'
import { type Demo, openDemo } from '../test/demo.ts'
import { pageOf } from '../test/device.ts'
import { UserAgent } from '../test/user-agent.ts'

const run = promisify(execFile)
let demo: Demo

beforeAll(async () => {
  demo = await openDemo()
})

const env = () => ({ ...process.env, ISSUER: demo.issuer, API: demo.resource })

describe('the examples', () => {
  it('service: gets a token and calls the API', async () => {
    const { stdout } = await run(process.execPath, ['examples/service.ts'], { env: env() })
    expect(stdout).toMatch(/^200 .*demo-service/s)
  })

  it('tv: shows a code, waits for its person, and calls the API', async () => {
    const tv = spawn(process.execPath, ['examples/tv.ts'], { env: env() })
    afterThis(() => stop(tv))
    const screen = shownBy(tv)
    const shown = await screen.until(/compare the code/)
    expect(shown).toMatch(/(?:^[ █▀▄]{30,}\n){15,}/m)
    const address = /or open (\S+)/.exec(shown)?.[1] ?? ''
    expect(address).toMatch(/\/device\?user_code=[A-Z]{4}-[A-Z]{4}$/)
    const phone = new UserAgent(demo.issuer, fetch)
    const signIn = pageOf(await phone.visit(address))
    const question = pageOf(await phone.press(signIn, 'login-submit', { username: 'alice', password: 'password123' }))
    expect(question.html).toContain('Demo TV')
    await phone.press(question, 'device-accept')
    expect(await screen.until(/^\d{3} .*\n/m)).toMatch(/^200 .*demo-tv/ms)
  })

  it('legacy: gets a token for a password, and calls the API', async () => {
    const { stdout } = await run(process.execPath, ['examples/legacy.ts'], { env: env() })
    expect(stdout).toMatch(/^200 .*demo-terminal/s)
    const wrong = run(process.execPath, ['examples/legacy.ts', 'alice', 'wrong'], { env: env() })
    await expect(wrong).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('400 invalid_grant') })
  })

  it('web: signs a person in, and calls the API in their name', async () => {
    const web = spawn(process.execPath, ['examples/web.ts'], { env: { ...env(), PORT: '0' } })
    afterThis(() => stop(web))
    const origin = `http://127.0.0.1:${await portOf(web)}`
    const away = await fetch(origin, { redirect: 'manual' })
    const cookie = away.headers.get('set-cookie')?.split(';')[0] ?? ''
    const browser = new UserAgent(demo.issuer, fetch)
    const signIn = pageOf(await browser.visit(away.headers.get('location') ?? ''))
    const consent = pageOf(await browser.press(signIn, 'login-submit', { username: 'alice', password: 'password123' }))
    const { left } = await browser.press(consent, 'consent-accept')
    const elsewhere = await fetch(left?.href ?? '')
    expect(elsewhere.status).toBe(400)
    const back = await fetch(left?.href ?? '', { headers: { cookie } })
    expect(await back.json()).toMatchObject({ person: expect.any(String), api: { client_id: 'demo-client' } })
    const denied = await fetch(`${origin}/callback?error=access_denied`, { headers: { cookie } })
    expect(denied.status).toBe(400)
  })

  it('tokens: asks what a token is worth, before and after it was given back', async () => {
    const { stdout } = await run(process.execPath, ['examples/tokens.ts'], { env: env() })
    expect(stdout).toMatch(/^good: of demo-service, for read, until \S+Z\nrefused: token must be active\n$/)
  })

  it('refresh: stays signed in until it signs out', async () => {
    const device = spawn(process.execPath, ['examples/refresh.ts'], { env: env() })
    afterThis(() => stop(device))
    const screen = shownBy(device)
    const address = /open (\S+)/.exec(await screen.until(/open \S+\n/))?.[1] ?? ''
    const phone = new UserAgent(demo.issuer, fetch)
    const signIn = pageOf(await phone.visit(address))
    const question = pageOf(await phone.press(signIn, 'login-submit', { username: 'bob', password: 'secret456' }))
    await phone.press(question, 'device-accept')
    expect(await screen.until(/signed out/)).toContain(
      'first: 200\nsecond: 200\nnarrower: openid\nsigned out: invalid_grant\n',
    )
  })

  it('api: lets in whom the authorization server gave a token for it, and nobody else', async () => {
    const api = spawn(process.execPath, ['examples/api.ts'], { env: { ...env(), PORT: '0' } })
    afterThis(() => stop(api))
    const port = await portOf(api)
    expect((await fetch(`http://localhost:${port}/things`)).status).toBe(401)
    const body = new URLSearchParams({ grant_type: 'client_credentials', scope: 'read' })
    const authorization = `Basic ${btoa('demo-service:demo-service-secret-for-development-only')}`
    const answer = await fetch(`${demo.issuer}/oauth2/token`, { method: 'POST', body, headers: { authorization } })
    const { access_token } = (await answer.json()) as { access_token: string }
    const things = await fetch(`http://localhost:${port}/things`, {
      headers: { authorization: `Bearer ${access_token}` },
    })
    expect(await things.json()).toEqual({ things: ['a', 'b'], for: 'demo-service' })
  })
})

/** What a program has written, once it has written this. */
function shownBy({ stdout }: ChildProcess) {
  let written = ''
  stdout?.on('data', (chunk: Buffer) => {
    written += chunk.toString()
  })
  const until = async (what: RegExp): Promise<string> => {
    while (!what.test(written)) await once(stdout ?? process.stdin, 'data')
    return written
  }
  return { until }
}

async function portOf(api: ChildProcess): Promise<string> {
  const [line] = (await once(api.stdout ?? process.stdin, 'data')) as [Buffer]
  return /:(\d+)/.exec(line.toString())?.[1] ?? ''
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill()
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}
