/** The redirect URI, and why it must match exactly. */
import { defineChapter } from '../chapter.ts'

export const redirectUri = defineChapter({
  id: 'redirect-uri',
  play: 'redirect-uri',
  watch: ['authorize', 'refusal'],
  options: ['same', 'mend', 'page', 'error'],
  right: 'page',
  cite: 'RFC9700-2.1',
  words: {
    en: {
      title: 'Where the answer may go',
      text: [
        'Once Alice has agreed, the authorization server sends her browser back to the printing app, with a code in the address. Back to where? The request says so: `redirect_uri`. But the request came through a browser, so anybody may have written it. A link in a mail is enough: it names the printing app as `client_id`, and an address of the attacker as `redirect_uri`. Alice would see the true sign-in page, and her browser would carry the code to the attacker.',
        'So every client is *registered* beforehand: the server has noted its id, its name, and the addresses to which answers may go. It compares `redirect_uri` with that list, character by character. Not “begins with”, not “same domain”. Whoever allows a little more allows too much: `https://print.example.evil.example` begins with `https://print.example`, `https://print.example@evil.example` leads to evil.example, and some page of print.example may pass on what it gets to anywhere.',
        'If nothing matches, the server redirects nowhere, not even with an error: it shows Alice a page. There is one allowance: an app on Alice’s own machine may choose the port of its loopback address.',
      ],
      watch: {
        authorize: 'The attacker wrote this request: look at `redirect_uri`. Everything else in it is genuine.',
        refusal: 'No redirect. The server shows a page, and the attacker’s address gets nothing.',
      },
      question:
        'Registered is `https://print.example/callback`. A request says `https://print.example/callback/`. What should the server do?',
      options: {
        same: [
          'Go on as asked: both addresses are on the same site.',
          'The same site may have many pages, and what lies at the other address nobody has vouched for.',
        ],
        mend: [
          'Send the answer to the registered address instead.',
          'Kindly meant. But a request that is not what was agreed may be somebody’s trick; a server that guesses gets tricked.',
        ],
        page: [
          'Show a page with the mistake, and redirect nowhere.',
          'One slash makes it another address; the comparison is exact, and an unknown address gets no answer.',
        ],
        error: [
          'Redirect to that address with `error=invalid_request`.',
          'Then the server itself would send people to any address that somebody writes into a link. That is called an open redirector.',
        ],
      },
    },
    de: {
      title: 'Wohin die Antwort gehen darf',
      text: [
        'Hat Alice zugestimmt, schickt der Autorisierungsserver ihren Browser zur Druck-App zurück, mit einem Code in der Adresse. Wohin genau? Das sagt die Anfrage: `redirect_uri`. Aber die Anfrage kam durch einen Browser, jeder kann sie geschrieben haben. Ein Link in einer Mail genügt: Er nennt die Druck-App als `client_id` und eine Adresse des Angreifers als `redirect_uri`. Alice sähe die echte Anmeldeseite, und ihr Browser trüge den Code zum Angreifer.',
        'Darum ist jeder Client vorher *registriert*: Der Server hat sich seine Kennung notiert, seinen Namen und die Adressen, an die Antworten gehen dürfen. Mit dieser Liste vergleicht er `redirect_uri`, Zeichen für Zeichen. Nicht „beginnt mit“, nicht „gleiche Domain“. Wer ein wenig mehr erlaubt, erlaubt zu viel: `https://print.example.evil.example` beginnt mit `https://print.example`, `https://print.example@evil.example` führt zu evil.example, und irgendeine Seite von print.example reicht vielleicht alles weiter.',
        'Passt nichts, leitet der Server nirgendwohin weiter, auch nicht mit einem Fehler: Er zeigt Alice eine Seite. Eine Freiheit gibt es: Eine App auf Alices eigenem Rechner darf den Port ihrer Loopback-Adresse wählen.',
      ],
      watch: {
        authorize:
          'Diese Anfrage hat der Angreifer geschrieben: Sehen Sie auf `redirect_uri`. Alles andere darin ist echt.',
        refusal: 'Keine Weiterleitung. Der Server zeigt eine Seite, und die Adresse des Angreifers bekommt nichts.',
      },
      question:
        'Registriert ist `https://print.example/callback`. Eine Anfrage nennt `https://print.example/callback/`. Was sollte der Server tun?',
      options: {
        same: [
          'Weitermachen: Beide Adressen sind auf derselben Website.',
          'Dieselbe Website kann viele Seiten haben, und für das, was an der anderen Adresse liegt, steht niemand ein.',
        ],
        mend: [
          'Die Antwort stattdessen an die registrierte Adresse schicken.',
          'Freundlich gedacht. Aber eine Anfrage, die nicht dem Vereinbarten entspricht, kann eine List sein; ein Server, der rät, wird überlistet.',
        ],
        page: [
          'Auf einer Seite den Fehler nennen, nirgendwohin weiterleiten.',
          'Ein Schrägstrich macht eine andere Adresse daraus; der Vergleich ist genau, und eine unbekannte Adresse bekommt keine Antwort.',
        ],
        error: [
          'An diese Adresse weiterleiten, mit `error=invalid_request`.',
          'Dann schickte der Server selbst Leute an jede Adresse, die jemand in einen Link schreibt. Das heißt offener Weiterleiter (open redirector).',
        ],
      },
    },
  },
})
