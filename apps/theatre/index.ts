/**
 * The theatre as a server serves it: its page, and the files that `npm ci` built for it. What it shows it reads from the feeds that
 * the page names; what may be read there is the feeds' to decide.
 */
import { randomBytes } from 'node:crypto'
import { pageHeaders } from '@sightglass/ui/csp'
import { render } from '@sightglass/ui/html'
import type { Locale } from '@sightglass/ui/texts'
import { builtFile, readBuilt } from './built.ts'
import { theatreDocument } from './document.ts'
import type { Boot } from './page/boot.ts'

export interface TheatreOptions {
  /** What the page reads and may ask for; its language comes with the request. */
  readonly boot: Omit<Boot, 'locale'>
}

export interface Theatre {
  readonly page: (visit: { readonly locale: Locale; readonly secure: boolean }) => Response
  /** `undefined` for a path that is none of the theatre's. */
  readonly asset: (path: string) => Response | undefined
}

const FOLDER = '/assets/theatre/'
const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
}

/** Serves what was built; where nothing was, the page says how to. */
export function createTheatre({ boot }: TheatreOptions): Theatre {
  const built = readBuilt()
  const files = new Map(built && [built.script, built.style].map((path) => [`${FOLDER}${path}`, builtFile(path)]))
  const asks = boot.feeds.map(({ url }) => new URL(url).origin)
  return {
    page({ locale, secure }) {
      const nonce = randomBytes(16).toString('base64url')
      const assets = built && { script: `${FOLDER}${built.script}`, style: `${FOLDER}${built.style}` }
      const html = theatreDocument({ boot: { ...boot, locale }, assets, nonce })
      return new Response(render(html), { headers: pageHeaders({ secure, nonce, asks }) })
    },
    asset(path) {
      const file = files.get(path)
      if (file === undefined) return undefined
      const headers = {
        'content-type': TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
      }
      return new Response(file, { headers })
    },
  }
}
