/** The refresh token grant: rotation that notices a thief and forgives a lost answer (lifecycle of the refresh token). */
import { check, note } from '@sightglass/spec/check'
import { rules as grantRules } from '@sightglass/spec/grant'
import { required } from '@sightglass/spec/params'
import {
  advance,
  checkOutcome,
  judge,
  notes,
  type RefreshChain,
  type RefreshOutcome,
  rules,
  secondsToRotate,
} from '@sightglass/spec/refresh'
import { missingFrom, parseScope, type Scope, rules as scopeRules } from '@sightglass/spec/scope'
import { link } from '@sightglass/trace'
import { type Client, isPublic } from '../../clients/client.ts'
import { issuableAccess } from '../../clients/scopes.ts'
import type { Feature, Grant as RedeemGrant } from '../../feature.ts'
import { authorizationOf, refreshTokenOf } from '../../grants/authorization.ts'
import { type Grant, grantRecords, revoked, withEvent } from '../../grants/grant.ts'
import { type Grants, keptUntil } from '../../grants/grants.ts'
import type { Lifetimes } from '../../grants/lifetimes.ts'
import { openRefreshToken, type RefreshTokenContent } from '../../grants/refresh-token.ts'
import type { Seal } from '../../secrets.ts'

export interface RefreshOptions {
  readonly grants: Grants
  readonly refreshSeal: Seal
  readonly lifetimes: Lifetimes
}

export function refresh({ grants, refreshSeal, lifetimes }: RefreshOptions): Feature {
  const redeem: RedeemGrant = async (request) => {
    const { client, params, now } = request
    const token = required(params, 'refresh_token')
    link('token', token)
    const content = openRefreshToken(refreshSeal, token)
    check(rules.genuine, content)
    const grant = await owned(grants, content, client)
    await grants.checkLiving(grant)
    const scope = narrowed(grant.scope, params.get('scope'))
    const access = issuableAccess(client, grant, { scope, resources: request.resources })
    const { outcome, chain } = await present(grants, content, client, lifetimes, now)
    // The ID token has the `auth_time` of the login and no `nonce` (OIDC Core §12.2).
    const refreshToken = outcome === 'kept' ? undefined : refreshTokenOf(refreshSeal, { ...grant, refresh: chain })
    return authorizationOf({ ...grant, ...access }, { client, refreshToken })
  }
  return { name: 'refresh', records: [grantRecords], grants: { refresh_token: redeem } }
}

/** The grant of a token that opened, for the client that it was issued to. */
async function owned(grants: Grants, { grantId, salt }: RefreshTokenContent, client: Client): Promise<Grant> {
  const stored = await grants.table.get(grantId)
  const grant = stored?.refresh?.salt === salt ? stored : undefined
  check(grantRules.known, grant)
  check(rules.clientBound, grant.clientId === client.clientId)
  link('grant', grantId)
  return grant
}

/** @throws {Refusal} `scope.syntax`, `scope.notWidened` */
function narrowed(granted: Scope, asked: string | undefined): Scope | undefined {
  if (asked === undefined) return undefined
  const scope = parseScope(asked)
  const [more] = missingFrom(granted, scope)
  check(scopeRules.notWidened, more === undefined, { parameter: 'scope', expected: granted, received: more })
  return scope
}

/** Public clients always, confidential ones where their policy says so. */
const rotates = (client: Client): boolean => isPublic(client) || client.policy.rotateRefreshTokens

interface Presented {
  readonly outcome: RefreshOutcome | 'kept'
  readonly alive: boolean
  readonly chain: RefreshChain
}

/** One update: what the generation means decides what becomes of the grant, and is told afterwards. */
async function present(
  grants: Grants,
  content: RefreshTokenContent,
  client: Client,
  lifetimes: Lifetimes,
  now: number,
): Promise<Presented> {
  const presented = await grants.table.update<Presented | undefined>(content.grantId, (grant) => {
    const chain = grant?.refresh
    if (grant === undefined || chain === undefined || grant.revoked !== undefined) return { outcome: undefined }
    const alive = now < chain.idleUntil
    const judged = judge(chain, content.generation, now)
    const outcome = content.generation === chain.current && !rotates(client) ? 'kept' : judged
    const next = alive ? after(grant, chain, outcome, now, lifetimes) : undefined
    const told: Presented = { outcome, alive, chain: next?.refresh ?? chain }
    return next === undefined
      ? { outcome: told }
      : { record: next, expiresAt: keptUntil(next, now, lifetimes), outcome: told }
  })
  check(grantRules.notRevoked, presented)
  if (presented.alive) tell(presented.outcome)
  check(rules.alive, presented.alive, { expected: `before ${presented.chain.idleUntil}`, received: now })
  if (presented.outcome !== 'kept') checkOutcome(presented.outcome, secondsToRotate(presented.chain, now))
  return presented
}

/** Being used is written down about once a day where nothing else changes; more often where a day is much of the idle time. */
const idleStepSeconds = ({ refreshIdleSeconds }: Lifetimes): number => Math.min(86_400, refreshIdleSeconds / 10)

/** `undefined` where the row stays as it is. */
function after(
  grant: Grant,
  chain: RefreshChain,
  outcome: Presented['outcome'],
  now: number,
  lifetimes: Lifetimes,
): Grant | undefined {
  const idleUntil = now + lifetimes.refreshIdleSeconds
  switch (outcome) {
    case 'kept':
      return idleUntil - chain.idleUntil > idleStepSeconds(lifetimes)
        ? { ...grant, refresh: { ...chain, idleUntil } }
        : undefined
    case 'rotate':
      return { ...grant, refresh: advance(chain, outcome, now, idleUntil) }
    case 'lost-answer':
      return withEvent({ ...grant, refresh: advance(chain, outcome, now, idleUntil) }, now, 'refresh answer lost')
    case 'theft':
      return revoked(grant, now, 'refresh token stolen')
    default:
      return undefined
  }
}

function tell(outcome: Presented['outcome']): void {
  if (outcome === 'rotate') note(notes.rotated)
  if (outcome === 'kept') note(notes.kept)
  if (outcome === 'repeat') note(notes.repeated)
  if (outcome === 'lost-answer') note(notes.lostAnswer)
  if (outcome === 'theft') note(notes.theft)
}
