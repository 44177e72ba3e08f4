/** What a client is told of its registration (RFC 7591 §3.2.1, RFC 7592 §3). */
import type { Client } from '../../clients/client.ts'
import { metadataOf } from '../../clients/metadata.ts'

export interface Told {
  /** Where it was made just now: it is told once. */
  readonly clientSecret?: string | undefined
  readonly accessToken: string
}

export function informationOf(client: Client, { clientSecret, accessToken }: Told, issuer: string): object {
  const { clientId, registered } = client
  return {
    client_id: clientId,
    client_id_issued_at: registered?.at,
    ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
    // Never: a secret lives as long as its client.
    ...(client.clientSecretHash === undefined && client.sealedClientSecret === undefined
      ? {}
      : { client_secret_expires_at: 0 }),
    registration_access_token: accessToken,
    registration_client_uri: `${issuer}/oauth2/register/client?client_id=${encodeURIComponent(clientId)}`,
    ...metadataOf(client),
  }
}
