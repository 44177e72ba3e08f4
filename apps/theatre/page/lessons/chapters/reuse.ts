/** What the thief of a refresh token gets, and how it is noticed. */
import { defineChapter } from '../chapter.ts'

export const reuse = defineChapter({
  id: 'reuse',
  play: 'reuse',
  watch: ['refresh', 'tokens', 'refusal'],
  options: ['nothing', 'until', 'password', 'forever'],
  right: 'until',
  cite: 'RFC9700-4.14.2',
  words: {
    en: {
      title: 'Refresh reuse: how the thief is found out',
      text: [
        'A thief copies the refresh token of an app on Alice’s phone. That is a public client, so the copy is enough. The thief uses it first and gets an access token and the next refresh token. To the server they look like the app. From now on they call the API in the app’s name, within what Alice allowed it. Nobody has noticed.',
        'Then the app wakes up and shows its own refresh token: the one that is spent. A spent token that comes back has one good explanation: two hold a copy. Which of them is the thief, the server cannot know. So it takes back everything that came from Alice’s permission to this app, the *grant*: neither can refresh again, and Alice has to sign in anew. If the app refreshes first and the thief comes later, it ends the same way.',
        'The limits, honestly: an access token that is already out works until it expires at an API that only checks the signature, ten minutes at most here. If the app never comes back, nobody notices. And an honest app may send a token twice, when an answer got lost on the way; so here a spent token raises no alarm for ten seconds after its use. (The run waits that long.)',
      ],
      watch: {
        refresh:
          'A refresh token is shown. Follow the marks: the first one turns up twice, here from the app and later from the thief.',
        tokens: 'Whoever comes first is served, and gets the next refresh token. In this run that is the app.',
        refusal:
          'The spent token came back, and with it the whole grant is revoked: then even the app’s newest token is refused.',
      },
      question: 'What does the thief of a public client’s refresh token get?',
      options: {
        nothing: [
          'Nothing: they lack the client secret.',
          'A public client has none. With a confidential client you would be right.',
        ],
        until: [
          'Access tokens in the app’s name, until a spent token comes back; then everything is revoked.',
          'It is noticed as soon as the second of the two holders refreshes, whichever that is.',
        ],
        password: ['Alice’s password, after some time.', 'No token contains it, and no token leads to it.'],
        forever: [
          'Access for ever: the server cannot tell thief and app apart.',
          'It cannot, and need not: that there are two is enough to end it for both.',
        ],
      },
    },
    de: {
      title: 'Wiederbenutzung: wie der Dieb auffällt',
      text: [
        'Ein Dieb kopiert das Refresh-Token einer App auf Alices Telefon. Das ist ein öffentlicher Client, also genügt die Kopie. Der Dieb benutzt sie zuerst und bekommt ein Access-Token und das nächste Refresh-Token. Für den Server sieht er aus wie die App. Von nun an ruft er die API im Namen der App, im Rahmen dessen, was Alice ihr erlaubt hat. Niemand hat etwas bemerkt.',
        'Dann wacht die App auf und zeigt ihr eigenes Refresh-Token: das verbrauchte. Kommt ein verbrauchtes Token wieder, gibt es dafür eine gute Erklärung: Zwei haben eine Kopie. Wer von beiden der Dieb ist, kann der Server nicht wissen. Also nimmt er alles zurück, was aus Alices Erlaubnis für diese App kam, dem *Grant*: Keiner kann mehr erneuern, und Alice muss sich neu anmelden. Erneuert die App zuerst und kommt der Dieb später, endet es genauso.',
        'Die Grenzen, ehrlich: Ein Access-Token, das schon draußen ist, wirkt bei einer API, die nur die Signatur prüft, bis es abläuft, hier höchstens zehn Minuten. Kommt die App nie wieder, bemerkt es niemand. Und auch eine ehrliche App sendet ein Token zweimal, wenn eine Antwort unterwegs verloren ging; darum löst ein verbrauchtes Token hier zehn Sekunden lang nach seiner Benutzung keinen Alarm aus. (So lange wartet der Lauf.)',
      ],
      watch: {
        refresh:
          'Ein Refresh-Token wird gezeigt. Folgen Sie den Marken: Das erste taucht zweimal auf, hier von der App und später vom Dieb.',
        tokens: 'Wer zuerst kommt, wird bedient und bekommt das nächste Refresh-Token. In diesem Lauf ist das die App.',
        refusal:
          'Das verbrauchte Token kam wieder, und damit ist der ganze Grant widerrufen: Danach wird auch das neueste Token der App abgelehnt.',
      },
      question: 'Was bekommt, wer das Refresh-Token eines öffentlichen Clients stiehlt?',
      options: {
        nothing: [
          'Nichts: Ihm fehlt das Client-Geheimnis.',
          'Ein öffentlicher Client hat keines. Bei einem vertraulichen Client hätten Sie recht.',
        ],
        until: [
          'Access-Token im Namen der App, bis ein verbrauchtes Token wiederkommt; dann wird alles widerrufen.',
          'Es fällt auf, sobald der Zweite der beiden erneuert, wer das auch ist.',
        ],
        password: ['Nach einiger Zeit Alices Passwort.', 'Kein Token enthält es, und keines führt zu ihm.'],
        forever: [
          'Zugang für immer: Der Server kann Dieb und App nicht unterscheiden.',
          'Das kann er nicht, und er muss es nicht: Dass es zwei sind, genügt, um es für beide zu beenden.',
        ],
      },
    },
  },
})
