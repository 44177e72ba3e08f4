/** Each example is run as its reader would run it, against the demo. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { afterThis } from '../test/cleaning.ts'
import { type Demo, openDemo } from '../test/demo.ts'

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

async function portOf(api: ChildProcess): Promise<string> {
  const [line] = (await once(api.stdout ?? process.stdin, 'data')) as [Buffer]
  return /:(\d+)/.exec(line.toString())?.[1] ?? ''
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill()
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}
