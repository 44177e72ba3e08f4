/** The page that asks whether a client may act for the person. No I/O, no protocol: what it shows is in its model. */
import { alert, button, code, definitions, hiddenInputs, link, named, porthole, ticks } from '@sightglass/ui/components'
import { type Content, type Html, html } from '@sightglass/ui/html'
import { page } from '@sightglass/ui/layout'
import { defineTexts, type Locale, type Say } from '@sightglass/ui/texts'
import type { DescribedResource, DescribedScope, NamedResource } from '../../clients/scope-texts.ts'

const en = {
  title: 'Allow access?',
  asksFor: '{client} asks for access to {resource} in your name.',
  asks: '{client} asks for your permission.',
  scopes: 'It will be allowed to',
  scopesAt: 'At {resource}',
  noScopes: 'It asks for nothing beyond knowing that you are signed in.',
  application: 'Application',
  resource: 'Access to',
  returnsTo: 'You go back to',
  thisDevice: 'a program on this device ({address})',
  installedApp: 'the app that opens {address} addresses',
  unverifiedTitle: 'This application is not verified.',
  unverified: 'Any program can claim this name. Allow access only if you have just started it yourself.',
  signedInAs: 'Signed in as {user}',
  switch: 'Not you? Switch account',
  accept: 'Allow',
  cancel: 'Deny',
  withdraw: 'You can withdraw this at any time: {account}',
} as const

const texts = defineTexts({
  en,
  de: {
    title: 'Zugriff erlauben?',
    asksFor: '{client} bittet in Ihrem Namen um Zugriff auf {resource}.',
    asks: '{client} bittet um Ihre Erlaubnis.',
    scopes: 'Die Anwendung darf dann',
    scopesAt: 'Bei {resource}',
    noScopes: 'Sie möchte nur wissen, dass Sie angemeldet sind.',
    application: 'Anwendung',
    resource: 'Zugriff auf',
    returnsTo: 'Sie kehren zurück zu',
    thisDevice: 'einem Programm auf diesem Gerät ({address})',
    installedApp: 'der App, die Adressen mit {address} öffnet',
    unverifiedTitle: 'Diese Anwendung ist nicht verifiziert.',
    unverified:
      'Jedes Programm kann diesen Namen angeben. Erlauben Sie den Zugriff nur, wenn Sie es gerade selbst gestartet haben.',
    signedInAs: 'Angemeldet als {user}',
    switch: 'Nicht Sie? Konto wechseln',
    accept: 'Erlauben',
    cancel: 'Ablehnen',
    withdraw: 'Sie können das jederzeit widerrufen: {account}',
  },
})

export interface ConsentPageModel {
  readonly locale: Locale
  readonly hidden: { readonly request: string; readonly csrf: string }
  readonly client: {
    readonly name: string
    /** Where the application lives, when known. */
    readonly host?: string | undefined
    /** The proven redirect URI. */
    readonly redirectUri: string
  }
  /** Nobody can prove that the program behind the name is the one it says: it lives on loopback or private-use addresses. */
  readonly unverified: boolean
  /** Each with what is asked for there. */
  readonly resources: readonly DescribedResource[]
  /** What is asked for about the person, or for no resource. */
  readonly scopes: readonly DescribedScope[]
  readonly user: { readonly username: string; readonly name?: string | undefined }
  /** The address of the account page. */
  readonly account?: string | undefined
}

/** Sends `POST /consent` with `action` (`accept`, `cancel` or `switch`) and the hidden values. */
export function consentPage(model: ConsentPageModel): Html {
  const { locale, client, unverified, account } = model
  const say = texts(locale)
  const body = html`<div class="asker">
${porthole(client.name)}
<div>
<h1>${say('title')}</h1>
<p class="lede">${request(model, say)}</p>
</div>
</div>
${unverified && alert({ kind: 'warning', title: say('unverifiedTitle'), body: say('unverified') })}
<form class="card" method="post" action="consent">
${hiddenInputs({ request: model.hidden.request, csrf: model.hidden.csrf })}
${scopes(model, say)}
${details(model, say)}
<div class="actions">
${button({ id: 'consent-accept', action: 'accept', label: say('accept') })}
${button({ id: 'consent-cancel', action: 'cancel', label: say('cancel'), kind: 'quiet' })}
</div>
<div class="account"><span>${say('signedInAs', { user: person(model.user) })}</span>
${button({ id: 'consent-switch', action: 'switch', label: say('switch'), kind: 'plain' })}</div>
${account !== undefined && html`<p class="hint">${say('withdraw', { account: link(account, account) })}</p>`}
</form>`
  return page({ title: say('title'), locale, party: 'authorization', body })
}

const person = ({ username, name }: ConsentPageModel['user']): Html =>
  name === undefined || name === username ? named(username) : html`${named(name)} (<bdi>${username}</bdi>)`

function request({ client, resources }: ConsentPageModel, say: Say<typeof en>): Html {
  const asker = named(client.name)
  if (resources.length === 0) return say('asks', { client: asker })
  const names = resources.map(({ identifier, name }) => named(name ?? hostOf(identifier)))
  return say('asksFor', { client: asker, resource: names.map((name, index) => [index > 0 && ', ', name]) })
}

/** What is about the person first, then what is asked for at each resource: a scope means there what that resource says. */
function scopes({ scopes: general, resources }: ConsentPageModel, say: Say<typeof en>): Html {
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

const details = ({ client, resources }: ConsentPageModel, say: Say<typeof en>): Html =>
  definitions([
    [say('application'), client.host !== undefined && html`<bdi>${client.host}</bdi>`],
    [say('resource'), resources.length > 0 && resources.map(({ identifier }) => html`<div>${code(identifier)}</div>`)],
    [say('returnsTo'), destination(client.redirectUri, say)],
  ])

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Where the answer goes, as a person knows places: a website, this device, an installed app. */
function destination(redirectUri: string, say: Say<typeof en>): Content {
  if (!URL.canParse(redirectUri)) return code(redirectUri)
  const { protocol, host, hostname } = new URL(redirectUri)
  if (protocol !== 'https:' && protocol !== 'http:') return say('installedApp', { address: code(protocol) })
  return loopback.has(hostname) ? say('thisDevice', { address: code(host) }) : code(host)
}

const hostOf = (identifier: string): string => (URL.canParse(identifier) && new URL(identifier).host) || identifier
