import { Agent, get } from 'node:http'
import { connect, createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createLog } from './log.ts'
import { holderOfPort, portProblem } from './ports.ts'
import { ListenError, type ServeOptions, type Serving, serve } from './serve.ts'

const log = createLog('test', { logLevel: 'silent' })
const open: Serving[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ stop }) => stop()))
})

async function start(options: Partial<ServeOptions>): Promise<Serving> {
  const hello = () => new Response('hello')
  const serving = await serve({
    name: 'test',
    host: '127.0.0.1',
    port: 0,
    fetch: hello,
    log,
    signals: false,
    ...options,
  })
  open.push(serving)
  return serving
}

describe('serve', () => {
  it('hands the request and the address of its sender to the fetch handler', async () => {
    const { url } = await start({
      fetch: async (request, peer) => new Response(`${request.method} ${await request.text()} ${peer.address}`),
    })
    const response = await fetch(url, { method: 'POST', body: 'body' })
    expect(await response.text()).toBe('POST body 127.0.0.1')
  })

  it('listens on both loopbacks for localhost', async () => {
    const { port } = await start({ host: 'localhost' })
    expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200)
    expect((await fetch(`http://localhost:${port}/livez`)).status).toBe(200)
  })

  it('answers health, and readiness as long as work can be done', async () => {
    let ready = true
    const { url } = await start({ health: () => ready })
    const health = await fetch(`${url}/health`)
    expect(health.status).toBe(200)
    expect(await health.json()).toMatchObject({
      status: 'ok',
      name: 'test',
      version: expect.any(String),
      uptime_seconds: expect.any(Number),
    })
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    ready = false
    expect((await fetch(`${url}/readyz`)).status).toBe(503)
    expect((await fetch(`${url}/health`)).status).toBe(200)
    expect((await fetch(`${url}/health`, { method: 'POST', body: 'x' })).status).toBe(405)
  })

  it('is not ready where asking throws', async () => {
    const { url } = await start({ health: () => Promise.reject(new Error('no database')) })
    expect((await fetch(`${url}/readyz`)).status).toBe(503)
  })

  it('answers a fault of ours with a bare server_error', async () => {
    const { url } = await start({ fetch: () => Promise.reject(new Error('secret detail')) })
    const response = await fetch(url)
    expect(response.status).toBe(500)
    expect(await response.text()).toBe('{"error":"server_error"}')
  })

  it('lets answers under way finish, takes no new connections, then closes', async () => {
    const asked = Promise.withResolvers<void>()
    const answer = Promise.withResolvers<Response>()
    const order: string[] = []
    const serving = await start({
      fetch: () => {
        asked.resolve()
        return answer.promise
      },
      onStop: () => void order.push('stop'),
      onClose: () => void order.push('close'),
    })
    const agent = new Agent({ keepAlive: true })
    const response = new Promise<number | undefined>((resolve) =>
      get(serving.url, { agent }, (incoming) => incoming.resume().on('end', () => resolve(incoming.statusCode))),
    )
    await asked.promise
    const stopped = serving.stop()
    await expect(fetch(serving.url)).rejects.toThrow()
    answer.resolve(new Response('late'))
    expect(await response).toBe(200)
    await stopped
    expect(order).toEqual(['stop', 'close'])
    agent.destroy()
  })

  it('says at once that it stops, and asks every connection to close before it closes any', async () => {
    const asked = Promise.withResolvers<void>()
    const answer = Promise.withResolvers<Response>()
    const serving = await start({
      stopDelaySeconds: 0.3,
      fetch: ({ url }) => {
        if (!url.endsWith('/slow')) return new Response('quick')
        asked.resolve()
        return answer.promise
      },
    })
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const other = new Agent({ keepAlive: true, maxSockets: 1 })
    expect((await ask(serving.url, agent)).connection).toBe('keep-alive')
    const slow = ask(`${serving.url}/slow`, other)
    await asked.promise
    const stopped = serving.stop()
    // On the connection of before, and on new ones, until listening ends.
    expect(await ask(serving.url, agent)).toEqual({ status: 200, connection: 'close' })
    expect(await ask(`${serving.url}/readyz`, agent)).toEqual({ status: 503, connection: 'close' })
    expect(await ask(`${serving.url}/health`, agent)).toEqual({ status: 200, connection: 'close' })
    answer.resolve(new Response('late'))
    expect(await slow).toEqual({ status: 200, connection: 'close' })
    await stopped
    await expect(ask(serving.url, agent)).rejects.toThrow('ECONNREFUSED')
  })

  it('closes idle connections when listening ends', async () => {
    const serving = await start({})
    const agent = new Agent({ keepAlive: true })
    await ask(serving.url, agent)
    await serving.stop()
    await expect.poll(() => Object.keys(agent.freeSockets)).toEqual([])
  })

  it('closes what is still busy when its patience ends', async () => {
    const asked = Promise.withResolvers<void>()
    const serving = await start({
      stopSeconds: 0.05,
      fetch: () => {
        asked.resolve()
        return new Promise<Response>(() => {})
      },
    })
    const response = fetch(serving.url)
    await asked.promise
    await serving.stop()
    await expect(response).rejects.toThrow()
  })

  it('names the process that holds a port', async () => {
    const { port } = await start({})
    const second = start({ port })
    await expect(second).rejects.toBeInstanceOf(ListenError)
    await expect(second).rejects.toThrow(`port ${port} is taken by process ${process.pid} (`)
    expect(holderOfPort(port)?.pid).toBe(process.pid)
    expect((await portProblem('127.0.0.1', port))?.holder?.pid).toBe(process.pid)
    expect((await portProblem('localhost', port))?.code).toBe('EADDRINUSE')
  })

  it('finds no problem with a free port', async () => {
    const server = createServer()
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      }),
    )
    await new Promise((resolve) => server.close(resolve))
    expect(holderOfPort(port)).toBeUndefined()
    expect(await portProblem('127.0.0.1', port)).toBeUndefined()
  })

  it('refuses a request without a host and an endless header', async () => {
    const { port } = await start({})
    expect(await raw(port, 'GET / HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1.1 400/)
    expect(await raw(port, `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431/)
  })
})

interface Asked {
  readonly status: number | undefined
  readonly connection: string | undefined
}

function ask(url: string, agent: Agent): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent }, (incoming) => {
      const { statusCode: status, headers } = incoming
      incoming.resume().on('end', () => resolve({ status, connection: headers.connection }))
    })
    request.on('error', reject)
  })
}

function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (chunk) => {
      answer += String(chunk)
    })
    socket.on('error', () => resolve(answer))
    socket.on('close', () => resolve(answer))
  })
}
