/** What failed checks on waits after wrong passwords and codes mean: how the wait grows, whom it meets, and how it ends. */
import type { Rows } from './row.ts'

export const waiting: Rows = {
  'login.notWaiting': [
    [
      'Too many wrong passwords came before this one. It was not looked at, so it may even be right. Five tries at one user name from one network are free; the fifth wrong one makes wait for 1 second, and each one after it for twice as long, up to 15 minutes. Of one network, 30 tries are free in all, whatever the names. Whether it was one account or many is told by “Received”: what is counted stands there. The user names themselves are never recorded, by design: people type passwords into that field by mistake.',
      'Wait for as long as “Received” says: it ends by itself, an hour after the last try everything is forgotten, and a right password clears what that name counted. There is no setting to change and nothing to unlock. The owner is not locked out: a browser in which they signed in before counts by itself, and so does every other network. If it is not the person who mistypes, somebody guesses: look at where the requests come from in the log of your proxy.',
    ],
    [
      'Vor diesem kamen zu viele falsche Passwörter. Es wurde nicht angesehen, es könnte also sogar stimmen. Fünf Versuche für einen Benutzernamen aus einem Netz sind frei; nach dem fünften falschen muss man 1 Sekunde warten, nach jedem weiteren doppelt so lange, bis zu 15 Minuten. Aus einem Netz sind insgesamt 30 Versuche frei, gleich für welche Namen. Ob es ein Konto war oder viele, sagt „Erhalten“: Dort steht, was gezählt wird. Die Benutzernamen selbst werden absichtlich nie aufgezeichnet: Manche tippen in dieses Feld versehentlich ihr Passwort.',
      'Warten Sie so lange, wie bei „Erhalten“ steht: Es endet von selbst, eine Stunde nach dem letzten Versuch ist alles vergessen, und ein richtiges Passwort löscht, was für diesen Namen gezählt war. Es gibt keine Einstellung zu ändern und nichts zu entsperren. Der Inhaber ist nicht ausgesperrt: Ein Browser, in dem er sich schon angemeldet hat, zählt für sich, und jedes andere Netz auch. Wenn sich nicht die Person vertippt, rät jemand: Sehen Sie im Protokoll Ihres Proxys nach, woher die Anfragen kommen.',
    ],
  ],
  'login.capacity': [
    [
      'Checking a password costs the server much on purpose, and it was busy with others. This one was not looked at and counts as no try.',
      'Try again in a few seconds. If it stays so, the server needs more processors, or somebody floods it with sign-ins.',
    ],
    [
      'Ein Passwort zu prüfen kostet den Server mit Absicht viel, und er war mit anderen beschäftigt. Dieses wurde nicht angesehen und zählt nicht als Versuch.',
      'Versuchen Sie es in einigen Sekunden noch einmal. Bleibt es so, braucht der Server mehr Prozessoren, oder jemand überhäuft ihn mit Anmeldungen.',
    ],
  ],
  'device-page.notWaiting': [
    [
      'Too many unknown user codes were typed before. This one was not looked up. Five tries of one person are free, and 30 of one network; after that the wait doubles from 1 second up to 15 minutes.',
      'Wait for as long as “Received” says, then type the code that the device shows now. It ends by itself; there is no setting to change.',
    ],
    [
      'Davor wurden zu viele unbekannte Codes eingegeben. Dieser wurde nicht nachgesehen. Fünf Versuche einer Person sind frei und 30 eines Netzes; danach verdoppelt sich die Wartezeit von 1 Sekunde bis zu 15 Minuten.',
      'Warten Sie so lange, wie bei „Erhalten“ steht, und geben Sie dann den Code ein, den das Gerät jetzt zeigt. Es endet von selbst; es gibt keine Einstellung zu ändern.',
    ],
  ],
}
