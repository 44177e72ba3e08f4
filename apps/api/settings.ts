/** The settings of the resource server beyond those that all processes share. */
import { setting, sharedSettings } from '@sightglass/process'
import { z } from 'zod'

export const settings = {
  ...sharedSettings,
  jwksUri: setting({
    key: 'api.jwks_uri',
    env: 'SIGHTGLASS_API_JWKS_URI',
    flag: '--api-jwks-uri',
    type: z.url({ protocol: /^https?$/ }).optional(),
    description: "Where the issuer's keys are reached, if not where its metadata says (inside a private network).",
  }),
}
