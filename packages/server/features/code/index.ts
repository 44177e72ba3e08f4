/** The authorization code grant: a code becomes tokens once, for the client, redirect URI and verifier that it belongs to. */
import { check, note } from '@sightglass/spec/check'
import {
  type CodeEffect,
  type CodeFindings,
  type CodeState,
  checkCode,
  effectOf,
  findingsOf,
  notes,
  type PresentedCode,
} from '@sightglass/spec/code'
import { rules as grantRules } from '@sightglass/spec/grant'
import { required } from '@sightglass/spec/params'
import { codeChallengeS256, isCodeVerifier, rules as pkce } from '@sightglass/spec/pkce'
import type { Table } from '@sightglass/store'
import { link } from '@sightglass/trace'
import { issuableAccess } from '../../clients/scopes.ts'
import type { Feature, Grant as RedeemGrant, TokenRequest } from '../../feature.ts'
import { authorizationOf, refreshTokenOf } from '../../grants/authorization.ts'
import { type Grant, grantRecords, revoked, withEvent } from '../../grants/grant.ts'
import { type Grants, grantIdOfCode, keptUntil } from '../../grants/grants.ts'
import type { Lifetimes } from '../../grants/lifetimes.ts'
import { type Seal, sameSecret, tokenHash } from '../../secrets.ts'

export interface CodeOptions {
  readonly grants: Grants
  readonly refreshSeal: Seal
  readonly lifetimes: Lifetimes
}

export function code({ grants, refreshSeal, lifetimes }: CodeOptions): Feature {
  const redeem: RedeemGrant = async (request) => {
    const { presented, id } = await present(request)
    const grant = await owned(grants.table, id, presented)
    // Whatever else could be wrong is looked at before the code is consumed; a guess burns it, whatever else is wrong.
    const sound = grant !== undefined && isGuess(grant, presented, request.now) ? undefined : grant
    const access = sound && issuableAccess(request.client, sound, { resources: request.resources })
    if (sound !== undefined) await grants.checkLiving(sound)
    const { found, effect } = await use(grants.table, id, presented, request.now, lifetimes)
    tell(effect)
    checkCode(found, pkce, { code: grant?.code, presented, now: request.now })
    check(grantRules.notRevoked, found.notRevoked)
    if (sound === undefined || access === undefined) throw new Error('a code without fault has a grant')
    const issuing = {
      client: request.client,
      refreshToken: refreshTokenOf(refreshSeal, sound),
      nonce: sound.code?.nonce,
    }
    return authorizationOf({ ...sound, ...access }, issuing)
  }
  return { name: 'code', records: [grantRecords], grants: { authorization_code: redeem } }
}

/** What does not depend on the stored code is looked at first: nothing is burnt by a request that says nothing. */
async function present({
  client,
  params,
}: TokenRequest): Promise<{ presented: PresentedCode; id: string | undefined }> {
  const value = required(params, 'code')
  link('code', value)
  const verifier = params.get('code_verifier')
  check(pkce.verifierSyntax, verifier === undefined || isCodeVerifier(verifier), { parameter: 'code_verifier' })
  const verifierChallenge = verifier === undefined ? undefined : await codeChallengeS256(verifier)
  link('challenge', verifierChallenge)
  const presented = {
    clientId: client.clientId,
    hash: tokenHash(value),
    redirectUri: params.get('redirect_uri'),
    verifierChallenge,
  }
  return { presented, id: grantIdOfCode(value) }
}

/** The grant whose code is presented by the client that it was issued to; `undefined` leaves it to the update to find out why. */
async function owned(
  table: Table<Grant>,
  id: string | undefined,
  presented: PresentedCode,
): Promise<Grant | undefined> {
  const grant = id === undefined ? undefined : await table.get(id)
  const isTheirs = grant?.clientId === presented.clientId && sameSecret(grant.code?.hash ?? '', presented.hash)
  return isTheirs ? grant : undefined
}

const isGuess = (grant: Grant, presented: PresentedCode, now: number): boolean =>
  effectOf(findingsOf(stateOf(grant), presented, now)) === 'burn'

interface Used {
  readonly found: CodeFindings
  readonly effect: CodeEffect
}

/** One update: what is found decides what becomes of the grant, and is told afterwards. */
async function use(
  table: Table<Grant>,
  id: string | undefined,
  presented: PresentedCode,
  now: number,
  lifetimes: Lifetimes,
): Promise<Used> {
  const nothing: Used = { found: findingsOf(undefined, presented, now), effect: 'none' }
  if (id === undefined) return nothing
  return await table.update<Used>(id, (grant) => {
    if (grant === undefined) return { outcome: nothing }
    const found = findingsOf(stateOf(grant), presented, now)
    const effect = effectOf(found)
    const outcome = { found, effect }
    if (effect === 'none') return { outcome }
    const record = after(grant, effect, now)
    return { record, expiresAt: keptUntil(record, now, lifetimes), outcome }
  })
}

const stateOf = ({ clientId, code, revoked }: Grant): CodeState => ({ clientId, code, revoked: revoked !== undefined })

function after(grant: Grant, effect: Exclude<CodeEffect, 'none'>, now: number): Grant {
  const { code } = grant
  if (code === undefined) throw new Error('only a grant with a code is changed by one')
  if (effect === 'use') return withEvent({ ...grant, code: { ...code, usedAt: now } }, now, 'code redeemed')
  if (effect === 'burn') return withEvent({ ...grant, code: { ...code, burntAt: now } }, now, 'code burnt')
  return revoked(grant, now, 'code replayed')
}

function tell(effect: CodeEffect): void {
  if (effect === 'use') note(notes.redeemed)
  if (effect === 'burn') note(notes.burnt)
  if (effect === 'revoke') note(notes.replayRevoked)
}
