/** Client authentication at the token endpoint and at those modelled on it: failures are counted, and past the limit they wait. */
import { check, Refusal } from '@sightglass/spec/check'
import type { Params } from '@sightglass/spec/params'
import { rules } from '@sightglass/spec/token'
import type { Exchange } from '../feature.ts'
import type { RefusalLimit } from '../limits/refusals.ts'
import { type Authenticate, claimedClientId } from './authenticate.ts'
import type { AuthenticatedClient } from './client.ts'

/** @throws {Refusal} `client.*`, `client-assertion.*`, `token.notLimited` */
export type ProveClient = (exchange: Exchange, params: Params) => Promise<AuthenticatedClient>

export const createProveClient =
  (authenticate: Authenticate, limit: RefusalLimit): ProveClient =>
  async ({ request, address }, params) => {
    const authorization = request.headers.get('authorization')
    try {
      return await authenticate(authorization, params)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const wait = await limit.count(address, claimedClientId(authorization, params))
      check(rules.notLimited, wait === 0, { expected: wait, because: error.rule })
      throw error
    }
  }
