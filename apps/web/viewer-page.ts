/** The frame of the viewer: what stands there before its module has read anything. */
import { code, linkButton } from '@sightglass/ui/components'
import { type Html, html } from '@sightglass/ui/html'
import { page, type Script } from '@sightglass/ui/layout'
import type { ViewerModel } from './viewer/model.ts'
import { viewerTexts } from './viewer-texts/index.ts'

export interface ViewerPageModel {
  readonly model: ViewerModel
  readonly script: Script
  readonly style: string
}

export function viewerPage({ model, script, style }: ViewerPageModel): Html {
  const { locale } = model
  const say = viewerTexts(locale)
  const addresses = model.feeds.map(({ url }, index) => [index > 0 && ', ', code(url)])
  const body = html`<div class="viewer-head">
<div>
<h1>${say('title')}</h1>
<p class="lede">${say('lede')}</p>
</div>
${linkButton('/', say('start'), 'quiet')}
</div>
<noscript><p>${say('noScript', { address: html`${addresses}` })}</p></noscript>
<div id="viewer" data-model="${JSON.stringify(model)}"></div>`
  return page({ title: say('title'), locale, party: 'client', wide: true, body, scripts: [script], styles: [style] })
}
