/** A run as text: a line an id, the exchanges of what failed, and one count at the end. */
import type { Finding, Kind, Verdict } from './findings.ts'
import { behaviours, type Id } from './ids.ts'

export interface Judgement {
  /** Whether a skip or a warning counts as a failure, and which ids may be skipped all the same. */
  readonly requireAll?: readonly Id[] | undefined
}

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** What fails a run. */
export const isFailure = ({ id, kind }: Verdict, { requireAll }: Judgement): boolean =>
  kind === 'failed' ||
  (requireAll !== undefined && (kind === 'warned' || (kind === 'skipped' && !requireAll.includes(id))))

export function countsOf(verdicts: readonly Verdict[], judgement: Judgement): Counts {
  const failed = verdicts.filter((verdict) => isFailure(verdict, judgement)).length
  const skipped = verdicts.filter((verdict) => verdict.kind === 'skipped' && !isFailure(verdict, judgement)).length
  return { failed, skipped, passed: verdicts.length - failed - skipped }
}

const MOST_TOLD = 3

/** Ends with `N passed, N failed, N skipped`. */
export function reportOf(verdicts: readonly Verdict[], judgement: Judgement): string {
  const { passed, failed, skipped } = countsOf(verdicts, judgement)
  const lines = verdicts.flatMap((verdict) => [
    `${wordOf(verdict, judgement).padEnd(7)} ${verdict.id.padEnd(5)} ${behaviours[verdict.id]}`,
    ...detailsOf(verdict),
  ])
  return [...lines, '', `${passed} passed, ${failed} failed, ${skipped} skipped`, ''].join('\n')
}

function wordOf(verdict: Verdict, judgement: Judgement): Kind {
  return verdict.kind === 'skipped' && isFailure(verdict, judgement) ? 'failed' : verdict.kind
}

function detailsOf({ kind, findings }: Verdict): readonly string[] {
  if (kind === 'skipped') return [...new Set(findings.map(({ words }) => `          ${words}`))]
  const told = findings.slice(0, MOST_TOLD).flatMap(toldOf)
  const rest = findings.length - MOST_TOLD
  return rest > 0 ? [...told, `          and ${rest} more: ${placesOf(findings.slice(MOST_TOLD))}`] : told
}

const placesOf = (findings: readonly Finding[]): string =>
  [...new Set(findings.map(({ profile, behaviour, words }) => `${profile}: ${behaviour} (${words})`))].join('; ')

function toldOf({ profile, behaviour, words, seen, exchanges }: Finding): readonly string[] {
  const head = `          ${profile}: ${behaviour}: ${words}${seen === undefined ? '' : `; seen: ${seen.slice(0, 500)}`}`
  return [head, ...exchanges.map((exchange) => `\n${exchange.replace(/^/gm, '            ')}\n`)]
}
