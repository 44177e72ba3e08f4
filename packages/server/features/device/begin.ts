/** The device authorization endpoint (RFC 8628 §3.1): a client that has no browser gets two codes, one for itself and one for its person. */
import { check, note } from '@sightglass/spec/check'
import { rules as clientRules } from '@sightglass/spec/client-authentication'
import {
  createUserCode,
  DEVICE_CODE_LIFETIME_SECONDS,
  DEVICE_GRANT_TYPE,
  notes,
  POLL_INTERVAL_SECONDS,
  rules,
  shownUserCode,
} from '@sightglass/spec/device'
import type { Clock, Store } from '@sightglass/store'
import { link } from '@sightglass/trace'
import type { ProveClient } from '../../clients/prove-client.ts'
import { grantableAccess } from '../../clients/scopes.ts'
import type { Handler } from '../../feature.ts'
import { json, readForm } from '../../http.ts'
import type { RequestLimit } from '../../limits/requests.ts'
import { seenWaiting } from '../../limits/waiting.ts'
import { type Mac, type Random, randomToken, tokenHash } from '../../secrets.ts'
import { agentOf } from '../../session/agent.ts'
import { type Device, deviceRecords, EXPIRED_KEPT_SECONDS } from './record.ts'

export interface BeginOptions {
  readonly issuer: string
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  /** Of user codes. */
  readonly mac: Mac
  readonly proveClient: ProveClient
  readonly limit: RequestLimit
}

/** Where people type user codes, below the issuer. */
export const DEVICE_PATH = '/device'

export function beginBy({ issuer, store, clock, random, mac, proveClient, limit }: BeginOptions): Handler {
  const table = store.table(deviceRecords)

  /** Two living requests never share a user code: where one is taken, another is drawn. */
  const keep = async (device: Device, userCode = createUserCode(random), tries = 5): Promise<string> => {
    const expiresAt = device.expiresAt + EXPIRED_KEPT_SECONDS
    if (await table.add(device.id, { ...device, userCode: mac(userCode) }, expiresAt)) return userCode
    if (tries === 0) throw new Error('no user code is free')
    return await keep(device, createUserCode(random), tries - 1)
  }

  return async (exchange) => {
    const { params, resources } = await readForm(exchange.request)
    const client = await proveClient(exchange, params)
    check(clientRules.grantType, client.grantTypes.includes(DEVICE_GRANT_TYPE), {
      expected: client.grantTypes,
      received: DEVICE_GRANT_TYPE,
    })
    const access = grantableAccess(client, params.get('scope'), resources)
    const wait = await limit.count(exchange.address)
    check(rules.notLimited, wait === 0, seenWaiting(wait))
    const [id, secret, now, agent] = [randomToken(random), randomToken(random), clock(), agentOf(exchange.request)]
    const device: Device = {
      ...access,
      ...{ id, clientId: client.clientId, hash: tokenHash(id + secret), createdAt: now },
      ...{ expiresAt: now + DEVICE_CODE_LIFETIME_SECONDS, intervalSeconds: POLL_INTERVAL_SECONDS },
      ...{ address: exchange.address, ...(agent && { agent }) },
    }
    const userCode = shownUserCode(await keep(device))
    note(notes.issued)
    link('code', id + secret)
    link('grant', id)
    return json({
      device_code: id + secret,
      user_code: userCode,
      verification_uri: issuer + DEVICE_PATH,
      verification_uri_complete: `${issuer}${DEVICE_PATH}?user_code=${userCode}`,
      expires_in: DEVICE_CODE_LIFETIME_SECONDS,
      interval: POLL_INTERVAL_SECONDS,
    })
  }
}
