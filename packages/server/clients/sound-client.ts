/** What a client must be before it is kept, whoever registers it: an operator's file, a command, a program. */
import { ACCEPTABLE, isAcceptableRedirectUri } from '@sightglass/spec/redirect'
import { isScope } from '@sightglass/spec/scope'
import { isPublic, type Registration } from './client.ts'

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

function secretMistakesOf(client: Registration): readonly string[] {
  if (!isPublic(client))
    return client.clientSecretHash ? [] : ['a confidential client must have the hash of its secret']
  return [
    ...(client.clientSecretHash === undefined ? [] : ['a public client must not have a secret']),
    ...(client.policy.pkceRequired ? [] : ['a public client must use PKCE: pkceRequired must be true']),
  ]
}
