/** Claims asked for by name (OIDC Core §5.5), and the class of the sign-in (§5.5.1.1): who may have them, where they are told, who has to allow it. */
import { beforeAll, describe, expect, it } from 'vitest'
import { deliveredBy } from '../../../../test/asking.ts'
import {
  type Asked,
  authorizationUrl,
  claimsIn,
  credentials,
  issuer,
  obtainCode,
  openTrial,
  redeem,
  refreshed,
  type Trial,
} from '../../../../test/authorization-server.ts'
import { addClient } from '../../../../test/lifecycle.ts'
import type { UserAgent } from '../../../../test/user-agent.ts'
import { refusedBy, watchTraces } from '../../../../test/watching.ts'

let trial: Trial
let alice: UserAgent

beforeAll(async () => {
  trial = await openTrial()
  alice = trial.browser()
  await obtainCode(trial, {}, alice)
})

const asking = (claims: unknown): Asked => ({ claims: JSON.stringify(claims), scope: 'openid' })
const silent = async (asked: Asked, agent = alice) =>
  deliveredBy(await agent.visit((await authorizationUrl({ prompt: 'none', ...asked })).url)).members

async function tokensFor(asked: Asked, agent = alice) {
  const { code, verifier } = await obtainCode(trial, asked, agent)
  const { body } = await redeem(trial.server, code, verifier)
  return { ...body, claims: claimsIn(body.id_token) }
}

async function userinfo(token: string | undefined): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${token}` }
  const answer = await trial.server.fetch(new Request(`${issuer}/oauth2/userinfo`, { headers }))
  return (await answer.json()) as Record<string, unknown>
}

describe('claims asked for by name', () => {
  it('of UserInfo are told there, and nothing beside them', async () => {
    const { access_token, claims } = await tokensFor(asking({ userinfo: { name: { essential: true }, email: null } }))
    expect(await userinfo(access_token)).toEqual({ sub: claims.sub, name: 'Alice Liddell', email: 'alice@example.com' })
    expect(claims).not.toHaveProperty('name')
  })

  it('of the ID token are told there, at each refresh too', async () => {
    const { refresh_token, claims, access_token } = await tokensFor(
      asking({ id_token: { given_name: null, address: {} } }),
    )
    const asked = { given_name: 'Alice', address: expect.objectContaining({ locality: 'Oxford' }) }
    expect(claims).toMatchObject(asked)
    expect(claims).not.toHaveProperty('family_name')
    expect(await userinfo(access_token)).toEqual({ sub: claims.sub })
    expect(claimsIn((await refreshed(trial.server, refresh_token)).body.id_token)).toMatchObject(asked)
  })

  it('with a value are told only where it is that one', async () => {
    const wanted = {
      given_name: { value: 'Alice' },
      family_name: { value: 'Carpenter' },
      email: { values: ['x', 'alice@example.com'] },
    }
    const { access_token, claims } = await tokensFor(asking({ userinfo: wanted, id_token: wanted }))
    const told = { sub: claims.sub, given_name: 'Alice', email: 'alice@example.com' }
    expect(await userinfo(access_token)).toEqual(told)
    expect(claims).toMatchObject(told)
    expect(claims).not.toHaveProperty('family_name')
  })

  it('never stand in the place of what the server says', async () => {
    const forged = {
      iss: { value: 'https://evil.example' },
      aud: { value: 'x' },
      exp: { value: 1 },
      sid: { value: 'x' },
    }
    const { claims } = await tokensFor(asking({ id_token: { ...forged, __proto__: null, nonce: { value: 'x' } } }))
    expect(claims).toMatchObject({ iss: issuer, aud: 'demo-web', nonce: 'nonce-of-at-least-16-characters' })
  })

  it('are told to a client only in scopes that it is registered for', async () => {
    const narrow = await addClient(trial.server, 'demo-web', { scope: ['openid', 'email'] })
    const { url } = await authorizationUrl({
      ...asking({ userinfo: { name: null, email: null } }),
      client_id: narrow.clientId,
    })
    const { page } = await alice.visit(url)
    expect(page?.html).toContain('see your e-mail address')
    expect(page?.html).not.toContain('see your profile')
  })

  it('have to be allowed like the scope that carries them, and are then remembered', async () => {
    const agent = trial.browser()
    const own = await addClient(trial.server, 'demo-web', { redirectUris: ['https://app.example/cb'] })
    const at: Asked = { client_id: own.clientId, redirect_uri: 'https://app.example/cb' }
    await obtainCode(trial, { ...at, scope: 'openid' }, agent)
    expect(await silent({ ...at, ...asking({ userinfo: { name: null } }) }, agent)).toMatchObject({
      error: 'consent_required',
    })
    const { page } = await agent.visit((await authorizationUrl({ ...at, ...asking({ userinfo: { name: null } }) })).url)
    expect(page?.html).toContain('see your profile')
    expect(deliveredBy(await agent.submit(page ?? expect.unreachable(), {}, 'accept')).members).toHaveProperty('code')
    expect(await silent({ ...at, ...asking({ id_token: { nickname: null } }) }, agent)).toHaveProperty('code')
  })
})

describe('the claims parameter', () => {
  it.each<[string, string]>([
    ['claims.object', 'x'],
    ['claims.object', '[]'],
    ['claims.object', 'null'],
    ['claims.object', '{"userinfo":[]}'],
    ['claims.object', '{"id_token":"name"}'],
    ['claims.individual', '{"userinfo":{"name":true}}'],
    ['claims.individual', '{"userinfo":{"name":{"essential":"yes"}}}'],
    ['claims.individual', '{"id_token":{"acr":{"values":"1"}}}'],
  ])('%s refuses %s', async (rule, claims) => {
    const traces = watchTraces()
    expect(await silent({ claims })).toMatchObject({ error: 'invalid_request' })
    expect(refusedBy(traces)).toBe(rule)
  })

  it.each([{}, { x: 1 }, { userinfo: { unheard_of: null } }, { id_token: { name: { unheard_of: 1 } } }])(
    'overlooks what it does not know: %j',
    async (claims) => {
      await tokensFor({ ...asking(claims), prompt: undefined })
    },
  )

  it('is bounded in size', async () => {
    const traces = watchTraces()
    expect(await silent({ claims: JSON.stringify({ x: 'a'.repeat(4096) }) })).toMatchObject({
      error: 'invalid_request',
    })
    expect(refusedBy(traces)).toBe('authorize.size')
  })
})

describe('a sub asked for', () => {
  const subOf = async (username: string): Promise<string> =>
    (await trial.server.people.findByUsername(username))?.sub ?? expect.unreachable()

  it.each(['userinfo', 'id_token'])('in %s is answered for that person and for nobody else', async (member) => {
    const [own, other] = [await subOf('alice'), await subOf('bob')]
    expect(await silent(asking({ [member]: { sub: { value: own } } }))).toHaveProperty('code')
    expect(await silent(asking({ [member]: { sub: { values: [other, own] } } }))).toHaveProperty('code')
    expect(await silent(asking({ [member]: { sub: { value: other } } }))).toMatchObject({ error: 'login_required' })
  })

  it('leads whoever signs in as another back with an error', async () => {
    const traces = watchTraces()
    const agent = trial.browser()
    const { page } = await agent.visit(
      (await authorizationUrl(asking({ id_token: { sub: { value: await subOf('bob') } } }))).url,
    )
    const typed = { username: 'carol', password: credentials.carol }
    const done = await agent.submit(page ?? expect.unreachable(), typed, 'login')
    expect(deliveredBy(done).members).toMatchObject({ error: 'login_required' })
    expect(refusedBy(traces)).toBe('authorize.hintedPerson')
  })
})

describe('the class of the sign-in', () => {
  const OWN = 'urn:sightglass:acr:password'
  const acrOf = async (asked: Asked) => (await tokensFor(asked)).claims.acr

  it('is told by the first name asked for that means what was reached, and never as more than that', async () => {
    expect(await acrOf({})).toBe(OWN)
    expect(await acrOf({ acr_values: '2 1' })).toBe('1')
    expect(await acrOf({ acr_values: 'phr' })).toBe(OWN)
    expect(await acrOf(asking({ id_token: { acr: { values: ['phr', '1'] } } }))).toBe('1')
    expect(await acrOf(asking({ id_token: { acr: { value: 'phr' } } }))).toBe(OWN)
  })

  it('that is essential and out of reach is refused before anybody has to sign in', async () => {
    const traces = watchTraces()
    const essential = (values: string[]) => asking({ id_token: { acr: { essential: true, values } } })
    expect(await silent(essential(['phr', '2']), trial.browser())).toMatchObject({
      error: 'unmet_authentication_requirements',
    })
    expect(refusedBy(traces)).toBe('claims.acrMet')
    expect(await acrOf(essential(['2', '1']))).toBe('1')
  })
})

it('discovery says so', async () => {
  const answer = await trial.server.fetch(new Request(`${issuer}/.well-known/openid-configuration`))
  expect(await answer.json()).toMatchObject({
    claims_parameter_supported: true,
    claim_types_supported: ['normal'],
    claims_supported: expect.arrayContaining(['sub', 'name', 'address', 'phone_number_verified']),
    acr_values_supported: ['urn:sightglass:acr:password', '1'],
    display_values_supported: ['page', 'popup', 'touch', 'wap'],
    ui_locales_supported: ['en', 'de'],
    subject_types_supported: expect.arrayContaining(['public']),
  })
})
