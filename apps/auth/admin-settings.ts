/** Where the management API listens, and who may use it. */
import { type SharedConfig, setting } from '@sightglass/process'
import { parseManagementTokens } from '@sightglass/server/admin/tokens'
import { z } from 'zod'

export const DEFAULT_ADMIN_PORT = 8083
/** Beside the database, in development. */
export const TOKEN_FILE = 'admin-token'

export const adminSettings = {
  adminHost: setting({
    key: 'auth.admin.host',
    env: 'SIGHTGLASS_AUTH_ADMIN_HOST',
    flag: '--admin-host',
    type: z.string().min(1),
    default: '127.0.0.1',
    description: 'The address that the management API listens on. One that is not loopback needs a certificate.',
  }),
  adminPort: setting({
    key: 'auth.admin.port',
    env: 'SIGHTGLASS_AUTH_ADMIN_PORT',
    flag: '--admin-port',
    type: z.int().min(0).max(65_535),
    default: DEFAULT_ADMIN_PORT,
    description: 'The port of the management API.',
  }),
  adminToken: setting({
    key: 'auth.admin.token',
    env: 'SIGHTGLASS_AUTH_ADMIN_TOKEN',
    flag: '--admin-token',
    secret: true,
    type: z.string().min(1).optional(),
    description:
      'Who may use the management API: a token a line, of at least 32 characters, with or without a name in front. Without one there is no such API in production; in development the token is made beside the database.',
  }),
}

export interface AdminConfig {
  readonly adminHost: string
  readonly adminPort: number
  readonly adminToken: string | undefined
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/

export const isLoopback = ({ adminHost }: Pick<AdminConfig, 'adminHost'>): boolean => LOOPBACK.test(adminHost)

export function verifyAdmin(
  config: AdminConfig & Pick<SharedConfig, 'authPort' | 'apiPort' | 'webPort' | 'tlsCert'>,
  mistake: (name: keyof AdminConfig, what: string) => void,
): void {
  const { adminPort, adminToken, authPort, apiPort, webPort, tlsCert } = config
  if (adminPort !== 0 && [authPort, apiPort, webPort].includes(adminPort))
    mistake('adminPort', 'must differ from the ports of the three servers')
  if (!isLoopback(config) && tlsCert === undefined)
    mistake('adminHost', 'must be loopback where the process has no certificate: its tokens would travel in clear')
  try {
    if (adminToken !== undefined) parseManagementTokens(adminToken)
  } catch (reason) {
    mistake('adminToken', reason instanceof Error ? reason.message : 'cannot be read')
  }
}
