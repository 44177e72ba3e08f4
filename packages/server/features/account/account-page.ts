/** The page on which people see who may act for them, and take it back. No I/O, no protocol: what it shows is in its model. */
import {
  alert,
  button,
  code,
  definitions,
  field,
  hiddenInputs,
  linkButton,
  named,
  porthole,
  ticks,
} from '@sightglass/ui/components'
import { type Content, type Html, html } from '@sightglass/ui/html'
import { page } from '@sightglass/ui/layout'
import type { Locale, Say } from '@sightglass/ui/texts'
import type { DescribedScope, NamedResource } from '../../clients/scope-texts.ts'
import type { Agent } from '../../session/agent.ts'
import { type AccountTexts, accountTexts } from './account-texts.ts'

export interface ShownApplication {
  readonly clientId: string
  readonly name: string
  readonly scopes: readonly DescribedScope[]
  readonly resources: readonly NamedResource[]
  /** Seconds since the epoch, like all times here. */
  readonly since: number
  readonly remembered: boolean
}

export interface ShownSession {
  readonly id: string
  readonly here: boolean
  readonly agent?: Agent | undefined
  readonly signedInAt: number
  readonly seenAt: number
  /** Authentication method references of the newest authentication. */
  readonly methods: readonly string[]
}

/** What was just done. */
export const toldStatuses = ['withdrawn', 'session_ended', 'others_ended', 'password_changed'] as const
export type ToldStatus = (typeof toldStatuses)[number]

/** Why the password was not changed: the names of the rules. */
export const passwordErrors = [
  'passwordLength',
  'passwordSize',
  'passwordRepeated',
  'passwordDiffers',
  'currentPassword',
  'notWaiting',
  'capacity',
] as const
export type PasswordError = (typeof passwordErrors)[number]

export interface AccountPageModel {
  readonly locale: Locale
  /** Of the tz database; UTC where the person's is not known. */
  readonly timeZone?: string | undefined
  readonly csrf: string
  readonly user: { readonly username: string; readonly name?: string | undefined }
  readonly applications: readonly ShownApplication[]
  /** The address of the next page of applications. */
  readonly moreApplications?: string | undefined
  readonly sessions: readonly ShownSession[]
  readonly moreSessions?: string | undefined
  readonly told?: ToldStatus | undefined
  readonly passwordError?: PasswordError | undefined
}

interface Words {
  readonly say: Say<AccountTexts>
  readonly time: (seconds: number) => Html
  readonly csrf: string
}

/** Sends `POST /account` with one `action` each: `withdraw`, `end_session`, `end_others`, `change_password`, `sign_out`. */
export function accountPage(model: AccountPageModel): Html {
  const { locale, csrf, told, passwordError } = model
  const say = accountTexts(locale)
  const words: Words = { say, time: timeIn(locale, model.timeZone), csrf }
  const body = html`<div class="heading">
<div>
<h1>${say('title')}</h1>
<p class="lede">${say('signedInAs', { user: person(model.user) })}</p>
</div>
${form(words, button({ id: 'account-sign-out', action: 'sign_out', label: say('signOut'), kind: 'quiet' }))}
</div>
${told !== undefined && alert({ kind: 'good', id: 'account-told', body: say(`told.${told}`) })}
${applications(model, words)}
${sessions(model, words)}
${password(model, words)}`
  return page({
    title: say('title'),
    locale,
    party: 'authorization',
    wide: true,
    failed: passwordError !== undefined,
    body,
  })
}

const person = ({ username, name }: AccountPageModel['user']): Html =>
  name === undefined || name === username ? named(username) : html`${named(name)} (<bdi>${username}</bdi>)`

const form = ({ csrf }: Words, content: Content, hidden: Readonly<Record<string, string>> = {}): Html =>
  html`<form method="post" action="account">${hiddenInputs({ csrf, ...hidden })}${content}</form>`

function applications({ applications: list, moreApplications: more }: AccountPageModel, words: Words): Html {
  const { say } = words
  return html`<section class="part" aria-labelledby="applications-title">
<h2 id="applications-title">${say('applications')}</h2>
${list.length === 0 && more === undefined && html`<p class="hint">${say('noApplications')}</p>`}
${list.length > 0 && html`<ul class="entries">${list.map((application, n) => applicationCard(application, n + 1, words))}</ul>`}
${more !== undefined && html`<div class="actions">${linkButton(more, say('more'), 'quiet')}</div>`}
</section>`
}

function applicationCard(application: ShownApplication, n: number, words: Words): Html {
  const { clientId, name, scopes, resources, since, remembered } = application
  const { say, time } = words
  const revoke = button({
    id: `consent-revoke-${n}`,
    action: 'withdraw',
    label: html`${say('withdraw')}<span class="unseen">: ${name}</span>`,
    kind: 'quiet',
  })
  return html`<li class="card" id="application-${n}">
<div class="entry-head">${porthole(name, true)}<h3 id="application-${n}-name">${named(name)}</h3></div>
${
  scopes.length === 0
    ? html`<p>${say('mayNothing')}</p>`
    : html`<div><p class="section-title" id="application-${n}-may">${say('mayDo')}</p>
${ticks(
  scopes.map(({ scope, description }) => html`${description} ${code(scope)}`),
  `application-${n}-may`,
)}</div>`
}
${definitions([
  [say('access'), resources.length > 0 && resources.map((resource) => html`<div>${resourceOf(resource)}</div>`)],
  [say('since'), time(since)],
  [say('nextTime'), say(remembered ? 'notAsked' : 'askedAgain')],
])}
${form(words, html`<div class="actions">${revoke}</div>`, { client_id: clientId })}
</li>`
}

const resourceOf = ({ identifier, name }: NamedResource): Html =>
  name === undefined ? code(identifier) : html`${named(name)} <code class="hint">${identifier}</code>`

function sessions({ sessions: list, moreSessions: more }: AccountPageModel, words: Words): Html {
  const { say } = words
  const endOthers = button({ id: 'sessions-end-others', action: 'end_others', label: say('endOthers'), kind: 'quiet' })
  return html`<section class="part" aria-labelledby="sessions-title">
<div>
<h2 id="sessions-title">${say('sessions')}</h2>
<p class="hint">${say('endsAccess')}</p>
</div>
<ul class="rows card">${list.map((session, n) => sessionRow(session, n + 1, words))}</ul>
<div class="actions">
${(list.length > 1 || more !== undefined) && form(words, endOthers)}
${more !== undefined && linkButton(more, say('more'), 'quiet')}
</div>
</section>`
}

function sessionRow(session: ShownSession, n: number, words: Words): Html {
  const { id, here, agent, signedInAt, seenAt, methods } = session
  const { say, time } = words
  const name = agent === undefined ? say('someBrowser') : say('agent', { ...agent })
  const how = methods.map((method) => (method === 'pwd' ? say('method.pwd') : method)).join(', ')
  const end = button({
    id: `session-end-${n}`,
    action: 'end_session',
    label: html`${say('endSession')}<span class="unseen">: ${name}, ${say('lastSeen')} ${time(seenAt)}</span>`,
    kind: 'quiet',
  })
  return html`<li id="session-${n}">
<div>
<h3>${name}${here && html` <span class="party">${say('here')}</span>`}</h3>
${definitions([
  [say('signedInAt'), say('by', { time: time(signedInAt), method: how })],
  [say('lastSeen'), !here && time(seenAt)],
])}
</div>
${!here && form(words, end, { session: id })}
</li>`
}

function password({ user, passwordError: error }: AccountPageModel, { say, csrf }: Words): Html {
  const wrongIn = (...errors: readonly PasswordError[]) =>
    error !== undefined && errors.includes(error) ? { wrong: 'password-error', autofocus: true } : {}
  return html`<section class="part" aria-labelledby="password-title">
<div>
<h2 id="password-title">${say('password')}</h2>
<p class="hint">${say('passwordHint')}</p>
</div>
<form class="card short" method="post" action="account">
${hiddenInputs({ csrf })}
<input type="text" name="username" autocomplete="username" value="${user.username}" hidden>
${error !== undefined && alert({ kind: 'error', id: 'password-error', body: say(`wrong.${error}`) })}
${field({ id: 'password', label: say('current'), type: 'password', autocomplete: 'current-password', ...wrongIn('currentPassword') })}
${field({ id: 'new_password', label: say('chosen'), type: 'password', autocomplete: 'new-password', ...wrongIn('passwordLength', 'passwordSize', 'passwordDiffers') })}
${field({ id: 'new_password_again', label: say('again'), type: 'password', autocomplete: 'new-password', ...wrongIn('passwordRepeated') })}
<div class="actions">
${button({ id: 'password-change', action: 'change_password', label: say('change') })}
</div>
</form>
</section>`
}

/** Times as the person reads them, with the zone; where the zone is unknown to this machine, UTC. */
function timeIn(locale: Locale, timeZone: string | undefined): (seconds: number) => Html {
  const format = formatIn(locale, timeZone ?? 'UTC') ?? formatIn(locale, 'UTC')
  return (seconds) => {
    const date = new Date(seconds * 1000)
    return html`<time datetime="${date.toISOString()}">${format?.format(date) ?? date.toISOString()}</time>`
  }
}

function formatIn(locale: Locale, timeZone: string): Intl.DateTimeFormat | undefined {
  const parts = { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const
  try {
    return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'de-DE', { ...parts, timeZone, timeZoneName: 'short' })
  } catch {
    return undefined
  }
}
