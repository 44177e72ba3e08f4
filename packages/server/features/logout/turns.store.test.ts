/** Many logout tokens on their way at once: a client that is down, or takes its time, holds up no other. */
import type { ServerResponse } from 'node:http'
import { expect, it } from 'vitest'
import { claimsIn, openTrial, type Trial } from '../../../../test/authorization-server.ts'
import { loopbackCertificate, openSecureHost } from '../../../../test/https-server.ts'
import { addClient } from '../../../../test/lifecycle.ts'
import { signInAt } from '../../../../test/logout.ts'
import { deliveries } from './delivery.ts'

/** A client's server under `/up`, and another's under `/down` that does not answer before it is told to. */
async function openClients() {
  const held: ServerResponse[] = []
  let isUp = false
  const host = await openSecureHost(({ url }, response) => {
    if (url === '/up' || isUp) response.writeHead(200).end()
    else held.push(response)
  })
  const askedFor = (path: string): number => host.asked.filter(({ url }) => url === path).length
  const recover = (): void => {
    isUp = true
    for (const response of held.splice(0)) response.writeHead(200).end()
  }
  return { host, askedFor, recover }
}

const knowing = (place: string) => ({ privateHosts: [place], caCertificates: [loopbackCertificate] })

const keep = async (trial: Trial, count: number, clientId: string, key: string): Promise<void> => {
  const record = { clientId, sid: 's', subject: 'somebody', attempts: 1, dueAt: trial.clock() }
  const table = trial.store.table(deliveries)
  for (let n = 0; n < count; n++) await table.add(`${key}.${n}`, record, trial.clock() + 3600)
}

it('a round asks a client that is down once, however many wait for it, and tells all others', async () => {
  const { host, askedFor, recover } = await openClients()
  const trial = await openTrial({ fetcher: { ...knowing(host.place), timeoutMs: 2000 } })
  const [down, up] = await Promise.all(
    ['down', 'up'].map((path) => addClient(trial.server, 'demo-web', { backchannelLogoutUri: `${host.url}/${path}` })),
  )
  await keep(trial, 60, down?.clientId ?? '', 'a')
  await keep(trial, 3, up?.clientId ?? '', 'z')
  expect(await trial.server.logouts.deliver()).toBe(3)
  expect([askedFor('/down'), askedFor('/up')]).toEqual([1, 3])
  recover()
  let told = 0
  for (let rounds = 0; rounds < 20 && told < 59; rounds++) told += await trial.server.logouts.deliver()
  expect(told).toBe(59)
})

it('sessions that end one after the other leave room beside a client that does not answer', async () => {
  const { host, askedFor, recover } = await openClients()
  const trial = await openTrial({ fetcher: knowing(host.place) })
  const client = await addClient(trial.server, 'demo-web', { backchannelLogoutUri: `${host.url}/down` })
  const endOne = async (differs: Parameters<typeof signInAt>[2]): Promise<void> => {
    const { tokens } = await signInAt(trial, trial.browser(), differs)
    const [session] = await trial.server.sessions.list(String(claimsIn(tokens.id_token).sub))
    await trial.server.grants.endSession(session?.id ?? '')
  }
  for (let times = 0; times < 7; times++) await endOne({ ...client })
  await endOne({ backchannelLogoutUri: `${host.url}/up` })
  await expect.poll(() => askedFor('/up')).toBe(1)
  await expect.poll(() => askedFor('/down')).toBe(5)
  recover()
  await trial.server.logouts.deliver()
  expect(askedFor('/down')).toBe(7)
})
