/** The viewer's page and the files of its module. The page is a frame: what it shows, its module reads from the three servers. */
import { randomBytes } from 'node:crypto'
import { allMessageWords } from '@sightglass/ui/messages'
import { explainedValues } from '@sightglass/ui/parameter-values'
import { explainedParameters } from '@sightglass/ui/parameters'
import { pageAnswer, redirect } from './answers.ts'
import type { ViewerModel } from './viewer/model.ts'
import { createViewerFiles } from './viewer-files.ts'
import { viewerPage } from './viewer-page.ts'
import { viewerWords } from './viewer-texts/index.ts'
import type { Visit } from './visit.ts'

export interface ViewerOptions {
  readonly webUrl: string
  readonly issuer: string
  readonly resource: string
}

export interface Viewer {
  readonly page: (visit: Visit) => Response
  /** `undefined` for a path that is none of the viewer's. */
  readonly asset: (path: string) => Response | undefined
}

export function createViewer({ webUrl, issuer, resource }: ViewerOptions): Viewer {
  const origin = new URL(webUrl).origin
  const files = createViewerFiles()
  const servers = [
    { party: 'client', origin },
    { party: 'authorization-server', origin: new URL(issuer).origin },
    { party: 'resource-server', origin: new URL(resource).origin },
  ] as const
  const feeds = servers.map(({ party, origin: at }) => ({ party, url: `${at}/trace/events` }))
  const asks = servers.map(({ origin: at }) => at)

  return {
    asset: files.answer,
    page(visit) {
      // The feeds know the page by its origin, so it has one.
      if (visit.url.origin !== origin) return redirect(visit, `${webUrl}/flows`)
      const { locale } = visit
      const nonce = randomBytes(16).toString('base64url')
      const model: ViewerModel = {
        locale,
        feeds,
        words: viewerWords(locale),
        messages: allMessageWords(locale),
        parameters: explainedParameters(locale),
        values: explainedValues(locale),
      }
      const script = { src: files.pathOf('main.ts'), nonce }
      return pageAnswer(visit, viewerPage({ model, script, style: files.pathOf('viewer.css') }), { nonce, asks })
    },
  }
}
