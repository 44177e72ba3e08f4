/** Request objects (OIDC Core §6): an authorization request as a JWT, by value or by reference, and how it meets the parameters beside it. */
import { parseJson } from './answer.ts'
import { check, defineRules } from './check.ts'
import { type JwsAlgorithm, jwsAlgorithmNames } from './jwk.ts'
import { audienceOf, bytesOfBase64url, type JwtClaims, type JwtRules, parseJwt, type UnverifiedJwt } from './jwt.ts'
import { type Params, type Parsed, required } from './params.ts'

export const rules = defineRules('request-object', {
  oneWay: ['OIDC-6.1', 'invalid_request', 'request and request_uri must not be sent together'],
  demanded: [
    'OIDC-16.20',
    'invalid_request',
    'request must be a signed request object where the client may ask in no other way',
  ],
  uriRegistered: ['OIDC-6.2', 'invalid_request_uri', 'request_uri must be one that the client has registered'],
  fetched: ['OIDC-6.2.3', 'invalid_request_uri', 'request object must be found at the request_uri'],
  wellFormed: [
    'OIDC-6.1',
    'invalid_request_object',
    'request object must be a JWT in compact form, of no more than 16 kB',
  ],
  alg: ['OIDC-6.3.2', 'invalid_request_object', 'alg of the request object must be one that the server supports'],
  algRegistered: [
    'OIDC-6.3.2',
    'invalid_request_object',
    'alg of the request object must be the one that the client is registered for, if it is for one',
  ],
  typ: [
    'RFC8725-3.11',
    'invalid_request_object',
    'typ of the request object must be JWT or oauth-authz-req+jwt where it is given',
  ],
  keysKnown: [
    'OIDC-6.3.2',
    'invalid_request_object',
    'keys of the client must be known, or be fetched from its jwks_uri',
  ],
  keySet: ['RFC7517-5', 'invalid_request_object', 'answer of the jwks_uri must be a JWK Set'],
  key: ['OIDC-6.3.2', 'invalid_request_object', 'kid and alg of the request object must name one key of the client'],
  signature: ['OIDC-6.3.2', 'invalid_request_object', 'signature of the request object must be valid'],
  iss: ['OIDC-6.1', 'invalid_request_object', 'iss of the request object must be the client_id where it is given'],
  aud: ['OIDC-6.1', 'invalid_request_object', 'aud of the request object must name the issuer where it is given'],
  times: [
    'RFC7519-4.1.4',
    'invalid_request_object',
    'exp of the request object must be in the future, nbf and iat must not, where they are given',
  ],
  notNested: ['OIDC-6.1', 'invalid_request_object', 'request object must not carry request or request_uri'],
  members: [
    'OIDC-6.1',
    'invalid_request_object',
    'members of the request object must be JSON without control characters',
  ],
  clientId: [
    'OIDC-6.1',
    'invalid_request_object',
    'client_id must be the same in the request object and outside of it',
  ],
  responseType: [
    'OIDC-6.1',
    'invalid_request_object',
    'response_type must be the same in the request object and outside of it',
  ],
  scopeOutside: [
    'OIDC-6.1',
    'invalid_request',
    'scope must include openid outside of the request object where it does inside',
  ],
})

const { wellFormed, alg, key, times, aud } = rules

/** Whatever is wrong with the JWT is one of these. */
export const jwtRules: JwtRules = {
  size: wellFormed,
  compact: wellFormed,
  header: wellFormed,
  crit: wellFormed,
  payload: wellFormed,
  algNone: alg,
  alg,
  typ: rules.typ,
  iss: rules.iss,
  key,
  keyFits: key,
  signature: rules.signature,
  audPresent: aud,
  aud,
  expPresent: times,
  exp: times,
  nbf: times,
  iat: times,
}

/** What may sign or not sign one. */
export const requestObjectAlgorithms: readonly string[] = ['none', ...jwsAlgorithmNames]

/** A request object whose maker is not proven: by its key, or never. */
export type SentObject =
  | { readonly kind: 'signed'; readonly jwt: UnverifiedJwt }
  | { readonly kind: 'unsigned'; readonly claims: JwtClaims }

/**
 * One that nobody signed is worth as much as plain parameters: whoever may ask by these may ask by it as well.
 * @param registered the `request_object_signing_alg` of the client: any, `none` included, where it has none
 * @throws {Refusal} `request-object.*`
 */
export function parseRequestObject(text: string, registered: string | undefined): SentObject {
  const claims = unsignedClaims(text)
  if (claims !== undefined) {
    checkRegistered(registered, 'none')
    return { kind: 'unsigned', claims }
  }
  const algs: readonly JwsAlgorithm[] = jwsAlgorithmNames
  const jwt = parseJwt(jwtRules, text, algs)
  const { alg: received, typ } = jwt.header
  checkRegistered(registered, received)
  check(rules.typ, typ === undefined || /^(?:application\/)?(?:oauth-authz-req\+)?jwt$/i.test(typ), { received: typ })
  return { kind: 'signed', jwt }
}

const checkRegistered = (registered: string | undefined, received: string): void =>
  check(rules.algRegistered, registered === undefined || received === registered, { expected: registered, received })

/** Of what says of itself that nobody signed it, and has no signature; `undefined` of anything else. */
function unsignedClaims(text: string): JwtClaims | undefined {
  const [head = '', body = '', ...rest] = text.length > 16 * 1024 ? [] : text.split('.')
  if (rest.length !== 1 || rest[0] !== '' || objectIn(head)?.alg !== 'none') return undefined
  const claims = objectIn(body)
  check(wellFormed, claims)
  return claims
}

function objectIn(part: string): JwtClaims | undefined {
  try {
    const value = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytesOfBase64url(part)))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JwtClaims) : undefined
  } catch {
    return undefined
  }
}

export interface ObjectDemands {
  readonly issuer: string
  readonly clientId: string
  /** Seconds since the epoch. */
  readonly now: number
  /** Whether what stands beside it counts as well (OIDC Core §6.1), or nothing does but what the client has signed. */
  readonly besides: boolean
}

/**
 * The request that an object and the parameters beside it make together: what is inside counts.
 * @throws {Refusal} `request-object.*`, `params.required`
 */
export function mergedRequest(claims: JwtClaims, outside: Parsed, demands: ObjectDemands): Parsed {
  const { issuer, clientId, now, besides } = demands
  const { iss } = claims
  check(rules.iss, iss === undefined || iss === clientId, { expected: clientId })
  check(rules.aud, claims.aud === undefined || audienceOf(claims).includes(issuer), { expected: issuer })
  check(rules.times, isTimely(claims, now), { expected: now })
  check(rules.notNested, claims.request === undefined && claims.request_uri === undefined)
  const inside = parametersIn(claims)
  checkTwice(inside, outside.params)
  const resources = resourcesIn(claims)
  const base = besides ? outside.params : new Map([['client_id', clientId]])
  const params = new Map([...base, ...inside])
  for (const name of ['request', 'request_uri']) params.delete(name)
  return { params, resources: resources.length > 0 || !besides ? resources : outside.resources }
}

const TOLERANCE_SECONDS = 5

function isTimely({ exp, nbf, iat }: JwtClaims, now: number): boolean {
  if (exp !== undefined && !(isTime(exp) && exp > now - TOLERANCE_SECONDS)) return false
  return [nbf, iat].every((time) => time === undefined || (isTime(time) && time <= now + TOLERANCE_SECONDS))
}

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

/** What has to stand outside as well, so that it is an OAuth request to whoever looks at no object. */
function checkTwice(inside: Params, outside: Params): void {
  const [type, clientId] = [required(outside, 'response_type'), required(outside, 'client_id')]
  check(rules.responseType, (inside.get('response_type') ?? type) === type, { parameter: 'response_type' })
  check(rules.clientId, (inside.get('client_id') ?? clientId) === clientId, { parameter: 'client_id' })
  const isOpenId = (params: Params): boolean => (params.get('scope') ?? '').split(' ').includes('openid')
  check(rules.scopeOutside, !isOpenId(inside) || isOpenId(outside), { parameter: 'scope' })
}

/** Of the JWT itself, not of the request. */
const OWN: ReadonlySet<string> = new Set(['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'resource'])
const CONTROL = /[^\t\n\r\P{Cc}]/u

function parametersIn(claims: JwtClaims): Params {
  const members = Object.entries(claims).filter(([name, value]) => !OWN.has(name) && value !== null && value !== '')
  const texts = members.map(([name, value]): [string, string] => [name, textOf(value)])
  check(rules.members, texts.flat().every(isReadable))
  return new Map(texts)
}

/** Half a surrogate pair would come back as something else. */
const isReadable = (text: string): boolean => text.isWellFormed() && !CONTROL.test(text)

/** Numbers and objects stand for their JSON: `max_age`, `claims`. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

function resourcesIn({ resource }: JwtClaims): readonly string[] {
  const list: readonly unknown[] = Array.isArray(resource) ? resource : resource === undefined ? [] : [resource]
  const texts = list.filter((item) => typeof item === 'string')
  check(rules.members, texts.length === list.length, { parameter: 'resource' })
  return texts
}
