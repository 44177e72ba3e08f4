/** Attacks with what the attacker makes or claims. */
import type { AttackTexts } from './attack-text.ts'

export const forgeryAttacks = {
  'alg-confusion': {
    en: {
      title: 'A token of the attacker’s own making',
      story: [
        'Bob, the attacker, has a real token, which may only read. Anybody can decode it, and Bob writes `admin` into its scope. Now the signature is wrong, and Bob tries three ways around that.',
        'First the header says that there is no signature (`alg: none`). Then Bob signs with HMAC, and takes the server’s public key for the secret, hoping that the API verifies with whatever algorithm the header names. Last, the old signature stays where it was.',
      ],
      stopped:
        'Three walls stand here. The API takes no `none`, and of algorithms only those that go with a key pair: that stops the first two. The last one has the right algorithm and names the right key; only the signature does not fit the words. That is the check that the sandbox does without; the first two are refused there too.',
      holds: 'The administrator’s page, with a token that nobody issued. Any name could have been written into it.',
    },
    de: {
      title: 'Ein Token, das er selbst schrieb',
      story: [
        'Bob, der Angreifer, hat ein eigenes Token, das nur lesen darf. Er kann es dekodieren und schreibt `admin` in seinen Scope. Jetzt stimmt die Signatur nicht mehr, und er versucht es auf drei Wegen.',
        'Zuerst sagt er im Kopf, dass es keine Signatur gibt (`alg: none`). Dann signiert er mit HMAC und nimmt den öffentlichen Schlüssel des Servers als Geheimnis, in der Hoffnung, dass die API mit dem Algorithmus prüft, den der Kopf nennt. Zuletzt lässt er die alte Signatur stehen.',
      ],
      stopped:
        'Hier stehen drei Mauern. Die API nimmt kein `none` und nur Algorithmen, die zu einem Schlüsselpaar gehören: Daran scheitern die ersten beiden. Das letzte Token hat den richtigen Algorithmus und nennt den richtigen Schlüssel; nur passt die Signatur nicht zum Inhalt. Ohne diese Prüfung arbeitet die Sandbox; die ersten beiden werden auch dort abgelehnt.',
      holds:
        'Die Seite für Administratoren, mit einem Token, das niemand ausgestellt hat. Er hätte jeden Namen hineinschreiben können.',
    },
  },
  'scope-escalation': {
    en: {
      title: 'Reading rights for the admin page',
      story: [
        'Bob has an account and a real token with the scope `read`. Bob leaves the token as it is, and simply asks for the page that only administrators may see.',
      ],
      stopped:
        'Each route of the API names the scopes that it needs, and the token must have them all. It is valid and it is Bob’s, but it does not say `admin`. The answer is 403, and it names the scope that is missing, so that an honest client knows what to ask for.',
      holds: 'The administrator’s page, with an ordinary token. Who it is for was checked; what it allows was not.',
    },
    de: {
      title: 'Mit Leserechten auf die Admin-Seite',
      story: [
        'Bob hat ein Konto und ein echtes Token mit dem Scope `read`. Er lässt das Token, wie es ist, und fragt einfach nach der Seite, die nur Administratoren sehen dürfen.',
      ],
      stopped:
        'Jede Route der API nennt die Scopes, die sie braucht, und das Token muss sie alle haben. Es ist gültig und gehört Bob, aber `admin` steht nicht darin. Die Antwort ist 403 und nennt den fehlenden Scope, damit ein ehrlicher Client weiß, worum er bitten muss.',
      holds:
        'Die Seite für Administratoren, mit einem gewöhnlichen Token. Geprüft wurde, wer er ist; nicht, was er darf.',
    },
  },
  'scope-widening': {
    en: {
      title: 'Asking for more at the refresh',
      story: [
        'The attacker copied the refresh token of the app. Alice allowed the app to read, no more. The app is registered for more, though, because it sometimes asks for it.',
        'They exchange the token, and ask for `read admin` at the same time. Nobody asks Alice at a refresh: there is no page.',
      ],
      stopped:
        'At a refresh there may be less than was granted, never more. The app could have had `admin`, but Alice did not allow it. That they could use the token at all is another matter: an app without a secret cannot prove who it is, and here the copy is the newest one.',
      holds:
        'A token with the scope `admin` in Alice’s name. She had allowed “read your data”, and no page ever told her otherwise.',
    },
    de: {
      title: 'Beim Erneuern mehr verlangen',
      story: [
        'Der Angreifer hat das Refresh-Token der App kopiert. Alice hat der App erlaubt zu lesen, mehr nicht. Registriert ist die App allerdings für mehr, weil sie manchmal darum bittet.',
        'Er tauscht das Token ein und verlangt dabei `read admin`. Beim Erneuern fragt niemand Alice: Es gibt keine Seite.',
      ],
      stopped:
        'Beim Erneuern darf es weniger sein, als erlaubt wurde, nie mehr. Die App hätte `admin` haben können, aber Alice hat es nicht erlaubt. Dass er das Token überhaupt benutzen konnte, steht auf einem anderen Blatt: Eine App ohne Geheimnis kann nicht beweisen, wer sie ist, und die Kopie ist hier die neueste.',
      holds:
        'Ein Token mit dem Scope `admin` in Alices Namen. Erlaubt hatte sie „Ihre Daten lesen“, und keine Seite hat ihr je etwas anderes gesagt.',
    },
  },
  'client-impersonation': {
    en: {
      title: 'A name instead of a secret',
      story: [
        'The demo service is a program that gets tokens in its own name. It is registered with a secret, and the attacker does not have it. The name of the service is no secret, though.',
        'Some clients only name themselves: apps, which can keep no secret. So the attacker sends the name of the service in the same way, and no secret at all.',
      ],
      stopped:
        'A client must prove itself in the way that it is registered for. The service is registered with a secret in the `Authorization` header; a name alone is a way for other clients.',
      holds: 'A token of the service with the scope `admin`, and with it the administrator’s page.',
    },
    de: {
      title: 'Ein Name statt eines Geheimnisses',
      story: [
        'Der Demo-Dienst ist ein Programm, das Token im eigenen Namen bekommt. Er ist mit einem Geheimnis registriert, und der Angreifer hat es nicht. Der Name des Dienstes ist aber nicht geheim.',
        'Manche Clients nennen nur ihren Namen: Apps, die kein Geheimnis hüten können. So schickt er den Namen des Dienstes, und gar kein Geheimnis.',
      ],
      stopped:
        'Ein Client muss sich so ausweisen, wie er registriert ist. Der Dienst ist mit einem Geheimnis im Kopf `Authorization` registriert; nur der Name, das ist ein Weg für andere Clients.',
      holds: 'Ein Token des Dienstes mit dem Scope `admin`, und damit die Seite für Administratoren.',
    },
  },
  'assertion-replay': {
    en: {
      title: 'The same proof twice',
      story: [
        'A service has no secret in common with the server, but a key of its own. Each time, it signs a short statement: who it is, for which server, until when. That goes over the wire, and one of them ended in a log that the attacker reads.',
        'They cannot sign anything. But this statement is signed, it is for this server, and it is still good for most of a minute. They send it again.',
      ],
      stopped:
        'Each statement has an identifier (`jti`), and the server keeps those that it has seen for as long as they could come again. This one was used already. The service makes a new one for each request, so it is not hindered.',
      holds: 'A token of the service. For as long as the statement has not expired, they get as many as they like.',
    },
    de: {
      title: 'Derselbe Nachweis zweimal',
      story: [
        'Ein Dienst hat kein gemeinsames Geheimnis mit dem Server, sondern einen eigenen Schlüssel. Jedes Mal signiert er eine kurze Erklärung: wer er ist, für welchen Server, bis wann. Die geht über die Leitung, und eine davon landete in einem Protokoll, das der Angreifer liest.',
        'Signieren kann er nichts. Aber diese Erklärung ist signiert, sie ist für diesen Server, und sie gilt noch fast eine Minute. Er schickt sie noch einmal.',
      ],
      stopped:
        'Jede Erklärung hat eine Kennung (`jti`), und der Server behält die gesehenen so lange, wie sie wiederkommen könnten. Diese war schon benutzt. Der Dienst macht für jede Anfrage eine neue, ihn hindert das also nicht.',
      holds: 'Ein Token des Dienstes. Solange die Erklärung nicht abgelaufen ist, bekommt er so viele, wie er will.',
    },
  },
  'registration-abuse': {
    en: {
      title: 'An app with a borrowed name',
      story: [
        'Programs may register themselves with this server, if its operator gave them a token for that. The attacker has none, and makes one up. They want a client that is called “Demo app”, just like the real one, with an address of their own.',
        'With that they would send Alice a link. She would see the real login page and a familiar name.',
      ],
      stopped:
        'The token is none that the operator gave out. What an attacker may register at all is limited too: no `javascript:` address, no scope beyond what the operator allows. But the attacker’s address is a proper one, and a name can be chosen freely; against that there are only this check and, on the consent page, the host that the answer goes to.',
      holds:
        'A client under a good name, and through it the tokens that Alice allowed it. The consent page did show `app.attacker.example`: Alice would have had to read it.',
    },
    de: {
      title: 'Eine App mit geliehenem Namen',
      story: [
        'Programme dürfen sich bei diesem Server selbst registrieren, wenn der Betreiber ihnen ein Token dafür gab. Der Angreifer hat keines und denkt sich eines aus. Er will einen Client, der „Demo app“ heißt, genau wie der echte, mit einer eigenen Adresse.',
        'Damit würde er Alice einen Link schicken. Sie sähe die echte Anmeldeseite und einen vertrauten Namen.',
      ],
      stopped:
        'Das Token ist keines, das der Betreiber ausgegeben hat. Auch was ein Angreifer überhaupt registrieren könnte, ist begrenzt: keine `javascript:`-Adresse, kein Scope über das hinaus, was der Betreiber zulässt. Aber seine Adresse ist eine ordentliche, und ein Name lässt sich frei wählen; dagegen stehen nur diese Prüfung und auf der Zustimmungsseite der Host, zu dem die Antwort geht.',
      holds:
        'Einen Client unter gutem Namen und durch ihn die Token, die Alice ihm erlaubt hat. Auf der Zustimmungsseite stand `app.attacker.example`: Alice hätte es lesen müssen.',
    },
  },
} as const satisfies AttackTexts
