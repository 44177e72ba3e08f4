/** What every page that asks for access says of it: who asks, for what at which resource, and whose access it is. */
import { code, named, ticks } from '@sightglass/ui/components'
import { type Content, type Html, html } from '@sightglass/ui/html'
import { defineTexts, type Locale, type Say } from '@sightglass/ui/texts'
import type { DescribedPlaces, DescribedResource, DescribedScope, NamedResource } from '../clients/scope-texts.ts'

const en = {
  asksFor: '{client} asks for access to {resource} in your name.',
  asks: '{client} asks for your permission.',
  scopes: 'It will be allowed to',
  scopesAt: 'At {resource}',
  noScopes: 'It asks for nothing beyond knowing that you are signed in.',
} as const

const texts = defineTexts({
  en,
  de: {
    asksFor: '{client} bittet in Ihrem Namen um Zugriff auf {resource}.',
    asks: '{client} bittet um Ihre Erlaubnis.',
    scopes: 'Die Anwendung darf dann',
    scopesAt: 'Bei {resource}',
    noScopes: 'Sie möchte nur wissen, dass Sie angemeldet sind.',
  },
})

export interface NamedPerson {
  readonly username: string
  readonly name?: string | undefined
}

export const personNamed = ({ username, name }: NamedPerson): Html =>
  name === undefined || name === username ? named(username) : html`${named(name)} (<bdi>${username}</bdi>)`

/** Who asks for access to what, in one sentence. */
export function accessAsked(client: string, { resources }: DescribedPlaces, locale: Locale): Html {
  const [say, asker] = [texts(locale), named(client)]
  if (resources.length === 0) return say('asks', { client: asker })
  const names = resources.map(({ identifier, name }) => named(name ?? hostOf(identifier)))
  return say('asksFor', { client: asker, resource: names.map((name, index) => [index > 0 && ', ', name]) })
}

/** What is about the person first, then what is asked for at each resource: a scope means there what that resource says. */
export function accessGiven({ scopes: general, resources }: DescribedPlaces, locale: Locale): Html {
  const say = texts(locale)
  const places = resources.filter((resource) => resource.scopes.length > 0)
  if (general.length === 0 && places.length === 0) return html`<p>${say('noScopes')}</p>`
  return html`<div>
<h2 class="section-title" id="scopes-title">${say('scopes')}</h2>
${general.length > 0 && scopeList(general, 'scopes-title')}
</div>
${places.map((place, n) => scopesAt(place, `scopes-${n + 1}-title`, say))}`
}

const scopesAt = (place: DescribedResource, id: string, say: Say<typeof en>): Html => html`<div>
<h3 class="section-title" id="${id}">${say('scopesAt', { resource: nameOf(place) })}</h3>
${scopeList(place.scopes, `scopes-title ${id}`)}
</div>`

const nameOf = ({ identifier, name }: NamedResource): Html => (name === undefined ? code(identifier) : named(name))

const scopeList = (scopes: readonly DescribedScope[], labelledBy: string): Html =>
  ticks(
    scopes.map(({ scope, description }) => html`${description} ${code(scope)}`),
    labelledBy,
  )

/** The identifiers of the resources, a line each; nothing where there are none. */
export const resourcesNamed = (resources: readonly NamedResource[]): Content =>
  resources.length > 0 && resources.map(({ identifier }) => html`<div>${code(identifier)}</div>`)

const hostOf = (identifier: string): string => (URL.canParse(identifier) && new URL(identifier).host) || identifier
