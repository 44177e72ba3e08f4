/** Subject identifiers (OIDC Core §8): who may know a person by the same one. */

export interface SubjectChoice {
  readonly clientId: string
  readonly redirectUris: readonly string[]
  readonly sectorIdentifierUri?: string
}

/**
 * The sector of a client with pairwise identifiers: clients of one sector may compare what they know. The host of its
 * `sector_identifier_uri`, else that of its redirect URIs, which have but one then; apps without a host are a sector each.
 */
export function sectorOf({ clientId, redirectUris, sectorIdentifierUri }: SubjectChoice): string {
  const [address = ''] = sectorIdentifierUri === undefined ? redirectUris : [sectorIdentifierUri]
  const host = URL.canParse(address) ? new URL(address).hostname : ''
  return host === '' ? `client ${clientId}` : host
}
