/** OpenID Connect's own scopes in plain words; each completes "It will be allowed to …". */
import { defineTexts, type Locale } from '@sightglass/ui/texts'

const texts = defineTexts({
  en: {
    openid: 'know that it is you',
    profile: 'see your profile: name, picture, language and the like',
    email: 'see your e-mail address',
    address: 'see your postal address',
    phone: 'see your phone number',
    offline_access: 'go on acting for you while you are away, until you withdraw this',
  },
  de: {
    openid: 'wissen, dass Sie es sind',
    profile: 'Ihr Profil sehen: Name, Bild, Sprache und Ähnliches',
    email: 'Ihre E-Mail-Adresse sehen',
    address: 'Ihre Postanschrift sehen',
    phone: 'Ihre Telefonnummer sehen',
    offline_access: 'weiter für Sie handeln, während Sie abwesend sind, bis Sie das widerrufen',
  },
})

type IdentityScope = 'openid' | 'profile' | 'email' | 'address' | 'phone' | 'offline_access'

export const describeIdentityScope = (scope: string, locale: Locale): string =>
  String(texts(locale)(scope as IdentityScope))
