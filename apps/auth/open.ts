/** From the configuration to a server on its database: what the process and the commands that work beside it share. */
import { randomBytes } from 'node:crypto'
import { type Config, isDevelopment, loadConfig, partiesOf, verifyShared } from '@sightglass/process'
import { createServer, parseKeyEncryptionKey, type Server, type ServerOptions } from '@sightglass/server'
import { openStore, type Store } from '@sightglass/store'
import { fetcherOptionsOf, verifyFetcher } from './fetcher-settings.ts'
import { developmentKey } from './key-file.ts'
import { settings } from './settings.ts'

export type AuthConfig = Config<typeof settings>

/** @throws {ConfigError} with every mistake */
export function readConfig(argv?: readonly string[]): Promise<AuthConfig> {
  return loadConfig({
    app: 'auth',
    schema: settings,
    ...(argv === undefined ? {} : { argv }),
    verify(config, mistake) {
      verifyShared(config, mistake)
      verifyFetcher(config, mistake)
      if (!isDevelopment(config) && config.keyEncryptionKey === undefined) {
        mistake('keyEncryptionKey', 'must be set in production: 32 random bytes in base64url')
      }
    },
  })
}

/** The key under which what this party records is joined with what others do. */
export const linkKeyOf = ({ traceKey }: AuthConfig): Uint8Array =>
  traceKey === undefined ? randomBytes(32) : Buffer.from(traceKey)

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
    requestLimit: { requests: config.authorizationRequests, withinSeconds: 300 },
    ...options,
  })
  return { server, store }
}
