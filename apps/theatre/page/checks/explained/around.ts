/** What failed checks mean that stand around the protocol: messages as such, registration, management, sign-out. */
import type { Rows } from './row.ts'

export const around: Rows = {
  params: [
    [
      'The message itself is not in order: a parameter is missing, comes twice, or is not written as a form is.',
      'Look at the parameter that is named here. Send each once, as application/x-www-form-urlencoded.',
    ],
    [
      'Die Nachricht selbst ist nicht in Ordnung: Ein Parameter fehlt, kommt doppelt oder ist nicht wie in einem Formular geschrieben.',
      'Sehen Sie sich den genannten Parameter an. Senden Sie jeden einmal, als application/x-www-form-urlencoded.',
    ],
  ],
  'params.form': [
    [
      'The body is written in another way than this endpoint reads, such as JSON. It takes what a form sends.',
      'Send the parameters as name=value pairs with Content-Type: application/x-www-form-urlencoded. With fetch, give a URLSearchParams as the body.',
    ],
    [
      'Der Body ist anders geschrieben, als dieser Endpunkt liest, etwa als JSON. Er nimmt, was ein Formular sendet.',
      'Senden Sie die Parameter als Paare name=wert mit Content-Type: application/x-www-form-urlencoded. Bei fetch geben Sie URLSearchParams als Body.',
    ],
  ],
  'params.required': [
    ['The parameter that is named here is missing, and without it the message says too little.', 'Send it.'],
    ['Der hier genannte Parameter fehlt, und ohne ihn sagt die Nachricht zu wenig.', 'Senden Sie ihn.'],
  ],
  'params.single': [
    [
      'A parameter came twice. Two readers could each believe another one.',
      'Send it once. Look whether it stands in the address and in the body.',
    ],
    [
      'Ein Parameter kam doppelt. Zwei Leser könnten jeder einen anderen glauben.',
      'Senden Sie ihn einmal. Sehen Sie nach, ob er in der Adresse und im Inhalt steht.',
    ],
  ],
  http: [
    [
      'This server has nothing at this address, or not for this method.',
      'Take the address from the metadata of the server, and use the method that the endpoint allows.',
    ],
    [
      'Unter dieser Adresse, oder mit dieser Methode, hat dieser Server nichts.',
      'Nehmen Sie die Adresse aus den Metadaten des Servers, und benutzen Sie die Methode, die der Endpunkt erlaubt.',
    ],
  ],
  answer: [
    [
      'What came back is no answer that can be read safely: no JSON, too long, or a redirect.',
      'Look at what answers there: a proxy or a login page may stand in front of the server.',
    ],
    [
      'Was zurückkam, lässt sich nicht sicher lesen: kein JSON, zu lang oder eine Weiterleitung.',
      'Sehen Sie nach, was dort antwortet: Vielleicht steht ein Proxy oder eine Anmeldeseite vor dem Server.',
    ],
  ],
  fetch: [
    [
      'The server fetches what lies at an address of the client, and will or can not do so here: nobody shall make it ask inside its own network.',
      'The address must be https, public, on port 443, and answer at once. For a host of one’s own network an operator sets SIGHTGLASS_AUTH_PRIVATE_HOSTS.',
    ],
    [
      'Der Server holt, was an einer Adresse des Clients liegt, und will oder kann das hier nicht: Niemand soll ihn in sein eigenes Netz fragen lassen.',
      'Die Adresse muss https sein, öffentlich, auf Port 443, und sofort antworten. Für einen Rechner im eigenen Netz setzt ein Betreiber SIGHTGLASS_AUTH_PRIVATE_HOSTS.',
    ],
  ],
  register: [
    [
      'A client tried to register itself, or to change its registration, and may not, or not so.',
      'Send a JSON object, with the token that belongs to it: the initial access token to register, the registration access token to change.',
    ],
    [
      'Ein Client wollte sich registrieren oder seine Registrierung ändern und darf das nicht oder nicht so.',
      'Senden Sie ein JSON-Objekt mit dem passenden Token: dem initial access token zum Registrieren, dem registration access token zum Ändern.',
    ],
  ],
  registration: [
    [
      'Something that the client says of itself cannot be registered.',
      'Change the member that is named here, or leave it out to get the usual value. The metadata of the server name what it supports.',
    ],
    [
      'Etwas, das der Client über sich sagt, kann nicht registriert werden.',
      'Ändern Sie die genannte Angabe, oder lassen Sie sie weg, um den üblichen Wert zu bekommen. Was der Server kann, steht in seinen Metadaten.',
    ],
  ],
  logout: [
    [
      'The request to sign out is not in order. The person can still sign out on the page of the server.',
      'Send id_token_hint, client_id and a post_logout_redirect_uri that is registered for this client, letter by letter.',
    ],
    [
      'Die Bitte um Abmeldung ist nicht in Ordnung. Auf der Seite des Servers kann sich die Person trotzdem abmelden.',
      'Senden Sie id_token_hint, client_id und eine post_logout_redirect_uri, die für diesen Client registriert ist, Zeichen für Zeichen.',
    ],
  ],
  'logout.delivered': [
    [
      'The session ended, and the client did not take the word of it. The server tells it again later.',
      'Let the backchannel_logout_uri of the client answer with 200 or 204, and be reachable from the server.',
    ],
    [
      'Die Sitzung ist zu Ende, und der Client hat die Nachricht davon nicht angenommen. Der Server sagt es ihm später noch einmal.',
      'Lassen Sie die backchannel_logout_uri des Clients mit 200 oder 204 antworten und vom Server erreichbar sein.',
    ],
  ],
  'logout-response': [
    ['The browser came back from a sign-out that this client did not begin.', 'Begin the sign-out in this client.'],
    [
      'Der Browser kam von einer Abmeldung zurück, die dieser Client nicht begonnen hat.',
      'Beginnen Sie die Abmeldung in diesem Client.',
    ],
  ],
  account: [
    [
      'The account page refused a change: it is not in order, or not the person’s own.',
      'Load the page again and follow what stands beside the field.',
    ],
    [
      'Die Kontoseite hat eine Änderung abgelehnt: Sie ist nicht in Ordnung oder betrifft jemand anderen.',
      'Laden Sie die Seite neu, und folgen Sie dem, was beim Feld steht.',
    ],
  ],
  api: [
    [
      'The token is good, but the API does not take this body.',
      'Send a JSON object as application/json, as the API describes it.',
    ],
    [
      'Das Token ist gut, aber diesen Inhalt nimmt die API nicht.',
      'Senden Sie ein JSON-Objekt als application/json, so wie es die API beschreibt.',
    ],
  ],
  management: [
    [
      'The management API refused: the token, the body, or the state of what was to be changed.',
      'Read the member that is named in the answer; /openapi.json of the API says what it takes.',
    ],
    [
      'Die Verwaltungs-API hat abgelehnt: wegen des Tokens, des Inhalts oder des Zustands dessen, was geändert werden sollte.',
      'Lesen Sie, welche Angabe die Antwort nennt; was die API annimmt, sagt ihr /openapi.json.',
    ],
  ],
  feed: [
    [
      'What was recorded is told only to readers who may see it, on the machine of the server.',
      'Open the theatre at the address that the server prints, without a proxy between.',
    ],
    [
      'Was aufgezeichnet wurde, erfahren nur Leser, die es sehen dürfen, auf dem Rechner des Servers.',
      'Öffnen Sie das Theater unter der Adresse, die der Server ausgibt, ohne Proxy dazwischen.',
    ],
  ],
  recording: [
    [
      'What was recorded is told only to whoever may see it, and as long as it is kept.',
      'Present a token for recordings that is still good. What is not kept any more has to happen again to be seen.',
    ],
    [
      'Was aufgezeichnet wurde, erfährt nur, wer es sehen darf, und nur solange es aufbewahrt wird.',
      'Legen Sie ein Token für Aufzeichnungen vor, das noch gilt. Was nicht mehr aufbewahrt wird, muss noch einmal geschehen, um gesehen zu werden.',
    ],
  ],
  theatre: [
    [
      'The theatre starts scenes and attacks only for its own page, on the machine of the server.',
      'Start them in the theatre, at the address that the server prints.',
    ],
    [
      'Das Theater beginnt Szenen und Angriffe nur für seine eigene Seite, auf dem Rechner des Servers.',
      'Beginnen Sie sie im Theater, unter der Adresse, die der Server ausgibt.',
    ],
  ],
}
