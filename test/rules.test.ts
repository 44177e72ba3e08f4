import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { errors } from '@sightglass/spec/errors'
import { rulesPage } from '@sightglass/spec/rules-page'
import { sections } from '@sightglass/spec/sections'
import { type Citation, hrefOf, parseCitation } from '@sightglass/spec/specs'
import { expect, it } from 'vitest'
import { declaringFiles, loadRuleBook, ROOT } from './rule-book.ts'

const book = await loadRuleBook()
const idsOf = (entries: readonly { id: string }[]): string[] => entries.map(({ id }) => id)

function resolves(cite: Citation): boolean {
  const { document, section } = parseCitation(cite)
  return section in sections[document] && !hrefOf(cite).endsWith('#undefined')
}

it('every rule says what must be', () => {
  expect(idsOf(book.rules.filter(({ must }) => !/\bmust\b/.test(must)))).toEqual([])
})

it('every rule keeps to the characters that error_description allows', () => {
  expect(idsOf(book.rules.filter(({ must }) => !/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/.test(must)))).toEqual([])
})

it('every rule refuses with an error that some channel knows', () => {
  const known = new Set(Object.values(errors).flatMap((channel) => Object.keys(channel)))
  expect(idsOf(book.rules.filter(({ error }) => !known.has(error)))).toEqual([])
})

it('every citation of a rule, a note or an error leads to a section', () => {
  const cited = Object.values(errors).flatMap((channel) => Object.values<{ cite: Citation }>(channel))
  expect([...book.rules, ...book.notes, ...cited].map(({ cite }) => cite).filter((cite) => !resolves(cite))).toEqual([])
})

// Test files share processes, and a rule that is defined twice is a bug.
it('no two test files declare rules of one feature, nor of one that the product has', () => {
  const features = [...declaringFiles('tests'), ...declaringFiles('product')]
    .flatMap((source) => [...new Set(source.features)].map((feature) => ({ feature, file: source.file })))
    .sort((one, other) => (one.feature < other.feature ? -1 : 1))
  const clashes = features.filter(({ feature, file }, at) => {
    const before = features[at - 1]
    return before?.feature === feature && (file.endsWith('.test.ts') || before.file.endsWith('.test.ts'))
  })
  expect(clashes).toEqual([])
})

it('docs/rules.md is what npm run rules writes', () => {
  expect(readFileSync(join(ROOT, 'docs', 'rules.md'), 'utf8')).toBe(rulesPage(book))
})
