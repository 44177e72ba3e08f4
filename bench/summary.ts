/** From rounds to figures: medians with the least and the most, and the ratios of what ran in the same round. */
import type { Measured } from './load.ts'

export interface Round extends Measured {
  readonly startMs: number
  readonly idleRssBytes: number
  readonly rssBytes: number
  /** CPU time of the server for one answer: what others do on the machine disturbs it less than the rate. */
  readonly cpuMicrosEach: number
}

export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
}

export interface Figures {
  readonly name: string
  readonly answersPerSecond: Spread
  readonly cpuMicrosEach: Spread
  readonly p50Ms: Spread
  readonly p99Ms: Spread
  readonly startMs: Spread
  readonly idleMegabytes: Spread
  readonly loadedMegabytes: Spread
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (position: number): number => sorted[position] ?? Number.NaN
  const middle = (sorted.length - 1) / 2
  return { median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2, least: at(0), most: at(sorted.length - 1) }
}

const rateOf = ({ answers, seconds }: Round): number => answers / seconds

export function summary(name: string, rounds: readonly Round[]): Figures {
  const over = (figure: (round: Round) => number): Spread => spread(rounds.map(figure))
  return {
    name,
    answersPerSecond: over(rateOf),
    cpuMicrosEach: over(({ cpuMicrosEach }) => cpuMicrosEach),
    p50Ms: over(({ p50Ms }) => p50Ms),
    p99Ms: over(({ p99Ms }) => p99Ms),
    startMs: over(({ startMs }) => startMs),
    idleMegabytes: over(({ idleRssBytes }) => idleRssBytes / 1e6),
    loadedMegabytes: over(({ rssBytes }) => rssBytes / 1e6),
  }
}

export function table(figures: readonly Figures[]): string {
  const head = ['', 'answers/s', 'CPU µs each', 'p50 ms', 'p99 ms', 'start ms', 'idle MB', 'loaded MB']
  const rows = figures.map((row) => [
    row.name,
    inWords(row.answersPerSecond, 0),
    inWords(row.cpuMicrosEach, 1),
    row.p50Ms.median.toFixed(2),
    row.p99Ms.median.toFixed(2),
    row.startMs.median.toFixed(0),
    row.idleMegabytes.median.toFixed(0),
    row.loadedMegabytes.median.toFixed(0),
  ])
  return aligned([head, ...rows])
}

/** How many times as fast the first contender is as each other: round by round, then the median. */
export function ratioTable(rounds: ReadonlyMap<string, readonly Round[]>): string {
  const [[first, own] = ['', []], ...others] = rounds
  const rows = others.map(([name, theirs]) => {
    const ratio = (figure: (round: Round) => number): string =>
      inWords(spread(theirs.map((round, n) => figure(own[n] ?? round) / figure(round))), 2)
    return [`${first} / ${name}`, ratio(rateOf), ratio((round) => 1 / round.cpuMicrosEach)]
  })
  return aligned([['', 'answers/s', 'answers per CPU second'], ...rows])
}

export const inWords = ({ median, least, most }: Spread, digits: number): string =>
  `${median.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`

export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const padded = (cell: string, column: number): string => {
    const width = widths[column] ?? 0
    return column === 0 ? cell.padEnd(width) : cell.padStart(width)
  }
  return rows.map((row) => row.map(padded).join('  ').trimEnd()).join('\n')
}
