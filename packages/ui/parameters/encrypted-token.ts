/** What stands around an encrypted token, and in it. */
import type { ParameterRows } from './row.ts'

export const encryptedToken = {
  opened_token: [
    'RFC9068-6',
    'What was inside the encrypted token. Only the resource server has the key to it: on the way nobody could read this.',
    'Was im verschlüsselten Token war. Nur der Ressourcenserver hat den Schlüssel dazu: Unterwegs konnte das niemand lesen.',
  ],
  'jwe.alg': [
    'RFC7516-4.1.1',
    'How the key of the encryption got to the recipient, whose own key alone finds it out.',
    'Wie der Schlüssel der Verschlüsselung zum Empfänger kam; nur dessen eigener Schlüssel findet ihn heraus.',
  ],
  'jwe.enc': [
    'RFC7516-4.1.2',
    'How the content is encrypted, so that a change is noticed too.',
    'Wie der Inhalt verschlüsselt ist, so dass auch eine Änderung auffällt.',
  ],
  'jwe.kid': [
    'RFC7516-4.1.6',
    'Which key of the resource server opens it.',
    'Welcher Schlüssel des Ressourcenservers es öffnet.',
  ],
  'jwe.cty': [
    'RFC7516-4.1.12',
    'What is inside: a JWT, which is signed.',
    'Was darin ist: ein JWT, und das ist signiert.',
  ],
  'jwe.epk': [
    'RFC7516-5.1',
    'A key made for this token alone: with it and its own the resource server finds the key of the encryption.',
    'Ein Schlüssel nur für dieses Token: Mit ihm und dem eigenen findet der Ressourcenserver den der Verschlüsselung.',
  ],
} satisfies ParameterRows
