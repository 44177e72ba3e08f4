/** Where words of the trade stand in a text. */
import type { Term } from './glossary-words.ts'

/** By the name of their explanation, in both languages. */
const terms: Readonly<Record<Term, string>> = {
  grant: 'grants?|Grants?',
  'jwk-set': 'JWK Sets?',
  jwk: 'JWKs?',
  jws: 'JWS',
  jwt: 'JWTs?',
  kid: 'kid',
  crit: 'crit',
  essential: 'essential',
  burnt: 'burnt|verbrannt',
  basic: 'Basic',
  confidential: 'confidential|vertrauliche[rn]?',
  rotate: 'rotate[sd]?|rotation|rotiert|Rotation',
  claim: 'claims?|Claims?',
  acr: 'acr',
  azp: 'azp',
  pkce: 'PKCE',
  'access-token': '[Aa]ccess[ -][Tt]okens?',
  'refresh-token': '[Rr]efresh[ -][Tt]okens?',
  'id-token': 'ID[ -][Tt]okens?',
  code: '[Cc]odes?',
  'code-verifier': 'code_verifier',
  'code-challenge': 'code_challenge',
  state: 'state',
  nonce: 'nonce',
  scope: 'scopes?|Scopes?',
  issuer: '[Ii]ssuer|Aussteller',
  aud: 'aud',
  iss: 'iss',
  jti: 'jti',
  'jwks-uri': 'jwks_uri',
  amr: 'amr',
  sid: 'sid',
  sub: 'sub',
  'at-hash': 'at_hash',
  loopback: '[Ll]oopback',
  opaque: 'opaque',
  metadata: '[Mm]etadata|Metadaten',
  discovery: '[Dd]iscovery',
  'offline-access': 'offline_access',
  'oauth-2-1': 'OAuth 2\\.1',
  'public-client': 'public client|öffentlicher Client',
  introspection: '[Ii]ntrospection|Introspektion',
  bearer: '[Bb]earer[ -][Tt]okens?',
  audience: '[Aa]udience',
}

const names = Object.keys(terms) as Term[]
const pattern = new RegExp(
  `(?<![\\w.-])(?:${Object.values(terms)
    .map((words) => `(${words})`)
    .join('|')})(?![\\w-])`,
  'g',
)

/** A text in parts: plain ones, and words of the trade. */
export type Part = string | { readonly word: string; readonly term: Term }

/** Each word of the trade can be asked about where it stands first. */
export function partsOf(text: string): Part[] {
  const met = new Set<Term>()
  const parts: Part[] = []
  let end = 0
  for (const match of text.matchAll(pattern)) {
    const term = names[match.slice(1).findIndex((group) => group !== undefined)]
    if (term === undefined || met.has(term)) continue
    met.add(term)
    parts.push(text.slice(end, match.index), { word: match[0], term })
    end = match.index + match[0].length
  }
  return [...parts, text.slice(end)].filter((part) => part !== '')
}
