/** What a client must be before it is kept, whoever registers it: an operator's file, a command, a program. */
import { isLegacyGrantType, isLegacyResponseType } from '@sightglass/spec/legacy'
import { mistakesIn, type Supported } from '@sightglass/spec/registration'
import { isScope } from '@sightglass/spec/scope'
import { LONGEST_TOKEN_SECONDS } from '../keys/lifecycle.ts'
import { isPublic, type Registration, type TokenEndpointAuthMethod } from './client.ts'
import { metadataOf } from './metadata.ts'

/** Every mistake in words; none where the client may be kept. */
export function mistakesOf(client: Registration, supported: Supported): readonly string[] {
  const { clientId, scope, resources } = client
  return [
    ...(/^[\x21-\x7e]{1,255}$/.test(clientId) ? [] : ['client_id must be 1 to 255 printable ASCII characters']),
    ...mistakesIn({ ...metadataOf(client) }, supported).map(({ rule, parameter, index }) =>
      index === undefined ? `${parameter}: ${rule.must}` : `${parameter}.${index}: ${rule.must}`,
    ),
    ...(scope.every((token) => isScope(token) && !token.includes(' '))
      ? []
      : ['scope must be a list of tokens of printable ASCII']),
    ...resources
      .filter((resource) => !URL.canParse(resource) || resource.includes('#'))
      .map((resource) => `resource ${resource} must be an absolute URI without a fragment`),
    ...lifetimeMistakesOf(client),
    ...secretMistakesOf(client),
    ...legacyMistakesOf(client),
  ]
}

/** A key stays published for as long as a token may live, and no longer. */
function lifetimeMistakesOf({ policy }: Registration): readonly string[] {
  const { accessTokenLifetimeSeconds: seconds = 1 } = policy ?? {}
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST_TOKEN_SECONDS
    ? []
    : [`access tokens must live at least a second, and ${LONGEST_TOKEN_SECONDS} at most`]
}

/** What OAuth 2.1 dropped is on for no client by itself: an operator has to have said so. */
function legacyMistakesOf({ policy, grantTypes, responseTypes }: Registration): readonly string[] {
  if (policy?.legacy === true) return []
  return [...grantTypes.filter(isLegacyGrantType), ...responseTypes.filter(isLegacyResponseType)].map(
    (name) => `${name} must not be registered unless the policy says legacy: OAuth 2.1 dropped it`,
  )
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
  const { clientSecret, clientSecretHash, sealedClientSecret } = client
  const [kept, mistake] = secretOf[client.tokenEndpointAuthMethod]
  const has = kept === undefined ? clientSecret || clientSecretHash || sealedClientSecret : clientSecret || client[kept]
  return [
    ...((kept === undefined) === Boolean(has) ? [mistake] : []),
    ...(isPublic(client) && client.policy?.pkceRequired === false
      ? ['a public client must use PKCE: pkceRequired must be true']
      : []),
  ]
}
