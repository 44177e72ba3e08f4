/**
 * The viewer's module: the files of `viewer/` and what they share with the servers, each served as it stands in the source with
 * its types taken out. There is no build, and flows are joined in the browser by the same code that the tests prove.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { fileURLToPath } from 'node:url'

const own = [
  'address',
  'chapters',
  'decided',
  'detail',
  'dom',
  'empty',
  'failed',
  'filter',
  'gaps',
  'glossary',
  'keys',
  'lanes',
  'list',
  'looks',
  'main',
  'message',
  'model',
  'outline',
  'parameter',
  'refusal',
  'seen',
  'store',
  'summary',
  'verdict',
  'walk',
]
const styles = ['frame', 'list', 'flow', 'lanes', 'card', 'parameters', 'looks']
const shared = [
  '@sightglass/trace/arrivals',
  '@sightglass/trace/flow',
  '@sightglass/trace/receivers',
  '@sightglass/trace/story',
  '@sightglass/spec/specs',
  '@sightglass/spec/sections',
  '@sightglass/ui/message-kind',
]

export interface ViewerFiles {
  readonly pathOf: (name: string) => string
  readonly answer: (path: string) => Response | undefined
}

/** Reads the files once; their common folder carries a hash of all of them, so that browsers keep them for ever. */
export function createViewerFiles(): ViewerFiles {
  const files = new Map<string, { body: string; type: string }>()
  for (const name of own) files.set(`${name}.ts`, scriptOf(new URL(`viewer/${name}.ts`, import.meta.url)))
  for (const name of shared) files.set(`${lastOf(name)}.ts`, scriptOf(new URL(import.meta.resolve(name))))
  const style = styles.map((name) => readFileSync(new URL(`viewer/${name}.css`, import.meta.url), 'utf8'))
  files.set('viewer.css', { body: style.join('\n'), type: 'text/css; charset=utf-8' })

  const hash = createHash('sha256')
    .update(JSON.stringify([...files]))
    .digest('base64url')
    .slice(0, 16)
  const folder = `/assets/viewer.${hash}/`
  return {
    pathOf: (name) => `${folder}${name}`,
    answer(path) {
      const file = path.startsWith(folder) ? files.get(path.slice(folder.length)) : undefined
      if (file === undefined) return undefined
      const headers = {
        'content-type': file.type,
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
      }
      return new Response(file.body, { headers })
    },
  }
}

const lastOf = (name: string): string => name.slice(name.lastIndexOf('/') + 1)

/** All lie in one folder: an import from a package becomes one from beside. */
function scriptOf(url: URL): { body: string; type: string } {
  const script = withoutTypes(readFileSync(fileURLToPath(url), 'utf8'))
  const body = script.replace(/(from\s+')@sightglass\/\w+\/([\w-]+)'/g, "$1./$2.ts'")
  return { body, type: 'text/javascript; charset=utf-8' }
}

/** Node warns that this function is new; who starts the demo need not read that. */
function withoutTypes(source: string): string {
  const { emitWarning } = process
  process.emitWarning = () => undefined
  try {
    return stripTypeScriptTypes(source)
  } finally {
    process.emitWarning = emitWarning
  }
}
