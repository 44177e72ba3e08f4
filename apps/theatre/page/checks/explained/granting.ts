/** What failed checks of clients, and of what they ask the token endpoint for, mean: by the id of a rule, or by its family. */
import type { Rows } from './row.ts'

export const granting: Rows = {
  client: [
    [
      'The client could not prove who it is. On the wire the answer is always the same, so that nobody learns what was wrong.',
      'Compare client_id, secret and the way in which the client sends them with its registration.',
    ],
    [
      'Der Client konnte nicht beweisen, wer er ist. Nach außen lautet die Antwort immer gleich, damit niemand erfährt, was falsch war.',
      'Vergleichen Sie client_id, Geheimnis und die Art, wie der Client sie sendet, mit seiner Registrierung.',
    ],
  ],
  'client.secret': [
    [
      'The secret that came is not the one of this client. Neither is shown.',
      'Compare the client’s secret with the one that is registered. Nothing tells which character differs. Look for a line break at its end, and for characters that Basic has to encode.',
    ],
    [
      'Das Geheimnis, das kam, ist nicht das dieses Clients. Gezeigt wird keines von beiden.',
      'Vergleichen Sie das Geheimnis des Clients mit dem registrierten. Nichts verrät, welches Zeichen abweicht. Achten Sie auf einen Zeilenumbruch am Ende und auf Zeichen, die für Basic kodiert sein müssen.',
    ],
  ],
  'client.known': [
    [
      'No client of this name is registered at this server.',
      'Look for a typing error in client_id, or for the wrong server. Or register the client.',
    ],
    [
      'Unter diesem Namen ist an diesem Server kein Client registriert.',
      'Suchen Sie nach einem Tippfehler in client_id oder nach dem falschen Server. Oder registrieren Sie den Client.',
    ],
  ],
  'client.enabled': [
    ['An operator has shut this client out.', 'Ask the operator of the server why.'],
    ['Ein Betreiber hat diesen Client ausgesperrt.', 'Fragen Sie den Betreiber des Servers, warum.'],
  ],
  'client.registeredMethod': [
    [
      'The client proves itself in another way than it is registered for. One way each, so that nobody can choose the weakest.',
      'Let the client send what is expected, such as the secret in the Authorization header for client_secret_basic; or change the registration.',
    ],
    [
      'Der Client weist sich anders aus, als er registriert ist. Nur ein Weg gilt, damit niemand den schwächsten wählen kann.',
      'Lassen Sie den Client senden, was erwartet ist, etwa das Geheimnis im Authorization-Header bei client_secret_basic; oder ändern Sie die Registrierung.',
    ],
  ],
  'client.grantType': [
    [
      'The server knows this grant, but this client is not registered for it.',
      'Ask with a grant that the client is registered for, or register it for this one.',
    ],
    [
      'Diesen Grant kennt der Server, aber dieser Client ist nicht dafür registriert.',
      'Fragen Sie mit einem Grant, für den der Client registriert ist, oder registrieren Sie ihn für diesen.',
    ],
  ],
  'client.oneMethod': [
    [
      'Two proofs came at once. Which of them counts would be anybody’s guess.',
      'Send the secret either in the Authorization header or in the body, not in both.',
    ],
    [
      'Zwei Nachweise kamen zugleich. Welcher gilt, könnte man nur raten.',
      'Senden Sie das Geheimnis entweder im Authorization-Header oder im Inhalt, nicht in beiden.',
    ],
  ],
  'client.header': [
    [
      'The Authorization header is not Basic with client_id and client_secret.',
      'Encode both as in a form, join them with a colon, encode that as base64, and put Basic in front.',
    ],
    [
      'Der Authorization-Header ist nicht Basic mit client_id und client_secret.',
      'Kodieren Sie beide wie in einem Formular, verbinden Sie sie mit einem Doppelpunkt, kodieren Sie das als base64, und setzen Sie Basic davor.',
    ],
  ],
  'client.identified': [
    [
      'The request does not say which client it comes from.',
      'Send client_id and client_secret in the Authorization header, or client_id in the body where the client is public.',
    ],
    [
      'Die Anfrage sagt nicht, von welchem Client sie kommt.',
      'Senden Sie client_id und client_secret im Authorization-Header, oder client_id im Inhalt, wenn der Client öffentlich ist.',
    ],
  ],
  'client-assertion': [
    [
      'The client proves itself by a JWT that it signed, and that is not in order.',
      'Make a fresh one for each request: iss and sub are the client_id, aud the issuer, jti new, exp a minute away, signed with the registered key.',
    ],
    [
      'Der Client weist sich mit einem JWT aus, das er signiert hat, und das ist nicht in Ordnung.',
      'Machen Sie für jede Anfrage ein neues: iss und sub sind die client_id, aud der Aussteller, jti neu, exp eine Minute entfernt, mit dem registrierten Schlüssel signiert.',
    ],
  ],
  'client-assertion.unused': [
    [
      'This assertion was used before. Whoever saw it on its way cannot use it again.',
      'Make a new assertion, with a new jti, for each request.',
    ],
    [
      'Diese Assertion wurde schon benutzt. Wer sie unterwegs sah, kann sie nicht noch einmal benutzen.',
      'Machen Sie für jede Anfrage eine neue Assertion mit neuem jti.',
    ],
  ],
  'client-assertion.keysKnown': [
    [
      'The server has no public key of this client to verify the signature with, or could not fetch it.',
      'Register jwks or jwks_uri for the client; a jwks_uri must answer over https.',
    ],
    [
      'Der Server hat keinen öffentlichen Schlüssel dieses Clients, um die Signatur zu prüfen, oder konnte ihn nicht holen.',
      'Registrieren Sie jwks oder jwks_uri für den Client; eine jwks_uri muss über https antworten.',
    ],
  ],
  'client-credentials': [
    [
      'A service asks for itself here, with no person. So the client must be able to prove itself, and nothing about a person can be asked for.',
      'Use a client with a secret or a key, and leave openid, profile and offline_access out of the scope.',
    ],
    [
      'Hier fragt ein Dienst für sich selbst, ohne Person. Also muss der Client sich ausweisen können, und um Angaben zu einer Person kann er nicht bitten.',
      'Benutzen Sie einen Client mit Geheimnis oder Schlüssel, und lassen Sie openid, profile und offline_access im Scope weg.',
    ],
  ],
  token: [
    [
      'The token endpoint does not know this grant, or was asked in vain too often.',
      'Send a grant_type that the metadata names. If you were refused often, wait a minute and mend the cause first.',
    ],
    [
      'Der Token-Endpunkt kennt diesen Grant nicht, oder er wurde zu oft vergeblich gefragt.',
      'Senden Sie einen grant_type, den die Metadaten nennen. Wurden Sie oft abgelehnt, warten Sie eine Minute, und beheben Sie erst die Ursache.',
    ],
  ],
  scope: [
    [
      'The client asks for more than it is registered for, or for more than the person allowed.',
      'Ask only for scopes that this client is registered for, and on a refresh for no more than were granted.',
    ],
    [
      'Der Client bittet um mehr, als er registriert ist oder als die Person erlaubt hat.',
      'Bitten Sie nur um Scopes, für die dieser Client registriert ist, und beim Erneuern um nicht mehr als erlaubt wurde.',
    ],
  ],
  'scope.allowed': [
    [
      'Received is the first scope that this client is not registered for; expected are those that it is.',
      'Ask only for scopes that this client is registered for, or register it for this one.',
    ],
    [
      'Erhalten ist der erste Scope, für den dieser Client nicht registriert ist; erwartet sind die, für die er es ist.',
      'Bitten Sie nur um Scopes, für die dieser Client registriert ist, oder registrieren Sie ihn für diesen.',
    ],
  ],
  'scope.notWidened': [
    [
      'A refresh asks for a scope that the person never allowed. Whoever steals a refresh token gets no more than was in it.',
      'Leave scope out, or ask for a part of it. For more, begin a new login so that the person is asked.',
    ],
    [
      'Beim Erneuern wird um einen Scope gebeten, den die Person nie erlaubt hat. Wer ein Refresh-Token stiehlt, bekommt nicht mehr, als darin war.',
      'Lassen Sie scope weg, oder bitten Sie um einen Teil davon. Für mehr beginnen Sie eine neue Anmeldung, damit die Person gefragt wird.',
    ],
  ],
  resource: [
    [
      'The token would be for a resource server that this client may not ask for, or that was not granted.',
      'Ask for a resource that this client is registered for, by its exact identifier; leave resource out to get the usual one.',
    ],
    [
      'Das Token wäre für einen Ressourcenserver, um den dieser Client nicht bitten darf oder der nicht erlaubt wurde.',
      'Bitten Sie um eine Ressource, für die dieser Client registriert ist, mit ihrer genauen Kennung; lassen Sie resource weg, um die übliche zu bekommen.',
    ],
  ],
  revocation: [
    [
      'A client can take back only what was issued to it.',
      'Let the client that got the token revoke it: an access token or a refresh token.',
    ],
    [
      'Ein Client kann nur zurücknehmen, was für ihn ausgestellt wurde.',
      'Lassen Sie den Client widerrufen, der das Token bekommen hat: ein Access-Token oder ein Refresh-Token.',
    ],
  ],
  introspection: [
    [
      'Who asks what a token is worth must be a resource server with credentials of its own; this one could not prove that it is.',
      'Compare its client_id and secret with the introspection of its registration, and the host that it asks from with allowed_hosts.',
    ],
    [
      'Wer fragt, was ein Token wert ist, muss ein Ressourcenserver mit eigenen Zugangsdaten sein; dieser konnte das nicht beweisen.',
      'Vergleichen Sie client_id und Geheimnis mit introspection in seiner Registrierung, und den Rechner, von dem er fragt, mit allowed_hosts.',
    ],
  ],
}
