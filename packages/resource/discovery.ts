/** Whose keys are where: the metadata of an issuer, or the issuer that a `jwks_uri` belongs to. Reads and reports; who asked checks. */
import { wellKnownUrl } from '@sightglass/spec/metadata'
import { type Fetch, type Fetched, fetchJson } from './fetch-json.ts'

export interface Discovered {
  /** Why no metadata could be had. */
  readonly failure: string | undefined
  readonly issuer: string | undefined
  readonly jwksUri: string | undefined
}

/** The metadata of an issuer: at the position of RFC 8414, else at that of OpenID Connect Discovery. */
export async function discoverJwksUri(fetch: Fetch, issuer: string): Promise<Discovered> {
  const appended = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const found = await firstThere(fetch, [wellKnownUrl(issuer, 'oauth-authorization-server'), appended])
  return { failure: found.failure, ...membersOf(found.json) }
}

/** The issuer whose metadata, on the host of the keys, names this `jwks_uri`: only so is `iss` worth comparing. */
export async function discoverIssuer(fetch: Fetch, jwksUri: string): Promise<Discovered> {
  let failure: string | undefined
  for (const candidate of issuersAbove(jwksUri)) {
    const found = await discoverJwksUri(fetch, candidate)
    failure = found.failure
    if (failure !== undefined && !isAbsence(failure)) break
    const own = found.issuer === candidate || found.issuer === `${candidate}/`
    if (own && found.jwksUri === jwksUri) return found
  }
  return { failure, issuer: undefined, jwksUri }
}

/** `https://a.example/t1/jwks` may belong to `https://a.example/t1` or to `https://a.example`. */
function issuersAbove(jwksUri: string): string[] {
  const { origin, pathname } = new URL(jwksUri)
  const names = pathname.split('/').slice(1, -1)
  return names.map((_, at) => `${origin}/${names.slice(0, names.length - at).join('/')}`).concat(origin)
}

async function firstThere(fetch: Fetch, urls: readonly string[]): Promise<Fetched> {
  let found: Fetched = { json: undefined, failure: 'no address', maxAge: undefined }
  for (const url of urls) {
    found = await fetchJson(fetch, url)
    if (found.failure === undefined || !isAbsence(found.failure)) return found
  }
  return found
}

const isAbsence = (failure: string): boolean => /^status 4/.test(failure)

function membersOf(json: unknown): Pick<Discovered, 'issuer' | 'jwksUri'> {
  const { issuer, jwks_uri } = (typeof json === 'object' ? (json ?? {}) : {}) as Record<string, unknown>
  return { issuer: textOr(issuer), jwksUri: textOr(jwks_uri) }
}

const textOr = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
