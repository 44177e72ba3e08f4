/** What a client must be before it is kept, whoever registers it: an operator's file, a command, a program. */
import { ACCEPTABLE, isAcceptableRedirectUri } from '@sightglass/spec/redirect'
import { isScope } from '@sightglass/spec/scope'
import { isPublic, type Registration, type TokenEndpointAuthMethod } from './client.ts'

/** Every mistake in words; none where the client may be kept. */
export function mistakesOf(client: Registration): readonly string[] {
  const { clientId, redirectUris, scope, resources } = client
  return [
    ...(/^[\x21-\x7e]{1,255}$/.test(clientId) ? [] : ['client_id must be 1 to 255 printable ASCII characters']),
    ...redirectUris
      .filter((uri) => !isAcceptableRedirectUri(uri))
      .map((uri) => `redirect_uri ${uri} must be ${ACCEPTABLE}`),
    ...(scope.every((token) => isScope(token) && !token.includes(' '))
      ? []
      : ['scope must be a list of tokens of printable ASCII']),
    ...resources
      .filter((resource) => !URL.canParse(resource) || resource.includes('#'))
      .map((resource) => `resource ${resource} must be an absolute URI without a fragment`),
    ...secretMistakesOf(client),
  ]
}

type SecretRow = readonly [kept: 'clientSecretHash' | 'sealedClientSecret' | undefined, mistake: string]

/** What each method needs of a secret, and what is said where that is missing. */
const secretOf: Readonly<Record<TokenEndpointAuthMethod, SecretRow>> = {
  none: [undefined, 'a public client must not have a secret'],
  private_key_jwt: [undefined, 'a client of private_key_jwt must not have a secret'],
  client_secret_basic: ['clientSecretHash', 'a confidential client must have the hash of its secret'],
  client_secret_post: ['clientSecretHash', 'a confidential client must have the hash of its secret'],
  client_secret_jwt: ['sealedClientSecret', 'a client of client_secret_jwt must have its secret'],
}

function secretMistakesOf(client: Registration): readonly string[] {
  const { clientSecret, clientSecretHash, sealedClientSecret, jwks, jwksUri } = client
  const [kept, mistake] = secretOf[client.tokenEndpointAuthMethod]
  const has = kept === undefined ? clientSecret || clientSecretHash || sealedClientSecret : clientSecret || client[kept]
  const hasKeys = jwks !== undefined || jwksUri !== undefined
  return [
    ...((kept === undefined) === Boolean(has) ? [mistake] : []),
    ...(client.tokenEndpointAuthMethod !== 'private_key_jwt' || hasKeys
      ? []
      : ['a client of private_key_jwt must have jwks or jwks_uri']),
    ...(isPublic(client) && client.policy?.pkceRequired === false
      ? ['a public client must use PKCE: pkceRequired must be true']
      : []),
  ]
}
