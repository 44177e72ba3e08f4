/** What the state is for. */
import { defineChapter } from '../chapter.ts'

export const state = defineChapter({
  id: 'state',
  play: 'login-csrf',
  watch: ['to-authorize', 'callback', 'to-error'],
  options: ['browser', 'stolen', 'person', 'server'],
  right: 'browser',
  cite: 'RFC9700-4.7',
  words: {
    en: {
      title: 'The state: whose login is this?',
      text: [
        'Mallory starts a sign-in at the printing app, with an account of her own, and stops just before the end. She keeps the last address: it leads to the app and carries a code for Mallory’s account. Then she gets Alice to open it, by a link or hidden in some page. Alice’s browser hands the code to the app, and Alice is signed in as Mallory. The photos that she adds now land in Mallory’s account. Making somebody’s browser send a request that they did not want is called *CSRF* (cross-site request forgery); here it forges a login.',
        'Against this the client sends along a random value, the `state`, and remembers which browser it gave it to (by a cookie). The authorization server hands the `state` back unchanged, beside the code. When a browser arrives, the client compares: did I give this value to this browser? Mallory’s address carries the `state` of Mallory’s browser. Alice’s browser never had it, so the client refuses and leaves the code alone.',
        'The `state` answers one question only: did this browser begin this login? Only the client can check that. The authorization server just carries it.',
      ],
      watch: {
        'to-authorize':
          'The attacker begins a sign-in (here with the account of bob): their browser gets a fresh `state`.',
        callback: 'The forged return: a code and a `state`, but from a browser that did not begin this login.',
        'to-error': 'The client refuses. It never went to the token endpoint.',
      },
      question: 'A browser comes back with the right `state`. What does the client know now?',
      options: {
        browser: [
          'This is the browser that it sent away for this login.',
          'The value is random and was given to this browser alone, so nobody else can have begun this login for it.',
        ],
        stolen: [
          'Nobody but this browser has read the code so far.',
          'The `state` travels beside the code, in the same address: whoever reads one reads both. Against a stolen code stands PKCE, two chapters on.',
        ],
        person: [
          'The person at the browser is really Alice, not Mallory.',
          'The `state` knows nothing of people. Who signed in, the authorization server has checked.',
        ],
        server: [
          'It is the authorization server that gave this answer.',
          'Whoever saw the request could give the same `state` back. Which server answered is said by another parameter, `iss`.',
        ],
      },
    },
    de: {
      title: 'Der state: Wessen Anmeldung ist das?',
      text: [
        'Mallory beginnt bei der Druck-App eine Anmeldung mit einem eigenen Konto und hält kurz vor dem Ende an. Die letzte Adresse behält sie: Sie führt zur App und trägt einen Code für Mallorys Konto. Dann bringt sie Alice dazu, sie zu öffnen, durch einen Link oder versteckt in irgendeiner Seite. Alices Browser übergibt der App den Code, und Alice ist als Mallory angemeldet. Die Fotos, die sie nun hinzufügt, landen in Mallorys Konto. Jemandes Browser eine Anfrage senden zu lassen, die er nicht wollte, heißt *CSRF* (cross-site request forgery); hier wird damit eine Anmeldung gefälscht.',
        'Dagegen gibt der Client einen zufälligen Wert mit, den `state`, und merkt sich (mit einem Cookie), welchem Browser er ihn gab. Der Autorisierungsserver gibt den `state` unverändert zurück, neben dem Code. Kommt ein Browser an, vergleicht der Client: Habe ich diesen Wert diesem Browser gegeben? Mallorys Adresse trägt den `state` von Mallorys Browser. Alices Browser hatte ihn nie; also lehnt der Client ab und rührt den Code nicht an.',
        'Der `state` beantwortet nur eine Frage: Hat dieser Browser diese Anmeldung begonnen? Das kann nur der Client prüfen. Der Autorisierungsserver trägt ihn bloß.',
      ],
      watch: {
        'to-authorize':
          'Der Angreifer beginnt eine Anmeldung (hier mit dem Konto von bob): Sein Browser bekommt einen frischen `state`.',
        callback:
          'Die gefälschte Rückkehr: Code und `state`, aber von einem Browser, der diese Anmeldung nicht begonnen hat.',
        'to-error': 'Der Client lehnt ab. Zum Token-Endpunkt ist er gar nicht erst gegangen.',
      },
      question: 'Ein Browser kommt mit dem richtigen `state` zurück. Was weiß der Client nun?',
      options: {
        browser: [
          'Es ist der Browser, den er für diese Anmeldung fortgeschickt hat.',
          'Der Wert ist zufällig und wurde nur diesem Browser gegeben; niemand sonst kann diese Anmeldung für ihn begonnen haben.',
        ],
        stolen: [
          'Außer diesem Browser hat bisher niemand den Code gelesen.',
          'Der `state` reist neben dem Code, in derselben Adresse: Wer das eine liest, liest beides. Gegen einen gestohlenen Code hilft PKCE, zwei Kapitel weiter.',
        ],
        person: [
          'Die Person am Browser ist wirklich Alice und nicht Mallory.',
          'Von Personen weiß der `state` nichts. Wer sich angemeldet hat, hat der Autorisierungsserver geprüft.',
        ],
        server: [
          'Die Antwort ist von dem Autorisierungsserver, den er gefragt hat.',
          'Wer die Anfrage sah, könnte denselben `state` zurückgeben. Welcher Server geantwortet hat, sagt ein anderer Parameter, `iss`.',
        ],
      },
    },
  },
})
