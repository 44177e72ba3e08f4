import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { holderOfPort } from '@sightglass/process/ports'
import { expect, it } from 'vitest'
import { afterThis } from '../../test/cleaning.ts'
import { freePorts } from '../../test/ports.ts'
import { isAlive, outputOf, until } from './fixtures/processes.ts'

const root = new URL('../../', import.meta.url).pathname

interface Started {
  readonly npm: ChildProcess
  /** The pid of npm, which is not `npm` itself where a shell started it. */
  readonly pid: number
  readonly servers: readonly number[]
}

/** Starts everything without a terminal, as a script would, and waits until the servers are up. */
async function npmStart(command: string): Promise<Started> {
  const [auth, api, web] = await freePorts(3)
  const flags = `--auth-port ${auth} --api-port ${api} --web-port ${web}`
  const env = { ...process.env, DATABASE_URL: 'memory:', npm_config_update_notifier: 'false' }
  const npm = spawn('sh', ['-c', command.replace('FLAGS', flags)], { cwd: root, env, detached: true })
  afterThis(() => killGroup(npm))
  const output = outputOf(npm)
  await until(() => output().includes('Ctrl+C stops all of them') || npm.exitCode !== null)
  const servers = [auth, api, web].map((port) => holderOfPort(port ?? 0)?.pid ?? 0)
  afterThis(() => {
    for (const server of servers.filter((pid) => pid > 0 && isAlive(pid))) process.kill(server, 'SIGKILL')
  })
  expect(servers, output()).not.toContain(0)
  return { npm, pid: Number(/^pid (\d+)$/m.exec(output())?.[1] ?? npm.pid), servers }
}

function killGroup({ pid }: ChildProcess): void {
  try {
    process.kill(-(pid ?? 0), 'SIGKILL')
  } catch {
    // It has ended, as it should.
  }
}

const gone = (servers: readonly number[]): Promise<void> => until(() => !servers.some(isAlive))

it('npm start stops all servers on Ctrl+C', async () => {
  const { npm, servers } = await npmStart('exec npm start -- FLAGS')
  const exit = once(npm, 'exit')
  process.kill(-(npm.pid ?? 0), 'SIGINT')
  await exit
  await gone(servers)
})

it('npm start stops all servers where a script kills it, and ends after them', async () => {
  const { npm, pid, servers } = await npmStart('npm start -- FLAGS & echo pid $!; wait $!')
  const exit = once(npm, 'exit')
  process.kill(pid, 'SIGTERM')
  await exit
  expect(servers.filter(isAlive)).toEqual([])
})

it.each(['SIGKILL', 'SIGHUP'] as const)('npm start leaves no server behind when npm ends by %s', async (signal) => {
  const { npm, servers } = await npmStart('exec npm start -- FLAGS')
  npm.kill(signal)
  await gone(servers)
})
