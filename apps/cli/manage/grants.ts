/** `sightglass grant …` */
import { UsageError } from '../demo/failure.ts'
import type { Api } from './api.ts'
import type { ManageCommand } from './command.ts'
import { withQuery } from './query.ts'
import { subOf } from './users.ts'

const whose = [
  ['--user <user>', 'those that this person gave, by user name or sub'],
  ['--client <client_id>', 'those that this client was given'],
] as const

async function queryOf(api: Api, { user, client }: Readonly<Record<string, unknown>>) {
  if (user === undefined && client === undefined) throw new UsageError('--user or --client must be given')
  return {
    user: user === undefined ? undefined : await subOf(api, user),
    client_id: client === undefined ? undefined : String(client),
  }
}

async function revokeAll(api: Api, flags: Readonly<Record<string, unknown>>): Promise<number> {
  const query = await queryOf(api, flags)
  let [count, after]: [number, string | undefined] = [0, undefined]
  do {
    const { revoked, next } = await api.ask('DELETE', withQuery('/grants', { ...query, after }))
    count += Number(revoked)
    after = typeof next === 'string' ? next : undefined
  } while (after !== undefined)
  return count
}

export const grantCommands: readonly ManageCommand[] = [
  {
    usage: 'list',
    says: 'what a person gave, or a client was given, or both',
    options: whose,
    run: async (api, flags) => ({
      items: await api.all('/grants', await queryOf(api, flags)),
      columns: ['id', 'user', 'client_id', 'scope', 'offline', 'created_at', 'revoked.why'],
    }),
  },
  {
    usage: 'revoke [id]',
    says: 'revoke one grant, or all that the flags name',
    options: whose,
    async run(api, flags, [id]) {
      if (id !== undefined && (flags.user ?? flags.client) !== undefined)
        throw new UsageError('either an id, or --user and --client must be given')
      if (id === undefined) return { done: `${await revokeAll(api, flags)} revoked` }
      await api.ask('DELETE', `/grants/${encodeURIComponent(id)}`)
      return { done: `grant ${id} is revoked` }
    },
  },
]
