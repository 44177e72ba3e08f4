/** What the checks mean that are the same for all signed tokens; `{token}` is which one. */
import type { Rows } from './row.ts'

/** By the last part of the id of a rule. */
export const jwt: Rows = {
  alg: [
    [
      'The {token} names an algorithm that its recipient does not allow. The check is there so that nobody can choose a weaker one.',
      'Sign with an algorithm that is expected here.',
    ],
    [
      'Das {token} nennt einen Algorithmus, den sein Empfänger nicht erlaubt. Die Prüfung ist dazu da, dass niemand einen schwächeren wählen kann.',
      'Signieren Sie mit einem Algorithmus, der hier erwartet wird.',
    ],
  ],
  algNone: [
    [
      'The {token} says that it needs no signature (alg none). Anybody could have written it.',
      'Nobody honest sends this. Find out where the token comes from.',
    ],
    [
      'Das {token} sagt, es brauche keine Signatur (alg none). Das könnte jeder geschrieben haben.',
      'So etwas sendet niemand Ehrliches. Finden Sie heraus, woher das Token kommt.',
    ],
  ],
  aud: [
    [
      'The {token} is for somebody else. Whoever gets a token cannot use it at others.',
      'Get one that names this recipient as its audience, and compare the identifier letter by letter.',
    ],
    [
      'Das {token} ist für jemand anderen. Wer ein Token bekommt, kann es anderswo nicht benutzen.',
      'Holen Sie eines, das diesen Empfänger als Audience nennt, und vergleichen Sie die Kennung Zeichen für Zeichen.',
    ],
  ],
  compact: [
    [
      'What came is no {token}: a JWT has three parts with dots between.',
      'Send it as it came: nothing in front of it, nothing cut off, no line break.',
    ],
    [
      'Was kam, ist kein {token}: Ein JWT hat drei Teile mit Punkten dazwischen.',
      'Senden Sie es, wie es kam: nichts davor, nichts abgeschnitten, kein Zeilenumbruch.',
    ],
  ],
  crit: [
    ['The {token} demands an extension that its recipient does not know.', 'Leave crit out of the header.'],
    ['Das {token} verlangt eine Erweiterung, die sein Empfänger nicht kennt.', 'Lassen Sie crit im Kopf weg.'],
  ],
  exp: [
    ['The {token} has expired, or the two clocks differ.', 'Use a fresh one. If it is fresh, synchronise the clocks.'],
    [
      'Das {token} ist abgelaufen, oder die beiden Uhren gehen verschieden.',
      'Benutzen Sie ein frisches. Ist es frisch, stellen Sie die Uhren.',
    ],
  ],
  iat: [
    ['The {token} was issued in the future: the two clocks differ.', 'Synchronise the clocks of both servers.'],
    [
      'Das {token} wurde in der Zukunft ausgestellt: Die beiden Uhren gehen verschieden.',
      'Stellen Sie die Uhren beider Server.',
    ],
  ],
  nbf: [
    [
      'The {token} is not valid yet: the two clocks differ, or it is used too early.',
      'Synchronise the clocks of both servers.',
    ],
    [
      'Das {token} gilt noch nicht: Die beiden Uhren gehen verschieden, oder es wird zu früh benutzt.',
      'Stellen Sie die Uhren beider Server.',
    ],
  ],
  iss: [
    [
      'The {token} is from somebody else than the one whom its recipient trusts. Often it is one server with two names.',
      'Configure the same issuer everywhere, letter by letter: localhost is not 127.0.0.1, and a slash at the end counts.',
    ],
    [
      'Das {token} ist von jemand anderem als dem, dem sein Empfänger vertraut. Oft ist es ein Server mit zwei Namen.',
      'Stellen Sie überall denselben Aussteller ein, Zeichen für Zeichen: localhost ist nicht 127.0.0.1, und ein Schrägstrich am Ende zählt.',
    ],
  ],
  key: [
    [
      'The {token} names a key (kid) that is none of its issuer’s.',
      'Sign with a key that is published, and name it by its kid. After a change of keys, wait until the recipient has fetched the new ones.',
    ],
    [
      'Das {token} nennt einen Schlüssel (kid), der keiner seines Ausstellers ist.',
      'Signieren Sie mit einem veröffentlichten Schlüssel, und nennen Sie seine kid. Nach einem Schlüsselwechsel warten Sie, bis der Empfänger die neuen geholt hat.',
    ],
  ],
  keyFits: [
    [
      'The {token} names an algorithm that does not fit the key, such as a shared secret where a public key belongs.',
      'Nobody honest sends this by chance. Sign with the algorithm of the key.',
    ],
    [
      'Das {token} nennt einen Algorithmus, der nicht zum Schlüssel passt, etwa ein gemeinsames Geheimnis statt eines öffentlichen Schlüssels.',
      'Das sendet niemand Ehrliches aus Versehen. Signieren Sie mit dem Algorithmus des Schlüssels.',
    ],
  ],
  signature: [
    [
      'The signature does not fit: the {token} was changed, or signed with another key.',
      'Send it as it came. If nobody changed it, take it for forged.',
    ],
    [
      'Die Signatur passt nicht: Das {token} wurde verändert oder mit einem anderen Schlüssel signiert.',
      'Senden Sie es, wie es kam. Hat es niemand verändert, halten Sie es für gefälscht.',
    ],
  ],
  typ: [
    [
      'It is a token of another kind. One that was made for one purpose cannot serve another.',
      'Send the right one here: {token}.',
    ],
    [
      'Es ist ein Token anderer Art. Eines, das für einen Zweck gemacht ist, kann keinem anderen dienen.',
      'Senden Sie hier das richtige: {token}.',
    ],
  ],
  size: [
    ['The {token} is longer than any that is issued.', 'Send it as it came, and nothing else.'],
    ['Das {token} ist länger als jedes, das ausgestellt wird.', 'Senden Sie es, wie es kam, und sonst nichts.'],
  ],
}

/** What a token is called, by the family of its rules. */
export const tokenNames: Readonly<Record<string, readonly [en: string, de: string]>> = {
  'access-token': ['access token', 'Access-Token'],
  'id-token': ['ID token', 'ID-Token'],
  'logout-token': ['logout token', 'Logout-Token'],
  'client-assertion': ['client assertion', 'JWT des Clients'],
}
