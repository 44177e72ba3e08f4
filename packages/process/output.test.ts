/** A process outlives its log: whoever reads it may be gone, whatever keeps it may be full. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { afterThis } from '../../test/cleaning.ts'
import { freePort } from '../../test/ports.ts'

interface Talking {
  readonly child: ChildProcess
  readonly stderr: () => string
  readonly ask: () => Promise<string>
}

/** Starts the program in a shell that may set its standard output and limits; resolves when it answers. */
async function talking(script: string, ...words: string[]): Promise<Talking> {
  const port = await freePort()
  const program = join(import.meta.dirname, 'fixtures', 'talking.ts')
  const child = spawn('sh', ['-c', script, process.execPath, program, String(port), ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const gone = once(child, 'exit')
  afterThis(async () => {
    child.kill('SIGKILL')
    await gone
  })
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  const ask = async () => await (await fetch(`http://127.0.0.1:${port}`)).text()
  while ((await ask().catch(() => '')) !== 'here' && child.exitCode === null) await delay(20)
  return { child, stderr: () => stderr, ask }
}

async function stopped({ child }: Talking): Promise<number | null> {
  child.kill('SIGTERM')
  if (child.exitCode === null) await once(child, 'exit')
  return child.exitCode
}

it.runIf(process.platform === 'linux')('goes on where no line of the log can be written', async () => {
  const run = await talking('exec "$0" "$1" "$2" >/dev/full')
  for (let n = 0; n < 20; n++) expect(await run.ask()).toBe('here')
  expect(await stopped(run)).toBe(0)
})

it('goes on where nobody reads the log any more', async () => {
  const run = await talking('exec "$0" "$1" "$2"')
  run.child.stdout?.destroy()
  for (let n = 0; n < 20; n++) expect(await run.ask()).toBe('here')
  expect(await stopped(run)).toBe(0)
})

// The shell's limit stands for a full disk: the file must not grow beyond it, and making it shorter makes room.
it.runIf(process.platform === 'linux')('says how much of the log was lost once there is room again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-log-'))
  afterThis(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'log')
  const run = await talking(`trap '' XFSZ; ulimit -f 4; exec "$0" "$1" "$2" >>"$3"`, file)
  for (let n = 0; n < 40; n++) expect(await run.ask()).toBe('here')
  expect(run.stderr()).toBe('')
  truncateSync(file)
  for (let n = 0; n < 3; n++) expect(await run.ask()).toBe('here')
  await expect.poll(run.stderr).toMatch(/^talking: \d+ lines of the log were lost: .+\n$/)
  expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(3)
  expect(await stopped(run)).toBe(0)
})
