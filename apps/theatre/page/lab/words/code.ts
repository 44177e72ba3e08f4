/** Attacks on the authorization code, and on the way that it takes. */
import type { AttackTexts } from './attack-text.ts'

export const codeAttacks = {
  'code-interception': {
    en: {
      title: 'Catching the code',
      story: [
        'Alice signs in to an app on her own computer. The app has no secret: whatever is built into an app, anybody can read out of it. A second program on the same computer belongs to the attacker. It listens where the app expects its answer, and catches the code.',
        'The attacker now has the code and knows the name of the app. They send both to the token endpoint, with a verifier that they made up.',
      ],
      stopped:
        'With its request the app sent a challenge: the hash of a random value, the verifier, which only the app knows. The code is good only with that verifier. What the attacker made up has another hash. The code is burnt besides, so that there is no second try.',
      holds:
        'An access token and a refresh token in Alice’s name. For the server the attacker is the app, and reads what the app may read, until somebody revokes it.',
    },
    de: {
      title: 'Den Code abfangen',
      story: [
        'Alice meldet sich bei einer App auf ihrem eigenen Computer an. Die App hat kein Geheimnis: Was in einer App steckt, kann jeder aus ihr herauslesen. Ein zweites Programm auf demselben Computer gehört dem Angreifer. Es lauscht dort, wo die App ihre Antwort erwartet, und fängt den Code ab.',
        'Der Angreifer hat jetzt den Code und kennt den Namen der App. Beides schickt er an den Token-Endpunkt, dazu einen Verifier, den er sich ausgedacht hat.',
      ],
      stopped:
        'Mit ihrer Anfrage hat die App eine Challenge geschickt: den Hash eines Zufallswerts, des Verifiers, den nur die App kennt. Der Code gilt nur mit diesem Verifier. Was der Angreifer sich ausgedacht hat, hat einen anderen Hash. Außerdem ist der Code damit verbrannt; er kann es nicht noch einmal versuchen.',
      holds:
        'Ein Access-Token und ein Refresh-Token in Alices Namen. Für den Server ist der Angreifer die App: Er liest, was die App lesen darf, bis jemand es widerruft.',
    },
  },
  'pkce-downgrade': {
    en: {
      title: 'Leaving the challenge out',
      story: [
        'The attacker knows that a caught code is worth nothing without its verifier. So they see to it that there is none: they send Alice a link that is the app’s own request, only without `code_challenge`.',
        'Alice follows it and meets the real server. If that gives her browser a code which is bound to no challenge, the attacker’s program on her computer can redeem it without any verifier.',
      ],
      stopped:
        'An app without a secret must send a challenge. The server looks at that before Alice is asked anything, and again before it answers. No code is made, so none can be caught.',
      holds:
        'Tokens in Alice’s name. Her code was bound to nothing: whoever had it could redeem it. A server that knows PKCE and does not insist on it has no PKCE.',
    },
    de: {
      title: 'Die Challenge weglassen',
      story: [
        'Der Angreifer weiß, dass ein abgefangener Code ohne seinen Verifier nichts wert ist. Also sorgt er dafür, dass es keinen gibt: Er schickt Alice einen Link, der die Anfrage der App selbst ist, nur ohne `code_challenge`.',
        'Alice folgt ihm und kommt zum echten Server. Gibt der ihrem Browser einen Code, der an keine Challenge gebunden ist, dann kann das Programm des Angreifers auf ihrem Computer ihn ohne jeden Verifier einlösen.',
      ],
      stopped:
        'Eine App ohne Geheimnis muss eine Challenge senden. Darauf sieht der Server, bevor Alice irgendetwas gefragt wird, und noch einmal, bevor er antwortet. Es entsteht kein Code, also kann auch keiner abgefangen werden.',
      holds:
        'Token in Alices Namen. Ihr Code war an nichts gebunden: Wer ihn hatte, konnte ihn einlösen. Ein Server, der PKCE kennt und nicht darauf besteht, hat kein PKCE.',
    },
  },
  'code-replay': {
    en: {
      title: 'Sending the code once more',
      story: [
        'The app writes too much into its log: the whole request by which it redeemed its code, verifier included. The attacker reads the log a little later.',
        'This time they have everything that the app had. They send the very same request again.',
      ],
      stopped:
        'A code is good once. That it came twice means that somebody saw it, and the server cannot know which of the two was the app. So it refuses the second request and revokes what the first one gave.',
      holds: 'A second set of tokens in Alice’s name, beside that of the app. Nobody notices: the app works as before.',
    },
    de: {
      title: 'Den Code noch einmal senden',
      story: [
        'Die App schreibt zu viel in ihr Protokoll: die ganze Anfrage, mit der sie ihren Code eingelöst hat, samt Verifier. Etwas später liest der Angreifer das Protokoll.',
        'Diesmal hat er alles, was die App hatte. Er schickt genau dieselbe Anfrage noch einmal.',
      ],
      stopped:
        'Ein Code gilt einmal. Kommt er zweimal, dann hat ihn jemand gesehen, und der Server kann nicht wissen, wer von beiden die App war. Darum lehnt er die zweite Anfrage ab und widerruft, was die erste gebracht hat.',
      holds: 'Ein zweiter Satz Token in Alices Namen, neben dem der App. Niemand merkt es: Die App arbeitet wie zuvor.',
    },
  },
  'redirect-uri': {
    en: {
      title: 'An answer to another address',
      story: [
        'The attacker has a link, a mail to Alice, and a web server whose name begins like the address of the app: `127.0.0.1.attacker.example`. The link names the real app and the real authorization server, and asks that the answer go to that web server.',
        'They chose the challenge too, so they know its verifier. All they lack is the code.',
      ],
      stopped:
        'The address of the answer must be one that the app registered, byte by byte; only the port of a loopback address may differ. Nothing is compared by its beginning, decoded or normalised. The error is shown on a page of the server: to an address that is not proven, nothing is sent. Tricks such as `..`, `@` or another scheme fail at a check before this one, whoever registered them.',
      holds:
        'The code, by a redirect of the honest server, and with their own verifier the tokens in Alice’s name. Alice saw the real login page, the real name of the app, and nothing strange.',
    },
    de: {
      title: 'Eine Antwort an eine andere Adresse',
      story: [
        'Der Angreifer hat einen Link, eine Mail an Alice und einen Webserver, dessen Name wie die Adresse der App beginnt: `127.0.0.1.attacker.example`. Sein Link nennt die echte App und den echten Autorisierungsserver und bittet darum, die Antwort zu ihm zu schicken.',
        'Auch die Challenge hat er gewählt, er kennt also ihren Verifier. Ihm fehlt nur der Code.',
      ],
      stopped:
        'Die Adresse der Antwort muss eine sein, die die App registriert hat, Byte für Byte; nur der Port einer Loopback-Adresse darf abweichen. Nichts wird nach seinem Anfang verglichen, dekodiert oder vereinheitlicht. Der Fehler steht auf einer Seite des Servers: An eine unbewiesene Adresse geht nichts. Tricks wie `..`, `@` oder ein anderes Schema scheitern an einer Prüfung davor, wer auch immer sie registriert hätte.',
      holds:
        'Den Code, durch eine Weiterleitung des ehrlichen Servers, und mit seinem eigenen Verifier die Token in Alices Namen. Alice hat die echte Anmeldeseite gesehen, den echten Namen der App und nichts Seltsames.',
    },
  },
  'response-type': {
    en: {
      title: 'Asking for the token right away',
      story: [
        'A code needs its verifier; a token needs nothing. So the attacker changes one word in the app’s own request: `response_type=token` instead of `code`. This is the implicit flow of old, in which the token itself comes back in the address.',
        'The answer still goes to the app, and the app does not want it. But now the token stands in the address bar, in the history, and before every script and extension that reads addresses. One of them is the attacker’s.',
      ],
      stopped:
        'A client gets only the kind of answer that it is registered for, and this one is registered for codes. The address is right, the client is known, and a challenge is not even looked at: PKCE protects codes, and none was asked for.',
      holds: 'Alice’s access token, read out of an address. With it they call the API, until it expires.',
    },
    de: {
      title: 'Gleich nach dem Token fragen',
      story: [
        'Ein Code braucht seinen Verifier; ein Token braucht nichts. Also ändert der Angreifer ein Wort in der Anfrage der App: `response_type=token` statt `code`. Das ist der alte Implicit Flow, bei dem das Token selbst in der Adresse zurückkommt.',
        'Die Antwort geht weiterhin an die App, und die App will sie nicht. Aber nun steht das Token in der Adresszeile, im Verlauf und vor jedem Skript und jeder Erweiterung, die Adressen liest. Eine davon gehört dem Angreifer.',
      ],
      stopped:
        'Ein Client bekommt nur die Art von Antwort, für die er registriert ist, und dieser ist für Codes registriert. Die Adresse stimmt, der Client ist bekannt, und nach einer Challenge wird gar nicht gesehen: PKCE schützt Codes, und um einen solchen wurde nicht gebeten.',
      holds: 'Alices Access-Token, aus einer Adresse gelesen. Damit ruft er die API auf, bis es abläuft.',
    },
  },
  'open-redirect': {
    en: {
      title: 'A trusted address as a springboard',
      story: [
        'The attacker wants Alice’s password. They have a page that looks like the login page, but nobody would follow a link to it. So their link leads to the real server: it asks for an answer without any page (`prompt=none`), to be sent to their address.',
        'Alice is not signed in. If the server tells this error to the address in the link, her browser goes from the trusted server straight to the attacker’s page.',
      ],
      stopped:
        'Errors are sent only to an address that the client registered. Until client and address are proven, everything that is wrong is told on a page of the server, and the browser stays there.',
      holds:
        'A visitor. Alice followed a link to the server that she trusts, and stands before a page which asks for her password again. No token was stolen; the next thing that she types may be.',
    },
    de: {
      title: 'Eine vertraute Adresse als Sprungbrett',
      story: [
        'Der Angreifer will Alices Passwort. Er hat eine Seite, die wie die Anmeldeseite aussieht, aber niemand würde einem Link dorthin folgen. Darum führt sein Link zum echten Server: Er verlangt eine Antwort ohne jede Seite (`prompt=none`), zu schicken an seine Adresse.',
        'Alice ist nicht angemeldet. Meldet der Server diesen Fehler an die Adresse im Link, dann geht ihr Browser vom vertrauten Server geradewegs auf seine Seite.',
      ],
      stopped:
        'Fehler gehen nur an eine Adresse, die der Client registriert hat. Bis Client und Adresse bewiesen sind, steht alles, was nicht stimmt, auf einer Seite des Servers, und der Browser bleibt dort.',
      holds:
        'Einen Besuch. Alice ist einem Link zu dem Server gefolgt, dem sie vertraut, und steht vor einer Seite, die noch einmal ihr Passwort verlangt. Gestohlen ist noch kein Token; was sie als Nächstes tippt, könnte es sein.',
    },
  },
} as const satisfies AttackTexts
