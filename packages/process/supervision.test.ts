/** Whom a process tells which port it has. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { listeningPort, SUPERVISOR_VARIABLE } from './supervision.ts'

const module = new URL('./supervision.ts', import.meta.url).href

/** What a process tells its parent when it has port 7, where its environment names this supervisor. */
async function toldBy(supervisor: string): Promise<unknown[]> {
  const script = `import { tellListening } from ${JSON.stringify(module)}\ntellListening(7)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, [SUPERVISOR_VARIABLE]: supervisor },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const told: unknown[] = []
  child.on('message', (message) => told.push(message))
  const [[code]] = await Promise.all([once(child, 'exit'), once(child, 'disconnect')])
  expect(code).toBe(0)
  return told
}

it('is a parent that named itself', async () => {
  expect((await toldBy(String(process.pid))).map(listeningPort)).toEqual([7])
})

it('is no parent that somebody else’s variable came through', async () => {
  expect(await toldBy(String(process.ppid))).toEqual([])
})

it('is believed of a port, and of nothing else', () => {
  expect([undefined, null, 7, {}, { listening: '7' }, { listening: 7 }].map(listeningPort)).toEqual([
    ...[undefined, undefined, undefined, undefined, undefined],
    7,
  ])
})
