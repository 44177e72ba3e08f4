/** From the configuration to a server on its database: what the process and the commands that work beside it share. */
import { type Config, linkKeyOf, partiesOf, readAppConfig } from '@sightglass/process'
import { createServer, parseKeyEncryptionKey, type Server, type ServerOptions } from '@sightglass/server'
import { openStore, type Store } from '@sightglass/store'
import { fetcherOptionsOf } from './fetcher-settings.ts'
import { developmentKey } from './key-file.ts'
import { registrationPolicyOf } from './registration-settings.ts'
import { relies, settings, verify } from './settings.ts'

export type AuthConfig = Config<typeof settings>

/** @throws {ConfigError} with every mistake */
export const readConfig = (argv: readonly string[]): Promise<AuthConfig> =>
  readAppConfig({ name: 'auth', settings, relies, verify }, argv)

/** Opens the database and the server on it; who opens closes the store. */
export async function openServer(
  config: AuthConfig,
  options: Partial<ServerOptions> = {},
): Promise<{ server: Server; store: Store }> {
  const { issuer } = partiesOf(config)
  const keys = (config.keyEncryptionKey ?? developmentKey(config.databaseUrl)).split(',').map(parseKeyEncryptionKey)
  const clock = () => Math.floor(Date.now() / 1000)
  const store = await openStore(config.databaseUrl, { issuer, clock })
  const server = await createServer({
    issuer,
    store,
    clock,
    keyEncryptionKeys: keys,
    linkKey: linkKeyOf(config),
    environment: config.mode,
    fetcher: fetcherOptionsOf(config),
    registration: registrationPolicyOf(config),
    keyRotation: { rotateAfterSeconds: config.keyRotationDays * 86_400 },
    requestLimit: { requests: config.authorizationRequests, withinSeconds: 300 },
    ...options,
  })
  return { server, store }
}
