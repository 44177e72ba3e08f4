/** The settings of the resource server beyond those that all processes share. */
import { httpUrl, setting, sharedSettings } from '@sightglass/process'

export const settings = {
  ...sharedSettings,
  jwksUri: setting({
    key: 'api.jwks_uri',
    env: 'SIGHTGLASS_API_JWKS_URI',
    flag: '--api-jwks-uri',
    type: httpUrl.optional(),
    description: "Where the issuer's keys are reached, if not where its metadata says (inside a private network).",
  }),
}
