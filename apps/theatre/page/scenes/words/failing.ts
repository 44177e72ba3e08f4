/** The words of the two failures of every day. */
import type { Bilingual } from './texts.ts'

export const wrongRedirect: Bilingual = {
  en: {
    title: 'A wrong redirect URI',
    shows:
      'The app asks to be answered at an address that is not the registered one. The authorization server shows an error to the person and sends the browser nowhere.',
    use: 'This is the first failure of nearly every integration: another port, a slash at the end, http for https. The comparison is byte by byte.',
    watch: [
      'The app opens the browser with an authorization request that looks sound.',
      'Look at `redirect_uri`, and at the check of it: what was received, and what is registered.',
      'An error page, and no redirect. If the server sent errors to unproven addresses, it would send codes there next.',
    ],
    end: 'The fix is in one of two places: the redirect URI that the client sends, or the one that its operator registered.',
  },
  de: {
    title: 'Eine falsche Redirect-URI',
    shows:
      'Die App bittet um Antwort an eine Adresse, die nicht die eingetragene ist. Der Autorisierungsserver zeigt dem Menschen einen Fehler und schickt den Browser nirgendwohin.',
    use: 'Das ist der erste Fehler fast jeder Integration: ein anderer Port, ein Schrägstrich am Ende, http statt https. Verglichen wird Byte für Byte.',
    watch: [
      'Die App öffnet den Browser mit einer Anfrage, die ordentlich aussieht.',
      'Sehen Sie sich `redirect_uri` an und die Prüfung dazu: was ankam und was eingetragen ist.',
      'Eine Fehlerseite und keine Weiterleitung. Schickte der Server Fehler an unbewiesene Adressen, schickte er als Nächstes Codes dorthin.',
    ],
    end: 'Zu beheben ist es an einer von zwei Stellen: an der Redirect-URI, die der Client schickt, oder an der, die sein Betreiber eingetragen hat.',
  },
}

export const wrongSecret: Bilingual = {
  en: {
    title: 'A wrong client secret',
    shows:
      'A service sends the secret of another environment. The token endpoint refuses it with `invalid_client` and does not say what is wrong with it. Then the right secret is sent.',
    use: 'This happens after each rotation of secrets and each copied configuration. Compare what is deployed with what is registered.',
    watch: [
      'The request is the same as with client credentials. Only the secret in the `Authorization` header is another one, and you do not see it here: secrets are not recorded.',
      'The status is 401, the error is `invalid_client`. An unknown client gets the same answer, so that nobody can find out which clients there are.',
      'With the right secret the same request gets its token.',
    ],
    end: 'If your client sees `invalid_client`, the request itself was not even looked at. Begin with the id, the secret and the way they are sent.',
  },
  de: {
    title: 'Ein falsches Client-Geheimnis',
    shows:
      'Ein Dienst schickt das Geheimnis einer anderen Umgebung. Der Token-Endpunkt lehnt mit `invalid_client` ab und sagt nicht, was daran falsch ist. Danach kommt das richtige Geheimnis.',
    use: 'Das geschieht nach jedem Wechsel von Geheimnissen und jeder kopierten Konfiguration. Vergleichen Sie, was ausgerollt ist, mit dem, was eingetragen ist.',
    watch: [
      'Die Anfrage ist die gleiche wie bei Client Credentials. Nur das Geheimnis im Header `Authorization` ist ein anderes, und Sie sehen es hier nicht: Geheimnisse werden nicht aufgezeichnet.',
      'Der Status ist 401, der Fehler `invalid_client`. Ein unbekannter Client bekommt dieselbe Antwort, damit niemand herausfindet, welche Clients es gibt.',
      'Mit dem richtigen Geheimnis bekommt dieselbe Anfrage ihr Token.',
    ],
    end: 'Wenn Ihr Client `invalid_client` sieht, wurde die Anfrage selbst noch gar nicht angesehen. Beginnen Sie bei Kennung, Geheimnis und der Art, wie beides geschickt wird.',
  },
}
