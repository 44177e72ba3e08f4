/** The static files of all pages, each under a path that carries its hash, so that browsers keep it for ever. */
import { createHash } from 'node:crypto'
import { markFile } from './mark.ts'
import { styleSheet } from './style.ts'

export interface Asset {
  readonly body: string
  readonly type: string
}

const hashed = (name: string, ending: string, body: string) =>
  `/assets/${name}.${createHash('sha256').update(body).digest('base64url').slice(0, 16)}.${ending}`

export const stylePath = hashed('style', 'css', styleSheet)
export const markPath = hashed('mark', 'svg', markFile)

/** Path → file. */
export const assets: ReadonlyMap<string, Asset> = new Map([
  [stylePath, { body: styleSheet, type: 'text/css; charset=utf-8' }],
  [markPath, { body: markFile, type: 'image/svg+xml' }],
])

/** The answer for a path under `/assets/`; `undefined` where there is no such file. */
export function assetResponse(path: string): Response | undefined {
  const asset = assets.get(path)
  if (asset === undefined) return undefined
  const headers = {
    'content-type': asset.type,
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  }
  return new Response(asset.body, { headers })
}
