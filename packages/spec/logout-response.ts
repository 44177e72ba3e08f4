/** Where a logout ends, as the client reads it (RP-Initiated Logout §3): the browser comes back with the `state` that it left with. */
import { check, defineRules } from './check.ts'
import { equalInConstantTime } from './constant-time.ts'
import type { Params } from './params.ts'

export const rules = defineRules('logout-response', {
  state: ['OIDCRPI-3', 'invalid_logout_response', 'state must be the one of the logout request'],
})

/** @throws {Refusal} `logout-response.state` */
export function checkLogoutResponse(params: Params, state: string): void {
  check(rules.state, equalInConstantTime(params.get('state') ?? '', state), { parameter: 'state' })
}
