/**
 * Signing out: of this application alone, or of the authorization server too, which then tells every application; and taking its
 * word where somebody signed out elsewhere. What is given up here is given up first, whatever the others answer.
 */
import type { Client, TokenSet } from '@sightglass/client'
import { check } from '@sightglass/spec/check'
import { equalInConstantTime } from '@sightglass/spec/constant-time'
import { parseParams } from '@sightglass/spec/params'
import { link, traceSender } from '@sightglass/trace'
import { redirect, redirectToStart } from './answers.ts'
import { createBounded } from './bounded.ts'
import type { Failures } from './failures.ts'
import { rules } from './rules.ts'
import type { Sessions } from './sessions.ts'
import type { Owners, Visit } from './visit.ts'

export interface LogoutOptions {
  readonly client: Client
  readonly sessions: Sessions
  readonly failures: Failures
  readonly clock: () => number
  /** Registered: where the browser comes back. */
  readonly postLogoutRedirectUri: string
}

export interface Logout {
  /** `POST /logout` */
  readonly here: (visit: Visit) => Promise<Response>
  /** `POST /logout/everywhere` */
  readonly everywhere: (visit: Visit) => Promise<Response>
  /** `GET /logged-out` */
  readonly arrive: (visit: Visit) => Promise<Response>
  /** `POST /backchannel-logout`, by the authorization server itself. */
  readonly told: (visit: Visit) => Promise<Response>
}

const BOUNDS = { most: 10_000, mostOf: { browser: 20, network: 500 }, lifetimeSeconds: 3600 }

export function createLogout({ client, sessions, failures, clock, postLogoutRedirectUri }: LogoutOptions): Logout {
  /** By `state`. */
  const pending = createBounded<true, keyof Owners>({ ...BOUNDS, clock })

  const forget = ({ sessionId }: Visit): void => {
    if (sessionId !== undefined) sessions.delete(sessionId)
  }

  const givenBack = async (tokens: TokenSet): Promise<boolean> => {
    try {
      await client.revoke(tokens)
      return true
    } catch (error) {
      if (failures.noted(error).kind === 'own') throw error
      return false
    }
  }

  const arrived = async ({ url, owners }: Visit): Promise<void> => {
    const state = parseParams(url.search.slice(1)).params.get('state') ?? ''
    link('state', state)
    const begun = pending.get(state)
    const isOurs = begun !== undefined && equalInConstantTime(begun.owners.browser, owners.browser)
    check(rules.logoutKnown, isOurs, { parameter: 'state' })
    pending.delete(state)
    await client.processLogoutResponse(url.search, state)
  }

  return {
    async here(visit) {
      forget(visit)
      const withdrawn = visit.session !== undefined && (await givenBack(visit.session.tokens))
      return redirect(visit, withdrawn ? '/?withdrawn' : '/?signed_out', { session: undefined })
    },
    async everywhere(visit) {
      const { session, owners, locale: uiLocales } = visit
      if (session === undefined) return redirectToStart(visit)
      forget(visit)
      await givenBack(session.tokens)
      try {
        const { idToken } = session.tokens
        const { url, state } = await client.logoutRequest({ idToken, postLogoutRedirectUri, uiLocales })
        pending.set(state, true, owners)
        return redirect(visit, url, { session: undefined })
      } catch (error) {
        return failures.told(visit, failures.noted(error), { endSession: true })
      }
    },
    async arrive(visit) {
      try {
        await arrived(visit)
        return redirect(visit, '/?signed_out_everywhere', { session: undefined })
      } catch (error) {
        return failures.laterTold(visit, failures.noted(error))
      }
    },
    async told({ request }) {
      traceSender('authorization-server')
      return await client.answerBackchannelLogout(request, sessions.end)
    },
  }
}
