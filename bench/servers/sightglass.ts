/** Our authorization server as it runs in production: on a SQLite file in the folder given, recording where told to. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createLog, serve } from '@sightglass/process'
import { createServer, parseKeyEncryptionKey } from '@sightglass/server'
import { trustDeclaredLength } from '@sightglass/spec/body'
import { openStore } from '@sightglass/store'
import { createRecorder } from '@sightglass/trace'
import { clientId, clientSecret, issuer, LIFETIME_SECONDS, resource, scopes } from '../exchange.ts'
import { announce } from './announce.ts'

const [folder = '.', ...switches] = process.argv.slice(2)
const clock = () => Math.floor(Date.now() / 1000)
const server = await createServer({
  issuer,
  clock,
  store: await openStore(`sqlite:${join(folder, 'store.sqlite')}`, { issuer, clock }),
  keyEncryptionKeys: [parseKeyEncryptionKey(Buffer.alloc(32, 7).toString('base64url'))],
  linkKey: randomBytes(32),
})
await server.resources.put({ resource, name: 'Bench', scopes: Object.fromEntries(scopes.map((name) => [name, name])) })
await server.clients.put({
  clientId,
  clientName: 'Bench',
  status: 'active',
  tokenEndpointAuthMethod: 'client_secret_basic',
  clientSecret,
  redirectUris: [],
  grantTypes: ['client_credentials'],
  responseTypes: [],
  scope: scopes,
  resources: [resource],
  idTokenSignedResponseAlg: 'RS256',
  policy: { pkceRequired: true, rotateRefreshTokens: false, accessTokenLifetimeSeconds: LIFETIME_SECONDS },
})
if (switches.includes('recording')) createRecorder()
const log = createLog('bench', { logLevel: 'error' })
const { port } = await serve({
  name: 'bench',
  host: '127.0.0.1',
  port: 0,
  fetch: (request, peer) => server.fetch(trustDeclaredLength(request), peer),
  log,
  signals: false,
})
announce(port)
