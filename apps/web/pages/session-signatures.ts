/** What this application found when it verified the signatures of the tokens of a session, said on its page. */
import type { Client, JwtSignature, TokenSet } from '@sightglass/client'
import { alert, code } from '@sightglass/ui/components'
import { type Html, html } from '@sightglass/ui/html'
import { defineTexts, type Locale } from '@sightglass/ui/texts'

const texts = defineTexts({
  en: {
    verified: 'Signature verified with key {kid} ({alg}), which the authorization server publishes.',
    verifiedNameless: 'Signature verified with the key ({alg}) that the authorization server publishes.',
    key: 'Signature not verified: no key that the authorization server publishes fits it.',
    forged: 'Signature wrong: the key of the authorization server that the token names did not make it.',
    unreachable: 'Signature not verified: the keys of the authorization server could not be had just now.',
    unsigned: 'Signature not verified: this token is not a signed JWT that can be read here.',
  },
  de: {
    verified:
      'Signatur geprüft und richtig, mit dem Schlüssel {kid} ({alg}), den der Autorisierungsserver veröffentlicht.',
    verifiedNameless:
      'Signatur geprüft und richtig, mit dem Schlüssel ({alg}), den der Autorisierungsserver veröffentlicht.',
    key: 'Signatur nicht geprüft: Kein Schlüssel, den der Autorisierungsserver veröffentlicht, passt dazu.',
    forged: 'Signatur falsch: Der Schlüssel des Autorisierungsservers, den das Token nennt, hat sie nicht gemacht.',
    unreachable: 'Signatur nicht geprüft: Die Schlüssel des Autorisierungsservers waren gerade nicht zu bekommen.',
    unsigned: 'Signatur nicht geprüft: Dieses Token ist kein signiertes JWT, das sich hier lesen lässt.',
  },
})

export interface Signatures {
  readonly accessToken?: JwtSignature
  readonly idToken?: JwtSignature
}

/** Of each token that the session has. */
export async function signaturesOf(client: Client, { accessToken, idToken }: TokenSet): Promise<Signatures> {
  const [ofAccessToken, ofIdToken] = await Promise.all([
    client.signatureOf(accessToken),
    idToken === undefined ? undefined : client.signatureOf(idToken),
  ])
  return { accessToken: ofAccessToken, ...(ofIdToken && { idToken: ofIdToken }) }
}

export function signatureNote(name: string, signature: JwtSignature, locale: Locale): Html {
  const say = texts(locale)
  const { kind, words } = toldOf(signature, say)
  return html`<div id="${name}-signature">${alert({ kind, body: words })}</div>`
}

type Say = ReturnType<typeof texts>

function toldOf(signature: JwtSignature, say: Say): { kind: 'good' | 'note' | 'error'; words: Html | string } {
  if (!signature.verified) return { kind: signature.why === 'forged' ? 'error' : 'note', words: say(signature.why) }
  const { alg, kid } = signature
  const words = kid === undefined ? say('verifiedNameless', { alg }) : say('verified', { kid: code(kid), alg })
  return { kind: 'good', words }
}
