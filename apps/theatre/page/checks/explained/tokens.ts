/** What failed checks of tokens, and of those who read them, mean: by the id of a rule, or by its family. */
import type { Rows } from './row.ts'

export const tokens: Rows = {
  bearer: [
    [
      'The call of the API came without an access token, with one in the wrong place, or with one that allows too little.',
      'Send the access token in the Authorization header: Bearer, a space, the token.',
    ],
    [
      'Der API-Aufruf kam ohne Access-Token, mit einem an der falschen Stelle oder mit einem, das zu wenig erlaubt.',
      'Senden Sie das Access-Token im Authorization-Header: Bearer, ein Leerzeichen, das Token.',
    ],
  ],
  'bearer.scope': [
    [
      'Expected is the scope that this address needs; received are the scopes that the person allowed.',
      'Ask for the missing scope at the next login; the person must agree to it. The token itself is in order.',
    ],
    [
      'Erwartet ist der Scope, den diese Adresse verlangt; erhalten sind die Scopes, die die Person erlaubt hat.',
      'Bitten Sie bei der nächsten Anmeldung um den fehlenden Scope; die Person muss zustimmen. Das Token selbst ist in Ordnung.',
    ],
  ],
  'bearer.presented': [
    ['The call of the API came without an access token.', 'Send the access token: Authorization: Bearer <token>.'],
    ['Der API-Aufruf kam ohne Access-Token.', 'Senden Sie das Access-Token: Authorization: Bearer <Token>.'],
  ],
  'bearer.notInQuery': [
    [
      'The access token stood in the address. Addresses are kept in histories and logs, where others read them.',
      'Send it in the Authorization header. Take this token for lost: revoke it.',
    ],
    [
      'Das Access-Token stand in der Adresse. Adressen bleiben in Verläufen und Protokollen stehen, wo andere sie lesen.',
      'Senden Sie es im Authorization-Header. Geben Sie dieses Token verloren: Widerrufen Sie es.',
    ],
  ],
  'access-token': [
    [
      'The access token is not one that this recipient can accept.',
      'Get a new access token for this recipient, and send it as it came.',
    ],
    [
      'Dieses Access-Token kann dieser Empfänger nicht annehmen.',
      'Holen Sie ein neues Access-Token für diesen Empfänger, und senden Sie es, wie es kam.',
    ],
  ],
  'access-token.exp': [
    [
      'The access token has expired. It lives for minutes, so that a stolen one is soon worth nothing.',
      'Get a new access token with the refresh token, or by a new login.',
    ],
    [
      'Das Access-Token ist abgelaufen. Es lebt Minuten, damit ein gestohlenes bald nichts mehr wert ist.',
      'Holen Sie mit dem Refresh-Token oder einer neuen Anmeldung ein neues Access-Token.',
    ],
  ],
  'access-token.aud': [
    [
      'The token is for another resource server. The check is there so that a server that gets a token cannot use it at others.',
      'Ask for a token for this resource server: name it as resource.',
    ],
    [
      'Das Token ist für einen anderen Ressourcenserver. Die Prüfung ist dazu da, dass ein Server, der ein Token bekommt, es bei anderen nicht benutzen kann.',
      'Bitten Sie um ein Token für diesen Ressourcenserver: Nennen Sie ihn als resource.',
    ],
  ],
  'access-token.typ': [
    [
      'It is a token of another kind, such as an ID token: that says who signed in, and allows nothing.',
      'Send the access_token of the token answer, not the id_token.',
    ],
    [
      'Es ist ein Token anderer Art, etwa ein ID-Token: Das sagt, wer sich angemeldet hat, und erlaubt nichts.',
      'Senden Sie das access_token aus der Token-Antwort, nicht das id_token.',
    ],
  ],
  'id-token': [
    [
      'The ID token is not one that this client can believe, so nobody is signed in by it.',
      'Begin the login again. If it happens again, compare issuer, client_id, clock and keys with the settings of the client.',
    ],
    [
      'Diesem ID-Token kann dieser Client nicht glauben; also ist damit niemand angemeldet.',
      'Beginnen Sie die Anmeldung neu. Geschieht es wieder, vergleichen Sie Aussteller, client_id, Uhr und Schlüssel mit den Einstellungen des Clients.',
    ],
  ],
  'id-token.nonce': [
    [
      'The ID token was made for another login than this one; somebody may have slipped it in.',
      'Begin the login again, and keep the nonce for each login.',
    ],
    [
      'Das ID-Token wurde für eine andere Anmeldung gemacht; vielleicht hat es jemand untergeschoben.',
      'Beginnen Sie die Anmeldung neu, und heben Sie die nonce für jede Anmeldung auf.',
    ],
  ],
  'id-token.accessTokenHash': [
    [
      'ID token and access token do not belong together: one of them was exchanged on the way.',
      'Use neither. Begin the login again.',
    ],
    [
      'ID-Token und Access-Token gehören nicht zusammen: Eines davon wurde unterwegs ausgetauscht.',
      'Benutzen Sie keines von beiden. Beginnen Sie die Anmeldung neu.',
    ],
  ],
  'id-token.authRecent': [
    ['The person signed in longer ago than the client asked for with max_age.', 'Begin a login with prompt=login.'],
    [
      'Die Person hat sich vor längerer Zeit angemeldet, als der Client mit max_age verlangt.',
      'Beginnen Sie eine Anmeldung mit prompt=login.',
    ],
  ],
  'id-token-refresh': [
    [
      'The ID token of a refresh is about somebody or something else than the first one.',
      'Use none of these tokens, and begin a new login.',
    ],
    [
      'Das ID-Token einer Erneuerung handelt von jemand oder etwas anderem als das erste.',
      'Benutzen Sie keines dieser Token, und melden Sie sich neu an.',
    ],
  ],
  'logout-token': [
    [
      'The logout token is not one that this client can believe, so nobody is signed out by it.',
      'The authorization server has to send a logout token made for this client: compare issuer, client_id and clock with the settings of the client.',
    ],
    [
      'Diesem Logout-Token kann dieser Client nicht glauben; also wird damit niemand abgemeldet.',
      'Der Autorisierungsserver muss ein Logout-Token für diesen Client senden: Vergleichen Sie Aussteller, client_id und Uhr mit den Einstellungen des Clients.',
    ],
  ],
  'encrypted-token': [
    [
      'The encrypted token cannot be opened by this recipient.',
      'The resource server must have the private key whose public half is its encryption_key at the authorization server.',
    ],
    [
      'Das verschlüsselte Token kann dieser Empfänger nicht öffnen.',
      'Der Ressourcenserver muss den privaten Schlüssel haben, dessen öffentliche Hälfte beim Autorisierungsserver als encryption_key steht.',
    ],
  ],
  'introspection-response': [
    [
      'The authorization server says that this token is worth nothing here, or says it in a way that cannot be believed.',
      'Get a new access token for this resource server.',
    ],
    [
      'Der Autorisierungsserver sagt, dass dieses Token hier nichts wert ist, oder sagt es so, dass man es nicht glauben kann.',
      'Holen Sie ein neues Access-Token für diesen Ressourcenserver.',
    ],
  ],
  'introspection-response.object': [
    [
      'What came back is no answer to an introspection.',
      'Look at what stands between the resource server and the authorization server: a proxy may answer in its place.',
    ],
    [
      'Was zurückkam, ist keine Antwort auf eine Introspection.',
      'Sehen Sie nach, was zwischen Ressourcenserver und Autorisierungsserver steht: Vielleicht antwortet ein Proxy an seiner Stelle.',
    ],
  ],
  userinfo: [
    [
      'UserInfo tells about a person only whoever holds a good access token with the scope openid.',
      'Ask for openid at the login, and send the access token in the Authorization header alone.',
    ],
    [
      'UserInfo erzählt von einer Person nur, wer ein gültiges Access-Token mit dem Scope openid hat.',
      'Bitten Sie bei der Anmeldung um openid, und senden Sie das Access-Token allein im Authorization-Header.',
    ],
  ],
  'userinfo-response': [
    [
      'The answer is about somebody else than the ID token, or is no JSON object.',
      'Use none of these claims. Look whether tokens of two people got mixed up.',
    ],
    [
      'Die Antwort handelt von jemand anderem als das ID-Token oder ist kein JSON-Objekt.',
      'Benutzen Sie keine dieser Angaben. Sehen Sie nach, ob Token zweier Personen vertauscht wurden.',
    ],
  ],
  'token-response': [
    [
      'The answer of the token endpoint is not what the specification says, so the client takes none of it.',
      'Look at the answer: a proxy may stand between, or the server is not the one that is configured.',
    ],
    [
      'Die Antwort des Token-Endpunkts ist nicht, was die Spezifikation sagt; der Client nimmt nichts davon.',
      'Sehen Sie sich die Antwort an: Vielleicht steht ein Proxy dazwischen, oder der Server ist nicht der eingestellte.',
    ],
  ],
  'device-response': [
    [
      'The answer to the device is not what the specification says, so the device takes none of it.',
      'Look at the answer: a proxy may stand between, or the server is not the one that is configured.',
    ],
    [
      'Die Antwort an das Gerät ist nicht, was die Spezifikation sagt; das Gerät nimmt nichts davon.',
      'Sehen Sie sich die Antwort an: Vielleicht steht ein Proxy dazwischen, oder der Server ist nicht der eingestellte.',
    ],
  ],
  'keys-response': [
    [
      'The address of the keys did not answer with a JWK Set, so no signature can be verified.',
      'Open the jwks_uri yourself and look at what answers.',
    ],
    [
      'Die Adresse der Schlüssel hat nicht mit einem JWK Set geantwortet; keine Signatur lässt sich prüfen.',
      'Öffnen Sie die jwks_uri selbst, und sehen Sie nach, was antwortet.',
    ],
  ],
  metadata: [
    [
      'The client asked the authorization server where its endpoints are, and cannot believe the answer.',
      'Configure the issuer exactly as the server names itself: scheme, host, port, and no slash at its end.',
    ],
    [
      'Der Client hat den Autorisierungsserver gefragt, wo seine Endpunkte sind, und kann der Antwort nicht glauben.',
      'Stellen Sie den Aussteller genau so ein, wie der Server sich nennt: Schema, Host, Port und kein Schrägstrich am Ende.',
    ],
  ],
  'metadata.authMethod': [
    [
      'The server does not know the way in which this client proves itself.',
      'Choose one of the methods expected here, for the client and for its registration.',
    ],
    [
      'Die Art, wie dieser Client sich ausweist, kennt der Server nicht.',
      'Wählen Sie eine der hier erwarteten Methoden, beim Client und in seiner Registrierung.',
    ],
  ],
  'resource-server': [
    [
      'The resource server could not find out what the token is worth: the authorization server did not answer it, or not as it should.',
      'The token may be good. Start the authorization server, or compare the issuer that the resource server is configured with; then call again.',
    ],
    [
      'Der Ressourcenserver konnte nicht herausfinden, was das Token wert ist: Der Autorisierungsserver hat ihm nicht oder nicht richtig geantwortet.',
      'Das Token kann gut sein. Starten Sie den Autorisierungsserver, oder vergleichen Sie den Aussteller in den Einstellungen des Ressourcenservers; dann rufen Sie noch einmal auf.',
    ],
  ],
  'resource-server.tokenSize': [
    ['The token is longer than any token that is issued here.', 'Send the access token as it came, and nothing else.'],
    [
      'Das Token ist länger als jedes, das hier ausgestellt wird.',
      'Senden Sie das Access-Token, wie es kam, und sonst nichts.',
    ],
  ],
  'resource-request': [
    [
      'The client was about to send its token to an address outside the resource that it is for. Whoever got it there could use it.',
      'Call an address below the resource, or get a token for the other one.',
    ],
    [
      'Der Client wollte sein Token an eine Adresse außerhalb der Ressource senden, für die es ist. Wer es dort bekäme, könnte es benutzen.',
      'Rufen Sie eine Adresse unterhalb der Ressource auf, oder holen Sie ein Token für die andere.',
    ],
  ],
}
