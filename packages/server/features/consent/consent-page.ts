/** The page that asks whether a client may act for the person. No I/O, no protocol: what it shows is in its model. */
import { alert, button, code, definitions, hiddenInputs, link } from '@sightglass/ui/components'
import { type Content, type Html, html } from '@sightglass/ui/html'
import { page } from '@sightglass/ui/layout'
import { defineTexts, type Locale, type Say } from '@sightglass/ui/texts'
import type { DescribedPlaces } from '../../clients/scope-texts.ts'
import { accessAsked, accessGiven, type NamedPerson, personNamed, resourcesNamed } from '../../pages/access-card.ts'
import { clientLinks, clientMark, type ShownClient } from '../../pages/client-card.ts'

const en = {
  title: 'Allow access?',
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

export interface ConsentPageModel extends DescribedPlaces {
  readonly locale: Locale
  readonly hidden: { readonly request: string; readonly csrf: string }
  readonly client: ShownClient & {
    /** Where the application lives, when known. */
    readonly host?: string | undefined
    /** The proven redirect URI. */
    readonly redirectUri: string
  }
  /** Nobody can prove that the program behind the name is the one it says: it lives on loopback or private-use addresses. */
  readonly unverified: boolean
  readonly user: NamedPerson
  /** The address of the account page. */
  readonly account?: string | undefined
}

/** Sends `POST /consent` with `action` (`accept`, `cancel` or `switch`) and the hidden values. */
export function consentPage(model: ConsentPageModel): Html {
  const { locale, client, unverified, account } = model
  const say = texts(locale)
  const body = html`<div class="asker">
${clientMark(client)}
<div>
<h1>${say('title')}</h1>
<p class="lede">${accessAsked(client.name, model, locale)}</p>
</div>
</div>
${unverified && alert({ kind: 'warning', title: say('unverifiedTitle'), body: say('unverified') })}
<form class="card" method="post" action="consent">
${hiddenInputs({ request: model.hidden.request, csrf: model.hidden.csrf })}
${accessGiven(model, locale)}
${details(model, say)}
<div class="actions">
${button({ id: 'consent-accept', action: 'accept', label: say('accept') })}
${button({ id: 'consent-cancel', action: 'cancel', label: say('cancel'), kind: 'quiet' })}
</div>
<div class="account"><span>${say('signedInAs', { user: personNamed(model.user) })}</span>
${button({ id: 'consent-switch', action: 'switch', label: say('switch'), kind: 'plain' })}</div>
${clientLinks(client, locale)}
${account !== undefined && html`<p class="hint">${say('withdraw', { account: link(account, account) })}</p>`}
</form>`
  return page({ title: say('title'), locale, party: 'authorization', body })
}

const details = ({ client, resources }: ConsentPageModel, say: Say<typeof en>): Html =>
  definitions([
    [say('application'), client.host !== undefined && html`<bdi>${client.host}</bdi>`],
    [say('resource'), resourcesNamed(resources)],
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
