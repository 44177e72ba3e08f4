import { globSync, readFileSync } from 'node:fs'
import { styleSheet } from '@sightglass/ui/style'
import { describe, expect, it } from 'vitest'

const PAGE = import.meta.dirname
const read = (pattern: string): ReadonlyMap<string, string> =>
  new Map(
    globSync(pattern, { cwd: PAGE, exclude: ['**/*.test.ts'] }).map((file) => [
      file,
      readFileSync(`${PAGE}/${file}`, 'utf8'),
    ]),
  )

const sheets = read('**/*.css')
const components = read('**/*.tsx')
const sources = read('**/*.{ts,tsx}')

/** Each selector of a sheet by itself, as it is written. */
const selectorsIn = (sheet: string): readonly string[] =>
  [...sheet.replaceAll(/\/\*.*?\*\//gs, '').matchAll(/([^{}]+)\{/g)]
    .map(([, selectors = '']) => selectors.trim())
    .filter((selectors) => !selectors.startsWith('@'))
    .flatMap((selectors) => selectors.split(/,(?![^(]*\))/))

const classesIn = (selector: string): readonly string[] =>
  [...selector.matchAll(/\.([a-z][\w-]*)/g)].map(([, name = '']) => name)

/** The class that a selector styles by itself: one that names several places what it says into the context of others. */
function definedBy(selector: string): string | undefined {
  let bare = selector
  while (/\([^()]*\)/.test(bare)) bare = bare.replaceAll(/\([^()]*\)/g, '')
  const [own, ...others] = bare.split(/[\s>+~]+/).filter((part) => part.includes('.'))
  return own === undefined || others.length > 0 ? undefined : classesIn(own)[0]
}

/** What stands in `class={…}` from its brace on, to the brace that closes it. */
function braced(source: string, from: number): string {
  let depth = 0
  for (let at = from; at < source.length; at++) {
    if (source[at] === '{') depth++
    else if (source[at] === '}' && --depth === 0) return source.slice(from, at)
  }
  throw new Error(`no brace closes ${source.slice(from, from + 40)}`)
}

const wordsIn = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '')

/** The classes that an expression names: in quotes and in templates, unless they are only compared with. */
function namedIn(expression: string): readonly string[] {
  const told = expression.replaceAll(/[!=]== '[^']*'/g, '')
  const templates = [...told.matchAll(/`([^`]*)`/g)].map(([, text = '']) => text.replaceAll(/\$\{[^}]*\}/g, ' '))
  const quoted = [...told.matchAll(/'([^']*)'/g)].map(([, text = '']) => text)
  return [...templates, ...quoted].flatMap(wordsIn)
}

const usedBy = (source: string): readonly string[] => [
  ...[...source.matchAll(/\sclass="([^"]*)"/g)].flatMap(([, names = '']) => wordsIn(names)),
  ...[...source.matchAll(/\sclass=\{/g)].flatMap(({ index }) => namedIn(braced(source, index + ' class='.length))),
]

const ofAllPages = selectorsIn(styleSheet)
const ofThePage = [...sheets.values()].flatMap(selectorsIn)

describe('the style sheets of the page', () => {
  it('style every class that a component names', () => {
    const styled = new Set([...ofAllPages, ...ofThePage].flatMap(classesIn))
    const unstyled = [...components].flatMap(([file, source]) =>
      usedBy(source)
        .filter((name) => !styled.has(name))
        .map((name) => `${name} in ${file}`),
    )
    expect(unstyled).toEqual([])
  })

  // What a class is put together from may stand anywhere, so each word in quotes counts.
  it('style no class that nothing names', () => {
    const named = new Set([...components.values()].flatMap(usedBy))
    for (const source of sources.values())
      for (const [text] of source.matchAll(/'[^'\n]*'|`[^`]*`/g))
        for (const word of text.split(/[^\w-]+/)) named.add(word)
    expect(ofThePage.flatMap(classesIn).filter((name) => !named.has(name))).toEqual([])
  })

  it('style each class by itself in one sheet only, which is not that of all pages', () => {
    const found = new Map<string, Set<string>>()
    for (const [file, sheet] of [...sheets, ['packages/ui/style.ts', styleSheet] as const])
      for (const name of selectorsIn(sheet).map(definedBy))
        if (name !== undefined) found.set(name, (found.get(name) ?? new Set()).add(file))
    const twice = [...found].filter(([, files]) => files.size > 1).map(([name, files]) => [name, ...files])
    expect(twice).toEqual([])
  })
})
