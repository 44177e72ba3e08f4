/** The four parties, and what each may know. */
import { defineChapter } from '../chapter.ts'

export const parties = defineChapter({
  id: 'parties',
  play: 'code',
  watch: ['login', 'tokens', 'call'],
  options: ['server', 'client', 'resource', 'all'],
  right: 'server',
  cite: 'RFC6749-1.1',
  words: {
    en: {
      title: 'Who is who',
      text: [
        'Four parties take part. Alice is the *resource owner*: the photos are hers. The printing app is the *client*: it wants something from a service in her name. The interface that hands out the photos is the *resource server*; you would call it the API. And the one that knows Alice’s password, asks her what the app may do, and issues tokens, is the *authorization server*. Alice’s browser is her hand: it carries messages between the others.',
        'Each of them knows only what it needs. The password is known to Alice and checked by the authorization server, nobody else gets it. The token that opens the API is known to the client and shown to the resource server. What Alice allowed stands at the authorization server, and in the token.',
        'Authorization server and resource server often belong to one house, yet they are two programs. They hardly talk: the one signs tokens, the other checks the signature with the public key.',
        'On the stage, a demo application plays the printing app and the demo API plays the photo service. The run is one whole sign-in. You need not follow each message yet; watch who talks to whom.',
      ],
      watch: {
        login:
          'Here Alice’s password travels: from her browser to the authorization server. The client’s lane is not touched.',
        tokens: 'The client gets tokens. It never learned how Alice signed in.',
        call: 'The API is shown a token, no password. The token says what is allowed.',
      },
      question: 'Who got to see Alice’s password in this run?',
      options: {
        server: [
          'Only her browser and the authorization server.',
          'She typed it into a page of the authorization server, and it went straight there.',
        ],
        client: [
          'The client too, for it began the sign-in.',
          'It began the sign-in by sending the browser away. While the browser was away, the client saw nothing.',
        ],
        resource: [
          'The resource server too, for the photos are there.',
          'It needs no password: it sees a token, and checks the signature with a public key.',
        ],
        all: [
          'All four: each has to be sure that it is Alice.',
          'Only one checks the password. The others rely on what that one signed.',
        ],
      },
    },
    de: {
      title: 'Wer ist wer',
      text: [
        'Vier Parteien nehmen teil. Alice ist die *Besitzerin der Ressource* (resource owner): Ihr gehören die Fotos. Die Druck-App ist der *Client*: Sie will in ihrem Namen etwas von einem Dienst. Die Schnittstelle, die die Fotos herausgibt, ist der *Ressourcenserver*; Sie würden API sagen. Und wer Alices Passwort kennt, sie fragt, was die App darf, und Token ausstellt, ist der *Autorisierungsserver*. Alices Browser ist ihre Hand: Er trägt Nachrichten zwischen den anderen.',
        'Jeder weiß nur, was er braucht. Das Passwort kennt Alice, und der Autorisierungsserver prüft es; sonst bekommt es niemand. Das Token, das die API öffnet, kennt der Client und zeigt es dem Ressourcenserver. Was Alice erlaubt hat, steht beim Autorisierungsserver und im Token.',
        'Autorisierungsserver und Ressourcenserver gehören oft demselben Haus, sind aber zwei Programme. Sie reden kaum miteinander: Der eine signiert Token, der andere prüft die Signatur mit dem öffentlichen Schlüssel.',
        'Auf der Bühne spielt eine Demo-Anwendung die Druck-App und die Demo-API den Fotodienst. Der Lauf ist eine ganze Anmeldung. Sie müssen noch nicht jeder Nachricht folgen; achten Sie darauf, wer mit wem spricht.',
      ],
      watch: {
        login:
          'Hier reist Alices Passwort: von ihrem Browser zum Autorisierungsserver. Die Spur des Clients wird nicht berührt.',
        tokens: 'Der Client bekommt Token. Wie Alice sich angemeldet hat, hat er nie erfahren.',
        call: 'Der API wird ein Token gezeigt, kein Passwort. Das Token sagt, was erlaubt ist.',
      },
      question: 'Wer hat in diesem Lauf Alices Passwort zu sehen bekommen?',
      options: {
        server: [
          'Nur ihr Browser und der Autorisierungsserver.',
          'Sie hat es auf einer Seite des Autorisierungsservers eingetippt, und dorthin ging es geradewegs.',
        ],
        client: [
          'Auch der Client, denn er hat die Anmeldung begonnen.',
          'Begonnen hat er sie, indem er den Browser fortschickte. Solange der fort war, sah der Client nichts.',
        ],
        resource: [
          'Auch der Ressourcenserver, denn dort sind die Fotos.',
          'Er braucht kein Passwort: Er sieht ein Token und prüft dessen Signatur mit einem öffentlichen Schlüssel.',
        ],
        all: [
          'Alle vier: Jeder muss sicher sein, dass es Alice ist.',
          'Das Passwort prüft nur einer. Die anderen verlassen sich auf das, was dieser signiert hat.',
        ],
      },
    },
  },
})
