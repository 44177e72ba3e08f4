/** Whose keys are where, and who is asked about tokens: the metadata of an issuer, or the issuer that a `jwks_uri` belongs to. Reads and reports; who asked checks. */
import { type Asking, type Failure, type Fetched, fetchJson } from '@sightglass/jwks'
import { isSecureUrl, wellKnownUrl } from '@sightglass/spec/metadata'

export interface Discovered {
  /** Why no metadata could be had. */
  readonly failure: Failure | undefined
  readonly issuer: string | undefined
  readonly jwksUri: string | undefined
  readonly introspectionEndpoint?: string | undefined
}

/** The metadata of an issuer: at the position of RFC 8414, else at that of OpenID Connect Discovery. */
export async function discoverMetadata(asking: Asking, issuer: string): Promise<Discovered> {
  const found = await fetchJson(wellKnownUrl(issuer, 'oauth-authorization-server'), asking)
  if (!isAbsence(found.failure)) return discoveredIn(found)
  return discoveredIn(await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, asking))
}

/** The issuer whose metadata, on the host of the keys, names this `jwks_uri`: only so is `iss` worth comparing. */
export async function discoverIssuer(asking: Asking, jwksUri: string): Promise<Discovered> {
  let failure: Failure | undefined
  for (const candidate of issuersAbove(jwksUri)) {
    const found = await discoverMetadata(asking, candidate)
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

const isAbsence = (failure: Failure | undefined): boolean => {
  return failure?.status !== undefined && failure.status >= 400 && failure.status < 500
}

function discoveredIn(found: Fetched): Discovered {
  if (found.failure !== undefined) return { failure: found.failure, issuer: undefined, jwksUri: undefined }
  const { json } = found
  const members = (typeof json === 'object' ? (json ?? {}) : {}) as Record<string, unknown>
  const { issuer, jwks_uri, introspection_endpoint } = members
  const introspectionEndpoint = textOr(introspection_endpoint)
  return { failure: undefined, issuer: textOr(issuer), jwksUri: textOr(jwks_uri), introspectionEndpoint }
}

const textOr = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** An issuer on https has nothing on http. */
export const isUsable = (address: string | undefined, issuer: string | undefined): address is string =>
  address !== undefined && isSecureUrl(address) && !(issuer?.startsWith('https:') && !address.startsWith('https:'))
