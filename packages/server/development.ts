/** What development starts with: three people and their doubles, seven clients, three resource servers. Never in production. */
import { DEVICE_GRANT_TYPE } from '@sightglass/spec/device'
import type { Registration } from './clients/client.ts'
import type { ResourceRegistration } from './clients/resources.ts'
import type { RegistrationPolicy } from './features/registration/policy.ts'
import type { NewUser } from './people/directory.ts'
import type { Server } from './server.ts'

export interface DevelopmentSeeds {
  /** Where the demo client runs. */
  readonly clientOrigin: string
  /** The demo resource server's identifier. */
  readonly resource: string
}

const alice: NewUser = {
  username: 'alice',
  password: 'password123',
  claims: {
    name: 'Alice Liddell',
    given_name: 'Alice',
    family_name: 'Liddell',
    middle_name: 'Pleasance',
    nickname: 'Ali',
    preferred_username: 'alice',
    profile: 'https://alice.example/profile',
    picture: 'https://alice.example/picture.png',
    website: 'https://alice.example/',
    email: 'alice@example.com',
    email_verified: true,
    gender: 'female',
    birthdate: '1852-05-04',
    zoneinfo: 'Europe/London',
    locale: 'en-GB',
    phone_number: '+44 20 7946 0000',
    phone_number_verified: true,
    address: {
      formatted: '1 Deanery Road\nOxford OX1 1DP\nUnited Kingdom',
      street_address: '1 Deanery Road',
      locality: 'Oxford',
      region: 'Oxfordshire',
      postal_code: 'OX1 1DP',
      country: 'United Kingdom',
    },
    updated_at: 1_767_225_600,
  },
}

const person = (known: string, password: string, name: string, username = known): NewUser => ({
  username,
  password,
  claims: {
    name,
    preferred_username: known,
    email: `${known}@example.com`,
    email_verified: true,
    updated_at: 1_767_225_600,
  },
})

export const demoUsers: readonly NewUser[] = [
  alice,
  person('bob', 'secret456', 'Bob Carpenter'),
  person('carol', 'mypass789', 'Carol Walrus'),
]

/** As whom the theatre's scenes and attacks sign in: what they allow there changes nothing for who tries the demo in person. */
export const stageUsers: readonly NewUser[] = [
  { ...alice, username: 'alice.on.stage' },
  person('bob', 'secret456', 'Bob Carpenter', 'bob.on.stage'),
]

/** Adds what is missing; what exists stays as somebody made it. */
export async function seedDevelopment(server: Server, { clientOrigin, resource }: DevelopmentSeeds): Promise<void> {
  if (server.environment !== 'development') throw new Error('demo accounts exist in development only')
  await server.resources.put(demoApi(resource))
  await server.resources.put(demoVault(vaultOf(resource)))
  await server.resources.put(demoLedger(ledgerOf(resource)))
  for (const client of demoClients(clientOrigin, resource)) await server.clients.put(client)
  for (const user of [...demoUsers, ...stageUsers])
    if ((await server.people.findByUsername(user.username)) === undefined) await server.people.create(user)
}

const demoApi = (resource: string): ResourceRegistration => ({
  resource,
  name: 'Demo API',
  scopes: { read: 'read your data', write: 'add and change your data', admin: 'administer the demo API' },
  introspection: { clientId: 'demo-api', clientSecret: 'demo-api-secret-for-development-only' },
})

/** Below the demo API, with tokens that only it can read. */
const vaultOf = (resource: string): string => `${resource}/vault`

/** The public half of the key that the demo vault opens tokens with. */
export const demoVaultKey = {
  kty: 'EC',
  crv: 'P-256',
  kid: 'demo-vault',
  x: 'TiUvvEcxsn3amXId7cHI9HvbjBouoeSUwkFJcg37jsY',
  y: 'dYDMNhsVs3OqWNu83u6Ia9_e3rdCgNmyHSawDzC1rww',
}

const demoVault = (resource: string): ResourceRegistration => ({
  resource,
  name: 'Demo vault',
  scopes: { vault: 'open your vault' },
  accessTokenFormat: 'encrypted',
  encryptionKey: demoVaultKey,
})

/** Below the demo API, with tokens that say nothing: it asks about each. */
const ledgerOf = (resource: string): string => `${resource}/ledger`

/** How the demo ledger proves itself where it asks. */
const demoLedgerAccess = { clientId: 'demo-ledger', clientSecret: 'demo-ledger-secret-for-development-only' }

const demoLedger = (resource: string): ResourceRegistration => ({
  resource,
  name: 'Demo ledger',
  scopes: { ledger: 'see your ledger' },
  accessTokenFormat: 'opaque',
  introspection: demoLedgerAccess,
})

/** Lets clients register themselves that have this token, which is known to everybody; few at a time. */
export const demoRegistration = (resource: string): Partial<RegistrationPolicy> => ({
  mode: 'initial_token',
  initialTokens: ['demo-initial-access-token-for-development-only'],
  scope: [...identity, ...api],
  resources: [resource],
  limit: { requests: 60, withinSeconds: 300 },
})

const identity = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access']
const api = ['read', 'write', 'admin']

function demoClients(origin: string, resource: string): Registration[] {
  const base = {
    responseTypes: ['code'],
    resources: [resource],
    idTokenSignedResponseAlg: 'RS256',
  } as const
  const code = { ...base, grantTypes: ['authorization_code', 'refresh_token'], scope: [...identity, ...api] }
  const logout = {
    postLogoutRedirectUris: [`${origin}/logged-out`],
    backchannelLogoutUri: `${origin}/backchannel-logout`,
    backchannelLogoutSessionRequired: true,
  }
  return [
    {
      ...code,
      clientId: 'demo-client',
      clientName: 'Demo app',
      tokenEndpointAuthMethod: 'none',
      redirectUris: [`${origin}/callback`, 'http://127.0.0.1/callback', 'http://localhost/callback'],
      ...logout,
    },
    {
      ...code,
      clientId: 'demo-web',
      clientName: 'Demo web application',
      tokenEndpointAuthMethod: 'client_secret_basic',
      clientSecret: 'demo-web-secret-for-development-only',
      redirectUris: [`${origin}/callback`],
      ...logout,
    },
    {
      ...base,
      clientId: 'demo-service',
      clientName: 'Demo service',
      tokenEndpointAuthMethod: 'client_secret_basic',
      clientSecret: 'demo-service-secret-for-development-only',
      redirectUris: [],
      responseTypes: [],
      grantTypes: ['client_credentials'],
      scope: api,
    },
    {
      ...code,
      clientId: 'demo-tv',
      clientName: 'Demo TV',
      tokenEndpointAuthMethod: 'none',
      redirectUris: [],
      responseTypes: [],
      grantTypes: [DEVICE_GRANT_TYPE, 'refresh_token'],
    },
    {
      ...code,
      clientId: 'demo-terminal',
      clientName: 'Demo terminal',
      resources: [resource, vaultOf(resource)],
      scope: [...code.scope, 'vault'],
      tokenEndpointAuthMethod: 'none',
      redirectUris: [],
      responseTypes: [],
      grantTypes: ['password', DEVICE_GRANT_TYPE, 'refresh_token'],
      policy: { legacy: true },
    },
    {
      ...base,
      clientId: 'demo-archive',
      clientName: 'Demo archive',
      resources: [resource, vaultOf(resource), ledgerOf(resource)],
      tokenEndpointAuthMethod: 'client_secret_basic',
      clientSecret: 'demo-archive-secret-for-development-only',
      redirectUris: [],
      responseTypes: [],
      grantTypes: ['client_credentials'],
      scope: ['read', 'vault', 'ledger'],
    },
    {
      ...base,
      clientId: 'demo-legacy',
      clientName: 'Demo of old',
      responseTypes: [
        'code',
        'token',
        'id_token',
        'id_token token',
        'code id_token',
        'code token',
        'code id_token token',
      ],
      tokenEndpointAuthMethod: 'client_secret_basic',
      clientSecret: 'demo-legacy-secret-for-development-only',
      // Such a client must be on https; nobody is there, and what is sent there stays in the browser.
      redirectUris: ['https://of-old.example/signed-in'],
      grantTypes: ['authorization_code', 'implicit'],
      scope: [...identity, ...api],
      policy: { legacy: true, pkceRequired: false },
    },
  ]
}
