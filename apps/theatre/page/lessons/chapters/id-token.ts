/** The ID token and the nonce, and how an ID token differs from an access token. */
import { defineChapter } from '../chapter.ts'

export const idToken = defineChapter({
  id: 'id-token',
  play: 'openid',
  watch: ['authorize', 'tokens', 'userinfo', 'claims'],
  options: ['longer', 'client', 'same', 'secret'],
  right: 'client',
  cite: 'OIDC-2',
  words: {
    en: {
      title: 'OpenID: who signed in?',
      text: [
        'So far the printing app knows what it may do, not who Alice is. Tempting: “I got a token for the photos, so this is Alice.” But an access token is a key to an API, not a statement to the app. Any other app that holds a token of Alice’s could slip it to ours, and would pass for Alice.',
        '*OpenID Connect* adds sign-in to OAuth. The client asks for the scope `openid`, and beside the access token it gets an *ID token*. That is a signed JWT too, but a letter to the client: `aud` is the id of the client, `sub` a lasting id of the person, `auth_time`, where it is there, when they signed in. The client must check it: signature, `iss`, `aud`, `exp`, and the `nonce`.',
        'The `nonce` is a random value that the client sends with the authorization request and finds again *inside* the signed ID token. So it knows that this token was made for this login and is not one from an earlier one. The `state` binds the browser that returns; the `nonce` binds the token.',
        'Keep them apart: the access token goes to the API, and the client does not read it. The ID token is for the client, and opens no API.',
      ],
      watch: {
        authorize: '`openid` stands in `scope`, and a fresh `nonce` goes along.',
        tokens: 'Two tokens, two readers. Compare the `aud` of both: an API in the one, the client in the other.',
        userinfo: 'More about the person (name, e-mail) is asked for with the access token: UserInfo is an API too.',
        claims: 'The client compares `sub` with that of the ID token: it must be the same person.',
      },
      question: 'What is the difference between an ID token and an access token?',
      options: {
        longer: [
          'The ID token lives longer, as sign-ins last longer than calls.',
          'How long they live is a setting. They differ in whom they are for.',
        ],
        client: [
          'The ID token speaks to the client, the access token to an API.',
          'The one says who signed in, the other what is allowed. `aud` says for whom: the client in the one, the API in the other.',
        ],
        same: [
          'None that matters: both are signed JWTs, and either opens the API.',
          'An API that takes an ID token takes what every app got that Alice ever signed in to. Ours refuses it.',
        ],
        secret: [
          'The ID token is encrypted for the client, the access token is not.',
          'Both are signed, and can be read by whoever holds them. Either can be encrypted on top, but that is not what tells them apart.',
        ],
      },
    },
    de: {
      title: 'OpenID: Wer hat sich angemeldet?',
      text: [
        'Bisher weiß die Druck-App, was sie darf, nicht, wer Alice ist. Verlockend: „Ich habe ein Token für die Fotos bekommen, also ist das Alice.“ Aber ein Access-Token ist ein Schlüssel zu einer API, keine Aussage für die App. Jede andere App, die ein Token von Alice hat, könnte es unserer unterschieben und gälte als Alice.',
        '*OpenID Connect* fügt OAuth die Anmeldung hinzu. Der Client bittet um den Scope `openid` und bekommt neben dem Access-Token ein *ID-Token*. Auch das ist ein signiertes JWT, aber ein Brief an den Client: `aud` ist die Kennung des Clients, `sub` eine bleibende Kennung der Person, `auth_time`, wo es dabeisteht, wann sie sich angemeldet hat. Der Client muss es prüfen: Signatur, `iss`, `aud`, `exp` und die `nonce`.',
        'Die `nonce` ist ein zufälliger Wert, den der Client mit der Autorisierungsanfrage sendet und *im* signierten ID-Token wiederfindet. So weiß er, dass dieses Token für diese Anmeldung gemacht wurde und keines von früher ist. Der `state` bindet den Browser, der zurückkommt; die `nonce` bindet das Token.',
        'Halten Sie sie auseinander: Das Access-Token geht zur API, und der Client liest es nicht. Das ID-Token ist für den Client und öffnet keine API.',
      ],
      watch: {
        authorize: '`openid` steht in `scope`, und eine frische `nonce` geht mit.',
        tokens: 'Zwei Token, zwei Leser. Vergleichen Sie `aud` in beiden: hier eine API, dort der Client.',
        userinfo: 'Mehr über die Person (Name, E-Mail) wird mit dem Access-Token erfragt: Auch UserInfo ist eine API.',
        claims: 'Der Client vergleicht `sub` mit dem des ID-Tokens: Es muss dieselbe Person sein.',
      },
      question: 'Worin unterscheiden sich ID-Token und Access-Token?',
      options: {
        longer: [
          'Das ID-Token lebt länger, denn Anmeldungen dauern länger als Aufrufe.',
          'Wie lange sie leben, ist eine Einstellung. Sie unterscheiden sich darin, für wen sie sind.',
        ],
        client: [
          'Das ID-Token spricht zum Client, das Access-Token zu einer API.',
          'Das eine sagt, wer sich angemeldet hat, das andere, was erlaubt ist. `aud` sagt, für wen: im einen der Client, im anderen die API.',
        ],
        same: [
          'In nichts Wichtigem: Beide sind signierte JWTs, jedes öffnet die API.',
          'Eine API, die ID-Token annimmt, nimmt an, was jede App bekam, bei der Alice sich je angemeldet hat. Unsere lehnt es ab.',
        ],
        secret: [
          'Das ID-Token ist für den Client verschlüsselt, das Access-Token nicht.',
          'Beide sind signiert, und wer sie hat, kann sie lesen. Verschlüsseln kann man beide zusätzlich; das unterscheidet sie nicht.',
        ],
      },
    },
  },
})
