/** What an authorization request that must not succeed may lead to. */
import { type Arrived, answerIn, loginIn, shownPage } from './authorization.ts'
import type { Visit } from './browser.ts'
import type { Id } from './ids.ts'
import type { Trial } from './trial.ts'

/** An error at the redirect URI, by one of these codes. */
export function expectError(trial: Trial, id: Id, arrived: Arrived, codes: readonly string[]): void {
  const error = answerIn(trial, arrived).get('error')
  trial.check(
    id,
    error !== undefined && codes.includes(error),
    `the error must be ${codes.join(' or ')}`,
    error ?? 'success',
  )
}

/** A page of the provider that tells of an error, and no redirect. */
export function expectErrorPage(trial: Trial, id: Id, visit: Visit): void {
  const { page, landing } = visit
  trial.check(id, page !== undefined, 'there must be no redirect', landing?.url.href)
  trial.check(id, loginIn(trial, page) === undefined, 'no password may be asked for', shownPage(page))
  trial.check(id, page.status >= 400, 'there must be an error page', shownPage(page))
}

/** Either of them. */
export function expectErrorOrPage(trial: Trial, id: Id, arrived: Arrived, codes: readonly string[]): void {
  if (arrived.visit.page !== undefined) expectErrorPage(trial, id, arrived.visit)
  else expectError(trial, id, arrived, codes)
}

/** What `prompt=none` is answered where somebody would have to be asked. */
export const SILENT_ERRORS = [
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
] as const
