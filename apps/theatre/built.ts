/** What `npm ci` built of the theatre's page: one script, one style sheet. */
import { readFileSync } from 'node:fs'
import { assets, stylePath } from '@sightglass/ui/assets'
import type { PageTexts } from './keep/html.ts'

/** Their paths below `dist`. */
export interface Built {
  readonly script: string
  readonly style: string
}

const inDist = (path: string): URL => new URL(`dist/${path}`, import.meta.url)

export const builtFile = (path: string): string => readFileSync(inDist(path), 'utf8')

/** `undefined` where nothing was built. */
export function readBuilt(): Built | undefined {
  try {
    const manifest = JSON.parse(builtFile('manifest.json')) as Record<string, { file: string; css?: string[] }>
    const { file, css: [style] = [] } = manifest['page/main.tsx'] ?? { file: '' }
    return style === undefined ? undefined : { script: file, style }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** The texts that an exported flow carries in it: the style of all pages and that of the theatre, and its script. */
export function pageTexts(): PageTexts | undefined {
  const built = readBuilt()
  if (built === undefined) return undefined
  return { script: builtFile(built.script), style: `${assets.get(stylePath)?.body ?? ''}\n${builtFile(built.style)}` }
}
