/** How a message travels, and who can see it there. */
import { defineWords } from '../words.ts'

const en = {
  front: 'through the browser',
  back: 'past the browser',
  direct: 'directly',
  inside: 'inside',
  plain: 'The browser carries it: the person and the browser’s extensions can see it.',
  address:
    'The browser carries it, and its values stand in an address: the person, extensions, and whoever can read the history or a log of addresses see them. So nothing secret may be in it that is worth something by itself.',
  tokenInAddress:
    'The browser carries it, and a token itself stands in the address ({names}): the history, scripts of the page and extensions have it. Nothing that is worth something by itself should be there; here it is.',
  form: 'The browser sends it as a form. The values are in the body and not in the address, so no history and no log of addresses has them. The page, extensions and this server see them; over TLS, nobody on the way.',
  password: 'So a password may be in it: it goes to this server and to nobody else.',
  posted:
    'The answer is a page with a form in it, and the browser posts that to the client at once. So the values stand in no address and in no history.',
  server: 'It goes straight from one server to the other. The browser, and whoever watches it, never sees it.',
  device: 'It goes straight between the device and the server. No browser is involved.',
  program:
    'No redirect carries it, and it stands in no address bar. But this client is public: a program on a device of the person, or a script in a page. Whoever controls that device or that page can read it there.',
  script:
    'No redirect carries it. But a client that gets its token in the address is a script in a page, or an app that the address is handed to: whoever controls that page or device can read what it sends.',
  client:
    'It goes straight between the client and the server: no redirect carries it, and it stands in no address bar.',
  attacker: 'It goes straight between the attacker and the server. No browser of the person is involved.',
  attackerServer: 'It goes straight to or from a server of the attacker’s: whatever is in it, the attacker has.',
  insideMeans: 'Nothing travels: a program calls its own library.',
  aside: 'No party of the protocol sees this: it happens beside it.',
} as const

const de: { readonly [K in keyof typeof en]: string } = {
  front: 'durch den Browser',
  back: 'am Browser vorbei',
  direct: 'direkt',
  inside: 'im Innern',
  plain: 'Der Browser trägt sie: Die Person und Erweiterungen des Browsers können sie sehen.',
  address:
    'Der Browser trägt sie, und ihre Werte stehen in einer Adresse: Die Person, Erweiterungen und wer den Verlauf oder ein Protokoll von Adressen lesen kann, sehen sie. Also darf nichts Geheimes darin sein, das für sich allein etwas wert ist.',
  tokenInAddress:
    'Der Browser trägt sie, und ein Token selbst steht in der Adresse ({names}): Der Verlauf, Skripte der Seite und Erweiterungen haben es. Nichts, das für sich allein etwas wert ist, sollte dort stehen; hier steht es dort.',
  form: 'Der Browser sendet sie als Formular. Die Werte stehen im Inhalt und nicht in der Adresse, also hat sie kein Verlauf und kein Protokoll von Adressen. Die Seite, Erweiterungen und dieser Server sehen sie; mit TLS niemand unterwegs.',
  password: 'Darum darf ein Passwort darin sein: Es geht an diesen Server und an niemanden sonst.',
  posted:
    'Die Antwort ist eine Seite mit einem Formular, und der Browser sendet das sofort an den Client. So stehen die Werte in keiner Adresse und in keinem Verlauf.',
  server:
    'Sie geht geradewegs von einem Server zum anderen. Der Browser, und wer ihm zusieht, bekommt sie nie zu sehen.',
  device: 'Sie geht geradewegs zwischen Gerät und Server. Kein Browser ist beteiligt.',
  program:
    'Keine Weiterleitung trägt sie, und sie steht in keiner Adresszeile. Aber dieser Client ist öffentlich: ein Programm auf einem Gerät der Person oder ein Skript in einer Seite. Wer über das Gerät oder die Seite bestimmt, kann sie dort lesen.',
  script:
    'Keine Weiterleitung trägt sie. Aber ein Client, der sein Token in der Adresse bekommt, ist ein Skript in einer Seite oder eine App, der die Adresse übergeben wird: Wer über Seite oder Gerät bestimmt, kann lesen, was er sendet.',
  client:
    'Sie geht geradewegs zwischen Client und Server: Keine Weiterleitung trägt sie, und sie steht in keiner Adresszeile.',
  attacker: 'Sie geht geradewegs zwischen Angreifer und Server. Kein Browser der Person ist beteiligt.',
  attackerServer:
    'Sie geht geradewegs an einen Server des Angreifers oder von ihm: Was darin steht, hat der Angreifer.',
  insideMeans: 'Nichts reist: Ein Programm ruft seine eigene Bibliothek auf.',
  aside: 'Keine Partei des Protokolls sieht das: Es geschieht daneben.',
}

export const sayTravel = defineWords({ en, de })

export type TravelWord = keyof typeof en
