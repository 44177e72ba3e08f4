/**
 * Client credentials to an ES256 JWT on one core: our authorization server beside node-oidc-provider and the floors, in one run.
 * Only the ratios of one run mean something.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Contender, heardFrom, start, startPinned } from './contender.ts'
import type { LoadOptions, Measured } from './load.ts'
import { checkSameWork } from './same-work.ts'
import { type Figures, type Round, ratioTable, summary, table } from './summary.ts'

const ours = { program: 'sightglass.ts', tokenPath: '/oauth2/token', jwksPath: '/oauth2/jwks' }
const contenders: readonly Contender[] = [
  { name: 'sightglass', ...ours },
  { name: 'sightglass-recording', ...ours, switches: ['recording'] },
  { name: 'oidc-provider', program: 'oidc-provider.ts', tokenPath: '/token', jwksPath: '/jwks' },
  { name: 'batch-floor', program: 'batch-floor.ts', tokenPath: '/token', jwksPath: '/jwks' },
  { name: 'http-floor', program: 'floor.ts', tokenPath: '/token' },
]

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '32' },
    /** Some contenders, by name; all but the recording one where it is not given. */
    only: { type: 'string' },
    /** Adds our server with its recorder on. */
    recording: { type: 'boolean', default: false },
    /** Writes a CPU profile of each server into this folder; the figures of such a run mean nothing. */
    profile: { type: 'string' },
    /** Writes the figures as JSON into this file. */
    output: { type: 'string' },
  },
})
const WARM_UP_SECONDS = 2
const SETTLE_MS = 300

async function load(options: LoadOptions): Promise<Measured> {
  const child = startPinned(1, 'load.ts', [JSON.stringify(options)])
  return await heardFrom<Measured>(child)
}

async function round(contender: Contender): Promise<Round> {
  const profiling = options.profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', options.profile]
  const running = await start(contender, profiling)
  try {
    await checkSameWork(running)
    const connections = Number(options.connections)
    const { rssBytes: idleRssBytes } = await running.usage()
    await load({ url: running.tokenUrl, connections, seconds: WARM_UP_SECONDS })
    await delay(SETTLE_MS)
    const before = await running.usage()
    const measured = await load({ url: running.tokenUrl, connections, seconds: Number(options.seconds) })
    const { rssBytes, cpuMicros } = await running.usage()
    await checkSameWork(running)
    const cpuMicrosEach = (cpuMicros - before.cpuMicros) / measured.answers
    return { ...measured, startMs: running.startMs, idleRssBytes, rssBytes, cpuMicrosEach }
  } finally {
    await running.stop()
  }
}

function chosen(): readonly Contender[] {
  const names = options.only?.split(',')
  if (names !== undefined) return contenders.filter(({ name }) => names.includes(name))
  return contenders.filter(({ name }) => options.recording || name !== 'sightglass-recording')
}

const rounds = new Map<string, Round[]>(chosen().map(({ name }) => [name, []]))
for (let n = 1; n <= Number(options.rounds); n++) {
  for (const contender of chosen()) rounds.get(contender.name)?.push(await round(contender))
  process.stderr.write(`round ${n} of ${options.rounds} done\n`)
}
const figures: Figures[] = Array.from(rounds, ([name, all]) => summary(name, all))
process.stdout.write(`${table(figures)}\n\n${ratioTable(rounds)}\n`)
if (options.output !== undefined) {
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length, loadAverage: loadavg() }
  mkdirSync(dirname(options.output), { recursive: true })
  writeFileSync(
    options.output,
    `${JSON.stringify({ at: new Date().toISOString(), machine, options, figures }, null, 2)}\n`,
  )
}
