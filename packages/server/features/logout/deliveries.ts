/**
 * Back-channel logout (OpenID Connect Back-Channel Logout): telling the clients of a session that it has ended. What is to be told
 * is written together with the end; the node that ended the session begins at once, and any node goes on with what was not taken.
 * The person waits for none of it.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { check, note, Refusal } from '@sightglass/spec/check'
import { type Fetched, textOf } from '@sightglass/spec/guarded-fetch'
import { logoutTokenClaims, notes, rules } from '@sightglass/spec/logout'
import { adding, type Clock, type Store } from '@sightglass/store'
import { link, type Tracing, traceClient, tracedCall, traceRefusal } from '@sightglass/trace'
import type { Client } from '../../clients/client.ts'
import type { ClientRegistry } from '../../clients/registry.ts'
import type { GuardedFetch } from '../../fetch/index.ts'
import type { KeyRing } from '../../keys/ring.ts'
import type { Log } from '../../log.ts'
import { type Random, randomToken } from '../../secrets.ts'
import type { Session } from '../../session/session.ts'
import type { Farewell } from '../../session/sessions.ts'
import { begun, type Delivery, deliveries, everyDelivery, isLastAttempt, KEPT_SECONDS } from './delivery.ts'
import { createTurns, type Due } from './turns.ts'

export interface LogoutDeliveries {
  /** What a session that ends leaves to be told. */
  readonly farewell: (session: Session) => Promise<Farewell>
  /** Makes the attempts that are due, and waits for all that are under way. Resolves to how many clients took theirs. */
  readonly deliver: (options?: { readonly stopped?: () => boolean }) => Promise<number>
  /** Waits for all that is under way, and begins nothing. */
  readonly settled: () => Promise<number>
}

export interface DeliveriesOptions {
  readonly issuer: string
  readonly store: Store
  readonly clients: ClientRegistry
  readonly keys: KeyRing
  readonly fetch: GuardedFetch
  readonly tracing: Tracing
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
}

/** Of those that begin with the end of their session: more wait for the next round. */
const MOST_AT_ONCE = 50
/** Of one client: one that does not answer leaves room for the others. */
const MOST_OF_A_CLIENT = 5
const ROWS_A_READ = 100
const MOST_READS = 20
/** Of an answer nobody reads. */
const MOST_BYTES = 64 * 1024

interface Waiting {
  readonly key: string
  readonly client: Client & { readonly backchannelLogoutUri: string }
}

export function createLogoutDeliveries(options: DeliveriesOptions): LogoutDeliveries {
  const { store, clients, clock, random, tracing, log } = options
  const table = store.table(deliveries)
  const underWay = new Set<Promise<boolean | undefined>>()
  const atOnce: string[] = []
  /** What ends a session is one trace; what is sent afterwards is a trace of its own. */
  const outside = AsyncLocalStorage.snapshot()
  /** Where the last round stopped. */
  let after: string | undefined

  const clientOf = async (clientId: string): Promise<Waiting['client'] | undefined> => {
    const client = await clients.find(clientId)
    const uri = client?.backchannelLogoutUri
    return client === undefined || uri === undefined ? undefined : { ...client, backchannelLogoutUri: uri }
  }

  /** Whoever moves the time first makes the attempt; should it die, others come when that time is over. */
  const claim = (key: string, now: number): Promise<Delivery | undefined> =>
    table.update(key, (stored) => {
      const record = stored && begun(stored, now)
      return record === undefined ? { outcome: undefined } : { record, outcome: record }
    })

  const attempt = async (key: string): Promise<boolean | undefined> => {
    const delivery = await claim(key, clock())
    if (delivery === undefined) return undefined
    const client = await clientOf(delivery.clientId)
    const told = client === undefined || (await tell(options, key, client, delivery))
    if (told || isLastAttempt(delivery)) await table.remove(key)
    return told
  }

  const begin = ({ key }: Due): Promise<boolean | undefined> => {
    const attempting = outside(() => tracedCall(tracing, 'backchannelLogout', () => attempt(key)))
      .catch((error: unknown) => {
        log('error', 'logout token not delivered', { error: String(error) })
        return false
      })
      .finally(() => underWay.delete(attempting))
    underWay.add(attempting)
    return attempting
  }

  const beginAtOnce = (due: Due): void => {
    const { clientId } = due
    const own = atOnce.filter((other) => other === clientId)
    if (atOnce.length >= MOST_AT_ONCE || own.length >= MOST_OF_A_CLIENT) return
    atOnce.push(clientId)
    void begin(due).finally(() => atOnce.splice(atOnce.indexOf(clientId), 1))
  }

  const settled = async (): Promise<number> => (await Promise.all(underWay)).filter(Boolean).length

  const nextPage = async () => {
    const page = { limit: ROWS_A_READ, ...(after === undefined ? {} : { after }) }
    const rows = await table.list(...everyDelivery, page)
    after = rows.length < ROWS_A_READ ? undefined : rows.at(-1)?.key
    return rows
  }

  return {
    async farewell(session) {
      const found = await Promise.all(
        Object.entries(session.sids).map(async ([clientId, sid]) => ({ sid, client: await clientOf(clientId) })),
      )
      const [now, logout] = [clock(), randomToken(random)]
      const left = found.flatMap(({ sid, client }, position) => {
        if (client === undefined) return []
        const { clientId } = client
        const record: Delivery = { clientId, sid, subject: session.subject, attempts: 0, dueAt: now }
        return [{ key: `${logout}.${position}`, record }]
      })
      const writes = left.map(({ key, record }) => adding(deliveries, key, record, now + KEPT_SECONDS))
      const started = (): void => {
        if (left.length === 0) return
        link('logout', logout)
        note(notes.backchannel, { received: left.length })
        for (const { key, record } of left) beginAtOnce({ key, clientId: record.clientId })
      }
      return { writes, begin: started }
    },
    settled,
    async deliver({ stopped = () => false } = {}) {
      const turns = createTurns({ attempt: begin, stopped })
      let told = await settled()
      for (let reads = 0; reads < MOST_READS; reads++) {
        const due = (await nextPage()).filter(({ record }) => record.dueAt <= clock())
        told += await turns(due.map(({ key, record }) => ({ key, clientId: record.clientId })))
        if (after === undefined || stopped()) break
      }
      return told
    },
  }
}

/** One attempt, under a token of its own: a client that took one whose answer was lost must not see it again as a replay. */
async function tell(
  { issuer, keys, fetch, clock, random, log }: DeliveriesOptions,
  key: string,
  client: Waiting['client'],
  delivery: Delivery,
): Promise<boolean> {
  const { clientId, backchannelLogoutUri: url } = client
  const jti = randomToken(random)
  traceClient(clientId)
  link('logout', key.split('.', 1)[0])
  link('jti', jti)
  const claims = logoutTokenClaims(
    { iss: issuer, aud: clientId, jti, sid: delivery.sid, sub: subjectFor(client, delivery) },
    clock(),
  )
  const token = await keys.sign(client.idTokenSignedResponseAlg, 'logout+jwt', claims)
  const form = new URLSearchParams({ logout_token: token }).toString()
  const fetched = await fetch({ url, form, statuses: [200, 204], mostBytes: MOST_BYTES })
  const failure = failureOf(fetched)
  const { attempts } = delivery
  if (failure === undefined) {
    log('info', 'logout token delivered', { client_id: clientId, attempts })
    return true
  }
  const isOver = isLastAttempt(delivery)
  const told = { client_id: clientId, attempts, rule: failure }
  if (!isOver) log('warn', 'logout token not taken', told)
  else {
    note(notes.givenUp)
    log('error', 'logout token given up', told)
  }
  return false
}

/** A pairwise `sub` is not kept with the session: the client knows it by its `sid` (Back-Channel Logout §2.4 wants one of both). */
const subjectFor = ({ subjectType }: Client, { subject }: Delivery): string | undefined =>
  subjectType === 'pairwise' ? undefined : subject

/** The rule that the client, or the way to it, broke: it is in the trace. What a client answers with besides the status is its own affair. */
function failureOf(fetched: Fetched): string | undefined {
  const rule = fetched.failure?.rule
  try {
    if (rule === 'size' || rule === 'text') check(rules.delivered, true)
    else textOf(fetched, rules.delivered)
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    traceRefusal(error.error)
    return `fetch.${rule}`
  }
}
