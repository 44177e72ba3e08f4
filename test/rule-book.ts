/** Finds and loads every module that declares rules or notes, wherever it lies. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { noteBook, ruleBook } from '@sightglass/spec/check'
import type { RuleBook } from '@sightglass/spec/rules-page'

export const ROOT = join(import.meta.dirname, '..')
const DECLARATION = /\bdefine(?:Rules|Notes)\(\s*'([^']+)'/g

interface Source {
  /** From the root of the repository. */
  readonly file: string
  readonly text: string
  /** What it declares rules or notes of. */
  readonly features: readonly string[]
}

/** The files that declare rules or notes: the tests' own, or those of the product. */
export function declaringFiles(which: 'tests' | 'product'): readonly Source[] {
  const files = globSync('{packages,apps,examples}/**/*.ts', { cwd: ROOT, exclude: ['**/node_modules', '**/dist'] })
  return files
    .filter((file) => file.endsWith('.test.ts') === (which === 'tests'))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }))
    .map(({ file, text }) => ({ file, text, features: [...text.matchAll(DECLARATION)].map(([, name]) => name ?? '') }))
    .filter(({ features }) => features.length > 0)
}

/** Every rule and note of the product, in the order of their files. */
export async function loadRuleBook(): Promise<RuleBook> {
  const sources = declaringFiles('product')
  for (const { file } of sources) await import(/* @vite-ignore */ pathToFileURL(join(ROOT, file)).href)
  const declared = new Set(sources.flatMap(({ features }) => features))
  const ofProduct = ({ id }: { id: string }): boolean => declared.has(id.slice(0, id.lastIndexOf('.')))
  return {
    rules: [...ruleBook.values()].filter(ofProduct).sort(byId),
    notes: [...noteBook.values()].filter(ofProduct).sort(byId),
    fileOf: (id) => fileOf(id, sources),
  }
}

const byId = (one: { id: string }, other: { id: string }): number => (one.id < other.id ? -1 : 1)

/** Where several files share a feature, the one that has the name in a table. */
function fileOf(id: string, sources: readonly Source[]): string {
  const dot = id.lastIndexOf('.')
  const candidates = sources.filter(({ features }) => features.includes(id.slice(0, dot)))
  const named = candidates.find(({ text }) => new RegExp(`\\b${id.slice(dot + 1)}: \\[`).test(text))
  const found = named ?? candidates[0]
  if (found === undefined) throw new Error(`${id} is declared in no file`)
  return found.file
}
