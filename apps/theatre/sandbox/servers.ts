/** The three parties of a sandbox: put together as in development, in one process, on free ports, with a database in memory. */
import { randomBytes } from 'node:crypto'
import { demoDecryptionKey } from '@sightglass/api/demo-key'
import { demoLedger } from '@sightglass/api/demo-ledger'
import { createApi } from '@sightglass/api/index'
import { type Peer, type ServeOptions, serve } from '@sightglass/process'
import { createLog } from '@sightglass/process/log'
import { createServer, demoRegistration, parseKeyEncryptionKey, seedDevelopment } from '@sightglass/server'
import { openStore } from '@sightglass/store'
import { tellsEverybody } from '@sightglass/trace'
import { createWeb } from '@sightglass/web'
import { DEMO_SECRET } from '@sightglass/web/settings'
import type { Places } from '../backstage/actor.ts'

type Answer = ServeOptions['fetch']

/** A port that is open before anybody knows who answers there: the parties have to know where the others are. */
interface Door {
  readonly url: string
  answer: Answer
}

/** Seconds since the epoch, as all three have it: waiting costs a sandbox no time. */
type Clock = () => number

/** Opens them; they answer until the process ends. */
export async function openServers(clock: Clock): Promise<Places> {
  const [client, auth, resource] = await Promise.all(['client', 'auth', 'resource'].map(openDoor))
  if (client === undefined || auth === undefined || resource === undefined) throw new Error('three doors were opened')
  const places = { client: client.url, auth: auth.url, resource: resource.url }
  const linkKey = randomBytes(32)
  auth.answer = await authorizationServer(places, linkKey, clock)
  resource.answer = resourceServer(places, linkKey, clock)
  client.answer = demoClient(places, linkKey, clock)
  return places
}

async function openDoor(name: string): Promise<Door> {
  const log = createLog(name, { logLevel: 'silent' })
  let answer: Answer = () => new Response(null, { status: 503 })
  const fetch = (request: Request, peer: Peer) => answer(request, peer)
  const { port } = await serve({ name, host: 'localhost', port: 0, log, signals: false, fetch })
  return {
    url: `http://localhost:${port}`,
    get answer() {
      return answer
    },
    set answer(next) {
      answer = next
    },
  }
}

async function authorizationServer(
  { client, auth, resource }: Places,
  linkKey: Uint8Array,
  clock: Clock,
): Promise<Answer> {
  const key = parseKeyEncryptionKey(randomBytes(32).toString('base64url'))
  const server = await createServer({
    ...{ issuer: auth, clock, linkKey, keyEncryptionKeys: [key], environment: 'development' },
    store: await openStore('memory:', { issuer: auth, clock }),
    fetcher: { privateHosts: [new URL(client).host], plainLoopback: true },
    registration: demoRegistration(resource),
  })
  await seedDevelopment(server, { clientOrigin: client, resource })
  return server.fetch
}

function resourceServer({ auth: issuer, resource }: Places, linkKey: Uint8Array, clock: Clock): Answer {
  const tracing = { party: 'resource-server', from: 'client', linkKey, tellsId: tellsEverybody } as const
  return createApi({ issuer, resource, clock, tracing, decryptionKey: demoDecryptionKey(), ledger: demoLedger })
}

function demoClient({ client: webUrl, auth: issuer, resource }: Places, linkKey: Uint8Array, clock: Clock): Answer {
  const identity = { clientId: 'demo-web', clientSecret: DEMO_SECRET, scope: 'openid profile email read write' }
  // The theatre comes along because it is what tells of traces; nobody looks at it here.
  return createWeb({ ...identity, clock, webUrl, issuer, resource, linkKey, theatre: true }).fetch
}
