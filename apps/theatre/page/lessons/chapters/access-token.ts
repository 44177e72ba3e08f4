/** What is in an access token, and who must check what. */
import { defineChapter } from '../chapter.ts'

export const accessToken = defineChapter({
  id: 'access-token',
  play: 'audience-confusion',
  watch: ['call', 'resource', 'refusal'],
  options: ['accept', 'ask', 'refuse', 'client'],
  right: 'refuse',
  cite: 'RFC9068-4',
  words: {
    en: {
      title: 'The access token at the API',
      text: [
        'The client calls the API with the *access token* in a header: `Authorization: Bearer …`. Here the token is a *JWT* (JSON Web Token): a piece of JSON with a signature. Signed does not mean encrypted: whoever holds it can read it, and nobody can change it unnoticed. Its statements are called *claims*: `iss` says who issued it, `aud` (audience) for which API, `sub` about whom, `client_id` to which app, `scope` what is allowed, `exp` until when.',
        'The API has to check all of it, at each call: the signature with the public key of the authorization server; that `iss` is the server it trusts; that `aud` names itself; that `exp` has not passed; and that `scope` allows what is asked. If it forgot `aud`, a token that Alice gave for her calendar would open her photos too. The client checks none of this: to the client the token is a text to pass on.',
        'A missing or bad token gets status 401; a good one that allows too little gets 403.',
        'An API that checks by itself does not hear when Alice takes her permission back. That is why access tokens are short-lived, ten minutes here. (An API that must know at once can ask: introspection.)',
        'In the run a service calls, with a token of its own. One demo server hosts two APIs, so they share a lane; each is a resource with an identifier of its own.',
      ],
      watch: {
        call: 'The service’s token arrives. Open the checks: signature, issuer, audience, time, scope, each on its own.',
        resource: 'Everything fits, so the API answers.',
        refusal:
          'Whoever runs that API takes the same token to the other one, the vault. Signature, time and even the scope are right. But `aud` is the identifier of the first API, and the vault’s has `/vault` at its end. That is enough to refuse it.',
      },
      question:
        'The photo API gets a token with a right signature, not expired, scope `read`. Its `aud` names the calendar API. What should it do?',
      options: {
        accept: [
          'Accept it, as the authorization server signed it itself.',
          'The server signed that it is for the calendar. Accepted here, each API that Alice uses could open all the others with the tokens it gets.',
        ],
        ask: [
          'Ask Alice whether the token may be used for photos too.',
          'An API does not talk to Alice. What she allowed stands in the token, and it says: calendar.',
        ],
        refuse: [
          'Refuse it with status 401, though nothing in it is forged.',
          'A token is good only where `aud` says, and that check nobody else can make for the API.',
        ],
        client: [
          'Leave it to the client, which should have checked it.',
          'The client may be the attacker. What protects the photos has to be checked where the photos are.',
        ],
      },
    },
    de: {
      title: 'Das Access-Token bei der API',
      text: [
        'Der Client ruft die API mit dem *Access-Token* in einem Header: `Authorization: Bearer …`. Hier ist das Token ein *JWT* (JSON Web Token): ein Stück JSON mit Signatur. Signiert heißt nicht verschlüsselt: Wer es hat, kann es lesen, aber niemand kann es unbemerkt ändern. Seine Aussagen heißen *Claims*: `iss` sagt, wer es ausgestellt hat, `aud` (audience) für welche API, `sub` über wen, `client_id` für welche App, `scope` was erlaubt ist, `exp` bis wann.',
        'Die API muss all das prüfen, bei jedem Aufruf: die Signatur mit dem öffentlichen Schlüssel des Autorisierungsservers; ob `iss` der Server ist, dem sie vertraut; ob `aud` sie selbst nennt; ob `exp` nicht vorbei ist; und ob `scope` das Verlangte erlaubt. Vergäße sie `aud`, öffnete ein Token, das Alice für ihren Kalender gab, auch ihre Fotos. Der Client prüft davon nichts: Für ihn ist das Token ein Text zum Weitergeben.',
        'Ein fehlendes oder schlechtes Token bekommt Status 401; ein gutes, das zu wenig erlaubt, 403.',
        'Eine API, die selbst prüft, hört nicht, wenn Alice ihre Erlaubnis zurücknimmt. Darum leben Access-Token kurz, hier zehn Minuten. (Eine API, die es sofort wissen muss, kann fragen: Introspection.)',
        'Im Lauf ruft ein Dienst mit einem eigenen Token. Ein Demo-Server beherbergt zwei APIs, darum teilen sie sich eine Spur; jede ist eine Ressource mit eigener Kennung.',
      ],
      watch: {
        call: 'Das Token des Dienstes kommt an. Öffnen Sie die Prüfungen: Signatur, Aussteller, Empfänger, Zeit, Scope, jede für sich.',
        resource: 'Alles passt, also antwortet die API.',
        refusal:
          'Wer diese API betreibt, bringt dasselbe Token zu der anderen, dem Tresor. Signatur, Zeit und sogar der Scope stimmen. Aber `aud` ist die Kennung der ersten API, und die des Tresors hat `/vault` am Ende. Das genügt zur Ablehnung.',
      },
      question:
        'Die Foto-API bekommt ein Token mit richtiger Signatur, nicht abgelaufen, Scope `read`. Sein `aud` nennt die Kalender-API. Was sollte sie tun?',
      options: {
        accept: [
          'Annehmen, denn der Autorisierungsserver hat es signiert.',
          'Signiert hat er, dass es für den Kalender ist. Nähme man es hier an, könnte jede API, die Alice benutzt, mit den Token, die sie bekommt, alle anderen öffnen.',
        ],
        ask: [
          'Alice fragen, ob das Token auch für Fotos gelten darf.',
          'Eine API spricht nicht mit Alice. Was sie erlaubt hat, steht im Token, und das sagt: Kalender.',
        ],
        refuse: [
          'Mit Status 401 ablehnen, obwohl nichts daran gefälscht ist.',
          'Ein Token gilt nur dort, wo `aud` es sagt, und diese Prüfung kann niemand sonst für die API machen.',
        ],
        client: [
          'Es dem Client überlassen, der es hätte prüfen sollen.',
          'Der Client kann der Angreifer sein. Was die Fotos schützt, muss dort geprüft werden, wo die Fotos sind.',
        ],
      },
    },
  },
})
