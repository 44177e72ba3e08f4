/** Grants: what people gave to clients, told and revoked. */
import { check } from '@sightglass/spec/check'
import { rules } from '@sightglass/spec/management'
import { z } from 'zod'
import type { Grant } from '../grants/grant.ts'
import type { Managed } from './managed.ts'
import { listOf, type Operation, operation, pageOf, pageQuery, told } from './operation.ts'

const grantAnswer = z.object({
  id: z.string(),
  user: z.string(),
  client_id: z.string(),
  scope: z.string(),
  resources: z.array(z.string()),
  session: z.string().optional(),
  offline: z.boolean(),
  created_at: z.number(),
  ends_at: z.number(),
  revoked: z.object({ at: z.number(), why: z.string() }).optional(),
  history: z.array(z.object({ at: z.number(), event: z.string() })),
})

const tell = ({ id, subject, clientId, scope, resources, sessionId, offline, revoked, history, ...grant }: Grant) => ({
  ...{ id, user: subject, client_id: clientId, scope: scope.join(' '), resources, offline },
  ...(sessionId === undefined ? {} : { session: sessionId }),
  ...{ created_at: grant.createdAt, ends_at: grant.endsAt },
  ...(revoked === undefined ? {} : { revoked }),
  history,
})

const whose = {
  user: z.string().optional().meta({ description: 'The sub of whoever gave them.' }),
  client_id: z.string().optional().meta({ description: 'To which client.' }),
}
const isSomebodys = { error: 'user or client_id must be given', path: ['user'] }
const hasOwner = ({ user, client_id }: { user?: string | undefined; client_id?: string | undefined }): boolean =>
  user !== undefined || client_id !== undefined

interface Whose {
  readonly user?: string | undefined
  readonly client_id?: string | undefined
  readonly limit: number
  readonly after?: string | undefined
}

const MOST_AT_ONCE = 1000
const GRANTS_A_READ = 100

interface Revoked {
  readonly revoked: number
  /** Where to go on. */
  readonly next?: string
}

export function grantOperations({ server: { grants, consents } }: Managed): readonly Operation[] {
  const { table } = grants

  /** Of both, only those to this client are told: such a page may be shorter than what was asked for. */
  const page = async ({ user, client_id: client, ...page }: Whose) => {
    const [index, value] = user === undefined ? (['client', client ?? ''] as const) : (['subject', user] as const)
    const found = (await table.list(index, value, pageOf(page))).map(({ record }) => record)
    const { items: _, ...rest } = told(found, page, ({ id }) => id, tell)
    const own = found.slice(0, page.limit).filter(({ clientId }) => client === undefined || clientId === client)
    return { grants: own, ...rest }
  }

  const withdraw = async (user: string, client: string): Promise<Revoked> => {
    let revoked = 0
    for await (const grant of grants.of(user, client)) if (grant.revoked === undefined) revoked++
    await consents.withdraw(user, client)
    return { revoked }
  }

  const revokeSome = async (whose: Omit<Whose, 'limit'>): Promise<Revoked> => {
    let [revoked, next] = [0, whose.after]
    for (let looked = 0; looked < MOST_AT_ONCE; looked += GRANTS_A_READ) {
      const found = await page({ ...whose, limit: GRANTS_A_READ, after: next })
      const living = found.grants.filter((grant) => grant.revoked === undefined)
      for (const { id } of living) await grants.revoke(id, 'revoked by an operator')
      revoked += living.length
      next = found.next
      if (next === undefined) return { revoked }
    }
    return { revoked, ...(next === undefined ? {} : { next }) }
  }

  return [
    operation({
      id: 'listGrants',
      method: 'GET',
      path: '/grants',
      summary:
        'A page of what a person gave, or of what a client was given, or of both; revoked ones too, as long as they are kept',
      query: z.strictObject({ ...pageQuery, ...whose }).refine(hasOwner, isSomebodys),
      answer: listOf(grantAnswer),
      async run({ query }) {
        const { grants: items, ...next } = await page(query)
        return { body: { items: items.map(tell), ...next } }
      },
    }),
    operation({
      id: 'readGrant',
      method: 'GET',
      path: '/grants/{id}',
      summary: 'One grant',
      answer: grantAnswer,
      async run({ key }) {
        const grant = await table.get(key)
        check(rules.exists, grant)
        return { body: tell(grant) }
      },
    }),
    operation({
      id: 'revokeGrant',
      method: 'DELETE',
      path: '/grants/{id}',
      summary:
        'Revokes one grant: its tokens are worth nothing any more where they are asked about, and it gives no others',
      action: 'grant.revoke',
      status: 204,
      async run({ key }) {
        check(rules.exists, await table.get(key))
        await grants.revoke(key, 'revoked by an operator')
        return { target: `grant ${key}` }
      },
    }),
    operation({
      id: 'revokeGrants',
      method: 'DELETE',
      path: '/grants',
      summary: `Revokes what a person gave, or what a client was given, ${MOST_AT_ONCE} at once; of a person and a client together, their consent is forgotten too`,
      action: 'grant.revoke',
      query: z.strictObject({ ...whose, after: pageQuery.after }).refine(hasOwner, isSomebodys),
      answer: z.object({ revoked: z.number(), next: z.string().optional() }),
      async run({ query: { user, client_id: client, after } }) {
        const target = [user && `user ${user}`, client && `client ${client}`].filter(Boolean).join(', ')
        const isBoth = user !== undefined && client !== undefined
        const body = isBoth ? await withdraw(user, client) : await revokeSome({ user, client_id: client, after })
        return { target: `grants of ${target}`, body }
      },
    }),
  ]
}
