/** HTTPS that the process speaks itself, and a certificate that is renewed under way. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type TLSSocket } from 'node:tls'
import { expect, it } from 'vitest'
import { afterThis } from '../../test/cleaning.ts'
import { createLog } from './log.ts'
import { type Serving, serve } from './serve.ts'

const fixtures = join(import.meta.dirname, '..', '..', 'test', 'fixtures')

interface Secure extends Serving {
  readonly certFile: string
  readonly keyFile: string
  readonly logged: string[]
  /** Puts another pair, or a part of one, into the files. */
  readonly renew: (name: 'loopback' | 'renewed', parts?: readonly ('cert' | 'key')[]) => void
}

async function open(): Promise<Secure> {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-https-'))
  afterThis(() => rmSync(folder, { recursive: true, force: true }))
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const renew: Secure['renew'] = (name, parts = ['cert', 'key']) => {
    for (const part of parts) copyFileSync(join(fixtures, `${name}.${part}.pem`), part === 'cert' ? certFile : keyFile)
  }
  renew('loopback')
  const logged: string[] = []
  const serving = await serve({
    name: 'https',
    host: '127.0.0.1',
    port: 0,
    signals: false,
    log: createLog('https', { write: (line) => logged.push(line) }),
    tls: { certFile, keyFile, lookEveryMs: 5 },
    fetch: (request) => new Response(request.url),
  })
  afterThis(() => serving.stop())
  return { ...serving, certFile, keyFile, logged, renew }
}

interface Answered {
  readonly body: string
  readonly subject: string
}

function ask({ url }: Serving, agent?: Agent): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const options = { rejectUnauthorized: false, ...(agent === undefined ? { agent: false as const } : { agent }) }
    const request = get(url, options, (incoming) => {
      const subject = String((incoming.socket as TLSSocket).getPeerCertificate().subject?.CN)
      let body = ''
      incoming.on('data', (chunk) => {
        body += String(chunk)
      })
      incoming.on('end', () => resolve({ body, subject }))
    })
    request.on('error', reject)
  })
}

it('speaks HTTPS, and handlers are told so', async () => {
  const serving = await open()
  expect(serving.url).toMatch(/^https:/)
  expect(await ask(serving)).toEqual({ body: `${serving.url}/`, subject: 'Sightglass tests' })
})

it.each(['TLSv1', 'TLSv1.1'] as const)('refuses %s', async (version) => {
  const { port } = await open()
  const options = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' }
  const shaken = new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options }, () => {
      socket.destroy()
      resolve(socket.getProtocol())
    })
    socket.on('error', reject)
  })
  await expect(shaken).rejects.toThrow(/protocol version/)
})

it('takes over a renewed certificate while connections that are open go on', async () => {
  const serving = await open()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  afterThis(() => agent.destroy())
  await ask(serving, agent)
  serving.renew('renewed')
  await expect.poll(async () => (await ask(serving)).subject).toBe('Sightglass renewed test')
  expect((await ask(serving, agent)).subject).toBe('Sightglass tests')
  expect(serving.logged.join()).toContain('certificate taken over')
})

it('keeps the one it has where the new files are no pair, and says once by setting and file why', async () => {
  const serving = await open()
  serving.renew('renewed', ['cert'])
  await expect.poll(() => serving.logged.join()).toContain('not taken over')
  expect(serving.logged.join()).toContain(`SIGHTGLASS_TLS_KEY: ${serving.keyFile} is not the key`)
  expect((await ask(serving)).subject).toBe('Sightglass tests')
  writeFileSync(serving.certFile, 'nothing')
  await expect.poll(() => serving.logged.join()).toContain(`SIGHTGLASS_TLS_CERT: ${serving.certFile} holds no`)
  serving.renew('renewed')
  await expect.poll(async () => (await ask(serving)).subject).toBe('Sightglass renewed test')
  expect(serving.logged.filter((line) => line.includes('is not the key'))).toHaveLength(1)
})
