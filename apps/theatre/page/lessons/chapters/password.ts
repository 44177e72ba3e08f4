/** Why an application should not get a person's password. */
import { defineChapter } from '../chapter.ts'

export const password = defineChapter({
  id: 'password',
  play: 'password',
  watch: ['password', 'tokens'],
  options: ['clear', 'everything', 'useless', 'typing'],
  right: 'everything',
  cite: 'RFC9700-2.4',
  words: {
    en: {
      title: 'The shared password',
      text: [
        'Alice keeps her photos at a photo service. A printing app offers to make a book of them, so it has to get at the photos. The oldest way: Alice types her photo password into the printing app, and the app signs in as if it were her.',
        'Look at what she handed over. The app can now do all that she can: not only read the photos but delete them, read her calendar there, change the password. The photo service cannot tell the app from Alice. The app must store the password so that it can be read again tomorrow, and whoever breaks into the app finds it. To stop this one app, Alice needs a new password, and that locks out every other app too.',
        '*OAuth* turns this round. Alice types her password only where it belongs, and says there what the app may do: read photos, for a while, nothing else. The app gets a *token*: a text that stands for exactly this permission. It can be narrow, it runs out, and it can be taken back alone.',
        'The run shows the old way, which this demo knows only for old applications. On the stage the app is called “client”, what checks the password and issues tokens “authorization server”, and what hands out the data “resource server”; the next chapter introduces them. Watch who reads the password.',
      ],
      watch: {
        password: 'Name and password go through the app. They are hidden on this page; the app had them in full.',
        tokens: 'A token comes back even here. But the app has seen the password, and nobody can make it forget.',
      },
      question: 'The makers of the printing app are honest. Why should Alice not give it her password all the same?',
      options: {
        clear: [
          'On its way to the app the password travels unencrypted, for all to read.',
          'Over HTTPS everything is encrypted on its way. The trouble begins when the password has arrived: the app has it.',
        ],
        everything: [
          'The app then holds all that Alice can do; so does whoever breaks into it.',
          'A password cannot be limited to “read photos”, does not run out, and cannot be taken back from one app alone.',
        ],
        useless: [
          'The app could not sign in with it, as the photo service knows its users.',
          'It could, and that is the problem: the photo service would take it for Alice.',
        ],
        typing: [
          'Alice would have to type it anew for each photo that the app wants to read.',
          'A nuisance, but not the harm. Apps store the password so that she need not, and that makes it worse.',
        ],
      },
    },
    de: {
      title: 'Das geteilte Passwort',
      text: [
        'Alice hat ihre Fotos bei einem Fotodienst. Eine Druck-App bietet an, ein Buch daraus zu machen; dazu muss sie an die Fotos kommen. Der älteste Weg: Alice tippt ihr Foto-Passwort in die Druck-App, und die App meldet sich an, als wäre sie Alice.',
        'Sehen Sie, was sie aus der Hand gegeben hat. Die App kann nun alles, was Alice kann: nicht nur die Fotos lesen, sondern sie löschen, dort ihren Kalender lesen, das Passwort ändern. Der Fotodienst kann die App nicht von Alice unterscheiden. Die App muss das Passwort so aufbewahren, dass sie es morgen wieder lesen kann, und wer in die App einbricht, findet es. Um diese eine App loszuwerden, braucht Alice ein neues Passwort, und das sperrt auch jede andere App aus.',
        '*OAuth* dreht das um. Alice tippt ihr Passwort nur dort ein, wo es hingehört, und sagt dort, was die App darf: Fotos lesen, eine Zeit lang, sonst nichts. Die App bekommt ein *Token*: einen Text, der für genau diese Erlaubnis steht. Er kann eng gefasst sein, er läuft ab, und er lässt sich einzeln zurücknehmen.',
        'Der Lauf zeigt den alten Weg, den diese Demo nur für alte Anwendungen kennt. Auf der Bühne heißt die App „Client“, was das Passwort prüft und Token ausstellt „Autorisierungsserver“, und was die Daten herausgibt „Ressourcenserver“; das nächste Kapitel stellt sie vor. Achten Sie darauf, wer das Passwort liest.',
      ],
      watch: {
        password: 'Name und Passwort gehen durch die App. Auf dieser Seite sind sie verborgen; die App hatte sie ganz.',
        tokens:
          'Auch hier kommt ein Token zurück. Aber die App hat das Passwort gesehen, und niemand kann es sie vergessen lassen.',
      },
      question: 'Die Macher der Druck-App sind ehrlich. Warum sollte Alice ihr das Passwort trotzdem nicht geben?',
      options: {
        clear: [
          'Auf dem Weg zur App reist das Passwort unverschlüsselt, jeder kann mitlesen.',
          'Mit HTTPS ist unterwegs alles verschlüsselt. Das Übel beginnt, wenn das Passwort angekommen ist: Die App hat es.',
        ],
        everything: [
          'Die App kann dann alles, was Alice kann; wer in die App einbricht, ebenso.',
          'Ein Passwort lässt sich nicht auf „Fotos lesen“ beschränken, läuft nicht ab und lässt sich nicht einer App allein wieder nehmen.',
        ],
        useless: [
          'Die App könnte sich damit nicht anmelden: Der Fotodienst kennt seine Nutzer.',
          'Sie könnte, und das ist das Problem: Der Fotodienst hielte sie für Alice.',
        ],
        typing: [
          'Alice müsste es für jedes Foto, das die App lesen will, wieder eintippen.',
          'Lästig, aber nicht der Schaden. Apps bewahren das Passwort auf, damit sie es nicht muss, und das macht es schlimmer.',
        ],
      },
    },
  },
})
