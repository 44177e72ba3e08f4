/** The words of the scenes of what OAuth 2.1 dropped. */
import type { Bilingual } from './texts.ts'

export const password: Bilingual = {
  en: {
    title: 'Password grant',
    shows: 'Alice types her password into the client, and the client sends it to the authorization server for a token.',
    use: 'Use it for nothing new. This server has it for one registered legacy client, so that old programs can be moved away from it.',
    watch: [
      'The password goes to the client. From here on Alice has to trust it not to keep, log or lose it.',
      'The client sends the password itself. Nothing in this message says that Alice is there.',
      'The token is as good as any other. That is the trouble: the client could have got it for every scope it may have, without asking her.',
    ],
    end: 'It worked, and it taught Alice to type her password wherever a form asks for it.',
    dropped:
      'OAuth 2.1 has no such grant. The client sees the password; a second factor, single sign-on and consent have no place in it; and a stolen password opens everything, not one scope.',
  },
  de: {
    title: 'Passwort-Grant',
    shows:
      'Alice tippt ihr Passwort in den Client, und der Client schickt es für ein Token an den Autorisierungsserver.',
    use: 'Für nichts Neues. Dieser Server hat es für einen einzigen eingetragenen Alt-Client, damit alte Programme davon wegkommen können.',
    watch: [
      'Das Passwort geht an den Client. Von hier an muss Alice darauf vertrauen, dass er es nicht aufhebt, protokolliert oder verliert.',
      'Der Client schickt das Passwort selbst. Nichts in dieser Nachricht sagt, dass Alice da ist.',
      'Das Token ist so gut wie jedes andere. Eben das ist schlecht: Der Client hätte es für jeden Scope bekommen können, den er haben darf, ohne sie zu fragen.',
    ],
    end: 'Es hat funktioniert, und es hat Alice beigebracht, ihr Passwort überall einzutippen, wo ein Formular danach fragt.',
    dropped:
      'OAuth 2.1 kennt diesen Grant nicht mehr. Der Client sieht das Passwort; ein zweiter Faktor, Single Sign-on und Zustimmung haben darin keinen Platz; und ein gestohlenes Passwort öffnet alles, nicht einen Scope.',
  },
}

export const implicit: Bilingual = {
  en: {
    title: 'Implicit',
    shows:
      'The authorization server puts the access token itself into the address that the browser goes to. There is no code and no second step.',
    use: 'Use it for nothing new. It was made for pages with scripts at a time when these could ask no other server; they can today.',
    watch: [
      'The request asks for `response_type=token`. There is no challenge, because nothing will be redeemed.',
      'The access token stands in the address bar: in the history, open to every script of the page, and in reach of whoever can bend the redirect.',
      'The API lets it in. Nobody can tell whether the one who sends it is the one it was made for.',
    ],
    end: 'Compare it with the scene of the code: there, what stood in the address was worth nothing by itself.',
    dropped:
      'The token travels in the address, no proof binds it to the client that asked, and a token from elsewhere can be slipped in. Use the code with PKCE.',
  },
  de: {
    title: 'Implicit',
    shows:
      'Der Autorisierungsserver schreibt das Access-Token selbst in die Adresse, zu der der Browser geht. Es gibt keinen Code und keinen zweiten Schritt.',
    use: 'Für nichts Neues. Gedacht war es für Seiten mit Skripten, als diese noch keinen anderen Server fragen konnten; heute können sie es.',
    watch: [
      'Die Anfrage bittet um `response_type=token`. Eine Challenge gibt es nicht, denn es wird nichts eingelöst.',
      'Das Access-Token steht in der Adresszeile: im Verlauf, offen für jedes Skript der Seite und in Reichweite jedes, der die Weiterleitung verbiegen kann.',
      'Die API lässt es ein. Ob der, der es schickt, der ist, für den es gemacht wurde, kann niemand sagen.',
    ],
    end: 'Vergleichen Sie es mit der Szene vom Code: Was dort in der Adresse stand, war für sich allein nichts wert.',
    dropped:
      'Das Token reist in der Adresse, kein Nachweis bindet es an den Client, der gefragt hat, und ein fremdes Token lässt sich unterschieben. Nehmen Sie den Code mit PKCE.',
  },
}

export const hybrid: Bilingual = {
  en: {
    title: 'Hybrid',
    shows:
      'A code, an ID token and an access token come back in the address together. The client redeems the code for more tokens.',
    use: 'Use it for nothing new. It was meant to know at once who signed in, and to fetch the rest later.',
    watch: [
      'The request asks for `code id_token token`: three things in one address.',
      'All three stand in the address bar. `c_hash` and `at_hash` in the ID token tie them together, and the client has to check both.',
      'The code is redeemed as usual, and the access token is given a second time, on the way that it should have taken at once.',
    ],
    end: 'Everything that came through the browser came a second time past it. The first time was not needed.',
    dropped:
      'OAuth 2.1 has no response type with a token in it. The access token and the claims about Alice travel in the address, as with implicit, and the checks that make up for it are easily forgotten. Use the code with PKCE.',
  },
  de: {
    title: 'Hybrid',
    shows:
      'Ein Code, ein ID-Token und ein Access-Token kommen zusammen in der Adresse zurück. Den Code löst der Client gegen weitere Token ein.',
    use: 'Für nichts Neues. Der Gedanke war, sofort zu wissen, wer sich angemeldet hat, und den Rest später zu holen.',
    watch: [
      'Die Anfrage bittet um `code id_token token`: drei Dinge in einer Adresse.',
      'Alle drei stehen in der Adresszeile. `c_hash` und `at_hash` im ID-Token binden sie aneinander, und der Client muss beide prüfen.',
      'Der Code wird wie üblich eingelöst, und das Access-Token kommt ein zweites Mal, auf dem Weg, den es gleich hätte nehmen sollen.',
    ],
    end: 'Alles, was durch den Browser kam, kam ein zweites Mal an ihm vorbei. Das erste Mal war nicht nötig.',
    dropped:
      'OAuth 2.1 kennt keinen Response Type mehr, in dem ein Token steckt. Access-Token und Angaben über Alice reisen in der Adresse wie bei Implicit, und die Prüfungen, die das ausgleichen, vergisst man leicht. Nehmen Sie den Code mit PKCE.',
  },
}
