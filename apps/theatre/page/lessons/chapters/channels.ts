/** The front and the back channel: what the browser sees, and what it does not. */
import { defineChapter } from '../chapter.ts'

export const channels = defineChapter({
  id: 'channels',
  play: 'openid',
  watch: ['authorize', 'callback', 'redeem', 'tokens'],
  options: ['token', 'secret', 'code', 'nothing'],
  right: 'code',
  cite: 'RFC6749-4.1',
  words: {
    en: {
      title: 'Two ways: through the browser, and past it',
      text: [
        'Alice has to be asked in person, so the client cannot do everything by itself. It answers her browser with a *redirect*: a status that begins with 3, and an address. The browser goes to that address at once and takes along whatever stands in it. Messages that travel so go by the *front channel*. When two servers speak directly, past the browser, that is the *back channel*.',
        'An address is close to public. The browser shows it and keeps it in its history, extensions can read it, servers write it into logs. And whoever sits at the browser can change it before it is sent. So the front channel carries only what others may see, or what is worth nothing to them alone: who asks (`client_id`), for what (`scope`), where to return (`redirect_uri`), and on the way back a *code*, of which more later.',
        'The browser also sees Alice’s password, for she types it there. What it does not see here: the secret of the client, the `code_verifier` and the tokens. They go by the back channel. (So it is for a client that runs on a server. An app on Alice’s phone, or a page in her browser, holds its tokens on her device.)',
      ],
      watch: {
        authorize: 'Front channel: all that the client asks for stands in the address that the browser opened.',
        callback: 'Front channel: the browser brings the code back to the client, in the address again.',
        redeem:
          'Back channel: the client goes to the authorization server itself. The browser waits and sees nothing of it.',
        tokens: 'Back channel: the tokens arrive at the client. They were in no address at any time.',
      },
      question: 'The client runs on a server, and the sign-in is over. What passed through Alice’s browser?',
      options: {
        token: [
          'Her password, the code, and then the access token.',
          'Password and code did. The access token came in the answer to the client’s own request, past the browser.',
        ],
        secret: [
          'The client secret: the browser shows it for the client.',
          'Then everybody with a browser would know it. The client shows it itself, by the back channel.',
        ],
        code: [
          'The authorization request, her password, and the code.',
          'The request and the code travelled in addresses, the password in a form to the authorization server.',
        ],
        nothing: [
          'Nothing that it could read: HTTPS encrypts all of it.',
          'HTTPS protects the way between browser and server. At its end the browser reads everything it sends and gets.',
        ],
      },
    },
    de: {
      title: 'Zwei Wege: durch den Browser und an ihm vorbei',
      text: [
        'Alice muss selbst gefragt werden, darum kann der Client nicht alles allein tun. Er antwortet ihrem Browser mit einer *Weiterleitung*: einem Status, der mit 3 beginnt, und einer Adresse. Der Browser geht sofort dorthin und nimmt mit, was in ihr steht. Nachrichten, die so reisen, gehen durch den *Front-Channel*. Sprechen zwei Server unmittelbar, am Browser vorbei, ist das der *Back-Channel*.',
        'Eine Adresse ist beinahe öffentlich. Der Browser zeigt sie und behält sie im Verlauf, Erweiterungen können sie lesen, Server schreiben sie in Protokolle. Und wer am Browser sitzt, kann sie ändern, ehe sie abgeht. Darum trägt der Front-Channel nur, was andere sehen dürfen oder was ihnen allein nichts nützt: wer fragt (`client_id`), wonach (`scope`), wohin zurück (`redirect_uri`), und auf dem Rückweg einen *Code*, von dem noch die Rede sein wird.',
        'Der Browser sieht auch Alices Passwort, denn sie tippt es dort ein. Was er hier nicht sieht: das Geheimnis des Clients, den `code_verifier` und die Token. Sie gehen durch den Back-Channel. (So ist es bei einem Client, der auf einem Server läuft. Eine App auf Alices Telefon oder eine Seite in ihrem Browser hat ihre Token auf Alices Gerät.)',
      ],
      watch: {
        authorize: 'Front-Channel: Alles, worum der Client bittet, steht in der Adresse, die der Browser geöffnet hat.',
        callback: 'Front-Channel: Der Browser bringt dem Client den Code zurück, wieder in der Adresse.',
        redeem:
          'Back-Channel: Der Client geht selbst zum Autorisierungsserver. Der Browser wartet und sieht davon nichts.',
        tokens: 'Back-Channel: Die Token kommen beim Client an. Sie standen zu keiner Zeit in einer Adresse.',
      },
      question: 'Der Client läuft auf einem Server, die Anmeldung ist vorbei. Was ging durch Alices Browser?',
      options: {
        token: [
          'Ihr Passwort, der Code und dann das Access-Token.',
          'Passwort und Code, ja. Das Access-Token kam in der Antwort auf die eigene Anfrage des Clients, am Browser vorbei.',
        ],
        secret: [
          'Das Geheimnis des Clients: Der Browser zeigt es für ihn vor.',
          'Dann wüsste es jeder mit einem Browser. Der Client zeigt es selbst vor, im Back-Channel.',
        ],
        code: [
          'Die Autorisierungsanfrage, ihr Passwort und der Code.',
          'Anfrage und Code reisten in Adressen, das Passwort in einem Formular an den Autorisierungsserver.',
        ],
        nothing: [
          'Nichts, was er lesen könnte: HTTPS verschlüsselt alles.',
          'HTTPS schützt den Weg zwischen Browser und Server. An dessen Ende liest der Browser alles, was er sendet und bekommt.',
        ],
      },
    },
  },
})
