/** `sightglass session …` */
import { UsageError } from '../demo/failure.ts'
import type { ManageCommand } from './command.ts'
import { withQuery } from './query.ts'
import { subOf } from './users.ts'

const whose = [['--user <user>', 'of this person, by user name or sub']] as const

export const sessionCommands: readonly ManageCommand[] = [
  {
    usage: 'list',
    says: 'the browser sessions of a person',
    options: whose,
    async run(api, { user }) {
      if (user === undefined) throw new UsageError('--user must be given')
      const columns = ['id', 'created_at', 'seen_at', 'clients', 'browser']
      return { items: await api.all('/sessions', { user: await subOf(api, user) }), columns }
    },
  },
  {
    usage: 'end [id]',
    says: 'end one session, or all of a person',
    options: whose,
    async run(api, { user }, [id]) {
      if ((id === undefined) === (user === undefined)) throw new UsageError('either an id or --user must be given')
      if (id !== undefined) {
        await api.ask('DELETE', `/sessions/${encodeURIComponent(id)}`)
        return { done: `session ${id} has ended` }
      }
      const { ended } = await api.ask('DELETE', withQuery('/sessions', { user: await subOf(api, user) }))
      return { done: `${ended} ended` }
    },
  },
]
