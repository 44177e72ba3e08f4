/** The frame of every page: who shows it, what it says, and nothing that another origin serves. */
import { markPath, stylePath } from './assets.ts'
import { type Content, type Html, html } from './html.ts'
import { mark } from './mark.ts'
import { defineTexts, type Locale } from './texts.ts'
import { type Party, parties } from './tokens.ts'

const texts = defineTexts({
  en: {
    skip: 'Skip to the content',
    shownBy: 'This page is shown by the',
    client: 'Client',
    authorization: 'Authorization server',
    resource: 'Resource server',
    error: 'Error',
  },
  de: {
    skip: 'Zum Inhalt springen',
    shownBy: 'Diese Seite zeigt:',
    client: 'Client',
    authorization: 'Autorisierungsserver',
    resource: 'Ressourcenserver',
    error: 'Fehler',
  },
})

/** What people call a party. */
export const partyName = (party: Party, locale: Locale): Html => texts(locale)(party)

export interface Script {
  readonly src: string
  /** The nonce that the page's Content-Security-Policy names. */
  readonly nonce: string
}

export interface PageModel {
  readonly title: Content
  readonly locale: Locale
  readonly body: Html
  /** The party that shows the page: the header names it, and lends its colour. */
  readonly party: Party
  readonly footer?: Html | undefined
  /** ES modules; a page must work without them. */
  readonly scripts?: readonly Script[]
  /** Style sheets beside that of all pages. */
  readonly styles?: readonly string[]
  /** For tables and flows; forms stay narrow. */
  readonly wide?: boolean
  /** The page tells of an error: its title says so first, for those who only hear it. */
  readonly failed?: boolean
}

/** A whole document. */
export function page({
  title,
  locale,
  body,
  party,
  footer,
  scripts = [],
  styles = [],
  wide = false,
  failed = false,
}: PageModel): Html {
  const say = texts(locale)
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${failed && html`${say('error')}: `}${title} · Sightglass</title>
<link rel="icon" href="${markPath}" type="image/svg+xml">
<link rel="stylesheet" href="${stylePath}">
${styles.map((href) => html`<link rel="stylesheet" href="${href}">`)}
${scripts.map(({ src, nonce }) => html`<script type="module" src="${src}" nonce="${nonce}"></script>`)}
</head>
<body data-party="${party}">
<a class="skip" href="#main">${say('skip')}</a>
<header class="top">
<span class="brand">${mark}<span>Sightglass</span></span>
<span class="station">${dial(party)}<span class="unseen">${say('shownBy')} </span><strong>${say(party)}</strong></span>
</header>
<main id="main" class="${wide ? 'wide' : 'narrow'}" tabindex="-1">
${body}
</main>
${footer && html`<footer class="foot">${footer}</footer>`}
</body>
</html>
`
}

/** Three stations on a line, the present one in focus: where in the flow this page stands. */
function dial(present: Party): Html {
  const stations = parties.map((party, index) => {
    const x = 10 + index * 24
    const here = party === present
    return html`<circle data-party="${party}" class="${here ? 'here' : 'there'}" cx="${x}" cy="10" r="${here ? 5 : 3.5}"/>${
      here && html`<circle data-party="${party}" class="lens" cx="${x}" cy="10" r="8.5"/>`
    }`
  })
  return html`<svg class="dial" viewBox="0 0 68 20" width="68" height="20" aria-hidden="true" focusable="false"><path d="M10 10h48"/>${stations}</svg>`
}
