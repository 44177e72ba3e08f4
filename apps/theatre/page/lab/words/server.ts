/** Attacks on an honest app by a server that it should not trust. */
import type { AttackTexts } from './attack-text.ts'

export const serverAttacks = {
  'mix-up': {
    en: {
      title: 'The wrong authorization server',
      story: [
        'An app lets people sign in with one of several servers. One of them is the attacker’s. Alice’s browser is led to choose it; that server, instead of showing a login page, sends the browser on to the honest server, with the request of the app unchanged.',
        'Alice signs in there, at a page that she knows, and a code comes back to the app. The app still believes that it talks to the attacker’s server. So it is about to redeem the code there, and to send the verifier along.',
      ],
      stopped:
        'The honest server says in its answer who it is (`iss`). The app had asked another one. An answer that is not from the server which was asked is not used, whatever it holds. PKCE does not help here: the app itself would hand over the verifier.',
      holds:
        'The code and its verifier, sent by the app itself, and with them the tokens in Alice’s name at the honest server.',
    },
    de: {
      title: 'Der falsche Autorisierungsserver',
      story: [
        'Eine App lässt Leute sich bei einem von mehreren Servern anmelden. Einer davon gehört dem Angreifer. Alices Browser wird dazu gebracht, ihn zu wählen; statt eine Anmeldeseite zu zeigen, schickt sein Server den Browser weiter zum ehrlichen Server, mit der Anfrage der App, unverändert.',
        'Dort meldet sich Alice an, auf einer Seite, die sie kennt, und ein Code kommt zur App zurück. Die App glaubt noch immer, mit dem Server des Angreifers zu sprechen. Sie ist also dabei, den Code dort einzulösen und den Verifier mitzuschicken.',
      ],
      stopped:
        'Der ehrliche Server sagt in seiner Antwort, wer er ist (`iss`). Die App hatte einen anderen gefragt. Eine Antwort, die nicht von dem gefragten Server kommt, wird nicht benutzt, was auch immer darin steht. PKCE hilft hier nicht: Die App selbst gäbe den Verifier heraus.',
      holds:
        'Den Code und seinen Verifier, geschickt von der App selbst, und damit die Token in Alices Namen beim ehrlichen Server.',
    },
  },
  'token-to-attacker': {
    en: {
      title: 'An app that carries its token anywhere',
      story: [
        'Alice is signed in to an app. The app fetches files for her, and it does so with her access token, because its own API wants one. The attacker sends her the address of a file on a server of their own.',
        'If the app asks for this address as it asks for all others, it sends them the token.',
      ],
      stopped:
        'The app knows which resource its token is for. The address of the file lies elsewhere, so the request is not sent at all. This check is the client’s: no server could make it, since the first that would see the request is the attacker’s.',
      holds: 'Alice’s access token. With it they call the API, until it expires.',
    },
    de: {
      title: 'Eine App, die ihr Token überall hinträgt',
      story: [
        'Alice ist bei einer App angemeldet. Die App holt Dateien für sie, und zwar mit ihrem Access-Token, denn die eigene API verlangt eines. Der Angreifer schickt ihr die Adresse einer Datei auf seinem Server.',
        'Fragt die App diese Adresse ab wie alle anderen, dann schickt sie ihm das Token.',
      ],
      stopped:
        'Die App weiß, für welche Ressource ihr Token ist. Die Adresse der Datei liegt anderswo, darum wird die Anfrage gar nicht erst gesendet. Diese Prüfung ist Sache des Clients: Kein Server könnte sie machen, denn der erste, der die Anfrage sähe, ist der des Angreifers.',
      holds: 'Alices Access-Token. Damit ruft er die API auf, bis es abläuft.',
    },
  },
} as const satisfies AttackTexts
