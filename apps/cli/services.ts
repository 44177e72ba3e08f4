/** What the supervisor starts: the three servers, each with its place and its environment. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { toEnvironment } from '@sightglass/process/schema'
import { partiesOf, type SharedConfig, sharedSettings } from '@sightglass/process/settings'
import type { Colour } from './reporter.ts'

export const APPS_FOLDER = dirname(dirname(fileURLToPath(import.meta.url)))

export interface Service {
  readonly name: string
  readonly title: string
  readonly colour: Colour
  /** The module to run. */
  readonly program: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly host: string
  readonly port: number
  readonly secure: boolean
  readonly url: string
  /** How to give it another port. */
  readonly otherPort: string
  /** Names of the services that must be up before this one starts, and that stop after it. */
  readonly after: readonly string[]
}

/** The three servers; every one of them gets the same settings, so that they agree on who is where. */
export function ourServices(config: SharedConfig, inherited: NodeJS.ProcessEnv): Service[] {
  const { issuer, resource, webUrl } = partiesOf(config)
  const env = {
    ...withoutSecretFiles(inherited),
    ...toEnvironment(sharedSettings, { ...config, issuer, resource, webUrl }),
    ...childDefaults(inherited),
  }
  const common = { env, host: config.host, secure: config.tlsCert !== undefined }
  const service = (
    name: string,
    title: string,
    colour: Colour,
    port: number,
    url: string,
    after: readonly string[],
  ): Service => ({
    ...common,
    name,
    title,
    colour,
    port,
    url,
    after,
    program: join(APPS_FOLDER, name, 'main.ts'),
    otherPort: `--${name}-port <port> or SIGHTGLASS_${name.toUpperCase()}_PORT=<port>`,
  })
  return [
    service('auth', 'authorization server', 'magenta', config.authPort, issuer, []),
    service('api', 'resource server', 'cyan', config.apiPort, resource, ['auth']),
    service('web', 'client application', 'green', config.webPort, webUrl, ['auth']),
  ]
}

// A secret reaches the children as itself; together with its file it would be a mistake.
function withoutSecretFiles(inherited: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const files = Object.values(sharedSettings).map((row) => (row.secret === true ? `${row.env}_FILE` : ''))
  return Object.fromEntries(Object.entries(inherited).filter(([name]) => !files.includes(name)))
}

// Compiled once for all starts: the second start takes half the time of the first.
function childDefaults({ NODE_COMPILE_CACHE }: NodeJS.ProcessEnv): Record<string, string> {
  return {
    NODE_COMPILE_CACHE: NODE_COMPILE_CACHE ?? join(dirname(APPS_FOLDER), 'node_modules', '.cache', 'sightglass'),
  }
}
