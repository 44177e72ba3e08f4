/** What an operator lets clients do that register themselves. */
import { isLegacyGrantType, isLegacyResponseType } from '@sightglass/spec/legacy'
import type { Supported } from '@sightglass/spec/registration'
import { responseTypes } from '@sightglass/spec/response-type'
import type { Scope } from '@sightglass/spec/scope'
import type { ClientPolicy } from '../../clients/client.ts'
import { identityScopes } from '../../clients/scopes.ts'
import type { RequestLimitOptions } from '../../limits/requests.ts'

export interface RegistrationPolicy {
  /** Nobody, who has an initial access token, or everybody. */
  readonly mode: 'off' | 'initial_token' | 'open'
  /** Initial access tokens that are good for any number of clients; those of `Server.initialTokens` are counted. */
  readonly initialTokens: readonly string[]
  /** The scopes that they may ask for at most. */
  readonly scope: Scope
  /** The resource servers that they may ask tokens for. */
  readonly resources: readonly string[]
  /** All that the server has where left out. What is legacy needs the policy besides. */
  readonly grantTypes?: readonly string[] | undefined
  readonly policy: Partial<ClientPolicy>
  /** Whether reading and updating give a new registration access token, and end the old one. */
  readonly rotateAccessToken: boolean
  /** How many clients one network may register or update. */
  readonly limit: RequestLimitOptions
}

export const defaultRegistration: RegistrationPolicy = {
  mode: 'off',
  initialTokens: [],
  scope: [...identityScopes],
  resources: [],
  policy: {},
  rotateAccessToken: false,
  limit: { requests: 100, withinSeconds: 300 },
}

/** What a client may register for: what the server does, as far as the policy goes. */
export function offeredBy({ policy, grantTypes }: RegistrationPolicy, supported: Supported): Supported {
  const isOffered = (grantType: string): boolean =>
    (grantTypes === undefined || grantTypes.includes(grantType)) &&
    (policy.legacy === true || !isLegacyGrantType(grantType))
  return {
    ...supported,
    grantTypes: (supported.grantTypes ?? []).filter(isOffered),
    responseTypes: responseTypes.filter((type) => policy.legacy === true || !isLegacyResponseType(type)),
  }
}
