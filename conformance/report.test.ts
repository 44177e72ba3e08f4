/** What a run says of what it found. */
import { expect, it } from 'vitest'
import { type Finding, type Kind, verdictsOf } from './findings.ts'
import { type Id, ids } from './ids.ts'
import { plansOf } from './plans.ts'
import { countsOf, reportOf } from './report.ts'

const found = (id: Id, kind: Kind): Finding => ({
  ...{ id, kind, words: 'it must be so', profile: 'basic, static', behaviour: 'a behaviour', exchanges: ['> GET /'] },
})

const kindsOf = (findings: readonly Finding[]) => verdictsOf(findings, ['G-1']).map(({ kind }) => kind)

it('each id is as bad as the worst that was found of it, and has failed where nothing was', () => {
  expect(kindsOf([found('G-1', 'passed'), found('G-1', 'warned'), found('G-1', 'failed')])).toEqual(['failed'])
  expect(kindsOf([found('G-1', 'passed'), found('G-1', 'warned')])).toEqual(['warned'])
  expect(kindsOf([found('G-1', 'skipped'), found('G-1', 'passed')])).toEqual(['passed'])
  expect(kindsOf([found('G-1', 'skipped')])).toEqual(['skipped'])
  expect(kindsOf([found('G-2', 'passed')])).toEqual(['failed'])
})

it('skips and warnings fail a run that requires all, but for those that are allowed', () => {
  const verdicts = verdictsOf([found('B-4', 'skipped'), found('B-7', 'warned')], ['B-4', 'B-7'])
  expect(countsOf(verdicts, {})).toEqual({ passed: 1, failed: 0, skipped: 1 })
  expect(countsOf(verdicts, { requireAll: [] })).toEqual({ passed: 0, failed: 2, skipped: 0 })
  expect(countsOf(verdicts, { requireAll: ['B-4'] })).toEqual({ passed: 0, failed: 1, skipped: 1 })
})

it('tells what failed with its exchange, and the count last', () => {
  const report = reportOf(verdictsOf([found('G-1', 'failed')], ['G-1']), {})
  expect(report).toContain('basic, static: a behaviour: it must be so')
  expect(report).toContain('> GET /')
  expect(report.trimEnd().split('\n').at(-1)).toBe('0 passed, 1 failed, 0 skipped')
})

it('every id is asked of some behaviour, in short runs too', () => {
  const asked = new Set(plansOf({ full: false }).flatMap(({ behaviours }) => behaviours.flatMap(({ ids }) => ids)))
  expect(ids.filter((id) => !asked.has(id))).toEqual([])
})
