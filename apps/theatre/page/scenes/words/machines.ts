/** The words of the scenes of services, devices, and tokens that travel shut. */
import type { Bilingual } from './texts.ts'

export const service: Bilingual = {
  en: {
    title: 'Client credentials',
    shows: 'A service asks for a token in its own name and calls an API with it. There is no person and no browser.',
    use: 'Use it between programs: a nightly job, one service that calls another. Never to act for a person, because nobody was asked.',
    watch: [
      'The service proves itself with its id and secret, and says which API the token is for (`resource`).',
      'The token is for one audience, with the scope that was asked for. There is no refresh token: the service can ask again at any time.',
      'The API checks the token by itself, with the public keys of the authorization server.',
    ],
    end: 'Two messages and a call. What protects all of it is the secret of the service, so keep it where only the service can read it.',
  },
  de: {
    title: 'Client Credentials',
    shows:
      'Ein Dienst holt sich ein Token im eigenen Namen und ruft damit eine API auf. Es gibt keinen Menschen und keinen Browser.',
    use: 'Richtig zwischen Programmen: ein nächtlicher Lauf, ein Dienst, der einen anderen ruft. Nie, um für einen Menschen zu handeln, denn niemand wurde gefragt.',
    watch: [
      'Der Dienst weist sich mit Kennung und Geheimnis aus und sagt, für welche API das Token sein soll (`resource`).',
      'Das Token ist für einen Empfänger und den erbetenen Scope. Ein Refresh-Token gibt es nicht: Der Dienst kann jederzeit wieder fragen.',
      'Die API prüft das Token selbst, mit den öffentlichen Schlüsseln des Autorisierungsservers.',
    ],
    end: 'Zwei Nachrichten und ein Aufruf. Alles hängt am Geheimnis des Dienstes; bewahren Sie es auf, wo nur der Dienst es lesen kann.',
  },
}

export const device: Bilingual = {
  en: {
    title: 'Device',
    shows:
      'A television has no keyboard and no browser. It shows a code, Alice confirms it on her phone, and meanwhile the television asks whether she has decided.',
    use: 'Use it for televisions, printers and programs in a terminal. Where a device has a browser, the authorization code is the better way.',
    watch: [
      'The device gets two codes: a short one for Alice to compare, and a long one, which stays in the device.',
      'Nobody has decided yet: the answer says `authorization_pending`, and the device waits a few seconds before it asks again.',
      'Alice sees which device asks and for what, and allows it. She should compare the code, because a stranger could have sent her the link.',
    ],
    end: 'Alice typed her password on her own phone, never on the television.',
  },
  de: {
    title: 'Gerät',
    shows:
      'Ein Fernseher hat keine Tastatur und keinen Browser. Er zeigt einen Code, Alice bestätigt ihn auf ihrem Telefon, und der Fernseher fragt so lange nach, ob sie entschieden hat.',
    use: 'Richtig für Fernseher, Drucker und Programme im Terminal. Wo ein Gerät einen Browser hat, ist der Autorisierungscode der bessere Weg.',
    watch: [
      'Das Gerät bekommt zwei Codes: einen kurzen, den Alice vergleicht, und einen langen, der im Gerät bleibt.',
      'Noch hat niemand entschieden: Die Antwort sagt `authorization_pending`, und das Gerät wartet ein paar Sekunden, bevor es wieder fragt.',
      'Alice sieht, welches Gerät wofür fragt, und erlaubt es. Sie sollte den Code vergleichen, denn den Link könnte ihr auch ein Fremder geschickt haben.',
    ],
    end: 'Alice hat ihr Passwort auf dem eigenen Telefon eingegeben, nie am Fernseher.',
  },
}

export const introspection: Bilingual = {
  en: {
    title: 'Introspection of an opaque token',
    shows:
      'The access token is a random reference that says nothing. The API asks the authorization server what it is worth. Then the client gives it back, and the same call is refused.',
    use: 'Use it where a token must end at once, or where nobody on the way may read it. The price is one question to the authorization server for each call, or for each few seconds.',
    watch: [
      'The access token is no JWT: there is nothing in it to read.',
      'The API proves itself with credentials of its own and is told that the token is `active`: for whom, for what, until when.',
      'After the revocation the answer is `active: false`, and nothing else. The API is not told why.',
    ],
    end: 'The revoked token was refused at the very next call. A JWT that an API checks by itself would have gone on until it expired.',
  },
  de: {
    title: 'Introspection eines opaken Tokens',
    shows:
      'Das Access-Token ist ein zufälliger Verweis, der nichts aussagt. Die API fragt den Autorisierungsserver, was es wert ist. Dann gibt der Client es zurück, und derselbe Aufruf wird abgelehnt.',
    use: 'Richtig, wo ein Token sofort enden muss oder wo es unterwegs niemand lesen darf. Der Preis ist eine Frage an den Autorisierungsserver je Aufruf oder alle paar Sekunden.',
    watch: [
      'Das Access-Token ist kein JWT: Es steht nichts darin, was man lesen könnte.',
      'Die API weist sich mit eigenen Zugangsdaten aus und erfährt, dass das Token `active` ist: für wen, wofür, bis wann.',
      'Nach dem Widerruf lautet die Antwort `active: false` und sonst nichts. Warum, erfährt die API nicht.',
    ],
    end: 'Das widerrufene Token wurde schon beim nächsten Aufruf abgelehnt. Ein JWT, das eine API selbst prüft, hätte bis zu seinem Ablauf weiter gegolten.',
  },
}

export const encrypted: Bilingual = {
  en: {
    title: 'Encrypted access token',
    shows:
      'The token for the vault is encrypted to the key of the vault. The client carries it and cannot read it; only the API can open it.',
    use: 'Use it where claims about a person must stay hidden from the client and from everybody on the way, and the API should still check the token by itself.',
    watch: [
      'The client gets a token of five parts (JWE). Its header says how it is encrypted; the claims cannot be seen.',
      'The client sends it on as it is. The vault decrypts it with its private key, and only then checks the signature inside.',
      'The answer proves it: the vault read the subject and the scope out of the token.',
    ],
    end: 'Encryption hides the claims; the signature inside still says who made them. It needs both.',
  },
  de: {
    title: 'Verschlüsseltes Access-Token',
    shows:
      'Das Token für den Tresor ist mit dem Schlüssel des Tresors verschlüsselt. Der Client trägt es und kann es nicht lesen; nur die API kann es öffnen.',
    use: 'Richtig, wo Angaben über einen Menschen vor dem Client und unterwegs verborgen bleiben müssen und die API das Token trotzdem selbst prüfen soll.',
    watch: [
      'Der Client bekommt ein Token aus fünf Teilen (JWE). Sein Kopf sagt, wie es verschlüsselt ist; die Angaben sieht man nicht.',
      'Der Client schickt es weiter, wie es ist. Der Tresor entschlüsselt es mit seinem privaten Schlüssel und prüft erst dann die Signatur darin.',
      'Die Antwort zeigt es: Der Tresor hat Subjekt und Scope aus dem Token gelesen.',
    ],
    end: 'Die Verschlüsselung verbirgt die Angaben; die Signatur darin sagt weiterhin, von wem sie sind. Es braucht beides.',
  },
}

export const registration: Bilingual = {
  en: {
    title: 'Discovery and registration',
    shows:
      'A client that nobody here knows reads where everything is, registers itself, reads what was registered, and removes itself again.',
    use: 'Use it where many clients come that no operator can type in, such as tools that people install themselves. This server takes only those that bring an initial access token, which every reader of this demo knows.',
    watch: [
      'One document says where each endpoint is and what the server can do. A client needs no more than the issuer to find it.',
      'The answer gives the client its id, and a token with which it manages itself. What it said of itself was checked like the entry of an operator.',
      'With that token, and with nothing else, the client takes its registration away.',
    ],
    end: 'The client existed for a moment and is gone. Nobody had to type anything.',
  },
  de: {
    title: 'Discovery und Registrierung',
    shows:
      'Ein Client, den hier niemand kennt, liest nach, wo alles ist, registriert sich, liest seinen Eintrag und löscht ihn wieder.',
    use: 'Richtig, wo viele Clients kommen, die kein Betreiber eintippen kann, etwa Werkzeuge, die sich Menschen selbst installieren. Dieser Server nimmt nur solche mit einem Initial Access Token, das jeder Leser dieser Demo kennt.',
    watch: [
      'Ein Dokument sagt, wo jeder Endpunkt ist und was der Server kann. Um es zu finden, braucht ein Client nur den Aussteller.',
      'Die Antwort gibt dem Client seine Kennung und ein Token, mit dem er sich selbst verwaltet. Was er über sich sagt, wurde geprüft wie der Eintrag eines Betreibers.',
      'Mit diesem Token und mit nichts anderem nimmt der Client seine Registrierung zurück.',
    ],
    end: 'Den Client gab es einen Moment lang, und er ist wieder weg. Niemand musste etwas eintippen.',
  },
}
