/** Clients: made, told, changed, shut out, removed. A secret is told where it was made just now, and never again. */
import { check } from '@sightglass/spec/check'
import { rules } from '@sightglass/spec/management'
import { z } from 'zod'
import type { Client, Registration, SelfRegistration } from '../clients/client.ts'
import { hasSecret, keptSecretOf, needsSecret } from '../clients/client-secret.ts'
import { randomToken } from '../secrets.ts'
import {
  type ClientEntry,
  clientId,
  clientPatch,
  entryOf,
  entryShape,
  judgeEntry,
  registrationOf,
} from './client-entry.ts'
import type { Managed } from './managed.ts'
import { merged } from './merge.ts'
import {
  type Asked,
  type FaultTelling,
  fitting,
  listOf,
  type Operation,
  operation,
  pageOf,
  pageQuery,
  told,
} from './operation.ts'
import { auditedStop } from './recordings.ts'

const SECRET_BYTES = 48

const clientAnswer = z.object({
  client_id: clientId,
  ...entryShape,
  registered_itself_at: z.number().optional().meta({ description: 'Seconds since the epoch.' }),
})

const tell = (client: Client): object => ({
  client_id: client.clientId,
  ...entryOf(client),
  ...(client.registered === undefined ? {} : { registered_itself_at: client.registered.at }),
})

export function clientOperations({
  server: { clients, resources, recordings },
  random,
}: Managed): readonly Operation[] {
  const judge = (entry: Parameters<typeof judgeEntry>[0], context: z.RefinementCtx): void =>
    judgeEntry(entry, clients.supported(), (path, message) => context.addIssue({ code: 'custom', path, message }))
  const newClient = z.strictObject({ client_id: clientId.optional(), ...entryShape }).superRefine(judge)
  const wholeClient = z.strictObject(entryShape).superRefine(judge)

  const read = async (id: string): Promise<Client> => {
    const client = await clients.read(id)
    check(rules.exists, client)
    return client
  }

  /** The secret that it gets now, if any: what is given, or what it lacks. */
  const secretFor = (registration: Registration, before: Client | undefined, given: string | undefined) => {
    const method = registration.tokenEndpointAuthMethod
    if (given !== undefined || !needsSecret(method)) return given
    return before !== undefined && hasSecret(before, method) ? undefined : randomToken(random, SECRET_BYTES)
  }

  /** What it is newly registered for has to be registered itself; what it was registered for before may stay. */
  const checkResources = async (entry: ClientEntry, before: Client | undefined, fault: FaultTelling) => {
    const known = await Promise.all(
      entry.resources.map(async (one) => before?.resources.includes(one) || (await resources.find(one)) !== undefined),
    )
    for (const [n, isKnown] of known.entries())
      if (!isKnown) fault(`/resources/${n}`, 'must be a registered resource server')
    check(rules.members, known.every(Boolean))
  }

  const put = async (
    registration: Registration,
    before: Client | undefined,
    secret: string | undefined,
    most: Pick<SelfRegistration, 'scope'> = {},
  ) => {
    const kept = before !== undefined && needsSecret(registration.tokenEndpointAuthMethod) ? keptSecretOf(before) : {}
    const self = before?.registered === undefined ? {} : { registered: { ...before.registered, ...most } }
    const own = secret === undefined ? {} : { clientSecret: secret }
    return await clients.put({ ...registration, ...kept, ...self, ...own }, (now) => isSame(now, before))
  }

  const answerOf = async (id: string, secret: string | undefined) => ({
    target: `client ${id}`,
    body: { ...tell(await read(id)), ...(secret === undefined ? {} : { client_secret: secret }) },
  })

  return [
    operation({
      id: 'listClients',
      method: 'GET',
      path: '/clients',
      summary: 'A page of the clients, in the order of their ids',
      query: z.strictObject(pageQuery),
      answer: listOf(clientAnswer),
      run: async ({ query }) => ({
        body: told(await clients.list(pageOf(query)), query, (client) => client.clientId, tell),
      }),
    }),
    operation({
      id: 'createClient',
      method: 'POST',
      path: '/clients',
      summary: 'Registers a client; id and secret are made where they are left out, and a secret is told this once',
      action: 'client.create',
      status: 201,
      body: newClient,
      answer: clientAnswer,
      async run({ body, fault }) {
        await checkResources(body, undefined, fault)
        const id = body.client_id ?? randomToken(random)
        const registration = registrationOf(body, id, undefined)
        const secret = secretFor(registration, undefined, body.client_secret)
        const isMade = await put(registration, undefined, secret)
        if (!isMade) fault('/client_id', 'must not be taken')
        check(rules.free, isMade)
        return await answerOf(id, secret)
      },
    }),
    operation({
      id: 'readClient',
      method: 'GET',
      path: '/clients/{client_id}',
      summary: 'One client',
      answer: clientAnswer,
      run: async ({ key }) => ({ body: tell(await read(key)) }),
    }),
    changing(async ({ key, body, faults }) => {
      const before = await read(key)
      const { client_secret: given, ...patch } = fitting(clientPatch, body, faults)
      const entry = fitting(
        wholeClient,
        merged({ ...entryOf(before), client_secret: given ?? undefined }, patch),
        faults,
      )
      await checkResources(entry, before, (pointer, detail) => void faults.push({ pointer, detail }))
      const registration = registrationOf(entry, key, undefined)
      const secret = secretFor(registration, before, entry.client_secret)
      // A client that registered itself has not more by updating itself.
      const most = patch.scope === undefined ? {} : { scope: registration.scope }
      check(rules.unchanged, await put(registration, before, secret, most))
      return await answerOf(key, secret)
    }),
    operation({
      id: 'newClientSecret',
      method: 'POST',
      path: '/clients/{client_id}/secret',
      summary: 'Gives the client a new secret, told this once; the one before is worth nothing any more',
      action: 'client.secret',
      answer: clientAnswer,
      async run({ key, fault }) {
        const before = await read(key)
        const { tokenEndpointAuthMethod: method } = before
        if (!needsSecret(method)) fault('/token_endpoint_auth_method', `a client of method ${method} has no secret`)
        check(rules.members, needsSecret(method))
        const secret = randomToken(random, SECRET_BYTES)
        const { activeSince: _, ...registration } = before
        check(rules.unchanged, await put(registration, before, secret))
        return await answerOf(key, secret)
      },
    }),
    operation({
      id: 'removeClient',
      method: 'DELETE',
      path: '/clients/{client_id}',
      summary: 'Removes the client; what it was granted, and what records it, ends with it',
      action: 'client.remove',
      status: 204,
      async run({ key }) {
        check(rules.exists, await clients.remove(key))
        const stopped = await recordings.stopOf(key)
        return { target: `client ${key}`, also: stopped.map(auditedStop) }
      },
    }),
  ]
}

/** The row of a change: it is judged with what is there already, by itself it says too little. */
const changing = (run: (asked: Asked) => ReturnType<Operation['run']>): Operation => ({
  id: 'changeClient',
  method: 'PATCH',
  path: '/clients/{client_id}',
  summary:
    'Changes what the body names; null takes a member away. A status of disabled shuts the client out without forgetting it',
  action: 'client.change',
  body: clientPatch,
  answer: clientAnswer,
  run,
})

const isSame = (one: Client | undefined, other: Client | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other)
