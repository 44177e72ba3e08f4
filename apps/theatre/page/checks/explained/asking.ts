/** What failed checks of the authorization request mean: by the id of a rule, or by its family. */
import type { Rows } from './row.ts'

export const asking: Rows = {
  authorize: [
    [
      'The authorization request asks for something in a way that the server does not take.',
      'Compare the parameter named here with what was expected, and change it where the client builds the request.',
    ],
    [
      'Die Autorisierungsanfrage bittet um etwas auf eine Weise, die der Server nicht annimmt.',
      'Vergleichen Sie den genannten Parameter mit dem Erwarteten, und ändern Sie ihn dort, wo der Client die Anfrage baut.',
    ],
  ],
  'authorize.notCancelled': [
    [
      'The person pressed Cancel on the login or consent page.',
      'Nothing to repair: the person decided. The client should say so and offer to begin again.',
    ],
    [
      'Die Person hat auf der Anmelde- oder Zustimmungsseite Abbrechen gedrückt.',
      'Nichts zu reparieren: Die Person hat entschieden. Der Client sollte das sagen und anbieten, neu zu beginnen.',
    ],
  ],
  'authorize.responseType': [
    ['The server knows no answer of this kind.', 'Ask for response_type=code.'],
    ['Eine Antwort dieser Art kennt der Server nicht.', 'Bitten Sie um response_type=code.'],
  ],
  'authorize.responseTypeAllowed': [
    [
      'The server knows this kind of answer, but this client is not registered for it.',
      'Ask for response_type=code. Only where an old application cannot: register the client for the other one.',
    ],
    [
      'Diese Art Antwort kennt der Server, aber dieser Client ist nicht dafür registriert.',
      'Bitten Sie um response_type=code. Nur wenn eine alte Anwendung das nicht kann: den Client für die andere registrieren.',
    ],
  ],
  'authorize.nonce': [
    [
      'An ID token that travels through the browser could be somebody else’s: the nonce ties it to this request, and none came.',
      'Send a fresh random nonce with each request, and compare it with the one in the ID token.',
    ],
    [
      'Ein ID-Token, das durch den Browser reist, könnte von jemand anderem sein: Die nonce bindet es an diese Anfrage, und es kam keine.',
      'Senden Sie mit jeder Anfrage eine neue zufällige nonce, und vergleichen Sie sie mit der im ID-Token.',
    ],
  ],
  'authorize.openid': [
    ['An ID token was asked for, but not the scope openid that it belongs to.', 'Add openid to the scope.'],
    [
      'Um ein ID-Token wurde gebeten, aber nicht um den Scope openid, zu dem es gehört.',
      'Nehmen Sie openid in den Scope auf.',
    ],
  ],
  'authorize.noneLoggedIn': [
    [
      'The client asked the server to show nothing (prompt=none), but nobody is signed in here.',
      'Nothing is broken: send the same request again without prompt=none, so that the person can sign in.',
    ],
    [
      'Der Client hat verlangt, nichts zu zeigen (prompt=none), aber hier ist niemand angemeldet.',
      'Nichts ist kaputt: Senden Sie die Anfrage noch einmal ohne prompt=none, damit die Person sich anmelden kann.',
    ],
  ],
  'authorize.noneConsented': [
    [
      'The client asked the server to show nothing (prompt=none), but the person has not agreed to this yet.',
      'Nothing is broken: send the same request again without prompt=none, so that the person can be asked.',
    ],
    [
      'Der Client hat verlangt, nichts zu zeigen (prompt=none), aber die Person hat dem noch nicht zugestimmt.',
      'Nichts ist kaputt: Senden Sie die Anfrage noch einmal ohne prompt=none, damit die Person gefragt werden kann.',
    ],
  ],
  'authorize.hintedPerson': [
    [
      'The client asked for a certain person, and another one is signed in.',
      'Let that person sign in, or leave id_token_hint and sub out of the request.',
    ],
    [
      'Der Client hat nach einer bestimmten Person gefragt, und jemand anderes ist angemeldet.',
      'Lassen Sie diese Person sich anmelden, oder lassen Sie id_token_hint und sub in der Anfrage weg.',
    ],
  ],
  'authorize.notLimited': [
    [
      'Too many logins began from this network in a short time.',
      'Wait a minute. If a program does this, let it begin fewer logins.',
    ],
    [
      'Aus diesem Netz begannen in kurzer Zeit zu viele Anmeldungen.',
      'Warten Sie eine Minute. Wenn das ein Programm tut, lassen Sie es weniger Anmeldungen beginnen.',
    ],
  ],
  'authorize-client': [
    [
      'Who asks is not a client that may ask here. So the browser is sent nowhere: the address to return to is not proven either.',
      'Compare the client_id with the one that is registered at this server.',
    ],
    [
      'Wer fragt, ist kein Client, der hier fragen darf. Darum wird der Browser nirgendwohin geschickt: Auch die Rückkehradresse ist nicht bewiesen.',
      'Vergleichen Sie die client_id mit der, die an diesem Server registriert ist.',
    ],
  ],
  'authorize-client.known': [
    [
      'No client of this name is registered at this server.',
      'Look for a typing error in client_id, or for the wrong server. Or register the client.',
    ],
    [
      'Unter diesem Namen ist an diesem Server kein Client registriert.',
      'Suchen Sie nach einem Tippfehler in client_id oder nach dem falschen Server. Oder registrieren Sie den Client.',
    ],
  ],
  'authorize-client.enabled': [
    ['An operator has shut this client out.', 'Ask the operator of the server why.'],
    ['Ein Betreiber hat diesen Client ausgesperrt.', 'Fragen Sie den Betreiber des Servers, warum.'],
  ],
  redirect: [
    [
      'The address to return to is not one that a browser with a code in its hands may be sent to.',
      'Send an address that is registered for this client: https, or http on loopback.',
    ],
    [
      'An diese Rückkehradresse darf kein Browser mit einem Code in der Hand geschickt werden.',
      'Senden Sie eine Adresse, die für diesen Client registriert ist: https, oder http auf Loopback.',
    ],
  ],
  'redirect.registered': [
    [
      'Browsers are sent only to addresses that the client registered before; nobody can have a code sent to theirs.',
      'Only if this address is your own, register it for the client. Otherwise send the one that is registered: every character counts, a slash at the end too.',
    ],
    [
      'Browser werden nur an Adressen geschickt, die der Client vorher registriert hat; niemand kann sich einen Code schicken lassen.',
      'Nur wenn diese Adresse Ihre eigene ist, registrieren Sie sie für den Client. Sonst senden Sie die registrierte: Jedes Zeichen zählt, auch ein Schrägstrich am Ende.',
    ],
  ],
  'redirect.present': [
    [
      'The request says no address to return to, and not exactly one is registered, so the server cannot tell which is meant.',
      'Send redirect_uri, as it is registered.',
    ],
    [
      'Die Anfrage nennt keine Rückkehradresse, und es ist nicht genau eine registriert; der Server weiß nicht, welche gemeint ist.',
      'Senden Sie redirect_uri, wie sie registriert ist.',
    ],
  ],
  'redirect.acceptable': [
    [
      'Codes are sent only where others cannot read or claim them: not over plain http, not to an address with a fragment or a user name.',
      'Use an https address. A program on this computer may use http://127.0.0.1 or a scheme of its own with a dot, such as com.example.app:/callback.',
    ],
    [
      'Codes werden nur dorthin geschickt, wo andere sie nicht lesen oder abfangen können: nicht über offenes http, nicht an eine Adresse mit Fragment oder Benutzernamen.',
      'Benutzen Sie eine https-Adresse. Ein Programm auf diesem Rechner darf http://127.0.0.1 benutzen oder ein eigenes Schema mit Punkt, etwa com.example.app:/callback.',
    ],
  ],
  pkce: [
    [
      'PKCE ties the code to whoever began the login. Here it is missing, or not as it should be.',
      'Make a code_verifier of 43 to 128 random characters for each login; send its SHA-256 in base64url as code_challenge with code_challenge_method=S256, and the code_verifier with the code.',
    ],
    [
      'PKCE bindet den Code an den, der die Anmeldung begonnen hat. Hier fehlt es oder ist nicht, wie es sein soll.',
      'Machen Sie für jede Anmeldung einen code_verifier aus 43 bis 128 zufälligen Zeichen; senden Sie dessen SHA-256 in base64url als code_challenge mit code_challenge_method=S256, und den code_verifier mit dem Code.',
    ],
  ],
  'pkce.required': [
    [
      'The request came without a code_challenge. Whoever gets hold of the code could then use it.',
      'Switch PKCE on in the client’s library: code_challenge and code_challenge_method=S256.',
    ],
    [
      'Die Anfrage kam ohne code_challenge. Wer den Code in die Hand bekommt, könnte ihn dann benutzen.',
      'Schalten Sie in der Bibliothek des Clients PKCE ein: code_challenge und code_challenge_method=S256.',
    ],
  ],
  'pkce.method': [
    [
      'With any other method than S256 the code_challenge gives the secret away.',
      'Send code_challenge_method=S256, and hash the code_verifier with SHA-256.',
    ],
    [
      'Mit jeder anderen Methode als S256 verrät die code_challenge das Geheimnis.',
      'Senden Sie code_challenge_method=S256, und bilden Sie den SHA-256-Hash des code_verifier.',
    ],
  ],
  'pkce.verifierMatches': [
    [
      'Expected is the code_challenge of the authorization request; received is the hash of the code_verifier that came now. They differ. This is how a stolen code looks: the thief has the code, but not the code_verifier of the login that it came from. An honest client gets here when it mixes up two logins, such as those of two tabs. To tell which, search for the received hash: if another login has it as its code_challenge, two logins met; if none has, take the code for stolen.',
      'If the client mixed up two logins: keep one code_verifier for each login, found again by its state, and send the one of this login. If the code was stolen: nothing was lost, the thief got no tokens. Either way the code is burnt: begin a new login.',
    ],
    [
      'Erwartet ist die code_challenge der Autorisierungsanfrage; erhalten ist der Hash des code_verifier, der jetzt kam. Sie unterscheiden sich. So sieht ein gestohlener Code aus: Der Dieb hat den Code, aber nicht den code_verifier der Anmeldung, aus der er stammt. Ein ehrlicher Client kommt hierher, wenn er zwei Anmeldungen verwechselt, etwa die von zwei Tabs. So unterscheidet man es: Suchen Sie nach dem erhaltenen Hash. Hat ihn eine andere Anmeldung als code_challenge, sind sich zwei begegnet; hat ihn keine, halten Sie den Code für gestohlen.',
      'Wenn der Client zwei Anmeldungen verwechselt hat: Heben Sie für jede Anmeldung einen code_verifier auf, finden Sie ihn über state wieder, und senden Sie den von dieser. Wurde der Code gestohlen: Nichts ist verloren, der Dieb bekam keine Token. So oder so ist der Code verbrannt: Melden Sie sich neu an.',
    ],
  ],
  'pkce.verifierPresent': [
    [
      'The login began with a code_challenge, but the code came without its code_verifier. So nothing shows that who sends it began the login.',
      'Send the code_verifier of this login with the code.',
    ],
    [
      'Die Anmeldung begann mit einer code_challenge, aber der Code kam ohne seinen code_verifier. Nichts zeigt also, dass der Absender die Anmeldung begonnen hat.',
      'Senden Sie mit dem Code den code_verifier dieser Anmeldung.',
    ],
  ],
  'pkce.verifierExpected': [
    [
      'A code_verifier came for a login that began without a code_challenge. Somebody may have taken the code_challenge out of the request on its way.',
      'Send a code_challenge with the authorization request. If the client did, look who could change the request.',
    ],
    [
      'Ein code_verifier kam zu einer Anmeldung, die ohne code_challenge begann. Vielleicht hat sie unterwegs jemand aus der Anfrage genommen.',
      'Senden Sie mit der Autorisierungsanfrage eine code_challenge. Hat der Client das getan, suchen Sie, wer die Anfrage ändern konnte.',
    ],
  ],
}
