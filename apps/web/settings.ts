/** The settings of the demo application beyond those that all processes share. */
import { type Config, isDevelopment, setting, sharedSettings, type Verify } from '@sightglass/process'
import { z } from 'zod'

/** Known to everybody: the authorization server seeds it in development only. */
export const DEMO_SECRET = 'demo-web-secret-for-development-only'

export const settings = {
  ...sharedSettings,
  clientId: setting({
    key: 'web.client_id',
    env: 'SIGHTGLASS_WEB_CLIENT_ID',
    flag: '--client-id',
    type: z.string().min(1),
    default: 'demo-web',
    description: 'The id under which the application is registered.',
  }),
  clientSecret: setting({
    key: 'web.client_secret',
    env: 'SIGHTGLASS_WEB_CLIENT_SECRET',
    flag: '--client-secret',
    type: z.string().min(1).optional(),
    description: 'Its secret. Required in production; in development that of the demo client.',
    secret: true,
  }),
  scope: setting({
    key: 'web.scope',
    env: 'SIGHTGLASS_WEB_SCOPE',
    flag: '--scope',
    type: z.string().min(1),
    default: 'openid profile email read write',
    description: 'The scopes that are ticked on the start page, separated by spaces.',
  }),
}

/** What is known to everybody protects nothing. */
export const verify: Verify<Config<typeof settings>> = (config, mistake) => {
  if (isDevelopment(config)) return
  if (config.clientSecret === undefined) mistake('clientSecret', 'must be set in production')
  if (config.clientSecret === DEMO_SECRET) mistake('clientSecret', 'must not be that of the demo in production')
}
