/** Client authentication at the token endpoint and at those modelled on it: failures are counted, and past the limit they wait. */
import { check, Refusal } from '@sightglass/spec/check'
import type { Params } from '@sightglass/spec/params'
import { rules } from '@sightglass/spec/token'
import type { Exchange } from '../feature.ts'
import type { RefusalLimit } from '../limits/refusals.ts'
import { seenWaiting } from '../limits/waiting.ts'
import { type Authenticate, claimedClientId } from './authenticate.ts'
import type { AuthenticatedClient } from './client.ts'

/** @throws {Refusal} `client.*`, `client-assertion.*`, `token.notLimited` */
export type ProveClient = (exchange: Exchange, params: Params) => Promise<AuthenticatedClient>

export const createProveClient = (authenticate: Authenticate, limit: RefusalLimit): ProveClient =>
  countingRefusals(limit, ({ request }, params) => authenticate(request.headers.get('authorization'), params))

/** The same proof, whose failures are counted; past the limit it says to wait, whatever failed. @throws {Refusal} `token.notLimited` */
export const countingRefusals =
  <Proven>(limit: RefusalLimit, prove: (exchange: Exchange, params: Params) => Promise<Proven>) =>
  async (exchange: Exchange, params: Params): Promise<Proven> => {
    try {
      return await prove(exchange, params)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { request, address } = exchange
      const wait = await limit.count(address, claimedClientId(request.headers.get('authorization'), params))
      check(rules.notLimited, wait === 0, { ...seenWaiting(wait), because: error.rule })
      throw error
    }
  }
