/** Resource servers: made, told, changed, removed. */
import { check } from '@sightglass/spec/check'
import { rules } from '@sightglass/spec/management'
import { z } from 'zod'
import type { ResourceServer } from '../clients/resources.ts'
import { randomToken } from '../secrets.ts'
import type { Managed } from './managed.ts'
import { merged } from './merge.ts'
import { type FaultTelling, fitting, listOf, type Operation, operation, pageOf, pageQuery, told } from './operation.ts'
import {
  accessShape,
  judgeResource,
  type ResourceEntry,
  resourceEntryOf,
  resourceId,
  resourceRegistrationOf,
  serverShape,
} from './resource-entry.ts'

const SECRET_BYTES = 48
const CLIENTS_A_READ = 100

const entryShape = { ...serverShape, introspection: z.strictObject(accessShape).optional() }
const resourceAnswer = z.object({ resource: resourceId, ...entryShape })

const judge = (entry: ResourceEntry, context: z.RefinementCtx): void =>
  judgeResource(entry, (path, message) => context.addIssue({ code: 'custom', path, message }))
const newResource = z.strictObject({ resource: resourceId, ...entryShape }).superRefine(judge)
const wholeResource = z.strictObject(entryShape).superRefine(judge)
const resourcePatch = z.strictObject(
  Object.fromEntries(Object.entries(entryShape).map(([name, type]) => [name, type.nullable().optional()])),
)

const tell = (server: ResourceServer): object => ({ resource: server.resource, ...resourceEntryOf(server) })

export function resourceOperations({ server: { resources, clients }, random }: Managed): readonly Operation[] {
  const read = async (resource: string): Promise<ResourceServer> => {
    const found = await resources.find(resource)
    check(rules.exists, found)
    return found
  }

  /** The name by which it asks is no other's. */
  const checkName = async (resource: string, { introspection }: ResourceEntry, fault: FaultTelling): Promise<void> => {
    const name = introspection?.client_id
    const other = (await resources.list({ limit: 1000 })).find(
      (server) => server.resource !== resource && server.introspection?.clientId === name,
    )
    const isFree = name === undefined || other === undefined
    if (!isFree) fault('/introspection/client_id', `is the one of ${other.resource} already`)
    check(rules.free, isFree)
  }

  const write = async (resource: string, entry: ResourceEntry, before: ResourceServer | undefined) => {
    const given = entry.introspection?.client_secret
    const known = before?.introspection
    // The hash has the name in it: another name needs another secret.
    const kept =
      given === undefined && known?.clientId === entry.introspection?.client_id ? known?.clientSecretHash : undefined
    const isLacking = entry.introspection !== undefined && given === undefined && kept === undefined
    const clientSecret = isLacking ? randomToken(random, SECRET_BYTES) : given
    await resources.put(resourceRegistrationOf(entry, resource, { clientSecret, clientSecretHash: kept }))
    const body = resourceEntryOf(await read(resource))
    const access = body.introspection &&
      clientSecret !== undefined && { ...body.introspection, client_secret: clientSecret }
    return {
      target: `resource server ${resource}`,
      body: { resource, ...body, ...(access && { introspection: access }) },
    }
  }

  const userOf = async (resource: string): Promise<string | undefined> => {
    let page = await clients.list({ limit: CLIENTS_A_READ })
    for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
      const user = page.find((client) => client.resources.includes(resource))
      if (user !== undefined) return user.clientId
      page = await clients.list({ limit: CLIENTS_A_READ, after: last.clientId })
    }
    return undefined
  }

  return [
    operation({
      id: 'listResources',
      method: 'GET',
      path: '/resources',
      summary: 'A page of the resource servers, in the order of their identifiers',
      query: z.strictObject(pageQuery),
      answer: listOf(resourceAnswer),
      run: async ({ query }) => ({
        body: told(await resources.list(pageOf(query)), query, ({ resource }) => resource, tell),
      }),
    }),
    operation({
      id: 'createResource',
      method: 'POST',
      path: '/resources',
      summary:
        'Registers a resource server; with introspection, its secret is made where it is left out, and told this once',
      action: 'resource.create',
      status: 201,
      body: newResource,
      answer: resourceAnswer,
      async run({ body: { resource, ...entry }, fault }) {
        const isFree = (await resources.find(resource)) === undefined
        if (!isFree) fault('/resource', 'must not be taken')
        check(rules.free, isFree)
        await checkName(resource, entry, fault)
        return await write(resource, entry, undefined)
      },
    }),
    operation({
      id: 'readResource',
      method: 'GET',
      path: '/resources/{resource}',
      summary: 'One resource server; its identifier is percent-encoded in the path',
      answer: resourceAnswer,
      run: async ({ key }) => ({ body: tell(await read(key)) }),
    }),
    {
      id: 'changeResource',
      method: 'PATCH',
      path: '/resources/{resource}',
      summary: 'Changes what the body names; null takes a member away',
      action: 'resource.change',
      body: resourcePatch,
      answer: resourceAnswer,
      async run({ key, body, faults }) {
        const before = await read(key)
        const patch = fitting(resourcePatch, body, faults)
        const entry = fitting(wholeResource, merged(resourceEntryOf(before), patch), faults)
        await checkName(key, entry, (pointer, detail) => void faults.push({ pointer, detail }))
        return await write(key, entry, before)
      },
    },
    operation({
      id: 'removeResource',
      method: 'DELETE',
      path: '/resources/{resource}',
      summary: 'Removes a resource server that no client is registered for any more',
      action: 'resource.remove',
      status: 204,
      async run({ key, fault }) {
        await read(key)
        const user = await userOf(key)
        if (user !== undefined) fault('/resource', `client ${user} is registered for it`)
        check(rules.unused, user === undefined)
        check(rules.exists, await resources.remove(key))
        return { target: `resource server ${key}` }
      },
    }),
  ]
}
