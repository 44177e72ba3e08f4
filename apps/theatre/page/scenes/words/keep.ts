/** The words of the scenes of what becomes of tokens. */
import type { Bilingual } from './texts.ts'

export const refresh: Bilingual = {
  en: {
    title: 'Refresh',
    shows:
      'Access tokens live for minutes. The app exchanges its refresh token for a new access token, without Alice, and gets a new refresh token in the place of the old one.',
    use: 'Use it where an app should stay signed in. Keep access tokens short and let the refresh token do the staying.',
    watch: [
      'The refresh token goes to the authorization server alone, never to an API.',
      'A new access token, and a new refresh token. The old refresh token is spent: that is called rotation.',
      'The API sees another token and the same Alice. It knows nothing of refreshing.',
    ],
    end: 'Alice signed in once. From now on the app renews its access by itself, until she or an operator ends it.',
  },
  de: {
    title: 'Refresh',
    shows:
      'Access-Token leben Minuten. Die App tauscht ihr Refresh-Token ohne Alice gegen ein neues Access-Token und bekommt anstelle des alten ein neues Refresh-Token.',
    use: 'Richtig, wo eine App angemeldet bleiben soll. Halten Sie Access-Token kurz, und lassen Sie das Refresh-Token das Bleiben besorgen.',
    watch: [
      'Das Refresh-Token geht nur zum Autorisierungsserver, nie zu einer API.',
      'Ein neues Access-Token und ein neues Refresh-Token. Das alte Refresh-Token ist verbraucht: Das heißt Rotation.',
      'Die API sieht ein anderes Token und dieselbe Alice. Vom Erneuern weiß sie nichts.',
    ],
    end: 'Alice hat sich einmal angemeldet. Von nun an erneuert die App ihren Zugriff selbst, bis Alice oder ein Betreiber ihn beendet.',
  },
}

export const reuse: Bilingual = {
  en: {
    title: 'A stolen refresh token',
    shows:
      'A thief has copied a refresh token. The app knows nothing of it and refreshes twice: the first refresh makes a successor, and the second, by using it, proves that it arrived. Then the thief comes with the copy. The server sees a token come back whose successor was used, and ends everything that came of this login.',
    use: 'This is what rotation is for: a theft cannot be prevented, but it is found out. It happens to you when a device is copied, a backup leaks, or a log holds a token.',
    watch: [
      'The thief presents the first refresh token. The app has used its successor, so this is no app whose answer was lost: two hold a copy.',
      'The server refuses it, and revokes the whole grant: it cannot know which of the two is the thief.',
      'Because of that the honest app is refused as well, with the newest token. Alice signs in again; the thief has nothing.',
    ],
    end: 'One sign-in too many for Alice, and the end for the thief. The thief waits eleven seconds: within ten, the server takes a spent token for a message that the network was slow with, refuses it, and ends nothing.',
  },
  de: {
    title: 'Ein gestohlenes Refresh-Token',
    shows:
      'Ein Dieb hat ein Refresh-Token kopiert. Die App weiß davon nichts und erneuert zweimal: Das erste Erneuern macht einen Nachfolger, und das zweite beweist, indem es ihn benutzt, dass er angekommen ist. Dann kommt der Dieb mit der Kopie. Der Server sieht ein Token wiederkommen, dessen Nachfolger benutzt wurde, und beendet alles, was aus dieser Anmeldung entstanden ist.',
    use: 'Dafür gibt es die Rotation: Verhindern lässt sich ein Diebstahl nicht, aber er fällt auf. Das trifft Sie, wenn ein Gerät kopiert wird, eine Sicherung abhandenkommt oder ein Token in einem Protokoll steht.',
    watch: [
      'Der Dieb legt das erste Refresh-Token vor. Die App hat dessen Nachfolger benutzt; es ist also keine App, deren Antwort verloren ging: Zwei haben eine Kopie.',
      'Der Server lehnt ab und widerruft die ganze Erlaubnis: Wer von beiden der Dieb ist, kann er nicht wissen.',
      'Darum wird auch die ehrliche App abgelehnt, mit dem neuesten Token. Alice meldet sich neu an; der Dieb hat nichts.',
    ],
    end: 'Für Alice eine Anmeldung mehr, für den Dieb das Ende. Der Dieb wartet elf Sekunden: Innerhalb von zehn hält der Server ein verbrauchtes Token für eine Nachricht, die im Netz hängen geblieben ist, lehnt es ab und beendet nichts.',
  },
}

export const lostAnswer: Bilingual = {
  en: {
    title: 'A lost answer',
    shows:
      'The app refreshes, and the answer is lost on the way. It still has the old refresh token, which is spent by now, and asks again. Nobody is logged out.',
    use: 'This happens every day on phones in tunnels. A server that took every repeated token for a theft would log honest people out.',
    watch: [
      'The first refresh reaches the server, which rotates the token. The answer with the new one never arrives.',
      'The app repeats itself with the old token. Its successor has not been used, so this is no second party, and the server tells the same successor again.',
      'The app goes on with the successor, as if nothing had been lost.',
    ],
    end: 'What tells a lost answer from a theft is whether the successor was used. Compare it with the scene of the stolen token.',
  },
  de: {
    title: 'Eine verlorene Antwort',
    shows:
      'Die App erneuert, und die Antwort geht unterwegs verloren. Sie hat noch das alte Refresh-Token, das inzwischen verbraucht ist, und fragt noch einmal. Niemand wird abgemeldet.',
    use: 'Das geschieht jeden Tag mit Telefonen im Tunnel. Ein Server, der jedes wiederholte Token für Diebstahl hielte, würde ehrliche Menschen abmelden.',
    watch: [
      'Das erste Erneuern erreicht den Server, der das Token rotiert. Die Antwort mit dem neuen kommt nie an.',
      'Die App wiederholt sich mit dem alten Token. Sein Nachfolger wurde nicht benutzt, also ist da keine zweite Partei, und der Server nennt denselben Nachfolger noch einmal.',
      'Die App macht mit dem Nachfolger weiter, als wäre nichts verloren gegangen.',
    ],
    end: 'Eine verlorene Antwort unterscheidet sich vom Diebstahl darin, ob der Nachfolger benutzt wurde. Vergleichen Sie es mit der Szene vom gestohlenen Token.',
  },
}

export const revocation: Bilingual = {
  en: {
    title: 'Revocation',
    shows:
      'The app gives its refresh token back. It is worth nothing from then on. The access token that is still around goes on until it expires, because the API checks it without asking.',
    use: 'Revoke when a person signs out of your app, or removes it. And keep access tokens short, for what revocation does not reach.',
    watch: [
      'The client names the token that it gives back. The answer is 200 whether or not the token was still good: nothing is told about tokens of others.',
      'The refresh token is refused from then on.',
      'The access token still opens the API, which checks signature and expiry by itself. See the scene of introspection for an API that asks.',
    ],
    end: 'Revocation ends what the authorization server is asked about. What nobody asks about ends with its lifetime.',
  },
  de: {
    title: 'Widerruf',
    shows:
      'Die App gibt ihr Refresh-Token zurück. Von da an ist es nichts wert. Das Access-Token, das es noch gibt, gilt bis zu seinem Ablauf, denn die API prüft es, ohne zu fragen.',
    use: 'Widerrufen Sie, wenn sich jemand von Ihrer App abmeldet oder sie entfernt. Und halten Sie Access-Token kurz, für alles, was ein Widerruf nicht erreicht.',
    watch: [
      'Der Client nennt das Token, das er zurückgibt. Die Antwort ist 200, ob das Token noch galt oder nicht: Über Token anderer wird nichts verraten.',
      'Das Refresh-Token wird von nun an abgelehnt.',
      'Das Access-Token öffnet die API noch, denn sie prüft Signatur und Ablauf selbst. Eine API, die fragt, zeigt die Szene zur Introspection.',
    ],
    end: 'Ein Widerruf beendet, wonach der Autorisierungsserver gefragt wird. Wonach niemand fragt, endet mit seiner Lebenszeit.',
  },
}

export const logout: Bilingual = {
  en: {
    title: 'Logout everywhere',
    shows:
      'Alice signs out of the demo application and of the authorization server. The server tells every application that she used in this session, directly, past her browser.',
    use: 'Use it where one login opens many applications. Signing out of one alone leaves the session at the authorization server, and the next login there asks for no password.',
    watch: [
      'Alice presses the button. The application forgets its session first, whatever the others will answer.',
      'Her browser goes to the authorization server. The `id_token_hint` says whose logout this is, so that no other page can log her out unasked.',
      'The server posts a signed logout token to each application. It needs no browser, so it works where a tab is closed.',
    ],
    end: 'The session is over at the authorization server and at the applications that could be told, and the refresh token is worth nothing. One token stays good: an API that only checks the signature takes the access token until it expires, ten minutes at most here.',
  },
  de: {
    title: 'Überall abmelden',
    shows:
      'Alice meldet sich von der Demo-Anwendung und vom Autorisierungsserver ab. Der Server sagt es jeder Anwendung dieser Sitzung, direkt und am Browser vorbei.',
    use: 'Richtig, wo eine Anmeldung viele Anwendungen öffnet. Wer sich nur von einer abmeldet, lässt die Sitzung beim Autorisierungsserver bestehen; die nächste Anmeldung dort fragt nach keinem Passwort.',
    watch: [
      'Alice drückt den Knopf. Die Anwendung vergisst zuerst die eigene Sitzung, was immer die anderen antworten.',
      'Ihr Browser geht zum Autorisierungsserver. Der `id_token_hint` sagt, um wessen Abmeldung es geht, damit keine fremde Seite sie ungefragt abmelden kann.',
      'Der Server schickt jeder Anwendung ein signiertes Logout-Token. Einen Browser braucht es dafür nicht; es geht also auch, wenn der Tab geschlossen ist.',
    ],
    end: 'Die Sitzung ist beim Autorisierungsserver beendet und bei den Anwendungen, die es erfahren konnten, und das Refresh-Token ist nichts mehr wert. Ein Token gilt weiter: Eine API, die nur die Signatur prüft, nimmt das Access-Token bis zu seinem Ablauf, hier höchstens zehn Minuten.',
  },
}
