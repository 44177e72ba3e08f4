/** The documents that rules cite: title, address and the list of their sections. A citation that does not exist does not compile. */
import { sections } from './sections.ts'

const rfc = (number: number, title: string) => ({
  title: `RFC ${number}: ${title}`,
  url: `https://www.rfc-editor.org/rfc/rfc${number}`,
})

export const documents = {
  RFC6585: rfc(6585, 'Additional HTTP Status Codes'),
  RFC6749: rfc(6749, 'The OAuth 2.0 Authorization Framework'),
  RFC6750: rfc(6750, 'Bearer Token Usage'),
  RFC6890: rfc(6890, 'Special-Purpose IP Address Registries'),
  RFC7009: rfc(7009, 'OAuth 2.0 Token Revocation'),
  RFC7515: rfc(7515, 'JSON Web Signature'),
  RFC7516: rfc(7516, 'JSON Web Encryption'),
  RFC7517: rfc(7517, 'JSON Web Key'),
  RFC7519: rfc(7519, 'JSON Web Token'),
  RFC7523: rfc(7523, 'JWT Profile for OAuth 2.0 Client Authentication and Authorization Grants'),
  RFC7591: rfc(7591, 'OAuth 2.0 Dynamic Client Registration Protocol'),
  RFC7592: rfc(7592, 'OAuth 2.0 Dynamic Client Registration Management Protocol'),
  RFC7636: rfc(7636, 'Proof Key for Code Exchange'),
  RFC7662: rfc(7662, 'OAuth 2.0 Token Introspection'),
  RFC8252: rfc(8252, 'OAuth 2.0 for Native Apps'),
  RFC8414: rfc(8414, 'OAuth 2.0 Authorization Server Metadata'),
  RFC8628: rfc(8628, 'OAuth 2.0 Device Authorization Grant'),
  RFC8707: rfc(8707, 'Resource Indicators for OAuth 2.0'),
  RFC8725: rfc(8725, 'JSON Web Token Best Current Practices'),
  RFC9068: rfc(9068, 'JWT Profile for OAuth 2.0 Access Tokens'),
  RFC9110: rfc(9110, 'HTTP Semantics'),
  RFC9207: rfc(9207, 'OAuth 2.0 Authorization Server Issuer Identification'),
  RFC9700: rfc(9700, 'Best Current Practice for OAuth 2.0 Security'),
  RFC9728: rfc(9728, 'OAuth 2.0 Protected Resource Metadata'),
  OAUTH21: {
    title: 'The OAuth 2.1 Authorization Framework (draft)',
    url: 'https://www.ietf.org/archive/id/draft-ietf-oauth-v2-1-15.html',
  },
  OIDC: { title: 'OpenID Connect Core 1.0', url: 'https://openid.net/specs/openid-connect-core-1_0.html' },
  OIDCUA: {
    title: 'OpenID Connect Core Error Code unmet_authentication_requirements 1.0',
    url: 'https://openid.net/specs/openid-connect-unmet-authentication-requirements-1_0-final.html',
  },
  OIDCD: { title: 'OpenID Connect Discovery 1.0', url: 'https://openid.net/specs/openid-connect-discovery-1_0.html' },
  OIDCR: {
    title: 'OpenID Connect Dynamic Client Registration 1.0',
    url: 'https://openid.net/specs/openid-connect-registration-1_0.html',
  },
  OIDCRPI: {
    title: 'OpenID Connect RP-Initiated Logout 1.0',
    url: 'https://openid.net/specs/openid-connect-rpinitiated-1_0.html',
  },
  OIDCBCL: {
    title: 'OpenID Connect Back-Channel Logout 1.0',
    url: 'https://openid.net/specs/openid-connect-backchannel-1_0.html',
  },
  OIDCFCL: {
    title: 'OpenID Connect Front-Channel Logout 1.0',
    url: 'https://openid.net/specs/openid-connect-frontchannel-1_0.html',
  },
} as const

export type DocumentId = keyof typeof documents
type SectionsOf<D extends DocumentId> = keyof (typeof sections)[D] & string

/** `RFC6749-4.1.3`: a document and one of its sections. */
export type Citation = { [D in DocumentId]: `${D}-${SectionsOf<D>}` }[DocumentId]

/** The parts of a citation: document id and section number. */
export function parseCitation(citation: Citation): { document: DocumentId; section: string } {
  const dash = citation.indexOf('-')
  return { document: citation.slice(0, dash) as DocumentId, section: citation.slice(dash + 1) }
}

/** The address of the cited paragraph, anchor included. */
export function hrefOf(citation: Citation): string {
  const { document, section } = parseCitation(citation)
  const anchors: Record<string, string> = sections[document]
  return `${documents[document].url}#${anchors[section]}`
}

/** `RFC 6749 §4.1.3`: a citation as people write it. */
export function wordsOf(citation: Citation): string {
  const { document, section } = parseCitation(citation)
  const name = document.startsWith('RFC')
    ? `RFC ${document.slice(3)}`
    : documents[document].title.replace(/ 1\.0.*$/, '')
  return `${name} §${section}`
}
