/** Recordings: switched on for a client and a time, told, and switched off. */
import { check } from '@sightglass/spec/check'
import { rules } from '@sightglass/spec/management'
import { z } from 'zod'
import { MOST_RECORDINGS, type Recording } from '../features/recording/recordings.ts'
import type { Managed } from './managed.ts'
import { type Audited, type Operation, operation } from './operation.ts'

const MOST_MINUTES = 24 * 60

const CLAIMED =
  'Also requests that only claim to be of the client and failed to authenticate as it, whoever sent them. Not unless asked for.'

const members = {
  id: z.string(),
  client_id: z.string(),
  claimed: z.boolean(),
  started_at: z.number(),
  ends_at: z.number(),
}
const told = z.object(members)
const started = z.object({
  ...members,
  viewing_token: z.string().meta({ description: 'Opens the traces of this client; told here and nowhere else.' }),
  theatre: z.string().meta({ description: 'The page where they are shown.' }),
})

const tell = ({ id, clientId, claimed = false, startedAt, endsAt }: Recording): object => ({
  ...{ id, client_id: clientId, claimed },
  ...{ started_at: startedAt, ends_at: endsAt },
})

const withClaims = (claimed: boolean): string => (claimed ? 'and of who claims to be it, ' : '')

const STOP = 'recording.stop'

/** What the audit line says of one that was stopped, by whatever operation. */
export const auditedStop = ({ id, clientId }: Recording): Audited => ({
  action: STOP,
  target: `recording ${id} of client ${clientId}`,
})

export function recordingOperations({ server }: Managed): readonly Operation[] {
  const { environment, clients, recordings } = server

  return [
    operation({
      id: 'listRecordings',
      method: 'GET',
      path: '/recordings',
      summary: 'Which clients are recorded now, and until when',
      answer: z.object({ items: z.array(told) }),
      run: async () => ({ body: { items: (await recordings.list()).map(tell) } }),
    }),
    operation({
      id: 'startRecording',
      method: 'POST',
      path: '/recordings',
      summary:
        'Records the messages of a client for so many minutes; whoever has the viewing token of the answer can watch them',
      action: 'recording.start',
      body: z.strictObject({
        client_id: z.string(),
        minutes: z.int().min(1).max(MOST_MINUTES).meta({ description: 'How long; it ends by itself.' }),
        claimed: z.boolean().optional().meta({ description: CLAIMED }),
      }),
      status: 201,
      answer: started,
      async run({ body: { client_id: clientId, minutes, claimed = false }, fault }) {
        check(rules.recordable, environment === 'production')
        const client = await clients.find(clientId)
        if (client === undefined) fault('/client_id', 'there is no such client')
        check(rules.exists, client)
        check(rules.recordingRoom, (await recordings.list()).length < MOST_RECORDINGS, { expected: MOST_RECORDINGS })
        const { recording, token } = await recordings.start({ clientId, minutes, claimed })
        return {
          target: `recording ${recording.id} of client ${clientId} ${withClaims(claimed)}for ${minutes} minutes`,
          body: { ...tell(recording), viewing_token: token, theatre: recordings.theatreUrl },
        }
      },
    }),
    operation({
      id: 'stopRecording',
      method: 'DELETE',
      path: '/recordings/{id}',
      summary: 'Ends one recording before its time: what was kept of its client is forgotten',
      action: STOP,
      status: 204,
      async run({ key }) {
        const stopped = await recordings.stop(key)
        check(rules.exists, stopped !== undefined)
        return { target: auditedStop(stopped).target }
      },
    }),
  ]
}
