/** What the device pages say. */
import { defineTexts } from '@sightglass/ui/texts'

const en = {
  title: 'Connect a device',
  lede: 'Type the code that your device shows.',
  code: 'Code on the device',
  codeHint: 'Eight letters, such as WDJB-MJHT. Dashes, spaces and small letters do not matter.',
  continue: 'Continue',
  own: 'Type only a code that you see on a device of yours. Nobody will ever send you one.',
  signIn: 'Sign in to connect your device.',
  'wrong.known':
    'No device is waiting with this code. Compare it with the device once more; a code is good for ten minutes, and once.',
  'wrong.notWaiting': 'There were too many attempts. Please wait a little, then try again.',
  'wrong.formToken':
    'This page had been open for too long, or somebody else has signed in meanwhile. Please type the code again.',
  confirm: 'Connect this device?',
  warningTitle: 'Is this device yours, and in front of you?',
  warning:
    'Allow this only if you have just started it there yourself. Did somebody send you the code or the link, or ask you on the phone to come here? Then it is fraud: deny it. Whoever sent it would get your access.',
  compare: 'Your device has to show this very code',
  resource: 'Access to',
  askedBy: 'Asked from',
  agent: '{browser} on {platform}',
  asked: 'Asked',
  justNow: 'less than a minute ago',
  minuteAgo: 'a minute ago',
  minutesAgo: '{minutes} minutes ago',
  accept: 'Allow',
  deny: 'Deny',
  signedInAs: 'Signed in as {user}',
  withdraw: 'You can withdraw this at any time: {account}',
  approvedTitle: 'Your device is connected',
  approved: 'It goes on by itself in a few seconds. You can close this page.',
  deniedTitle: 'Nothing was allowed',
  denied:
    'The device gets no access. If somebody sent you the code, they wanted to misuse it: tell whoever runs this server.',
  another: 'Type another code',
} as const

export type DeviceTexts = typeof en

export const deviceTexts = defineTexts({
  en,
  de: {
    title: 'Ein Gerät verbinden',
    lede: 'Geben Sie den Code ein, den Ihr Gerät zeigt.',
    code: 'Code auf dem Gerät',
    codeHint: 'Acht Buchstaben, zum Beispiel WDJB-MJHT. Striche, Leerzeichen und Kleinschreibung sind gleichgültig.',
    continue: 'Weiter',
    own: 'Geben Sie nur einen Code ein, den Sie auf einem eigenen Gerät sehen. Niemand wird Ihnen je einen schicken.',
    signIn: 'Melden Sie sich an, um Ihr Gerät zu verbinden.',
    'wrong.known':
      'Mit diesem Code wartet kein Gerät. Vergleichen Sie ihn noch einmal mit dem Gerät; ein Code gilt zehn Minuten lang und nur einmal.',
    'wrong.notWaiting': 'Das waren zu viele Versuche. Bitte warten Sie etwas und versuchen Sie es dann noch einmal.',
    'wrong.formToken':
      'Diese Seite war zu lange offen, oder inzwischen hat sich jemand anderes angemeldet. Bitte geben Sie den Code noch einmal ein.',
    confirm: 'Dieses Gerät verbinden?',
    warningTitle: 'Ist es Ihr Gerät, und steht es vor Ihnen?',
    warning:
      'Erlauben Sie das nur, wenn Sie es dort gerade selbst begonnen haben. Hat Ihnen jemand den Code oder den Link geschickt oder Sie am Telefon hierher gebeten? Dann ist es Betrug: Lehnen Sie ab. Wer ihn geschickt hat, bekäme Ihren Zugriff.',
    compare: 'Ihr Gerät muss genau diesen Code zeigen',
    resource: 'Zugriff auf',
    askedBy: 'Anfrage von',
    agent: '{browser} auf {platform}',
    asked: 'Zeitpunkt',
    justNow: 'vor weniger als einer Minute',
    minuteAgo: 'vor einer Minute',
    minutesAgo: 'vor {minutes} Minuten',
    accept: 'Erlauben',
    deny: 'Ablehnen',
    signedInAs: 'Angemeldet als {user}',
    withdraw: 'Sie können das jederzeit widerrufen: {account}',
    approvedTitle: 'Ihr Gerät ist verbunden',
    approved: 'Es macht in wenigen Sekunden von selbst weiter. Sie können diese Seite schließen.',
    deniedTitle: 'Nichts wurde erlaubt',
    denied:
      'Das Gerät bekommt keinen Zugriff. Wenn Ihnen jemand den Code geschickt hat, sollte er missbraucht werden: Sagen Sie es denen, die diesen Server betreiben.',
    another: 'Einen anderen Code eingeben',
  },
})
