/** What to think of before a registration is changed. */
import { defineWords } from '../words.ts'

export const sayCaution = defineWords({
  en: {
    own: 'Only if you mean it: the client may then ask for this.',
    ownAddress:
      'Only if this address is your own, letter by letter: codes will be sent there. If you do not know it, the check has done its work.',
    replaces: 'This replaces the whole list: name what shall stay, too.',
    newClient: 'A new client. Its secret is made by the command and printed once, or is in the file.',
    secret: 'The new secret is printed once; the one before is worth nothing from then on. Give it to the application.',
    method: 'The client then proves itself in this way and in no other. Or let it send what is registered.',
    public:
      'This makes the client public: anybody can use its name, and PKCE alone protects its logins. If it runs on a server, let it send its secret instead. A client_secret_file has to go.',
    signs: 'The client then signs with a key of its own; put the address of its public keys here.',
    keys: 'Put the address of the client’s public keys here; it must answer with a JWK Set that has the key that signed.',
    grant: 'The list is what the client may do. A grant that ends in the browser needs redirect_uris as well.',
    legacy: 'OAuth 2.1 dropped this, because others can get at what it hands out. Better: the code flow with PKCE.',
    pkce: 'Only for a client with a secret, and only if it is too old to send a code_challenge: PKCE protects codes that leak.',
    needed: 'The client is registered for nothing of what is left. Name the scopes that it needs.',
    resource: 'The resource server itself has to be registered as well, under resources.',
    disabled: 'Somebody shut this client out. Ask why before you let it in; what it was granted before stays revoked.',
    unsigned: 'Then requests need no signature, and whoever sits at the browser can change them. Better: sign them.',
    introspection: 'Say which resource server it is. Its secret is printed once, or is in the file.',
  },
  de: {
    own: 'Nur wenn Sie das wollen: Der Client darf dann darum bitten.',
    ownAddress:
      'Nur wenn diese Adresse Ihre eigene ist, Zeichen für Zeichen: Dorthin werden Codes geschickt. Kennen Sie sie nicht, hat die Prüfung ihre Arbeit getan.',
    replaces: 'Das ersetzt die ganze Liste: Nennen Sie auch, was bleiben soll.',
    newClient: 'Ein neuer Client. Sein Geheimnis macht der Befehl und zeigt es einmal, oder es steht in der Datei.',
    secret:
      'Das neue Geheimnis wird einmal gezeigt; das alte ist von da an nichts mehr wert. Geben Sie es der Anwendung.',
    method: 'Der Client weist sich dann so aus und nicht anders. Oder lassen Sie ihn senden, was registriert ist.',
    public:
      'Das macht den Client öffentlich: Jeder kann seinen Namen benutzen, und nur PKCE schützt seine Anmeldungen. Läuft er auf einem Server, lassen Sie ihn lieber sein Geheimnis senden. Ein client_secret_file muss weg.',
    signs:
      'Der Client signiert dann mit einem eigenen Schlüssel; hierher gehört die Adresse seiner öffentlichen Schlüssel.',
    keys: 'Hierher gehört die Adresse der öffentlichen Schlüssel des Clients; sie muss ein JWK Set liefern, das den benutzten Schlüssel hat.',
    grant: 'Die Liste ist, was der Client darf. Ein Grant, der im Browser endet, braucht auch redirect_uris.',
    legacy:
      'OAuth 2.1 hat das gestrichen, weil andere an das kommen, was es herausgibt. Besser: der Code-Flow mit PKCE.',
    pkce: 'Nur für einen Client mit Geheimnis, und nur wenn er zu alt ist, eine code_challenge zu senden: PKCE schützt Codes, die abhandenkommen.',
    needed: 'Für nichts von dem, was übrig ist, ist der Client registriert. Nennen Sie die Scopes, die er braucht.',
    resource: 'Auch der Ressourcenserver selbst muss registriert sein, unter resources.',
    disabled:
      'Jemand hat diesen Client ausgesperrt. Fragen Sie, warum, bevor Sie ihn hereinlassen; was er vorher bekam, bleibt widerrufen.',
    unsigned:
      'Dann brauchen Anfragen keine Signatur, und wer am Browser sitzt, kann sie ändern. Besser: sie signieren.',
    introspection:
      'Sagen Sie, welcher Ressourcenserver es ist. Sein Geheimnis wird einmal gezeigt oder steht in der Datei.',
  },
})

/** What there is to think of. */
export type Caution = Parameters<typeof sayCaution>[0]
