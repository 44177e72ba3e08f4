/** The words of the scenes in which a person signs in. */
import type { Bilingual } from './texts.ts'

export const code: Bilingual = {
  en: {
    title: 'Authorization code with PKCE',
    shows:
      'An app on Alice’s machine wants to read from an API in her name. It sends her browser to the authorization server, gets a code back, and exchanges the code for an access token.',
    use: 'Use it wherever a person is present and has a browser: web applications, apps on a phone, programs on a desk. The app of this scene has no secret, because anybody could read it out of the app.',
    watch: [
      'The request names the client, the scope and the redirect URI. It carries `code_challenge`, the hash of a value that only the app knows.',
      'The code comes back through the browser, in the address. Whoever reads it there can do nothing with it yet.',
      'The app redeems the code over a connection of its own and shows `code_verifier`. The server hashes it and compares it with the challenge.',
    ],
    end: 'The password went to the authorization server alone, and the access token never went through the browser. That is the whole idea.',
  },
  de: {
    title: 'Autorisierungscode mit PKCE',
    shows:
      'Eine App auf Alices Rechner will in ihrem Namen aus einer API lesen. Sie schickt Alices Browser zum Autorisierungsserver, bekommt einen Code zurück und tauscht ihn gegen ein Access-Token.',
    use: 'Richtig überall, wo ein Mensch da ist und einen Browser hat: Webanwendungen, Apps auf dem Telefon, Programme auf dem Rechner. Die App dieser Szene hat kein Geheimnis, denn jeder könnte es aus der App auslesen.',
    watch: [
      'Die Anfrage nennt Client, Scope und Redirect-URI. Sie trägt `code_challenge`, den Hash eines Werts, den nur die App kennt.',
      'Der Code kommt durch den Browser zurück, in der Adresse. Wer ihn dort liest, kann damit noch nichts anfangen.',
      'Die App löst den Code über eine eigene Verbindung ein und zeigt `code_verifier`. Der Server bildet den Hash und vergleicht ihn mit der Challenge.',
    ],
    end: 'Das Passwort ging nur an den Autorisierungsserver, und das Access-Token ging nie durch den Browser. Das ist der ganze Gedanke.',
  },
}

export const openid: Bilingual = {
  en: {
    title: 'Login with OpenID Connect',
    shows:
      'The demo application signs Alice in. With the tokens comes an ID token, which says who signed in, when, and for which application; then UserInfo is asked for her name.',
    use: 'Use it where your application needs to know who somebody is. An access token alone does not say that to the client.',
    watch: [
      'The scope `openid` makes a login of the request. The `nonce` will come back inside the ID token.',
      'The answer holds the ID token. The client checks its signature, its issuer, that it is the audience, and that the `nonce` is the one of this login.',
      'UserInfo gives the claims that the scopes allow. Their `sub` must be the one of the ID token.',
    ],
    end: 'The ID token is for the client; the access token is for the API. Neither does the other’s work.',
  },
  de: {
    title: 'Anmeldung mit OpenID Connect',
    shows:
      'Die Demo-Anwendung meldet Alice an. Mit den Token kommt ein ID-Token; es sagt, wer sich wann und für welche Anwendung angemeldet hat. Danach wird UserInfo nach ihrem Namen gefragt.',
    use: 'Richtig, wo Ihre Anwendung wissen muss, wer jemand ist. Ein Access-Token allein sagt das dem Client nicht.',
    watch: [
      'Der Scope `openid` macht aus der Anfrage eine Anmeldung. Der `nonce` kommt im ID-Token zurück.',
      'Die Antwort enthält das ID-Token. Der Client prüft Signatur und Aussteller, ob es für ihn bestimmt ist und ob der `nonce` der dieser Anmeldung ist.',
      'UserInfo gibt die Angaben, die die Scopes erlauben. Ihr `sub` muss der des ID-Tokens sein.',
    ],
    end: 'Das ID-Token ist für den Client, das Access-Token für die API. Keines tut die Arbeit des anderen.',
  },
}
