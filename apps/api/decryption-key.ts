/** The key of the vault as it stands in a setting: a JWK or PEM. */
import { createOpenToken, type DecryptionKey } from '@sightglass/resource/decryption'

/** @throws {Error} where it is no key; its words hold nothing of it */
export function parseDecryptionKey(text: string): DecryptionKey {
  const key: DecryptionKey = text.trimStart().startsWith('{') ? jwkIn(text) : text
  createOpenToken([key])
  return key
}

function jwkIn(text: string): DecryptionKey {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('a decryption key that begins with a brace must be a JWK')
  }
}
