/** What a grant has to be at every issuance, not only when it was made: statuses are read again. */
import { check, defineRules } from './check.ts'

export const rules = defineRules('grant', {
  known: ['RFC6749-5.2', 'invalid_grant', 'grant must still exist'],
  notRevoked: ['RFC6749-5.2', 'invalid_grant', 'grant must not have been revoked'],
  notEnded: ['RFC6749-5.2', 'invalid_grant', 'grant must not have reached its end'],
  sessionLives: ['OIDC-11', 'invalid_grant', 'session must not have ended unless offline_access was granted'],
  userActive: ['RFC6749-5.2', 'invalid_grant', 'user must exist and must not have been disabled since'],
  clientActive: ['RFC6749-5.2', 'invalid_grant', 'client must exist and must not have been disabled since'],
})

/** How a grant stands now. */
export interface Standing {
  readonly notRevoked: boolean
  readonly notEnded: boolean
  readonly sessionLives: boolean
  readonly userActive: boolean
  readonly clientActive: boolean
}

/** @throws {Refusal} `grant.*` */
export function checkStanding(standing: Standing): void {
  check(rules.notRevoked, standing.notRevoked)
  check(rules.notEnded, standing.notEnded)
  check(rules.userActive, standing.userActive)
  check(rules.clientActive, standing.clientActive)
  check(rules.sessionLives, standing.sessionLives)
}
