/** What failed checks on the way through the browser mean, from the login page to the way back: by the id of a rule, or by its family. */
import type { Rows } from './row.ts'

export const returning: Rows = {
  'response-mode': [
    [
      'The answer was asked for by a way that does not exist, or that would give something away.',
      'Leave response_mode out: query is right for a code. For tokens use fragment or form_post.',
    ],
    [
      'Die Antwort wurde auf einem Weg verlangt, den es nicht gibt oder der etwas verraten würde.',
      'Lassen Sie response_mode weg: Für einen Code ist query richtig. Für Token nehmen Sie fragment oder form_post.',
    ],
  ],
  claims: [
    [
      'The claims parameter is not the JSON that it should be, or asks for something that this server cannot reach.',
      'Send an object with userinfo and id_token, each an object of claims; ask for essential claims only where you cannot do without.',
    ],
    [
      'Der Parameter claims ist nicht das JSON, das er sein soll, oder verlangt etwas, das dieser Server nicht erreicht.',
      'Senden Sie ein Objekt mit userinfo und id_token, jeweils einem Objekt von Angaben; verlangen Sie essential nur, wo es nicht ohne geht.',
    ],
  ],
  'request-object': [
    [
      'The request came as a signed JWT (a request object), and that is not in order.',
      'Look at the claim or header that is named here: sign with a registered key, name the client as iss and the issuer as aud, and keep exp near.',
    ],
    [
      'Die Anfrage kam als signiertes JWT (request object), und das ist nicht in Ordnung.',
      'Sehen Sie sich die genannte Angabe an: mit einem registrierten Schlüssel signieren, den Client als iss und den Aussteller als aud nennen, exp nahe halten.',
    ],
  ],
  'request-object.signature': [
    [
      'The signature does not fit: the request was changed on its way, or signed with another key than the registered one.',
      'Sign with the private key whose public half is registered for this client.',
    ],
    [
      'Die Signatur passt nicht: Die Anfrage wurde unterwegs geändert oder mit einem anderen als dem registrierten Schlüssel signiert.',
      'Signieren Sie mit dem privaten Schlüssel, dessen öffentliche Hälfte für diesen Client registriert ist.',
    ],
  ],
  'request-object.uriRegistered': [
    [
      'The server fetches requests only from addresses that the client registered; nobody can make it ask elsewhere.',
      'Register this address among request_uris, or send the request itself.',
    ],
    [
      'Der Server holt Anfragen nur von Adressen, die der Client registriert hat; niemand kann ihn anderswo fragen lassen.',
      'Registrieren Sie diese Adresse unter request_uris, oder senden Sie die Anfrage selbst.',
    ],
  ],
  'request-object.demanded': [
    [
      'This client is registered to sign its requests, so that nobody at the browser can change them. This one was not signed.',
      'Send the request as a signed JWT in request.',
    ],
    [
      'Dieser Client ist so registriert, dass er seine Anfragen signiert, damit sie niemand am Browser ändern kann. Diese war nicht signiert.',
      'Senden Sie die Anfrage als signiertes JWT in request.',
    ],
  ],
  'id-token-hint': [
    [
      'The client named a person by an ID token that this server did not issue, or not to this client.',
      'Send the ID token that the client itself got here, or leave id_token_hint out.',
    ],
    [
      'Der Client hat eine Person mit einem ID-Token genannt, das dieser Server nicht oder nicht für diesen Client ausgestellt hat.',
      'Senden Sie das ID-Token, das der Client selbst hier bekommen hat, oder lassen Sie id_token_hint weg.',
    ],
  ],
  interaction: [
    [
      'The page belongs to a login that this browser did not begin here, or that has ended.',
      'Begin the login again, in one browser and under one name of the server; let it set its cookies.',
    ],
    [
      'Die Seite gehört zu einer Anmeldung, die dieser Browser hier nicht begonnen hat oder die zu Ende ist.',
      'Beginnen Sie die Anmeldung neu, in einem Browser und unter einem Namen des Servers; lassen Sie ihn seine Cookies setzen.',
    ],
  ],
  'interaction.formToken': [
    [
      'The form does not carry the token that its page was given: it is old, or a page of elsewhere sent it.',
      'Load the page again.',
    ],
    [
      'Das Formular trägt nicht das Token, das seine Seite bekommen hat: Es ist alt, oder eine fremde Seite hat es gesendet.',
      'Laden Sie die Seite neu.',
    ],
  ],
  'interaction.sameBrowser': [
    [
      'Another browser than the one that brought the request wants to go on with it. The check is there so that nobody can make somebody else finish a login that they began.',
      'Begin and end the login in the same browser. Where it is the same: its cookie did not arrive; use one name for the server and allow cookies.',
    ],
    [
      'Ein anderer Browser als der, der die Anfrage gebracht hat, will weitermachen. Die Prüfung ist dazu da, dass niemand jemand anderen eine begonnene Anmeldung beenden lassen kann.',
      'Beginnen und beenden Sie die Anmeldung im selben Browser. Ist es derselbe: Sein Cookie kam nicht an; benutzen Sie einen Namen für den Server, und erlauben Sie Cookies.',
    ],
  ],
  login: [
    [
      'The server takes no more attempts to sign in just now: guessing passwords shall not be worth it.',
      'Wait as long as the page says, then try again.',
    ],
    [
      'Der Server nimmt gerade keine Anmeldeversuche mehr an: Passwörter zu raten soll sich nicht lohnen.',
      'Warten Sie so lange, wie die Seite sagt, dann versuchen Sie es noch einmal.',
    ],
  ],
  web: [
    [
      'The client refused, because what came does not belong to something that this browser began here.',
      'Begin the login in this client and end it in the same browser. A page that is loaded again after the end comes too late.',
    ],
    [
      'Der Client hat abgelehnt, weil das, was kam, zu nichts gehört, was dieser Browser hier begonnen hat.',
      'Beginnen Sie die Anmeldung in diesem Client, und beenden Sie sie im selben Browser. Eine Seite, die nach dem Ende neu geladen wird, kommt zu spät.',
    ],
  ],
  'web.loginKnown': [
    [
      'The state is that of no login that began here and has not ended. This is also how it looks when somebody slips in an answer of their own.',
      'Begin the login in this client, and end it once. A page that is loaded again after the end comes too late.',
    ],
    [
      'Dieser state gehört zu keiner Anmeldung, die hier begann und noch offen ist. So sieht es auch aus, wenn jemand eine eigene Antwort unterschiebt.',
      'Beginnen Sie die Anmeldung in diesem Client, und beenden Sie sie einmal. Eine Seite, die nach dem Ende neu geladen wird, kommt zu spät.',
    ],
  ],
  'web.loginBrowser': [
    [
      'The state names a login that began in another browser: this browser has no cookie of it. That may be innocent; but whoever sends somebody such an address can make them go on in an account that is not theirs. The code would fit, for this client has the code_verifier of that login: state alone tells.',
      'Begin and end the login in the same browser, and allow the client its cookies.',
    ],
    [
      'Der state nennt eine Anmeldung, die in einem anderen Browser begann: Dieser hat kein Cookie davon. Das kann harmlos sein; aber wer jemandem so eine Adresse schickt, kann ihn in einem fremden Konto weiterarbeiten lassen. Der Code würde passen, denn dieser Client hat den code_verifier jener Anmeldung: Allein am state ist es zu erkennen.',
      'Beginnen und beenden Sie die Anmeldung im selben Browser, und erlauben Sie dem Client seine Cookies.',
    ],
  ],
  'web.formToken': [
    [
      'The form does not carry the token that its page was given: it is old, or a page of elsewhere sent it.',
      'Load the page again.',
    ],
    [
      'Das Formular trägt nicht das Token, das seine Seite bekommen hat: Es ist alt, oder eine fremde Seite hat es gesendet.',
      'Laden Sie die Seite neu.',
    ],
  ],
  'web.formOrigin': [
    [
      'A page of elsewhere sent this form; what it wants is done only where the client’s own pages ask for it.',
      'Use the client’s own page.',
    ],
    [
      'Eine fremde Seite hat dieses Formular gesendet; was es will, geschieht nur, wenn es Seiten des Clients wollen.',
      'Benutzen Sie die Seite des Clients.',
    ],
  ],
  'authorization-response': [
    [
      'What the browser brought back does not fit the request that the client sent. It may be of another login, or of another server.',
      'Begin the login again. If it happens again, compare state, iss and the parameters with those of the request.',
    ],
    [
      'Was der Browser zurückbrachte, passt nicht zu der Anfrage, die der Client gesendet hat. Es kann von einer anderen Anmeldung oder einem anderen Server sein.',
      'Beginnen Sie die Anmeldung neu. Geschieht es wieder, vergleichen Sie state, iss und die Parameter mit denen der Anfrage.',
    ],
  ],
  'authorization-response.issuer': [
    [
      'The answer is from another server than the one that the client asked. The check is there so that no code is carried to the wrong server (mix-up).',
      'Configure the issuer exactly as the server names itself. If they are really two servers, somebody mixed them up: begin again.',
    ],
    [
      'Die Antwort kommt von einem anderen Server als dem, den der Client gefragt hat. Die Prüfung ist dazu da, dass kein Code zum falschen Server getragen wird (Mix-up).',
      'Stellen Sie den Aussteller genau so ein, wie der Server sich nennt. Sind es wirklich zwei Server, hat sie jemand vertauscht: Beginnen Sie neu.',
    ],
  ],
  'authorization-response.state': [
    [
      'The state is not the one of this login: the answer belongs to another one, or somebody slipped it in.',
      'Begin the login again, and keep state for each login, not for each browser.',
    ],
    [
      'Dieser state ist nicht der dieser Anmeldung: Die Antwort gehört zu einer anderen, oder jemand hat sie untergeschoben.',
      'Beginnen Sie die Anmeldung neu, und heben Sie state für jede Anmeldung auf, nicht für jeden Browser.',
    ],
  ],
}
