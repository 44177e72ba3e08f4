/** The document around the theatre: what stands there before its script has run. */
import { markPath, stylePath } from '@sightglass/ui/assets'
import { type Html, html } from '@sightglass/ui/html'
import { defineTexts } from '@sightglass/ui/texts'
import type { Boot } from './page/boot.ts'

const texts = defineTexts({
  en: {
    title: 'Theatre',
    noScript: 'The theatre needs JavaScript. What it shows can also be read at {addresses}.',
    notBuilt: 'The theatre was not built: run npm ci, or npm run build -w apps/theatre.',
  },
  de: {
    title: 'Theater',
    noScript: 'Das Theater braucht JavaScript. Was es zeigt, steht auch unter {addresses}.',
    notBuilt: 'Das Theater ist nicht gebaut: npm ci oder npm run build -w apps/theatre baut es.',
  },
})

export interface DocumentModel {
  readonly boot: Boot
  readonly assets: { readonly script: string; readonly style: string } | undefined
  readonly nonce: string
}

export function theatreDocument({ boot, assets, nonce }: DocumentModel): Html {
  const say = texts(boot.locale)
  const addresses = boot.feeds.map(({ url }) => url).join(', ')
  return html`<!doctype html>
<html lang="${boot.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${say('title')} · Sightglass</title>
<link rel="icon" href="${markPath}" type="image/svg+xml">
<link rel="stylesheet" href="${stylePath}">
${assets && html`<link rel="stylesheet" href="${assets.style}"><script type="module" src="${assets.script}" nonce="${nonce}"></script>`}
</head>
<body data-party="client">
<noscript><p>${say('noScript', { addresses })}</p></noscript>
<div id="theatre" data-boot="${JSON.stringify(boot)}">${assets === undefined && html`<p>${say('notBuilt')}</p>`}</div>
</body>
</html>
`
}
