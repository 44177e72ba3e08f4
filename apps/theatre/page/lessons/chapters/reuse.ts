/** What the thief of a refresh token gets, and how they are noticed. */
import { defineChapter } from '../chapter.ts'

export const reuse = defineChapter({
  id: 'reuse',
  play: 'reuse',
  watch: ['thief', 'revoked', 'app'],
  moments: { thief: { kind: 'refresh', nth: 2 }, revoked: { kind: 'refusal' }, app: { kind: 'refusal', nth: -1 } },
  options: ['nothing', 'until', 'password', 'forever'],
  right: 'until',
  cite: 'RFC9700-4.14.2',
  words: {
    en: {
      title: 'Refresh reuse: how the thief is found out',
      text: [
        'A thief copies the refresh token of an app on Alice’s phone. That is a public client, so the copy is enough: the token endpoint asks for nothing else. The app knows nothing of it and works on. It refreshes, and the copied token is spent. It refreshes once more, with the successor. Why does that matter? A spent token may also come from the honest app, whose answer got lost on the way. But whoever uses the successor has received it: that explanation is gone now.',
        'Then the thief shows the copy. A spent token whose successor was used has one good explanation: two hold a copy. Which of them is the thief, the server cannot know. So it takes back everything that came from Alice’s permission to this app, the *grant*: the thief gets nothing, the app’s newest token is refused as well, and Alice has to sign in anew. A thief who comes before the app is served at first; a refresh or two later it ends the same way.',
        'The limits, honestly: an access token that is already out works until it expires at an API that only checks the signature, ten minutes at most here. If one of the two never comes back, nobody notices. And honest apps send a request twice, so here a spent token raises no alarm for ten seconds. (The thief in this run waits eleven.)',
      ],
      watch: {
        thief:
          'The thief shows the first refresh token. Follow its mark back: the app has used it, and its successor too.',
        revoked: 'The server refuses the thief, and revokes the whole grant.',
        app: 'That is why the honest app is refused as well: its newest token belongs to a grant that is no more.',
      },
      question: 'What can the thief of a public client’s refresh token get at most?',
      options: {
        nothing: [
          'Nothing, as the client secret is not part of the copy.',
          'A public client has none. With a confidential client you would be right.',
        ],
        until: [
          'Tokens in the app’s name, until a spent one comes back.',
          'It is noticed when one of the two comes with a token whose successor is in use. Then everything is revoked.',
        ],
        password: [
          'Alice’s password too, if they use the tokens long enough.',
          'No token contains it, and no token leads to it.',
        ],
        forever: [
          'Tokens for ever, as the server cannot tell the two apart.',
          'It cannot, and need not: that there are two is enough to end it for both.',
        ],
      },
    },
    de: {
      title: 'Wiederbenutzung: wie der Dieb auffällt',
      text: [
        'Ein Dieb kopiert das Refresh-Token einer App auf Alices Telefon. Das ist ein öffentlicher Client, also genügt die Kopie: Mehr verlangt der Token-Endpunkt nicht. Die App weiß nichts davon und arbeitet weiter. Sie erneuert, und das kopierte Token ist verbraucht. Sie erneuert noch einmal, mit dem Nachfolger. Warum ist das wichtig? Ein verbrauchtes Token kann auch von der ehrlichen App kommen, deren Antwort unterwegs verloren ging. Wer aber den Nachfolger benutzt, hat ihn bekommen: Diese Erklärung fällt nun weg.',
        'Dann zeigt der Dieb die Kopie. Ein verbrauchtes Token, dessen Nachfolger benutzt wurde, hat eine gute Erklärung: Zwei haben eine Kopie. Wer davon der Dieb ist, kann der Server nicht wissen. Also nimmt er alles zurück, was aus Alices Erlaubnis für diese App kam, den *Grant*: Der Dieb bekommt nichts, auch das neueste Token der App wird abgelehnt, und Alice muss sich neu anmelden. Kommt der Dieb vor der App, wird er zunächst bedient, und ein, zwei Erneuerungen später endet es genauso.',
        'Die Grenzen, ehrlich: Ein Access-Token, das schon draußen ist, wirkt bei einer API, die nur die Signatur prüft, bis es abläuft, hier höchstens zehn Minuten. Kommt einer der beiden nie wieder, bemerkt es niemand. Und auch ehrliche Apps senden eine Anfrage zweimal; darum löst ein verbrauchtes Token hier zehn Sekunden lang keinen Alarm aus. (Der Dieb in diesem Lauf wartet elf.)',
      ],
      watch: {
        thief:
          'Der Dieb zeigt das erste Refresh-Token. Folgen Sie seiner Marke zurück: Die App hat es benutzt, und den Nachfolger auch.',
        revoked: 'Der Server lehnt den Dieb ab und widerruft den ganzen Grant.',
        app: 'Darum wird auch die ehrliche App abgelehnt: Ihr neuestes Token gehört zu einem Grant, den es nicht mehr gibt.',
      },
      question: 'Was bekommt höchstens, wer das Refresh-Token eines öffentlichen Clients stiehlt?',
      options: {
        nothing: [
          'Nichts, denn das Client-Geheimnis ist nicht dabei.',
          'Ein öffentlicher Client hat keines. Bei einem vertraulichen Client hätten Sie recht.',
        ],
        until: [
          'Token im Namen der App, bis ein verbrauchtes wiederkommt.',
          'Es fällt auf, wenn einer der beiden mit einem Token kommt, dessen Nachfolger in Gebrauch ist. Dann wird alles widerrufen.',
        ],
        password: [
          'Auf dem Umweg über die Token auch Alices Passwort.',
          'Kein Token enthält es, und keines führt zu ihm.',
        ],
        forever: [
          'Token für immer, denn der Server hält beide für die App.',
          'Das kann er nicht, und er muss es nicht: Dass es zwei sind, genügt, um es für beide zu beenden.',
        ],
      },
    },
  },
})
