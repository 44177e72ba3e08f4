/** Why there is a code, and not the token at once. */
import { defineChapter } from '../chapter.ts'

export const code = defineChapter({
  id: 'code',
  play: 'implicit',
  watch: ['authorize', 'to-client', 'call'],
  options: ['short', 'voucher', 'encrypted', 'faster'],
  right: 'voucher',
  cite: 'RFC9700-2.1.2',
  words: {
    en: {
      title: 'The code, and why not the token at once',
      text: [
        'Alice has agreed. Why does the authorization server not put the token straight into the address and send her browser back? For years some did; it is called the *implicit flow*. The token then lies where addresses lie: in the history, within reach of every script of the page and every extension. It is a *bearer token*: it works for whoever bears it, like a banknote. And the client cannot tell for whom it was made: anybody may paste a token that was issued to some other app.',
        'So the browser carries only a *code*, a voucher. It is a random text that opens nothing by itself. It can be exchanged for tokens only once, only within a short time (60 seconds here), only by the client that it was made for, and only with something that never went through this browser’s address bar: the secret of the client, its `code_verifier`, or both. The exchange goes by the back channel.',
        'If a used code comes again with everything right, two parties hold it. Then the server refuses, and takes back the tokens that it gave for it the first time.',
      ],
      watch: {
        authorize:
          '`response_type` says what shall come back through the browser: `code` is a voucher, `token` the thing itself.',
        'to-client':
          'The access token itself goes back in the address of the browser, behind a `#`. This server does so only for old applications that its operator names.',
        call: 'The API asks only for the token. Whoever copied it from the address could call just so.',
      },
      question: 'Somebody reads the address with the code in a log, an hour later. What is it worth?',
      options: {
        short: [
          'As much as the access token itself, only for a much shorter time.',
          'A code opens no API, not even for a second. It has to be exchanged first, and that asks for more than the code.',
        ],
        voucher: [
          'Nothing: it is spent or too old, and needs what only the client has.',
          'A token in that place would have been usable as it is, by anybody.',
        ],
        encrypted: [
          'Nothing, because a code is the encrypted token, and the key is missing.',
          'The outcome is right, the reason is not: the code contains no token. It names an entry at the authorization server.',
        ],
        faster: [
          'It gets the finder tokens, if the client has been slow to use it.',
          'Not after an hour. And even in time, the finder would need the client’s secret or its `code_verifier`.',
        ],
      },
    },
    de: {
      title: 'Der Code, und warum nicht gleich das Token',
      text: [
        'Alice hat zugestimmt. Warum schreibt der Autorisierungsserver das Token nicht gleich in die Adresse und schickt ihren Browser zurück? Jahrelang taten das manche; es heißt *impliziter Ablauf* (implicit flow). Das Token liegt dann, wo Adressen liegen: im Verlauf, in Reichweite jedes Skripts der Seite und jeder Erweiterung. Es ist ein *Bearer-Token*: Es wirkt für jeden, der es hat, wie ein Geldschein. Und der Client kann nicht erkennen, für wen es gemacht wurde: Jeder kann ein Token einsetzen, das eine andere App bekommen hat.',
        'Darum trägt der Browser nur einen *Code*, einen Gutschein: einen zufälligen Text, der allein nichts öffnet. Er lässt sich nur einmal gegen Token tauschen, nur kurze Zeit (hier 60 Sekunden), nur von dem Client, für den er gemacht wurde, und nur zusammen mit etwas, das nie in der Adresszeile dieses Browsers stand: dem Geheimnis des Clients, seinem `code_verifier` oder beidem. Der Tausch geht durch den Back-Channel.',
        'Kommt ein benutzter Code mit allem Richtigen noch einmal, haben ihn zwei. Dann lehnt der Server ab und nimmt die Token zurück, die er beim ersten Mal dafür gab.',
      ],
      watch: {
        authorize:
          '`response_type` sagt, was durch den Browser zurückkommen soll: `code` ist ein Gutschein, `token` die Sache selbst.',
        'to-client':
          'Das Access-Token selbst geht in der Adresse des Browsers zurück, hinter einem `#`. Dieser Server tut das nur für alte Anwendungen, die sein Betreiber benennt.',
        call: 'Die API fragt nur nach dem Token. Wer es aus der Adresse abgeschrieben hat, könnte ebenso rufen.',
      },
      question: 'Jemand liest eine Stunde später in einem Protokoll die Adresse mit dem Code. Was ist der wert?',
      options: {
        short: [
          'So viel wie das Access-Token selbst, nur für viel kürzere Zeit.',
          'Ein Code öffnet keine API, nicht für eine Sekunde. Er muss erst getauscht werden, und das verlangt mehr als den Code.',
        ],
        voucher: [
          'Nichts: Er ist benutzt oder zu alt und bräuchte, was nur der Client hat.',
          'Ein Token an dieser Stelle hätte jeder so benutzen können, wie es dasteht.',
        ],
        encrypted: [
          'Nichts, denn ein Code ist das verschlüsselte Token, und der Schlüssel fehlt.',
          'Das Ergebnis stimmt, der Grund nicht: Im Code steckt kein Token. Er benennt einen Eintrag beim Autorisierungsserver.',
        ],
        faster: [
          'Er bringt dem Finder Token, wenn der Client sich Zeit gelassen hat.',
          'Nicht nach einer Stunde. Und selbst rechtzeitig bräuchte der Finder das Geheimnis des Clients oder seinen `code_verifier`.',
        ],
      },
    },
  },
})
