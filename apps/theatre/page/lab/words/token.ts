/** Attacks with tokens that got into the wrong hands. */
import type { AttackTexts } from './attack-text.ts'

export const tokenAttacks = {
  'refresh-reuse': {
    en: {
      title: 'A refresh token from yesterday',
      story: [
        'The attacker copied the storage of the app once: in it was its refresh token. The app knows nothing of that. It goes on working, and exchanges its refresh token for the next one, and that for the one after. The second exchange shows the server that the first answer arrived.',
        'Then the attacker uses the copy. It was a real refresh token of this app.',
      ],
      stopped:
        'An app without a secret gets a new refresh token each time, and the old one is spent. A spent one that comes back after its successor was used means that two have it. The server cannot tell who is honest, so it ends the whole grant: the thief gets nothing, and Alice signs in again. In the first ten seconds such a twin is only refused, and nothing ends: honest apps repeat requests too. The thief in this run waits longer.',
      holds:
        'The newest refresh token and an access token, as good as those of the app. They can go on for as long as they like, and neither Alice nor the app notices.',
    },
    de: {
      title: 'Ein Refresh-Token von gestern',
      story: [
        'Der Angreifer hat einmal den Speicher der App kopiert: Darin lag ihr Refresh-Token. Die App weiß davon nichts. Sie arbeitet weiter und tauscht ihr Refresh-Token gegen das nächste, und das gegen das übernächste. Am zweiten Tausch sieht der Server, dass die erste Antwort angekommen ist.',
        'Dann benutzt der Angreifer seine Kopie. Es war ein echtes Refresh-Token dieser App.',
      ],
      stopped:
        'Eine App ohne Geheimnis bekommt jedes Mal ein neues Refresh-Token, und das alte ist verbraucht. Kommt ein verbrauchtes wieder, nachdem sein Nachfolger benutzt wurde, dann haben es zwei. Wer ehrlich ist, kann der Server nicht wissen; darum beendet er alles, was dazugehört: Der Dieb bekommt nichts, und Alice meldet sich neu an. In den ersten zehn Sekunden wird ein solcher Zwilling nur abgelehnt, und nichts endet: Auch ehrliche Apps wiederholen Anfragen. Der Dieb in diesem Lauf wartet länger.',
      holds:
        'Das neueste Refresh-Token und ein Access-Token, so gut wie die der App. Er kann weitermachen, solange er will, und weder Alice noch die App merkt es.',
    },
  },
  'refresh-of-another-client': {
    en: {
      title: 'A refresh token under another name',
      story: [
        'The demo web application keeps its refresh tokens in a database, and a backup of it got lost. The attacker has it. To use such a token they would need the application’s secret as well, and that is not in the backup.',
        'But there is another client that needs no secret: the app. The attacker sends the stolen token under its name.',
      ],
      stopped:
        'A refresh token belongs to the client that it was issued to. The server knows which one that was, and it was not the app. Nothing is revoked: otherwise whoever saw a token could end the session of its owner.',
      holds:
        'Tokens in Alice’s name, with what she had allowed the web application. Its secret protected nothing, because the token could be used without it.',
    },
    de: {
      title: 'Ein Refresh-Token unter anderem Namen',
      story: [
        'Die Demo-Webanwendung bewahrt ihre Refresh-Token in einer Datenbank auf, und eine Sicherungskopie davon ging verloren. Der Angreifer hat sie. Um ein solches Token zu benutzen, bräuchte er auch das Geheimnis der Anwendung, und das liegt nicht in der Kopie.',
        'Aber es gibt einen anderen Client, der keines braucht: die App. Unter ihrem Namen schickt er das gestohlene Token.',
      ],
      stopped:
        'Ein Refresh-Token gehört dem Client, für den es ausgestellt wurde. Der Server weiß, welcher das war, und die App war es nicht. Widerrufen wird nichts: Sonst könnte jeder, der ein Token gesehen hat, die Sitzung seines Besitzers beenden.',
      holds:
        'Token in Alices Namen, mit allem, was sie der Webanwendung erlaubt hatte. Deren Geheimnis hat nichts geschützt, denn das Token ließ sich ohne es benutzen.',
    },
  },
  'audience-confusion': {
    en: {
      title: 'A token for another door',
      story: [
        'The archive, a service, gets an access token for the demo API in its own name and calls it. Whoever runs that API is dishonest: they keep the tokens that reach them.',
        'The same authorization server issues tokens for a second API as well, the vault. Here one demo server hosts both, so they share a lane on the stage; but each is a resource with an identifier of its own: the vault’s is that of the demo API with `/vault` behind it. The token names the archive, is signed by the right key, has not expired, and even has the scope `vault`. The attacker takes it there.',
      ],
      stopped:
        'The token says whom it is for: its `aud` is the identifier of the demo API. The vault takes only tokens with its own; the check shows both. Everything else about the token was right; without an audience, every API could act as its callers at every other one.',
      holds:
        'What the archive keeps in the vault. The attacker never had its secret; all it took was one request of the archive to the attacker’s own API.',
    },
    de: {
      title: 'Ein Token für eine andere Tür',
      story: [
        'Das Archiv, ein Dienst, holt sich im eigenen Namen ein Access-Token für die Demo-API und ruft sie damit auf. Wer diese API betreibt, ist unehrlich: Er behält die Token, die bei ihm ankommen.',
        'Derselbe Autorisierungsserver stellt auch Token für eine zweite API aus, den Tresor. Hier beherbergt ein Demo-Server beide, darum teilen sie sich auf der Bühne eine Spur; aber jede ist eine Ressource mit eigener Kennung: Die des Tresors ist die der Demo-API mit `/vault` dahinter. Das Token nennt das Archiv, ist mit dem richtigen Schlüssel signiert, nicht abgelaufen und hat sogar den Scope `vault`. Der Angreifer bringt es dorthin.',
      ],
      stopped:
        'Das Token sagt, für wen es ist: Sein `aud` ist die Kennung der Demo-API. Der Tresor nimmt nur Token mit seiner eigenen; die Prüfung zeigt beide. Alles andere am Token stimmte; ohne Empfänger könnte jede API bei jeder anderen als ihre Aufrufer auftreten.',
      holds:
        'Was das Archiv im Tresor aufbewahrt. Dessen Geheimnis hatte der Angreifer nie; eine einzige Anfrage des Archivs an seine eigene API hat gereicht.',
    },
  },
  'introspection-by-another': {
    en: {
      title: 'Asking about somebody else’s token',
      story: [
        'Tokens for the vault travel encrypted: who carries one cannot read it. One of them leaked, and the attacker has it. They also run another API of the same authorization server, with credentials of its own.',
        'They ask the server’s introspection endpoint what the token says, and prove themselves by those credentials, which are right.',
      ],
      stopped:
        'The server answers an API only about tokens that are for this API. About any other it says no more than `active: false`: not that it exists, nor why. So this refusal is an answer of 200.',
      holds:
        'Whose token it is, which client got it, what it may do, and until when. The encryption was for nothing: the server itself read it out to them.',
    },
    de: {
      title: 'Nach einem fremden Token fragen',
      story: [
        'Token für den Tresor reisen verschlüsselt: Wer eines trägt, kann es nicht lesen. Eines ist durchgesickert, und der Angreifer hat es. Er betreibt außerdem eine andere API desselben Autorisierungsservers, mit eigenen Zugangsdaten.',
        'Er fragt den Introspection-Endpunkt, was in dem Token steht, und weist sich mit diesen Zugangsdaten aus: Sie stimmen.',
      ],
      stopped:
        'Der Server antwortet einer API nur über Token, die für diese API sind. Über jedes andere sagt er nur `active: false`: nicht, dass es das Token gibt, und nicht, warum. Darum ist diese Ablehnung eine Antwort mit 200.',
      holds:
        'Wessen Token es ist, welcher Client es bekam, was es darf und bis wann. Die Verschlüsselung war umsonst: Der Server selbst hat es ihm vorgelesen.',
    },
  },
  'token-after-sign-out': {
    en: {
      title: 'A token after the end',
      story: [
        'The attacker copied an access token of the app. Before they use it, the app gives its tokens back: Alice signed out of it.',
        'The token itself does not change by that. It is signed, and it has not expired. They ask UserInfo who Alice is.',
      ],
      stopped:
        'UserInfo looks whether the grant behind the token still stands, and it was revoked. This is so because UserInfo is the authorization server itself. An API that only reads the signature would take the token until it expires, here a few minutes: who needs the end at once has to ask (introspection).',
      holds: 'Alice’s name and e-mail address, though she had signed out.',
    },
    de: {
      title: 'Ein Token nach dem Ende',
      story: [
        'Der Angreifer hat ein Access-Token der App kopiert. Bevor er es benutzt, gibt die App ihre Token zurück: Alice hat sich dort abgemeldet.',
        'Das Token selbst ändert sich davon nicht. Es ist signiert, und abgelaufen ist es nicht. Er fragt UserInfo, wer Alice ist.',
      ],
      stopped:
        'UserInfo sieht nach, ob die Erlaubnis hinter dem Token noch besteht, und sie wurde widerrufen. Das geht, weil UserInfo der Autorisierungsserver selbst ist. Eine API, die nur die Signatur liest, nähme das Token, bis es abläuft, hier einige Minuten lang: Wer das Ende sofort braucht, muss fragen (Introspection).',
      holds: 'Alices Namen und E-Mail-Adresse, obwohl sie sich abgemeldet hatte.',
    },
  },
} as const satisfies AttackTexts
