import { describe, expect, it } from 'vitest'
import { baseClaims, CLIENT_ID, clientOf, createFakeServer, failure, json, RESOURCE, sign } from './fixtures.ts'

const typed = { username: 'alice', password: 'what alice typed' }

function serverWith(answer: () => Response | Promise<Response>) {
  const server = createFakeServer()
  server.replies.set('/token', answer)
  return { server, client: clientOf(server) }
}

const tokens = async (more = {}) =>
  json({ access_token: 'the-access-token', token_type: 'Bearer', expires_in: 300, ...more })

describe('passwordTokens', () => {
  it('sends what was typed, with the scope and resource that are asked for', async () => {
    const { server, client } = serverWith(() => tokens())
    const set = await client.passwordTokens(typed, { scope: 'vault' })
    expect(set).toMatchObject({ accessToken: 'the-access-token', scope: 'vault', resource: RESOURCE })
    const [sent] = server.at('/token')
    expect(Object.fromEntries(sent?.form ?? [])).toMatchObject({ grant_type: 'password', ...typed, scope: 'vault' })
  })

  it('believes an ID token that comes along, and misses one that was asked for', async () => {
    const { client } = serverWith(async () => tokens({ id_token: await sign({ ...baseClaims, nonce: undefined }) }))
    expect((await client.passwordTokens(typed, { scope: 'openid' })).idTokenClaims?.aud).toBe(CLIENT_ID)
    const { client: other } = serverWith(() => tokens())
    expect(await failure(other.passwordTokens(typed, { scope: 'openid' }))).toContain('token-response.idTokenPresent')
  })

  it('tells that the password was wrong, without repeating it', async () => {
    const { client } = serverWith(() => json({ error: 'invalid_grant', error_description: 'no' }, 400))
    const error = await failure(client.passwordTokens(typed, { scope: 'read' }))
    expect(error).toBe('OAuthError: invalid_grant: no')
  })
})
