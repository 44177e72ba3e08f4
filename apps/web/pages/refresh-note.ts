/** Which of the two kinds of refresh token a session has, said on its page: one bound to the session over there, or one that outlives it. */
import type { TokenSet } from '@sightglass/client'
import { code, link } from '@sightglass/ui/components'
import { type Html, html } from '@sightglass/ui/html'
import { defineTexts, type Locale } from '@sightglass/ui/texts'

const texts = defineTexts({
  en: {
    bound:
      'Refresh token: {offline} was not granted, so it is bound to your session at the authorization server and ends with that at the latest: when you sign out there, or when that session expires. It ends sooner if you sign out here, or withdraw in {account} what you allowed.',
    offline:
      'Refresh token: {offline} was granted, so it outlives your session at the authorization server. It ends when it has not been used for long, when it has reached its greatest age there, when you sign out here, or when you withdraw in {account} what you allowed.',
    account: 'your account there',
    kept: 'This application keeps it for eight hours at most; then it forgets your session here.',
  },
  de: {
    bound:
      'Refresh-Token: {offline} wurde nicht erteilt, darum ist es an Ihre Sitzung beim Autorisierungsserver gebunden und endet spätestens mit ihr: wenn Sie sich dort abmelden oder wenn jene Sitzung abläuft. Es endet früher, wenn Sie sich hier abmelden oder in {account} zurücknehmen, was Sie erlaubt haben.',
    offline:
      'Refresh-Token: {offline} wurde erteilt, darum überdauert es Ihre Sitzung beim Autorisierungsserver. Es endet, wenn es lange nicht benutzt wurde, wenn es dort sein höchstes Alter erreicht hat, wenn Sie sich hier abmelden oder wenn Sie in {account} zurücknehmen, was Sie erlaubt haben.',
    account: 'Ihrem Konto dort',
    kept: 'Diese Anwendung bewahrt es höchstens acht Stunden auf; dann vergisst sie Ihre Sitzung hier.',
  },
})

/** Nothing where there is none. */
export function refreshNote({ refreshToken, scope }: TokenSet, issuer: string, locale: Locale): Html | undefined {
  if (refreshToken === undefined) return undefined
  const say = texts(locale)
  const isOffline = (scope ?? '').split(' ').includes('offline_access')
  const account = link(`${issuer}/account`, say('account'))
  const kind = say(isOffline ? 'offline' : 'bound', { offline: code('offline_access'), account })
  return html`<p class="hint" id="refresh-token-kind">${kind} ${say('kept')}</p>`
}
