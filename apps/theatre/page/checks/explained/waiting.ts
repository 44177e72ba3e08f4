/** What failed checks on waits after wrong passwords and codes mean: how the wait grows, whom it meets, and how it ends. */
import type { Rows } from './row.ts'

export const waiting: Rows = {
  'login.notWaiting': [
    [
      'Too many wrong passwords came before. This one was not looked at, so it may even be right. “Received” says what was counted: tries at one user name, or of one whole network at whatever names. Which names is never recorded.',
      'Wait as long as “Received” says. Five tries are free; the fifth wrong one makes wait for 1 second, each further one twice as long, up to 15 minutes; of a whole network 30 are free. It ends by itself: there is nothing to unlock and no setting to change. The owner is not locked out, as a browser in which they signed in before and every other network count by themselves.',
    ],
    [
      'Davor kamen zu viele falsche Passwörter. Dieses wurde nicht angesehen, es könnte also sogar stimmen. „Erhalten“ sagt, was gezählt wurde: Versuche für einen Benutzernamen oder die eines ganzen Netzes, gleich für welche Namen. Welche Namen, wird nie aufgezeichnet.',
      'Warten Sie so lange, wie bei „Erhalten“ steht. Fünf Versuche sind frei; nach dem fünften falschen muss man 1 Sekunde warten, nach jedem weiteren doppelt so lange, bis zu 15 Minuten; von einem ganzen Netz sind 30 frei. Es endet von selbst: Es gibt nichts zu entsperren und nichts einzustellen. Der Inhaber ist nicht ausgesperrt, denn ein Browser, in dem er sich schon angemeldet hat, und jedes andere Netz zählen für sich.',
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
