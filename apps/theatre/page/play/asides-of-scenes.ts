/** The words of what no server saw. Keys are of no scene alone: a flow that was kept in a file knows no scene. */
import { spoken } from '../words.ts'

const asides = {
  en: {
    'app-opens-browser': 'The app opens the browser at the authorization request',
    'code-reaches-app:code': 'The browser brings the code to the app’s own port on this machine',
    'device-shows-code': 'The television shows the code; Alice opens the link on her phone and signs in',
    'refresh-token-stolen:refresh_token': 'Somebody copies the refresh token from where the app keeps it',
    'answer-lost': 'This answer is lost on the way: the app never sees the new tokens',
    'password-typed:password': 'Alice types her password into a form of the client',
    'token-in-address:access_token': 'The access token stands in the address; a script of the client reads it there',
    'all-in-address': 'Code, ID token and access token stand in the address; a script of the client reads them there',
  },
  de: {
    'app-opens-browser': 'Die App öffnet den Browser bei der Autorisierungsanfrage',
    'code-reaches-app:code': 'Der Browser bringt den Code an den eigenen Port der App auf diesem Rechner',
    'device-shows-code': 'Der Fernseher zeigt den Code; Alice öffnet den Link auf ihrem Telefon und meldet sich an',
    'refresh-token-stolen:refresh_token': 'Jemand kopiert das Refresh-Token dort, wo die App es aufhebt',
    'answer-lost': 'Diese Antwort geht unterwegs verloren: Die App sieht die neuen Token nie',
    'password-typed:password': 'Alice tippt ihr Passwort in ein Formular des Clients',
    'token-in-address:access_token': 'Das Access-Token steht in der Adresse; ein Skript des Clients liest es dort',
    'all-in-address': 'Code, ID-Token und Access-Token stehen in der Adresse; ein Skript des Clients liest sie dort',
  },
} as const

export type AsideKey = keyof (typeof asides)['en']
const words: Readonly<Record<'en' | 'de', Readonly<Record<AsideKey, string>>>> = asides

const isKnown = (key: string): key is AsideKey => Object.hasOwn(words.en, key)

/** What happens in an aside of a scene; `undefined` where it is none of ours. */
export const asideOfScene = (key: string): string | undefined => (isKnown(key) ? words[spoken()][key] : undefined)
