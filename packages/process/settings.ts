/** The settings that more than one process needs, and what follows from them: who is where. */
import { isHostOrNetwork } from '@sightglass/spec/addresses'
import { z } from 'zod'
import { type Config, setting } from './schema.ts'
import { MOST_STOP_DELAY_SECONDS } from './stop.ts'
import { readPair } from './tls.ts'

const portNumber = z.int().min(0).max(65_535)
/** An http or https address without user name and password: those would stand in every page, token and log. */
export const httpUrl = z
  .url({ protocol: /^https?$/ })
  .refine((url) => !hasUserInfo(url), { error: 'must have no user name and no password' })
const origin = httpUrl.refine((url) => !/[?#]/.test(url) && !url.endsWith('/'), {
  error: 'must have no query, no fragment and no slash at its end',
})

const proxy = z
  .string()
  .refine(isHostOrNetwork, { error: 'must be an IP address or a network such as 10.1.0.0/16' })
  .refine((text) => !text.endsWith('/0'), { error: 'must not be the whole internet' })

function hasUserInfo(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url !== undefined && (url.username !== '' || url.password !== '')
}

export const sharedSettings = {
  mode: setting({
    key: 'mode',
    env: 'SIGHTGLASS_ENV',
    flag: '--mode',
    type: z.enum(['production', 'development']),
    default: 'production',
    description: 'In development there are demo accounts and a recorder; production has neither.',
  }),
  host: setting({
    key: 'host',
    env: 'SIGHTGLASS_HOST',
    flag: '--host',
    type: z.string().min(1),
    default: 'localhost',
    description: 'The address to listen on; localhost means 127.0.0.1 and ::1, 0.0.0.0 every address.',
  }),
  authPort: setting({
    key: 'auth.port',
    env: 'SIGHTGLASS_AUTH_PORT',
    flag: '--auth-port',
    type: portNumber,
    default: 8081,
    description: 'The port of the authorization server.',
  }),
  apiPort: setting({
    key: 'api.port',
    env: 'SIGHTGLASS_API_PORT',
    flag: '--api-port',
    type: portNumber,
    default: 8082,
    description: 'The port of the resource server.',
  }),
  webPort: setting({
    key: 'web.port',
    env: 'SIGHTGLASS_WEB_PORT',
    flag: '--web-port',
    type: portNumber,
    default: 8080,
    description: 'The port of the client application.',
  }),
  issuer: setting({
    key: 'issuer',
    env: 'SIGHTGLASS_ISSUER',
    flag: '--issuer',
    type: origin.optional(),
    description: 'The issuer, as browsers and programs reach it; made from host and port where it is not set.',
  }),
  resource: setting({
    key: 'resource',
    env: 'SIGHTGLASS_RESOURCE',
    flag: '--resource',
    type: origin.optional(),
    description:
      'The identifier of the resource server, the audience of its tokens; made from host and port where it is not set.',
  }),
  webUrl: setting({
    key: 'web.url',
    env: 'SIGHTGLASS_WEB_URL',
    flag: '--web-url',
    type: origin.optional(),
    description: 'Where browsers reach the client application; made from host and port where it is not set.',
  }),
  tlsCert: setting({
    key: 'tls.cert',
    env: 'SIGHTGLASS_TLS_CERT',
    flag: '--tls-cert',
    type: z.string().min(1).optional(),
    description: 'The PEM file of the certificate and its chain; with it the process speaks HTTPS itself.',
  }),
  tlsKey: setting({
    key: 'tls.key',
    env: 'SIGHTGLASS_TLS_KEY',
    flag: '--tls-key',
    type: z.string().min(1).optional(),
    description: 'The PEM file of the private key of the certificate.',
  }),
  trustedProxies: setting({
    key: 'trusted_proxies',
    env: 'SIGHTGLASS_TRUSTED_PROXIES',
    flag: '--trusted-proxies',
    type: z.array(proxy, { error: 'must be an IP address or a network, or a list of them' }),
    default: [],
    description:
      'The addresses and networks of proxies, separated by commas: they, and nobody else, are believed about whom a request came from (X-Forwarded-For).',
  }),
  stopDelaySeconds: setting({
    key: 'stop_delay_seconds',
    env: 'SIGHTGLASS_STOP_DELAY_SECONDS',
    flag: '--stop-delay-seconds',
    type: z.int().min(0).max(MOST_STOP_DELAY_SECONDS).optional(),
    description:
      'How long a stopping process says that it is not ready before it stops listening, so that load balancers notice; where it is not set, 3 in production and 0 in development.',
  }),
  traceKey: setting({
    key: 'trace_key',
    env: 'SIGHTGLASS_TRACE_KEY',
    flag: '--trace-key',
    secret: true,
    type: z.string().min(16).optional(),
    description:
      'Given to all three parties, it lets the theatre join what each recorded of one flow; random where it is not set.',
  }),
  logLevel: setting({
    key: 'log.level',
    env: 'LOG_LEVEL',
    flag: '--log-level',
    type: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).optional(),
    description: 'How much is logged; info where it is not set.',
  }),
  logFormat: setting({
    key: 'log.format',
    env: 'LOG_FORMAT',
    flag: '--log-format',
    type: z.enum(['json', 'pretty']).optional(),
    description: 'One JSON object a line, or text for people; where it is not set, text in development on a terminal.',
  }),
  debug: setting({
    key: 'debug',
    env: 'OAUTH_DEBUG',
    flag: '--debug',
    type: z.boolean(),
    default: false,
    description: 'Logs each message between the parties; the same as the log level debug.',
  }),
}

export type SharedConfig = Config<typeof sharedSettings>

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/
const ANY_ADDRESS = /^(0\.0\.0\.0|::)$/

/**
 * What the shared settings must fulfil together; `relies` are the places that this process goes by, be they set or made
 * from host and port.
 */
export function verifyShared(
  config: SharedConfig,
  mistake: (name: keyof SharedConfig, what: string) => void,
  relies: readonly Place[] = ['issuer'],
): void {
  const ports = [config.authPort, config.apiPort, config.webPort].filter((port) => port !== 0)
  if (new Set(ports).size < ports.length) mistake('authPort', 'the three ports must differ')
  if ((config.tlsCert === undefined) !== (config.tlsKey === undefined)) {
    mistake(config.tlsCert === undefined ? 'tlsKey' : 'tlsCert', 'certificate and key must be set together')
  }
  if (config.tlsCert !== undefined && config.tlsKey !== undefined) {
    const pair = readPair({ certFile: config.tlsCert, keyFile: config.tlsKey })
    if (!('cert' in pair)) for (const [which, what] of pair) mistake(which, what)
  }
  if (isDevelopment(config)) return
  for (const name of PLACES) {
    if (config[name] === undefined && !relies.includes(name)) continue
    const { protocol, hostname, origin } = new URL(partiesOf(config)[name])
    if (protocol === 'http:' && !LOOPBACK.test(hostname))
      mistake(name, `must be https in production unless it is loopback (it is ${origin})`)
  }
}

const PRODUCTION_STOP_DELAY_SECONDS = 3

export function stopDelayOf(config: Pick<SharedConfig, 'mode' | 'stopDelaySeconds'>): number {
  return config.stopDelaySeconds ?? (isDevelopment(config) ? 0 : PRODUCTION_STOP_DELAY_SECONDS)
}

export function isDevelopment(config: Pick<SharedConfig, 'mode'>): boolean {
  return config.mode === 'development'
}

type Places = Pick<
  SharedConfig,
  'host' | 'authPort' | 'apiPort' | 'webPort' | 'issuer' | 'resource' | 'webUrl' | 'tlsCert'
>

const PLACES = ['issuer', 'resource', 'webUrl'] as const
export type Place = (typeof PLACES)[number]

/** The URLs of the three parties, without a slash at their end. */
export type Parties = Readonly<Record<Place, string>>

/** The same in every process, whichever of them asks. */
export function partiesOf(config: Places): Parties {
  const scheme = config.tlsCert === undefined ? 'http' : 'https'
  const urlOf = (port: number) => `${scheme}://${publicHost(config.host)}:${port}`
  return {
    issuer: config.issuer ?? urlOf(config.authPort),
    resource: config.resource ?? urlOf(config.apiPort),
    webUrl: config.webUrl ?? urlOf(config.webPort),
  }
}

/** The origins whose servers log what they receive themselves: those that were given the trace key together with this process. */
export function oursOf(config: Places & Pick<SharedConfig, 'traceKey'>): string[] {
  return config.traceKey === undefined ? [] : Object.values(partiesOf(config))
}

function publicHost(host: string): string {
  if (LOOPBACK.test(host) || ANY_ADDRESS.test(host)) return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

/** The certificate for `serve`, where there is one. */
export function tlsOf(config: Pick<SharedConfig, 'tlsCert' | 'tlsKey'>): {
  tls?: { certFile: string; keyFile: string }
} {
  const { tlsCert, tlsKey } = config
  return tlsCert === undefined || tlsKey === undefined ? {} : { tls: { certFile: tlsCert, keyFile: tlsKey } }
}
