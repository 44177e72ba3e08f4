/** The grant (RFC 8628 §3.4): the client asks until its person has decided, and gets tokens once. */
import { check, note } from '@sightglass/spec/check'
import {
  afterPoll,
  checkDevice,
  judgePoll,
  judgeRedemption,
  notes,
  type PollOutcome,
  type PresentedDeviceCode,
  type RedemptionOutcome,
} from '@sightglass/spec/device'
import { rules as grantRules } from '@sightglass/spec/grant'
import { required } from '@sightglass/spec/params'
import type { Store } from '@sightglass/store'
import { link } from '@sightglass/trace'
import { issuableAccess } from '../../clients/scopes.ts'
import type { Grant as RedeemGrant, TokenRequest } from '../../feature.ts'
import { authorizationOf, refreshTokenOf } from '../../grants/authorization.ts'
import { type Grant, revoked, withEvent } from '../../grants/grant.ts'
import { type Grants, keptUntil } from '../../grants/grants.ts'
import type { Lifetimes } from '../../grants/lifetimes.ts'
import { type Seal, tokenHash } from '../../secrets.ts'
import { deviceIdOf, deviceRecords } from './record.ts'

export interface PollOptions {
  readonly store: Store
  readonly grants: Grants
  readonly refreshSeal: Seal
  readonly lifetimes: Lifetimes
}

export function pollBy(options: PollOptions): RedeemGrant {
  return async (request) => {
    const { client, params, now } = request
    const deviceCode = required(params, 'device_code')
    link('code', deviceCode)
    const presented = { clientId: client.clientId, hash: tokenHash(deviceCode) }
    const id = deviceIdOf(deviceCode)
    const { outcome, intervalSeconds } = await poll(options.store, id, presented, now)
    if (outcome !== 'unknown' && outcome !== 'other client') link('grant', id)
    if (outcome === 'approved' && id !== undefined) return await redeem(options, request, id, presented)
    checkDevice(outcome, intervalSeconds)
    return { pending: notes.pending }
  }
}

interface Polled {
  readonly outcome: PollOutcome
  readonly intervalSeconds?: number
}

async function poll(
  store: Store,
  id: string | undefined,
  presented: PresentedDeviceCode,
  now: number,
): Promise<Polled> {
  if (id === undefined) return { outcome: 'unknown' }
  return await store.table(deviceRecords).update<Polled>(id, (device) => {
    const outcome = judgePoll(device, presented, now)
    if (device === undefined) return { outcome: { outcome } }
    const record = afterPoll(device, outcome, now)
    const told = { outcome, intervalSeconds: record.intervalSeconds }
    return record === device ? { outcome: told } : { record, outcome: told }
  })
}

/** Whatever else could be wrong is looked at before the code is consumed, in one update of the grant. */
async function redeem(
  { grants, refreshSeal, lifetimes }: PollOptions,
  { client, resources, now }: TokenRequest,
  id: string,
  presented: PresentedDeviceCode,
) {
  const grant = await grants.table.get(id)
  const sound = judgeRedemption(stateOf(grant), presented, now) === 'redeem' ? grant : undefined
  const access = sound && issuableAccess(client, sound, { resources })
  if (sound !== undefined) await grants.checkLiving(sound)
  const outcome = await grants.table.update<RedemptionOutcome>(id, (stored) => {
    const outcome = judgeRedemption(stateOf(stored), presented, now)
    const record = stored && after(stored, outcome, now)
    return record === undefined ? { outcome } : { record, expiresAt: keptUntil(record, now, lifetimes), outcome }
  })
  if (outcome === 'redeem') note(notes.redeemed)
  if (outcome === 'replay') note(notes.replayRevoked)
  checkDevice(outcome)
  check(grantRules.notRevoked, outcome !== 'revoked')
  if (sound === undefined || access === undefined) throw new Error('a device code without fault has a grant')
  return authorizationOf({ ...sound, ...access }, { client, refreshToken: refreshTokenOf(refreshSeal, sound) })
}

const stateOf = (grant: Grant | undefined) =>
  grant?.device && { ...grant.device, clientId: grant.clientId, revoked: grant.revoked !== undefined }

/** `undefined` where the row stays as it is. */
function after(grant: Grant, outcome: RedemptionOutcome, now: number): Grant | undefined {
  if (outcome === 'replay') return revoked(grant, now, 'device code replayed')
  if (outcome !== 'redeem' || grant.device === undefined) return undefined
  return withEvent({ ...grant, device: { ...grant.device, usedAt: now } }, now, 'device code redeemed')
}
