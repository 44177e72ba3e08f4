/** What pages show of a client beside its name: its logo, and where it says what it does with what it gets. */
import { porthole } from '@sightglass/ui/components'
import { imageOrigin } from '@sightglass/ui/csp'
import { type Content, type Html, html, safeHref } from '@sightglass/ui/html'
import { defineTexts, type Locale } from '@sightglass/ui/texts'
import type { Client } from '../clients/client.ts'

const texts = defineTexts({
  en: {
    policy: 'What it does with your data',
    tos: 'Its terms of service',
    about: 'The application says of itself:',
  },
  de: {
    policy: 'Was sie mit Ihren Daten macht',
    tos: 'Ihre Nutzungsbedingungen',
    about: 'Die Anwendung über sich:',
  },
})

export interface ShownClient {
  readonly name: string
  /** Of an image whose origin the page's policy names. */
  readonly logo?: string | undefined
  readonly policy?: string | undefined
  readonly tos?: string | undefined
}

/** What was registered, without what no page may show. */
export function shownClient({ clientName: name, logoUri, policyUri: policy, tosUri: tos }: Client): ShownClient {
  const logo = logoUri !== undefined && imageOrigin(logoUri) !== undefined ? logoUri : undefined
  return { name, logo, policy, tos }
}

/** Its logo, or the first letter of its name. */
export const clientMark = ({ name, logo }: ShownClient): Html =>
  logo === undefined
    ? porthole(name)
    : html`<img class="logo" id="client-logo" src="${logo}" alt="" width="56" height="56" referrerpolicy="no-referrer">`

/** Its own words, in a window of their own: the page that shows the links has something to ask. */
export function clientLinks({ policy, tos }: ShownClient, locale: Locale): Content {
  const say = texts(locale)
  const links = [linkTo('client-policy', policy, say('policy')), linkTo('client-tos', tos, say('tos'))].filter(
    (link) => link !== undefined,
  )
  return (
    links.length > 0 && html`<p class="hint">${say('about')} ${links.map((link, at) => [at > 0 && ' · ', link])}</p>`
  )
}

function linkTo(id: string, address: string | undefined, words: Html): Html | undefined {
  const href = address === undefined ? undefined : safeHref(address)
  return href === undefined
    ? undefined
    : html`<a id="${id}" href="${href}" target="_blank" rel="noopener noreferrer">${words}</a>`
}
