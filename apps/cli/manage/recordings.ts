/** `sightglass recording …` */
import { UsageError } from '../demo/failure.ts'
import type { ManageCommand } from './command.ts'

function minutesIn(minutes: unknown): number {
  const number = Number(minutes ?? Number.NaN)
  if (!Number.isInteger(number)) throw new UsageError('--minutes must be given, as a whole number')
  return number
}

export const recordingCommands: readonly ManageCommand[] = [
  {
    usage: 'start <client_id>',
    says: 'record the messages of a client for a time; the viewing token is told once',
    options: [
      ['--minutes <number>', 'how long, 1 to 1440: must be given'],
      ['--claimed', 'also requests that claim to be of the client and failed to authenticate, whoever sent them'],
    ],
    run: async (api, { minutes, claimed }, [clientId]) => ({
      item: await api.ask('POST', '/recordings', {
        ...{ client_id: clientId, minutes: minutesIn(minutes) },
        ...(claimed === true ? { claimed } : {}),
      }),
    }),
  },
  {
    usage: 'list',
    says: 'which clients are recorded now, and until when',
    async run(api) {
      const { items } = await api.ask('GET', '/recordings')
      const columns = ['id', 'client_id', 'claimed', 'started_at', 'ends_at']
      return { items: Array.isArray(items) ? items : [], columns }
    },
  },
  {
    usage: 'stop <id>',
    says: 'end a recording before its time, and forget what was kept',
    async run(api, _, [id = '']) {
      await api.ask('DELETE', `/recordings/${encodeURIComponent(id)}`)
      return { done: `recording ${id} is stopped` }
    },
  },
]
