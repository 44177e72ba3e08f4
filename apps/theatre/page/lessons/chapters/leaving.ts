/** Logout, revocation and withdrawn consent: three ways to leave. */
import { defineChapter } from '../chapter.ts'

export const leaving = defineChapter({
  id: 'leaving',
  play: 'logout',
  watch: ['revoke', 'end-session', 'backchannel-logout'],
  options: ['cookie', 'api', 'session', 'password'],
  right: 'session',
  cite: 'OIDCRPI-2',
  words: {
    en: {
      title: 'Leaving',
      text: [
        'Alice is done. To leave can mean three things. *Revocation*: the client gives a token back at the revocation endpoint. Of a refresh token the authorization server then takes back the whole grant, all that came from it. *Withdrawing consent*: Alice does that herself, on her page at the authorization server, without asking the app. *Logout*: she ends her sessions.',
        'Of sessions there are two. One is between her browser and the printing app, a cookie of the app. The other is between her browser and the authorization server, a cookie there; it is why a second app signs her in without asking for the password. If the app forgets only its own cookie, the next click on “Sign in” lets anybody at this computer back in. So the app sends the browser on to the authorization server’s *end-session endpoint*. That server ends its session and tells the other apps of it directly (back-channel logout).',
        'One thing stays: an access token that is already out works until it expires at an API that only checks the signature. That is the price of not asking each time, and the reason for ten minutes.',
      ],
      watch: {
        revoke: 'The app forgets its session, and gives its token back at the revocation endpoint.',
        'end-session': 'The browser is sent to the authorization server, to end the session there too.',
        'backchannel-logout': 'The authorization server tells a client itself, past the browser: this session is over.',
      },
      question:
        'On a shared computer Alice presses “Sign out”. The app deletes its own cookie and does nothing more. What is wrong?',
      options: {
        cookie: [
          'Nothing: without that cookie nobody is signed in any more.',
          'At the app, yes. At the authorization server her session goes on.',
        ],
        session: [
          'Her session at the authorization server still goes on.',
          'The next sign-in asks for no password, whoever sits there. That is why the app sends the browser to the end-session endpoint as well.',
        ],
        api: [
          'The photos are open now to everybody at this computer.',
          'The API still wants a token. The danger is that the next person at this computer can get one as Alice.',
        ],
        password: [
          'Her password is known to this computer, so it must change.',
          'The password has not been anywhere it should not be. The session has to be ended, not the password.',
        ],
      },
    },
    de: {
      title: 'Gehen',
      text: [
        'Alice ist fertig. Gehen kann dreierlei heißen. *Widerruf* (revocation): Der Client gibt am Widerrufs-Endpunkt ein Token zurück. Ist es ein Refresh-Token, nimmt der Autorisierungsserver den ganzen Grant zurück und alles, was daraus kam. *Zustimmung zurücknehmen*: Das tut Alice selbst, auf ihrer Seite beim Autorisierungsserver, ohne die App zu fragen. *Abmelden*: Sie beendet ihre Sitzungen.',
        'Sitzungen gibt es zwei. Eine zwischen ihrem Browser und der Druck-App, ein Cookie der App. Die andere zwischen ihrem Browser und dem Autorisierungsserver, ein Cookie dort; ihretwegen meldet eine zweite App sie an, ohne nach dem Passwort zu fragen. Vergisst die App nur ihr eigenes Cookie, lässt der nächste Klick auf „Anmelden“ jeden an diesem Rechner wieder hinein. Darum schickt die App den Browser weiter zum *Abmelde-Endpunkt* (end-session) des Autorisierungsservers. Der beendet seine Sitzung und sagt es den anderen Apps unmittelbar (Back-Channel-Logout).',
        'Eines bleibt: Ein Access-Token, das schon draußen ist, wirkt bei einer API, die nur die Signatur prüft, bis es abläuft. Das ist der Preis dafür, nicht jedes Mal zu fragen, und der Grund für die zehn Minuten.',
      ],
      watch: {
        revoke: 'Die App vergisst ihre Sitzung und gibt am Widerrufs-Endpunkt ihr Token zurück.',
        'end-session': 'Der Browser wird zum Autorisierungsserver geschickt, um auch dort die Sitzung zu beenden.',
        'backchannel-logout':
          'Der Autorisierungsserver sagt es einem Client selbst, am Browser vorbei: Diese Sitzung ist zu Ende.',
      },
      question:
        'An einem gemeinsam benutzten Rechner drückt Alice „Abmelden“. Die App löscht ihr eigenes Cookie und tut sonst nichts. Was ist daran falsch?',
      options: {
        cookie: [
          'Nichts: Ohne dieses Cookie ist niemand mehr angemeldet.',
          'Bei der App, ja. Beim Autorisierungsserver geht ihre Sitzung weiter.',
        ],
        session: [
          'Ihre Sitzung beim Autorisierungsserver geht weiter.',
          'Die nächste Anmeldung fragt nach keinem Passwort, wer auch immer dort sitzt. Darum schickt die App den Browser auch zum Abmelde-Endpunkt.',
        ],
        api: [
          'Die Fotos stehen nun jedem an diesem Rechner offen.',
          'Die API will weiterhin ein Token. Die Gefahr ist, dass der Nächste an diesem Rechner eines als Alice bekommt.',
        ],
        password: [
          'Dieser Rechner kennt nun ihr Passwort; sie muss es ändern.',
          'Das Passwort war nirgends, wo es nicht hingehört. Zu beenden ist die Sitzung, nicht das Passwort.',
        ],
      },
    },
  },
})
