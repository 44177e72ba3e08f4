/** Attacks through somebody’s own browser. */
import type { AttackTexts } from './attack-text.ts'

export const browserAttacks = {
  'login-csrf': {
    en: {
      title: 'Signing somebody in as the attacker',
      story: [
        'Bob, the attacker, has an account too. Bob signs in to the demo application, and stops at the very last step: the address that leads back to it, with Bob’s code and Bob’s `state` in it. Instead of opening it, Bob sends it to Alice.',
        'If her browser opens it and the application goes along, she is signed in as Bob, without knowing it. Whatever she then enters lands in Bob’s account.',
      ],
      stopped:
        'The application remembers in which browser a login began, by a cookie that belongs to the `state`. Alice’s browser did not begin this one. The `state` itself was right: Bob got it from the application. That it is known is not enough; it has to come back to the browser that it was made for.',
      holds:
        'Alice’s browser is signed in to Bob’s account. Bob can read the notes, cards or addresses that she adds there.',
    },
    de: {
      title: 'Jemanden als Angreifer anmelden',
      story: [
        'Bob, der Angreifer, hat ein eigenes Konto. Er meldet sich bei der Demo-Anwendung an und hält beim allerletzten Schritt: bei der Adresse, die zu ihr zurückführt, mit seinem Code und seinem `state` darin. Er öffnet sie nicht. Er schickt sie Alice.',
        'Öffnet ihr Browser sie und macht die Anwendung mit, dann ist sie als Bob angemeldet, ohne es zu wissen. Was sie dann eingibt, landet in seinem Konto.',
      ],
      stopped:
        'Die Anwendung merkt sich, in welchem Browser eine Anmeldung begann, mit einem Cookie, das zum `state` gehört. Alices Browser hat diese nicht begonnen. Der `state` selbst stimmte: Bob hat ihn von der Anwendung bekommen. Dass er bekannt ist, reicht nicht; er muss in den Browser zurückkommen, für den er gemacht wurde.',
      holds:
        'Alices Browser ist in seinem Konto angemeldet. Die Notizen, Karten oder Adressen, die sie dort einträgt, kann er lesen.',
    },
  },
  'form-csrf': {
    en: {
      title: 'A form that another page sends',
      story: [
        'Alice is signed in to the demo application. In another tab she opens a page of the attacker. It holds a form that nobody sees, for “add a note”, and posts it to the application at once. Her browser brings her cookies along.',
        'The page hides where it comes from: its browser says `Origin: null`, as it does for many honest pages too.',
      ],
      stopped:
        'Every form of the application carries a value that was made for this browser. A page of another origin cannot read it, so it cannot send it. Here the attacker’s page stands on the same site as the application (a neighbouring sub-domain, say): from another site, the cookie (`SameSite=Lax`) would not have come along, and that would have been a second wall.',
      holds:
        'Nothing that they could see. But a note stands in Alice’s name that she never wrote: the application called the API with her token, because a page of the attacker said so.',
    },
    de: {
      title: 'Ein Formular, das eine andere Seite sendet',
      story: [
        'Alice ist bei der Demo-Anwendung angemeldet. In einem anderen Tab öffnet sie eine Seite des Angreifers. Darin steckt ein unsichtbares Formular für „Notiz hinzufügen“, das sich sofort an die Anwendung schickt. Ihr Browser bringt ihre Cookies mit.',
        'Die Seite verbirgt, woher sie kommt: Der Browser sagt `Origin: null`, wie bei vielen ehrlichen Seiten auch.',
      ],
      stopped:
        'Jedes Formular der Anwendung trägt einen Wert, der für diesen Browser gemacht wurde. Eine Seite anderer Herkunft kann ihn nicht lesen, also auch nicht senden. Die Seite des Angreifers liegt hier auf derselben Site wie die Anwendung (etwa auf einer Nachbar-Subdomain): Von einer anderen Site wäre das Cookie (`SameSite=Lax`) nicht mitgekommen, und das wäre eine zweite Mauer gewesen.',
      holds:
        'Zu sehen bekommt er nichts. Aber in Alices Namen steht eine Notiz, die sie nie geschrieben hat: Die Anwendung hat die API mit ihrem Token aufgerufen, weil eine Seite von ihm es sagte.',
    },
  },
  'device-phishing': {
    en: {
      title: 'Allowing somebody else’s device',
      story: [
        'The attacker starts the login of a television, but there is none: it is a program of their own, and it waits. The server gave it a code for a person to type. The attacker does not want Alice to read anything, so they do not ask her.',
        'Alice is signed in at the authorization server. A page of the attacker makes her browser post the form that allows the device, with the code of that program in it.',
      ],
      stopped:
        'The form that allows a device carries a value that was made for this session and this very code, and stands only on the page which shows who is asking. A page of another origin cannot know it. What no check can stop: Alice herself reads a code from a mail, types it in, and presses “Allow”. Against that there are only the words on that page: which device asks, from where, and since when.',
      holds:
        'The tokens of the “television”, in Alice’s name: an access token and a refresh token, on the attacker’s own computer.',
    },
    de: {
      title: 'Das Gerät eines anderen erlauben',
      story: [
        'Der Angreifer beginnt die Anmeldung eines Fernsehers, aber es gibt keinen: Es ist sein eigenes Programm, und es wartet. Der Server hat ihm einen Code gegeben, den jemand eintippen soll. Lesen soll Alice davon nichts, darum fragt der Angreifer sie nicht.',
        'Alice ist beim Autorisierungsserver angemeldet. Eine Seite des Angreifers lässt ihren Browser das Formular abschicken, das das Gerät erlaubt, mit seinem Code darin.',
      ],
      stopped:
        'Das Formular, das ein Gerät erlaubt, trägt einen Wert, der für diese Sitzung und genau diesen Code gemacht ist und nur auf der Seite steht, die zeigt, wer fragt. Eine Seite anderer Herkunft kann ihn nicht kennen. Was keine Prüfung aufhalten kann: dass Alice selbst einen Code aus einer Mail eintippt und „Erlauben“ drückt. Dagegen gibt es nur die Worte auf dieser Seite: welches Gerät fragt, von wo und seit wann.',
      holds:
        'Die Token des „Fernsehers“ in Alices Namen: ein Access-Token und ein Refresh-Token, auf seinem eigenen Computer.',
    },
  },
} as const satisfies AttackTexts
