/** What an issuer may be: everybody compares it as a plain string, so it must have one spelling. */
import { isLoopbackHost } from '@sightglass/spec/metadata'

export type Environment = 'development' | 'production'

/** @throws {Error} where the text cannot be the issuer of a server in this environment. */
export function checkIssuer(issuer: string, environment: Environment): void {
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined
  const isPlain =
    /^https?:$/.test(url?.protocol ?? '') &&
    `${url?.origin}${url?.pathname === '/' ? '' : url?.pathname}` === issuer &&
    !issuer.endsWith('/')
  if (url === undefined || !isPlain)
    throw new Error(
      `the issuer must be an https or http URL without user, query, fragment and trailing slash, as a browser spells it: "${issuer}"`,
    )
  if (environment === 'production' && url.protocol === 'http:' && !isLoopbackHost(url.hostname))
    throw new Error(`the issuer must be https in production unless it is loopback: "${issuer}"`)
}
