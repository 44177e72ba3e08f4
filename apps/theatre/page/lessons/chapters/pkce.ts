/** What PKCE is for, and what the thief of a code gets. */
import { defineChapter } from '../chapter.ts'

export const pkce = defineChapter({
  id: 'pkce',
  play: 'code-interception',
  watch: ['authorize', 'to-client', 'redeem', 'refusal'],
  options: ['token', 'computes', 'nothing', 'state'],
  right: 'nothing',
  cite: 'RFC7636-1',
  words: {
    en: {
      title: 'PKCE: the thief of a code',
      text: [
        'A code can go astray. On a phone, another app may register the same return address; an extension or a log may hold it. Client ids are public, so the thief goes to the token endpoint, names the client, and shows the code. Where the client is an app without a secret, nothing more was asked: the thief got the tokens.',
        '*PKCE* (say “pixy”, Proof Key for Code Exchange) asks for more. For each login the client makes up a fresh random text, the `code_verifier`, and keeps it. It sends only its *hash*, the `code_challenge`, with the authorization request. A hash is a fingerprint: easy to make from the text, and it leads back to no text. The server notes it beside the code. At the exchange the client shows the `code_verifier`; the server hashes it and compares.',
        'The thief has the code, perhaps the `code_challenge` too. Neither gives the `code_verifier`. A wrong one gets `invalid_grant`, and this server burns the code with the first wrong try, so that nobody can go on guessing. At worst Alice must start again.',
        'Clients with a secret need PKCE as well: otherwise a thief could bring a stolen code back to the app in a login of their own, and the app would redeem it with its secret.',
      ],
      watch: {
        authorize: 'The `code_challenge` goes out, through the browser. Whoever reads it has a fingerprint.',
        'to-client': 'The code comes back in an address. In this run it leaks here.',
        redeem: 'Somebody shows the code at the token endpoint. Look for the `code_verifier`.',
        refusal: 'The thief’s `code_verifier` does not hash to the challenge: no tokens, and the code is burnt.',
      },
      question:
        'A thief reads both the code and the `code_challenge` before the client has redeemed the code. What do they get?',
      options: {
        token: [
          'A single access token, which works until it expires.',
          'No token is issued without the `code_verifier`, and it has not been in any message so far.',
        ],
        computes: [
          'All tokens: the `code_verifier` follows from the `code_challenge`.',
          'A hash cannot be computed backwards, and with 256 random bits nobody finds the text by trying.',
        ],
        nothing: [
          'No token: at most they can spoil this one login for Alice.',
          'Their try is refused and burns the code; the client then starts a new login.',
        ],
        state: [
          'All tokens, as soon as they have read the `state` as well.',
          'The token endpoint does not ask for the `state`. It is the client that compares it, when the browser returns.',
        ],
      },
    },
    de: {
      title: 'PKCE: der Dieb eines Codes',
      text: [
        'Ein Code kann in falsche Hände geraten. Auf einem Telefon kann eine andere App dieselbe Rückkehradresse beanspruchen; eine Erweiterung oder ein Protokoll kann ihn enthalten. Client-Kennungen sind öffentlich; also geht der Dieb zum Token-Endpunkt, nennt den Client und zeigt den Code. War der Client eine App ohne Geheimnis, wurde nichts weiter verlangt: Der Dieb bekam die Token.',
        '*PKCE* (sprich „pixy“, Proof Key for Code Exchange) verlangt mehr. Für jede Anmeldung denkt sich der Client einen frischen zufälligen Text aus, den `code_verifier`, und behält ihn. Mit der Autorisierungsanfrage sendet er nur dessen *Hash*, die `code_challenge`. Ein Hash ist ein Fingerabdruck: aus dem Text leicht zu machen, aber er führt zu keinem Text zurück. Der Server notiert ihn neben dem Code. Beim Tausch zeigt der Client den `code_verifier`; der Server bildet den Hash und vergleicht.',
        'Der Dieb hat den Code, vielleicht auch die `code_challenge`. Aus beiden folgt der `code_verifier` nicht. Ein falscher bekommt `invalid_grant`, und dieser Server verbrennt den Code beim ersten falschen Versuch, damit niemand weiterrät. Schlimmstenfalls muss Alice neu beginnen.',
        'Auch Clients mit Geheimnis brauchen PKCE: Sonst könnte ein Dieb den gestohlenen Code in einer eigenen Anmeldung zur App bringen, und die App löste ihn mit ihrem Geheimnis ein.',
      ],
      watch: {
        authorize: 'Die `code_challenge` geht hinaus, durch den Browser. Wer sie liest, hat einen Fingerabdruck.',
        'to-client': 'Der Code kommt in einer Adresse zurück. In diesem Lauf gerät er hier in fremde Hände.',
        redeem: 'Jemand zeigt den Code am Token-Endpunkt. Suchen Sie den `code_verifier`.',
        refusal:
          'Der Hash vom `code_verifier` des Diebs ist nicht die Challenge: keine Token, und der Code ist verbrannt.',
      },
      question: 'Ein Dieb liest Code und `code_challenge`, ehe der Client den Code eingelöst hat. Was bekommt er?',
      options: {
        token: [
          'Ein einziges Access-Token, das wirkt, bis es abläuft.',
          'Ohne `code_verifier` wird kein Token ausgestellt, und der stand bisher in keiner Nachricht.',
        ],
        computes: [
          'Alle Token: Aus der `code_challenge` folgt der `code_verifier`.',
          'Ein Hash lässt sich nicht rückwärts rechnen, und bei 256 zufälligen Bits findet den Text auch niemand durch Probieren.',
        ],
        nothing: [
          'Kein Token: Er kann höchstens diese Anmeldung verderben.',
          'Sein Versuch wird abgelehnt und verbrennt den Code; der Client beginnt dann eine neue Anmeldung.',
        ],
        state: [
          'Alle Token, sobald er auch den `state` gelesen hat.',
          'Nach dem `state` fragt der Token-Endpunkt nicht. Der Client vergleicht ihn, wenn der Browser zurückkommt.',
        ],
      },
    },
  },
})
