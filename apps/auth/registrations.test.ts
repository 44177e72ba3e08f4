import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError } from '@sightglass/process'
import { describe, expect, it } from 'vitest'
import { afterThis } from '../../test/cleaning.ts'
import { readRegistrations } from './registrations.ts'

function written(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-registrations-'))
  afterThis(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'secret'), `${'s'.repeat(40)}\n`)
  writeFileSync(join(folder, 'short'), 'hidden\n')
  const file = join(folder, 'registrations.yaml')
  writeFileSync(file, text)
  return file
}

function mistakesIn(text: string): string[] {
  const file = written(text)
  try {
    readRegistrations(file)
  } catch (error) {
    if (error instanceof ConfigError)
      return error.mistakes.map(({ where, what }) => `${where.replace(file, 'file')} ${what}`)
    throw error
  }
  return []
}

describe('registrations', () => {
  it('takes a web application at a localhost for what the operator says: the server knows which of them it vouches for', () => {
    const { clients } = readRegistrations(
      written(`
clients:
  - client_id: suite
    client_secret_file: secret
    redirect_uris: [https://localhost:8443/callback]
    grant_types: [implicit]
    response_types: [id_token]
    legacy: true
`),
    )
    expect(clients[0]).toMatchObject({ redirectUris: ['https://localhost:8443/callback'] })
  })

  it('reads clients and resource servers; secrets come from files beside it and are kept as hashes', () => {
    const { clients, resources } = readRegistrations(
      written(`
resources:
  - resource: https://api.example.com
    name: Example API
    scopes: { read: read your data }
clients:
  - client_id: shop
    client_secret_file: secret
    redirect_uris: [https://shop.example.com/callback]
    grant_types: [authorization_code, refresh_token]
    scope: openid read
    resources: [https://api.example.com]
  - client_id: phone
    token_endpoint_auth_method: none
    redirect_uris: [com.example.phone:/callback]
`),
    )
    expect(resources[0]).toMatchObject({ resource: 'https://api.example.com', scopes: { read: 'read your data' } })
    expect(clients[0]).toMatchObject({
      clientId: 'shop',
      clientName: 'shop',
      scope: ['openid', 'read'],
      responseTypes: ['code'],
      policy: { pkceRequired: true },
    })
    expect(clients[0]?.clientSecret).toBe('s'.repeat(40))
    expect(clients[1]).not.toHaveProperty('clientSecret')
  })

  it('reads how a resource server asks about tokens, and what its tokens are', () => {
    const { resources } = readRegistrations(
      written(`
resources:
  - resource: https://api.example.com
    name: Example API
    scopes: {}
    introspection: { client_id: api, client_secret_file: secret, allowed_hosts: [10.1.0.0/16, "2001:db8::1"] }
    access_token_format: encrypted
    access_token_signing_alg: EdDSA
    encryption_key: { kty: OKP, crv: X25519, x: hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo }
`),
    )
    expect(resources).toEqual([
      {
        resource: 'https://api.example.com',
        name: 'Example API',
        scopes: {},
        introspection: {
          clientId: 'api',
          clientSecret: 's'.repeat(40),
          allowedHosts: ['10.1.0.0/16', '2001:db8::1'],
        },
        accessTokenFormat: 'encrypted',
        accessTokenSigningAlg: 'EdDSA',
        encryptionKey: { kty: 'OKP', crv: 'X25519', x: 'hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo' },
      },
    ])
  })

  it('tells what is wrong with a resource server', () => {
    expect(
      mistakesIn(`resources:
  - resource: https://one.example.com
    name: One
    scopes: {}
    introspection:
      client_id: one
      allowed_hosts: [one.example.com]
  - resource: https://two.example.com
    name: Two
    scopes: {}
    access_token_format: encrypted
`),
    ).toEqual([
      expect.stringMatching(/^file:7 resources\.0\.introspection\.allowed_hosts\.0: /),
      expect.stringMatching(/^file:6 resources\.0\.introspection\.client_id: must have either client_secret or/),
      expect.stringMatching(/^file:11 resources\.1\.access_token_format: encrypted needs/),
    ])
    expect(
      mistakesIn(`resources:
  - resource: https://one.example.com
    name: One
    scopes: {}
    introspection:
      client_id: one
      client_secret_file: short
`),
    ).toEqual([expect.stringMatching(/^file:7 resources\.0\.introspection\.client_secret_file: .*at least 32/)])
  })

  it('tells every mistake with its line', () => {
    expect(
      mistakesIn(`clients:
  - client_id: shop
    redirect_uris:
      - http://shop.example.com/callback
  - client_id: phone
    token_endpoint_auth_method: none
    pkce_required: false
    redirect_uris: [com.example.phone:/callback]
    colour: blue
`),
    ).toEqual([
      expect.stringMatching(/^file:4 clients\.0\.redirect_uris\.0: .*must be.* https/),
      expect.stringMatching(/^file:2 clients\.0\.client_id: must have either/),
      expect.stringMatching(/^file:5 clients\.1: .*colour/),
      expect.stringMatching(/^file:7 clients\.1\.pkce_required: must stay true/),
    ])
  })

  it('reads all that a client may say of itself, and what its operator says of it', () => {
    const { clients } = readRegistrations(
      written(`
clients:
  - client_id: bank
    token_endpoint_auth_method: private_key_jwt
    token_endpoint_auth_signing_alg: ES256
    jwks_uri: https://bank.example.com/jwks
    redirect_uris: [https://bank.example.com/callback]
    grant_types: [authorization_code, implicit]
    response_types: [code, id_token token]
    logo_uri: https://bank.example.com/logo.png
    contacts: [admin@bank.example.com]
    default_max_age: 600
    require_auth_time: true
    frontchannel_logout_uri: https://bank.example.com/logout
    post_logout_redirect_uris: [https://bank.example.com/]
    assertion_audience: token_endpoint
    require_signed_request_object: true
    legacy: true
  - client_id: worker
    client_secret_file: secret
    grant_types: [client_credentials]
`),
    )
    expect(clients[0]).toMatchObject({
      tokenEndpointAuthSigningAlg: 'ES256',
      jwksUri: 'https://bank.example.com/jwks',
      responseTypes: ['code', 'id_token token'],
      logoUri: 'https://bank.example.com/logo.png',
      contacts: ['admin@bank.example.com'],
      defaultMaxAge: 600,
      requireAuthTime: true,
      frontchannelLogoutUri: 'https://bank.example.com/logout',
      postLogoutRedirectUris: ['https://bank.example.com/'],
      policy: { assertionAudience: 'token_endpoint', requireSignedRequestObject: true, legacy: true },
    })
    expect(clients[1]).toMatchObject({ responseTypes: [], tokenEndpointAuthMethod: 'client_secret_basic' })
  })

  it('tells what does not go together, in the words that every client hears', () => {
    expect(
      mistakesIn(`clients:
  - client_id: bank
    token_endpoint_auth_method: private_key_jwt
    client_secret_file: secret
    grant_types: [refresh_token]
    response_types: [code]
    logo_uri: "javascript:alert(1)"
`),
    ).toEqual([
      expect.stringMatching(/^file:5 clients\.0\.grant_types: grant_types must include authorization_code/),
      expect.stringMatching(/^file:2 clients\.0\.jwks_uri: jwks or jwks_uri must be present/),
      expect.stringMatching(/^file:7 clients\.0\.logo_uri: address to show must be https/),
      expect.stringMatching(/^file:4 clients\.0\.client_secret_file: must be left out: .*private_key_jwt/),
    ])
  })

  it('refuses a secret that can be guessed, one where none belongs, and none where one does', () => {
    expect(
      mistakesIn('clients:\n  - { client_id: a, client_secret: short, redirect_uris: ["https://a.example/cb"] }\n'),
    ).toHaveLength(1)
    expect(
      mistakesIn(
        'clients:\n  - { client_id: a, token_endpoint_auth_method: none, client_secret_file: secret, redirect_uris: ["https://a.example/cb"] }\n',
      ),
    ).toEqual([expect.stringContaining('must be left out')])
    expect(mistakesIn('clients:\n  - { client_id: a, redirect_uris: ["https://a.example/cb"] }\n')).toEqual([
      expect.stringContaining('client_secret_file'),
    ])
  })

  it('tells which secret file of which client is wrong, and nothing of what it holds', () => {
    const client = (id: string, file: string) =>
      `  - { client_id: ${id}, client_secret_file: ${file}, redirect_uris: ["https://a.example/cb"] }\n`
    const mistakes = mistakesIn(`clients:\n${client('a', 'short')}${client('b', 'missing')}`)
    expect(mistakes).toEqual([
      expect.stringMatching(/^file:2 clients\.0\.client_secret_file: \S+\/short must hold at least 32 characters$/),
      expect.stringMatching(/^file:3 clients\.1\.client_secret_file: cannot read \S+\/missing: ENOENT/),
    ])
    expect(mistakes.join()).not.toContain('hidden')
  })

  it('takes a default scope that is a part of the scope, and never acting for an absent person', () => {
    const withDefault = (scope: string) =>
      `clients:\n  - { client_id: a, token_endpoint_auth_method: none, redirect_uris: ["https://a.example/cb"], scope: openid offline_access read, default_scope: ${scope} }\n`
    expect(mistakesIn(withDefault('openid read'))).toEqual([])
    for (const scope of ['openid write', 'openid offline_access'])
      expect(mistakesIn(withDefault(scope))).toEqual([
        expect.stringContaining('default_scope: must be a part of scope'),
      ])
  })

  it('says what is wrong with a file that is no YAML, or is not there', () => {
    expect(mistakesIn('clients: [')[0]).toMatch(/^file:1/)
    expect(() => readRegistrations('/nowhere/at/all.yaml')).toThrow(ConfigError)
  })
})
