import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const IMPORT = /\bfrom '([^']+)'/g

/** The modules that one needs, those of Node by name. */
function needs(url: string, found = new Set<string>()): Set<string> {
  if (found.has(url)) return found
  found.add(url)
  if (url.startsWith('node:')) return found
  const text = readFileSync(fileURLToPath(url), 'utf8')
  for (const [, name = ''] of text.matchAll(IMPORT)) {
    needs(
      name.startsWith('.') ? new URL(name, url).href : name.startsWith('node:') ? name : import.meta.resolve(name),
      found,
    )
  }
  return found
}

it('browsers can load it: nothing below needs Node or anything but the specifications', () => {
  const modules = [...needs(new URL('index.ts', import.meta.url).href)]
  expect(modules.length).toBeGreaterThan(5)
  expect(modules.filter((name) => !/\/packages\/(?:jwks|spec)\/[\w-]+\.ts$/.test(name))).toEqual([])
})
