/**
 * The theatre's page with 10,000 recorded messages, stepped through by key in a real browser, beside the same page with ten: as
 * one play, as many flows, and as a play that still grows. Only the ratios of one run mean something.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { type CDPSession, chromium, type Page } from 'playwright-core'
import findChromium, { type Chromium } from '../test/chromium.ts'
import { aligned, inWords, spread } from './summary.ts'
import { beginningOf, loginRecorded, type Recorded, recordedTimes } from './theatre/recorded.ts'
import { serveTheatre } from './theatre/serve.ts'
import { type Shown, shownMs, stepMs, watchPage } from './theatre/watch.ts'

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    messages: { type: 'string', default: '10000' },
    /** Some contenders, by name. */
    only: { type: 'string' },
    /** Writes a CPU profile of each page into this folder; the figures of such a run mean nothing. */
    profile: { type: 'string' },
    /** Writes the figures as JSON into this file. */
    output: { type: 'string' },
  },
})

interface Contender {
  readonly name: string
  readonly recorded: Recorded
  readonly shown: Shown
  readonly keys: readonly string[]
  readonly grows?: true
}

interface Round {
  /** From the start of the navigation to the frame that shows all of it. */
  readonly shownMs: number
  readonly stepsMs: readonly number[]
  /** What the main thread of the page was busy for, for one step. */
  readonly busyMs: number
}

const times = (count: number, ...keys: readonly string[]): string[] => Array.from({ length: count }, () => keys).flat()
const to = (key: string): string[] => times(8, key)
/** Eight there and eight back, at the end, at the beginning, and at the end again: a play of ten messages has room for that. */
const steps = [
  ...times(2, ...to('ArrowLeft'), ...to('ArrowRight')),
  'Home',
  ...times(2, ...to('ArrowRight'), ...to('ArrowLeft')),
  'End',
  ...times(2, ...to('ArrowLeft'), ...to('ArrowRight')),
]
const GROWS_EVERY_MS = 500

function contenders(login: Recorded['traces']): Contender[] {
  const least = Number(options.messages)
  const [one, many, few] = [
    recordedTimes(login, least, 'one play'),
    recordedTimes(login, least, 'many flows'),
    beginningOf(login, 10),
  ]
  const all: Contender[] = [
    { name: 'ten-messages', recorded: few, shown: { messages: few.messages }, keys: steps },
    { name: 'one-play', recorded: one, shown: { messages: one.messages }, keys: steps },
    { name: 'one-play-growing', recorded: one, shown: { messages: one.messages }, keys: steps, grows: true },
    { name: 'many-flows', recorded: many, shown: { flows: many.flows.length }, keys: steps },
    { name: 'many-flows-next', recorded: many, shown: { flows: many.flows.length }, keys: times(50, ']') },
  ]
  const names = options.only?.split(',')
  return names === undefined ? all : all.filter(({ name }) => names.includes(name))
}

async function round({ name, recorded, shown, keys, grows }: Contender, chromium: Chromium): Promise<Round> {
  const served = await serveTheatre(recorded.traces)
  const browser = await launched(chromium)
  let growing: ReturnType<typeof setInterval> | undefined
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await watchPage(page, shown)
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable')
    const profiled = await profiling(session)
    await page.goto(served.url)
    const first = await shownMs(page)
    await profiled.write(`${name}-shown`)
    if (grows) growing = setInterval(() => served.tell(recorded.more()), GROWS_EVERY_MS)
    const before = await busySeconds(session)
    const stepsMs = await stepped(page, keys)
    const busyMs = ((await busySeconds(session)) - before) * (1000 / keys.length)
    await profiled.write(`${name}-steps`)
    return { shownMs: first, stepsMs, busyMs }
  } finally {
    clearInterval(growing)
    await browser.close()
    served.stop()
  }
}

const launched = ({ executablePath, env }: Chromium) =>
  chromium.launch({ executablePath, args: ['--no-sandbox'], env: { ...process.env, ...env } })

async function stepped(page: Page, keys: readonly string[]): Promise<number[]> {
  const took: number[] = []
  for (const key of keys) took.push(await stepMs(page, key))
  return took
}

async function busySeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
}

async function profiling(session: CDPSession) {
  const { profile: folder } = options
  if (folder === undefined) return { write: async () => undefined }
  mkdirSync(folder, { recursive: true })
  await session.send('Profiler.enable')
  await session.send('Profiler.start')
  return {
    async write(name: string) {
      const { profile } = await session.send('Profiler.stop')
      writeFileSync(`${folder}/${name}.cpuprofile`, JSON.stringify(profile))
      await session.send('Profiler.start')
    },
  }
}

const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * part) - 1] ?? Number.NaN

const figures = {
  'median ms': ({ stepsMs }: Round) => quantile(stepsMs, 0.5),
  '95th ms': ({ stepsMs }: Round) => quantile(stepsMs, 0.95),
  'worst ms': ({ stepsMs }: Round) => quantile(stepsMs, 1),
  'busy ms a step': ({ busyMs }: Round) => busyMs,
  'shown ms': (one: Round) => one.shownMs,
}
type Figure = keyof typeof figures
const names = Object.keys(figures) as Figure[]

await findChromium()
const found = JSON.parse(process.env.SIGHTGLASS_TEST_CHROMIUM ?? '') as Chromium
const all = contenders(await loginRecorded())
const rounds = new Map<Contender, Round[]>(all.map((contender) => [contender, []]))
for (let n = 1; n <= Number(options.rounds); n++) {
  for (const contender of all) rounds.get(contender)?.push(await round(contender, found))
  process.stderr.write(`round ${n} of ${options.rounds} done\n`)
}

const rows = Array.from(rounds, ([{ name, recorded }, took]) => [
  name,
  String(recorded.messages),
  String(recorded.flows.length),
  ...names.map((figure) => inWords(spread(took.map(figures[figure])), 1)),
])
const [[, floor] = [undefined, []]] = rounds
const ratios = Array.from(rounds, ([{ name }, took]) => [
  `${name} / ${all[0]?.name}`,
  ...names.map((figure) =>
    inWords(spread(took.map((one, n) => figures[figure](one) / figures[figure](floor[n] ?? one))), 1),
  ),
]).slice(1)
const tables = [aligned([['', 'messages', 'flows', ...names], ...rows]), aligned([['', ...names], ...ratios])]
process.stdout.write(`${tables.join('\n\n')}\n`)
if (options.output !== undefined) {
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length, loadAverage: loadavg() }
  mkdirSync(dirname(options.output), { recursive: true })
  const told = Array.from(
    rounds,
    ([
      {
        name,
        recorded: { messages },
      },
      took,
    ]) => ({ name, messages, rounds: took }),
  )
  writeFileSync(
    options.output,
    `${JSON.stringify({ at: new Date().toISOString(), machine, options, told }, null, 2)}\n`,
  )
}
