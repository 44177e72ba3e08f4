/** What a refresh token is for, and what its rotation does. */
import { defineChapter } from '../chapter.ts'

export const refresh = defineChapter({
  id: 'refresh',
  play: 'refresh',
  watch: ['tokens', 'refresh'],
  options: ['size', 'api', 'rotation', 'late'],
  right: 'late',
  cite: 'RFC6749-1.5',
  words: {
    en: {
      title: 'The refresh token, and its rotation',
      text: [
        'Alice’s access token lasts ten minutes; her photo book takes all night. To send her to the sign-in page every ten minutes will not do. To issue access tokens for a month will not do either: an API that checks tokens by itself would go on accepting one all that time, whatever Alice takes back and whoever stole it.',
        'So the client gets a second token, the *refresh token*. It goes to one place only, the token endpoint, and never to an API. There the client exchanges it for a fresh access token, without Alice. At each exchange the authorization server looks anew: does Alice’s permission still stand, is the client still let in? If not, it refuses, and the last access token soon runs out.',
        'A refresh token is worth a lot, so a copy must not be enough. A confidential client has to show its secret beside it. A public client has none; its refresh token is *rotated*: each use brings a new one, and the old one is spent. That does not prevent the theft of a copy. It makes a copy give itself away, as the next chapter shows.',
      ],
      watch: {
        tokens: 'An access token for the API, and beside it a refresh token that no API will ever see.',
        refresh: 'The client shows the refresh token at the token endpoint. No browser, no person, no password.',
      },
      question: 'Why a refresh token, and not simply an access token that lasts a month?',
      options: {
        size: [
          'A token that lasts so long would be too large for a header.',
          'How long a token lives changes nothing about its size.',
        ],
        late: [
          'An API would take it all month, whatever Alice takes back.',
          'Short access tokens and a visit to the authorization server in between let a withdrawal, or a theft that was noticed, take effect soon.',
        ],
        api: [
          'APIs want to see a refresh token beside each access token.',
          'An API must never get one. It goes to the authorization server alone.',
        ],
        rotation: [
          'A refresh token cannot be stolen, but an access token can.',
          'It can. But it travels to one place only, and needs a secret beside it or is rotated.',
        ],
      },
    },
    de: {
      title: 'Das Refresh-Token und seine Rotation',
      text: [
        'Alices Access-Token gilt zehn Minuten; ihr Fotobuch braucht die ganze Nacht. Sie alle zehn Minuten zur Anmeldeseite zu schicken, geht nicht. Access-Token für einen Monat auszustellen, geht auch nicht: Eine API, die Token selbst prüft, nähme eines all die Zeit an, was Alice auch zurücknimmt und wer es auch gestohlen hat.',
        'Darum bekommt der Client ein zweites Token, das *Refresh-Token*. Es geht nur an einen Ort, den Token-Endpunkt, und nie an eine API. Dort tauscht der Client es gegen ein frisches Access-Token, ohne Alice. Bei jedem Tausch sieht der Autorisierungsserver neu nach: Gilt Alices Erlaubnis noch, ist der Client noch zugelassen? Wenn nicht, lehnt er ab, und das letzte Access-Token läuft bald aus.',
        'Ein Refresh-Token ist viel wert, darum darf eine Kopie nicht genügen. Ein vertraulicher Client muss daneben sein Geheimnis zeigen. Ein öffentlicher hat keines; sein Refresh-Token wird *rotiert*: Jede Benutzung bringt ein neues, und das alte ist verbraucht. Den Diebstahl einer Kopie verhindert das nicht. Es sorgt dafür, dass eine Kopie sich verrät; das nächste Kapitel zeigt es.',
      ],
      watch: {
        tokens: 'Ein Access-Token für die API und daneben ein Refresh-Token, das nie eine API sehen wird.',
        refresh: 'Der Client zeigt am Token-Endpunkt das Refresh-Token. Kein Browser, keine Person, kein Passwort.',
      },
      question: 'Warum ein Refresh-Token und nicht einfach ein Access-Token, das einen Monat gilt?',
      options: {
        size: [
          'Ein so lange gültiges Token wäre für einen Header zu groß.',
          'Wie lange ein Token gilt, ändert an seiner Größe nichts.',
        ],
        late: [
          'Eine API nähme es den ganzen Monat, was Alice auch zurücknimmt.',
          'Kurze Access-Token und dazwischen ein Gang zum Autorisierungsserver lassen eine Rücknahme, oder einen bemerkten Diebstahl, bald wirken.',
        ],
        api: [
          'APIs wollen neben jedem Access-Token ein Refresh-Token sehen.',
          'Eine API darf nie eines bekommen. Es geht allein zum Autorisierungsserver.',
        ],
        rotation: [
          'Ein Refresh-Token lässt sich nicht stehlen, ein Access-Token schon.',
          'Doch, auch das. Aber es reist nur an einen Ort und braucht ein Geheimnis daneben oder wird rotiert.',
        ],
      },
    },
  },
})
