/** Browser sessions: told and ended. */
import { check } from '@sightglass/spec/check'
import { rules } from '@sightglass/spec/management'
import { z } from 'zod'
import type { Server } from '../server.ts'
import type { Session } from '../session/session.ts'
import type { Managed } from './managed.ts'
import { listOf, type Operation, operation, pageOf, pageQuery, told } from './operation.ts'

const sessionAnswer = z.object({
  id: z.string(),
  user: z.string(),
  created_at: z.number(),
  seen_at: z.number(),
  browser: z.record(z.string(), z.unknown()).optional(),
  authentications: z.array(z.object({ at: z.number(), methods: z.array(z.string()), acr: z.string() })),
  clients: z.array(z.string()).meta({ description: 'Those that took part.' }),
})

const tell = ({ id, subject, createdAt, seenAt, agent, authentications, sids }: Session): object => ({
  ...{ id, user: subject, created_at: createdAt, seen_at: seenAt },
  ...(agent === undefined ? {} : { browser: agent }),
  authentications: authentications.map(({ at, methods, acr }) => ({ at, methods, acr })),
  clients: Object.keys(sids),
})

const SESSIONS_A_READ = 100

/** Ends every session of a person, and what lives by them. Resolves to how many there were. */
export async function endSessionsOf({ sessions, grants }: Pick<Server, 'sessions' | 'grants'>, sub: string) {
  let ended = 0
  let page = await sessions.list(sub, { limit: SESSIONS_A_READ })
  for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
    await Promise.all(page.map(({ id }) => grants.endSession(id)))
    ended += page.length
    page = await sessions.list(sub, { limit: SESSIONS_A_READ, after: last.id })
  }
  return ended
}

export function sessionOperations({ server }: Managed): readonly Operation[] {
  const { sessions, grants } = server
  const user = z.string().meta({ description: 'The sub of whoever signed in.' })

  return [
    operation({
      id: 'listSessions',
      method: 'GET',
      path: '/sessions',
      summary: 'A page of the living sessions of a person',
      query: z.strictObject({ ...pageQuery, user }),
      answer: listOf(sessionAnswer),
      run: async ({ query }) => ({
        body: told(await sessions.list(query.user, pageOf(query)), query, ({ id }) => id, tell),
      }),
    }),
    operation({
      id: 'endSession',
      method: 'DELETE',
      path: '/sessions/{id}',
      summary: 'Ends one session: the grants that live by it are revoked, and its clients are told',
      action: 'session.end',
      status: 204,
      async run({ key }) {
        check(rules.exists, await sessions.find(key))
        await grants.endSession(key)
        return { target: `session ${key}` }
      },
    }),
    operation({
      id: 'endSessions',
      method: 'DELETE',
      path: '/sessions',
      summary: 'Ends every session of a person',
      action: 'session.end',
      query: z.strictObject({ user }),
      answer: z.object({ ended: z.number() }),
      run: async ({ query: { user } }) => ({
        target: `sessions of user ${user}`,
        body: { ended: await endSessionsOf(server, user) },
      }),
    }),
  ]
}
