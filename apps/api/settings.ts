/** The settings of the resource server beyond those that all processes share. */
import { type Config, httpUrl, setting, sharedSettings, type Verify } from '@sightglass/process'
import { z } from 'zod'
import { parseDecryptionKey } from './decryption-key.ts'

export const settings = {
  ...sharedSettings,
  jwksUri: setting({
    key: 'api.jwks_uri',
    env: 'SIGHTGLASS_API_JWKS_URI',
    flag: '--api-jwks-uri',
    type: httpUrl.optional(),
    description: "Where the issuer's keys are reached, if not where its metadata says (inside a private network).",
  }),
  decryptionKey: setting({
    key: 'api.decryption_key',
    env: 'SIGHTGLASS_API_DECRYPTION_KEY',
    flag: '--api-decryption-key',
    secret: true,
    type: z.string().min(1).optional(),
    description:
      "The private key (JWK or PEM) that opens tokens for the vault; without one there is no vault, but for development's own.",
  }),
}

/** What the settings must fulfil beyond their types. */
export const verify: Verify<Config<typeof settings>> = ({ decryptionKey }, mistake) => {
  try {
    if (decryptionKey !== undefined) parseDecryptionKey(decryptionKey)
  } catch (reason) {
    mistake('decryptionKey', reason instanceof Error ? reason.message : 'must be a key')
  }
}
