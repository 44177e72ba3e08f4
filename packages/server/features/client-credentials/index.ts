/** The client credentials grant: a service gets a token in its own name. No user, no refresh token (RFC 6749 §4.4.3), no write. */
import { check } from '@sightglass/spec/check'
import { rules } from '@sightglass/spec/client-credentials'
import { chooseResources } from '@sightglass/spec/token'
import { isPublic } from '../../clients/client.ts'
import { checkLeft, grantableScope, identityScopes } from '../../clients/scopes.ts'
import type { Feature, Grant } from '../../feature.ts'

export function clientCredentials(): Feature {
  const redeem: Grant = async ({ client, params, resources }) => {
    check(rules.confidential, !isPublic(client), { received: client.tokenEndpointAuthMethod })
    const asked = params.get('scope')
    const scope = grantableScope(client, asked).filter((token) => asked !== undefined || !identityScopes.has(token))
    const identity = scope.find((token) => identityScopes.has(token))
    check(rules.noIdentityScope, identity === undefined, { parameter: 'scope', received: identity })
    const targets = chooseResources(resources, client.resources, client.resources.slice(0, 1))
    checkLeft({ scope, resources: targets })
    return { client, subject: client.clientId, scope, resources: targets }
  }
  return { name: 'client-credentials', grants: { client_credentials: redeem } }
}
