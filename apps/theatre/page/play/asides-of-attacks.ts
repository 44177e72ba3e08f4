/** What happens in an attack where none of the parties could see it. */
import { attackEntryOf } from '../../programme/attacks.ts'
import { defineWords } from '../words.ts'

const en = {
  'address-leaks': 'The address with the token leaks',
  'api-keeps-token': 'Whoever runs the API keeps the token',
  'app-opens-browser': 'The app opens the browser',
  'backup-leaks': 'A backup with refresh tokens gets lost',
  'browser-sent-on': 'The browser is on the attacker’s page',
  'code-caught': 'The attacker’s program catches the code',
  'code-delivered': 'The browser delivers the code to the attacker',
  'code-reaches-app': 'The code reaches the app',
  'link-in-mail': 'A mail with a link',
  'log-leaks': 'A log with the request leaks',
  'page-posts-form': 'A page of the attacker posts a form',
  'sent-on-by-attacker': 'The attacker’s server sends the browser on',
  'token-copied': 'The token is copied',
  'vault-token-leaks': 'An encrypted token leaks',
} as const

const de: { readonly [K in keyof typeof en]: string } = {
  'address-leaks': 'Die Adresse mit dem Token wird bekannt',
  'api-keeps-token': 'Wer die API betreibt, behält das Token',
  'app-opens-browser': 'Die App öffnet den Browser',
  'backup-leaks': 'Eine Sicherungskopie mit Refresh-Token geht verloren',
  'browser-sent-on': 'Der Browser ist auf der Seite des Angreifers',
  'code-caught': 'Das Programm des Angreifers fängt den Code ab',
  'code-delivered': 'Der Browser bringt den Code zum Angreifer',
  'code-reaches-app': 'Der Code kommt bei der App an',
  'link-in-mail': 'Eine Mail mit einem Link',
  'log-leaks': 'Ein Protokoll mit der Anfrage wird bekannt',
  'page-posts-form': 'Eine Seite des Angreifers sendet ein Formular',
  'sent-on-by-attacker': 'Der Server des Angreifers schickt den Browser weiter',
  'token-copied': 'Das Token wird kopiert',
  'vault-token-leaks': 'Ein verschlüsseltes Token gerät in falsche Hände',
}

const say = defineWords({ en, de })

const isKnown = (key: string): key is keyof typeof en => Object.hasOwn(en, key)

/** Says the asides of attacks: what stands behind the colon of a key is the value that is handed over. */
export function asideOfAttack(play: string | undefined, key: string): string | undefined {
  const [name = ''] = key.split(':')
  return attackEntryOf(play) !== undefined && isKnown(name) ? say(name) : undefined
}
