/**
 * A kept flow as one HTML file: the theatre's own page, with its script and style in it and the flow as its data. It asks
 * nobody for anything; its policy lets that one script run and no other.
 */
import type { Boot, Kept } from '../page/boot.ts'

export interface PageTexts {
  readonly script: string
  readonly style: string
}

/** The characters of the file. */
export async function htmlOf(kept: Kept, page: PageTexts, locale: Boot['locale']): Promise<string> {
  const script = inScript(page.script)
  const style = inStyle(page.style)
  const boot: Boot = { locale, feeds: [], kept }
  const policy = [
    "default-src 'none'",
    `script-src '${await digestOf(script)}'`,
    `style-src '${await digestOf(style)}'`,
    'img-src data:',
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escaped(kept.title)} · Sightglass</title>
<style>${style}</style>
</head>
<body data-party="client">
<div id="theatre" data-boot="${escaped(JSON.stringify(boot))}"></div>
<script type="module">${script}</script>
</body>
</html>
`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** In text and in quoted attributes alike. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '')

/** In a script's texts and patterns `\x3C` is `<`; there alone it can stand before these words. */
const inScript = (script: string): string => withLineFeeds(script).replaceAll(/<(?=!--|\/?script)/gi, '\\x3C')

const inStyle = (style: string): string => withLineFeeds(style).replaceAll(/<\/(?=style)/gi, '<\\/')

/** As a reader of HTML sees it, of which digests are made. */
const withLineFeeds = (text: string): string => text.replaceAll(/\r\n?/g, '\n')

async function digestOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(bytes)))}`
}
