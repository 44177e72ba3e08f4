/** The management API on a listener of its own: in production where it was given a token, in development always. */
import { type Config, type Frame, ListenError, type Serving, serve, tlsOf } from '@sightglass/process'
import type { Log, Server } from '@sightglass/server'
import { createManagement } from '@sightglass/server/admin/index'
import { type ManagementToken, parseManagementTokens } from '@sightglass/server/admin/tokens'
import { trustDeclaredLength } from '@sightglass/spec/body'
import { isLoopback, TOKEN_FILE } from './admin-settings.ts'
import { fileBeside, madeOnce } from './key-file.ts'
import type { settings } from './settings.ts'

/**
 * Listens; resolves to nothing where the API is off.
 * @throws {ListenError} in production, where the port cannot be had
 */
export async function openManagement(
  { config, development, tracing, log }: Frame<Config<typeof settings>>,
  server: Server,
): Promise<Serving | undefined> {
  try {
    const tokens = tokensOf(config, development)
    if (tokens === undefined) return undefined
    const told: Log = (level, event, fields) => log[level](fields ?? {}, event)
    const manage = createManagement({ server, tokens, tracing, log: told })
    return await serve({
      name: 'management',
      host: config.adminHost,
      // Who has any port for the server has any for this.
      port: config.authPort === 0 ? 0 : config.adminPort,
      fetch: (request, peer) => manage(trustDeclaredLength(request), peer),
      ...(isLoopback(config) ? {} : tlsOf(config)),
      log: log.child({ listener: 'management' }),
      event: 'management API listening',
      signals: false,
    })
  } catch (reason) {
    const isPassing = reason instanceof ListenError || (reason instanceof Error && 'code' in reason)
    if (!development || !isPassing) throw reason
    log.warn({ reason: reason.message }, 'there is no management API')
    return undefined
  }
}

type AdminConfig = Pick<Config<typeof settings>, 'adminToken' | 'databaseUrl'>

function tokensOf(
  { adminToken, databaseUrl }: AdminConfig,
  development: boolean,
): readonly ManagementToken[] | undefined {
  if (adminToken !== undefined) return parseManagementTokens(adminToken)
  return development ? parseManagementTokens(madeOnce(fileBeside(databaseUrl, TOKEN_FILE))) : undefined
}
