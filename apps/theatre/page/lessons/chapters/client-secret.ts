/** What the client secret proves, and which clients have none. */
import { defineChapter } from '../chapter.ts'

export const clientSecret = defineChapter({
  id: 'client-secret',
  play: 'service',
  watch: ['client-credentials', 'tokens'],
  options: ['web', 'phone', 'job', 'all'],
  right: 'phone',
  cite: 'RFC6749-2.1',
  words: {
    en: {
      title: 'The token endpoint: the client proves itself',
      text: [
        'The *token endpoint* is the address of the authorization server where tokens are handed out. Clients call it directly; no browser is ever sent there. Before the server looks at a code, it asks: who are you? The client shows its *client secret*, a long random password that only it and the server know, agreed on at registration. Some clients sign with a private key instead, and then no secret travels at all.',
        'The secret proves one thing: whoever calls is the registered application. It says nothing about Alice. That she agreed is shown by the code, and both must fit together: a code made for the printing app is worth nothing to another client, however well it proves itself.',
        'A client that can keep a secret is *confidential*: a program on a server that only its owner can read. A *public* client has none: apps on phones and desktops, on a TV, or running in a browser page. Each copy would contain the same secret, and whoever has a copy can read it out. Such clients only name themselves; the exact redirect URI, PKCE and the rotation of refresh tokens must do instead.',
        'In the run, a service fetches a token for itself. Nobody signs in; its secret is all that it has to show.',
      ],
      watch: {
        'client-credentials':
          'The `Authorization` header carries the client’s id and secret, straight to the token endpoint. There is no code and no person.',
        tokens: 'The token stands for the service itself. Nobody consented, so there is no refresh token either.',
      },
      question: 'Which of these should have no client secret?',
      options: {
        web: [
          'A web shop whose program runs on a server.',
          'It can keep one: nobody but its operator reads the server’s configuration.',
        ],
        phone: [
          'An app that people install on their phones.',
          'What lies in a million copies is no secret. It is a public client, and PKCE protects its logins.',
        ],
        job: [
          'A job that runs each night in a data centre.',
          'It needs one, or a key: without a person, that proof is all it has.',
        ],
        all: [
          'None: with PKCE nobody needs a secret any more.',
          'PKCE proves that the one who redeems also began this login. It does not prove which application that is.',
        ],
      },
    },
    de: {
      title: 'Der Token-Endpunkt: Der Client weist sich aus',
      text: [
        'Der *Token-Endpunkt* ist die Adresse des Autorisierungsservers, an der es Token gibt. Clients rufen ihn unmittelbar auf; ein Browser wird nie dorthin geschickt. Ehe der Server auf einen Code sieht, fragt er: Wer sind Sie? Der Client zeigt sein *Client-Geheimnis* (client secret), ein langes zufälliges Passwort, das nur er und der Server kennen, vereinbart bei der Registrierung. Manche Clients signieren stattdessen mit einem privaten Schlüssel; dann reist überhaupt kein Geheimnis.',
        'Das Geheimnis beweist eines: Wer hier anruft, ist die registrierte Anwendung. Über Alice sagt es nichts. Dass sie zugestimmt hat, zeigt der Code, und beides muss zusammenpassen: Ein Code für die Druck-App nützt einem anderen Client nichts, wie gut er sich auch ausweist.',
        'Ein Client, der ein Geheimnis hüten kann, heißt *vertraulich* (confidential): ein Programm auf einem Server, in den nur sein Betreiber sieht. Ein *öffentlicher* Client (public) hat keines: Apps auf Telefon und Rechner, auf dem Fernseher oder in einer Browserseite. Jede Kopie enthielte dasselbe Geheimnis, und wer eine Kopie hat, kann es auslesen. Solche Clients nennen nur ihren Namen; die genaue Redirect-URI, PKCE und die Rotation der Refresh-Token müssen es richten.',
        'Im Lauf holt ein Dienst ein Token für sich selbst. Niemand meldet sich an; sein Geheimnis ist alles, was er vorzuweisen hat.',
      ],
      watch: {
        'client-credentials':
          'Der `Authorization`-Header trägt Kennung und Geheimnis des Clients, geradewegs zum Token-Endpunkt. Es gibt keinen Code und keine Person.',
        tokens: 'Das Token steht für den Dienst selbst. Niemand hat zugestimmt, darum gibt es auch kein Refresh-Token.',
      },
      question: 'Welcher dieser Clients sollte kein Geheimnis haben?',
      options: {
        web: [
          'Ein Webshop, dessen Programm auf einem Server läuft.',
          'Er kann eines hüten: Die Konfiguration des Servers liest nur sein Betreiber.',
        ],
        phone: [
          'Eine App, die Leute auf ihrem Telefon installieren.',
          'Was in einer Million Kopien liegt, ist kein Geheimnis. Sie ist ein öffentlicher Client, und PKCE schützt ihre Anmeldungen.',
        ],
        job: [
          'Ein Programm, das jede Nacht im Rechenzentrum läuft.',
          'Es braucht eines, oder einen Schlüssel: Ohne Person ist dieser Beweis alles, was es hat.',
        ],
        all: [
          'Keiner: Mit PKCE braucht niemand mehr ein Geheimnis.',
          'PKCE beweist, dass der Einlösende auch diese Anmeldung begonnen hat. Welche Anwendung das ist, beweist es nicht.',
        ],
      },
    },
  },
})
