/** Recordings that also keep who only claims to be the client: what is behind "invalid_client since this morning". */
import type { Trace } from '@sightglass/trace'
import { expect, it } from 'vitest'
import { basic, issuer, serviceSecret, tokenRequest, webSecret } from '../../../../test/authorization-server.ts'
import { byService, openProduction, type Production, read, type Started } from '../../../../test/recording.ts'

const claimed = { claimed: true }
const grant = { grant_type: 'client_credentials', scope: 'read' }

const idIn = ({ headers }: { readonly headers: Headers }): string => headers.get('sightglass-trace') ?? ''

const failedIn = ({ steps }: Trace): string[] =>
  steps.flatMap((step) => (step.kind === 'check' && !step.held ? step.rule : []))

const idsOf = async (production: Production, { viewing_token: token }: Started): Promise<string[]> =>
  (await read(production, token)).map(({ id }) => id)

const authorize = ({ server }: Production, asked: Readonly<Record<string, string>>): Promise<Response> =>
  server.fetch(new Request(`${issuer}/oauth2/authorize?${new URLSearchParams({ response_type: 'code', ...asked })}`))

/** An assertion that names the client, and that nobody signed. */
function unsigned(clientId: string): Record<string, string> {
  const part = (member: object): string => Buffer.from(JSON.stringify(member)).toString('base64url')
  const jwt = `${part({ alg: 'ES256' })}.${part({ iss: 'somebody', sub: clientId })}.AAAA`
  return { client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: jwt }
}

it('keeps nothing of who fails to authenticate unless it is asked for', async () => {
  const production = await openProduction()
  const plain = await production.start('demo-service')
  const refused = await byService(production, 'wrong')
  expect([refused.status, idIn(refused), refused.body.error_uri]).toEqual([401, '', undefined])
  expect(await idsOf(production, plain)).toEqual([])
})

it('keeps it where an operator asks for it, says so, and shows why it failed, but no secret', async () => {
  const production = await openProduction()
  const recording = await production.start('demo-service', 60, claimed)
  expect(recording).toMatchObject(claimed)
  const refused = await byService(production, 'a-secret-of-yesterday')
  expect(refused.body).toEqual({
    error: 'invalid_client',
    error_description: 'client authentication failed',
    error_uri: `${issuer}/theatre#${idIn(refused)}`,
  })
  const proven = await byService(production)
  const traces = await read(production, recording.viewing_token)
  expect(traces.map(({ id, clientId, claimedId }) => [id, clientId, claimedId])).toEqual([
    [idIn(refused), undefined, 'demo-service'],
    [idIn(proven), 'demo-service', undefined],
  ])
  expect(traces.map(failedIn)).toEqual([['client.secret'], []])
  expect(JSON.stringify(traces)).not.toContain('a-secret-of-yesterday')
  const one = await production.get(`/trace/${idIn(refused)}`, recording.viewing_token)
  expect(await one.json()).toEqual(traces[0])
  expect((await production.manage('GET', '/recordings')).body.items).toMatchObject([claimed])
  const audited = production.logged.find(({ event }) => event === 'audit')?.fields.target
  expect(audited).toMatch(/^recording \w+ of client demo-service and of who claims to be it, for 60 minutes$/)
})

it('keeps every way of failing as the client', async () => {
  const production = await openProduction(undefined, { registration: { mode: 'open' } })
  const recording = await production.start('demo-service', 60, claimed)
  const ask = (params: Readonly<Record<string, string>>, authorization = '') =>
    tokenRequest(production.server, { ...grant, ...params }, authorization)
  const client_id = 'demo-service'
  await ask({ client_id })
  await ask({ client_id, client_secret: serviceSecret })
  await ask({ client_id, client_secret: serviceSecret }, basic(client_id, serviceSecret))
  await ask({ client_id: 'demo-web' }, basic(client_id, serviceSecret))
  await ask({ client_id }, 'Basic nonsense')
  await ask(unsigned(client_id))
  expect((await production.get(`/oauth2/register/client?client_id=${client_id}`, 'a-wrong-token')).status).toBe(401)
  expect(await production.manage('PATCH', '/clients/demo-service', { status: 'disabled' })).toMatchObject({
    status: 200,
  })
  await byService(production)
  const traces = await read(production, recording.viewing_token)
  expect(traces.map(failedIn)).toEqual([
    ['client.registeredMethod'],
    ['client.registeredMethod'],
    ['client.oneMethod'],
    ['client.sameId'],
    ['client.header'],
    ['client-assertion.iss'],
    ['register.accessToken'],
    ['client.enabled'],
  ])
  expect(JSON.stringify(traces)).not.toContain(serviceSecret)
})

it('keeps nothing of whom another client proves to be, nor of a client that is not there', async () => {
  const production = await openProduction()
  const recording = await production.start('demo-service', 60, claimed)
  const { server } = production
  const others = [
    await tokenRequest(server, { grant_type: 'unknown' }),
    await tokenRequest(server, { ...grant, client_id: 'demo-service' }, basic('demo-web', webSecret)),
    await tokenRequest(server, grant, basic('demo-web', 'wrong')),
    await tokenRequest(server, grant, basic('nobody', 'wrong')),
    await tokenRequest(server, grant, ''),
    await tokenRequest(server, { ...unsigned('nobody') }, ''),
    await tokenRequest(server, { client_id: 'demo-service', ...unsigned('demo-web') }, ''),
    await tokenRequest(server, { client_id: 'demo-service', client_secret: 'x', ...unsigned('demo-web') }, ''),
    await authorize(production, { client_id: 'nobody' }),
    await authorize(production, {}),
  ]
  // Resource servers have names of their own.
  const body = new URLSearchParams({ token: 'x' })
  const headers = { authorization: basic('demo-service', 'wrong') }
  others.push(await server.fetch(new Request(`${issuer}/oauth2/introspect`, { method: 'POST', headers, body })))
  expect(others.map(({ status }) => status)).toEqual([400, 401, 401, 401, 401, 401, 401, 400, 400, 400, 401])
  expect(others.map(idIn)).toEqual(others.map(() => ''))
  expect(await idsOf(production, recording)).toEqual([])
})

it('keeps in every recording what a browser brings, where nobody is asked for proof, as claimed until the redirect URI is right', async () => {
  const production = await openProduction()
  const recordings = [await production.start('demo-web'), await production.start('demo-web', 60, claimed)]
  const asked = { client_id: 'demo-web', code_challenge: 'short', code_challenge_method: 'S256' }
  const wrong = await authorize(production, { ...asked, redirect_uri: 'https://elsewhere.example/' })
  const right = await authorize(production, { ...asked, redirect_uri: 'http://localhost:8080/callback' })
  for (const { viewing_token: token } of recordings) {
    const traces = await read(production, token)
    expect(traces.map(({ id, clientId, claimedId }) => [id, clientId, claimedId])).toEqual([
      [idIn(wrong), undefined, 'demo-web'],
      [idIn(right), 'demo-web', undefined],
    ])
    expect(traces.map(failedIn)).toEqual([['redirect.registered'], ['pkce.challengeSyntax']])
  }
})

it('shows it to no reader of another recording of the client, and forgets it with the one that asked', async () => {
  const production = await openProduction()
  const plain = await production.start('demo-service')
  const asking = await production.start('demo-service', 30, claimed)
  const [refused, proven] = [await byService(production, 'wrong'), await byService(production)]
  expect(await idsOf(production, plain)).toEqual([idIn(proven)])
  expect((await production.get(`/trace/${idIn(refused)}`, plain.viewing_token)).status).toBe(404)
  expect(await idsOf(production, asking)).toEqual([idIn(refused), idIn(proven)])
  await production.manage('DELETE', `/recordings/${asking.id}`)
  expect(idIn(await byService(production, 'wrong'))).toBe('')
  const later = await production.start('demo-service', 30, claimed)
  expect(await idsOf(production, later)).toEqual([])
  expect((await production.get(`/trace/${idIn(refused)}`, later.viewing_token)).status).toBe(404)
  expect(await idsOf(production, plain)).toEqual([idIn(proven)])
})

it('tells claims of two clients apart, however alike they are', async () => {
  const production = await openProduction()
  const service = await production.start('demo-service', 60, claimed)
  const web = await production.start('demo-web', 60, claimed)
  const ids: Record<string, string[]> = { 'demo-service': [], 'demo-web': [] }
  for (const client_id of ['demo-service', 'demo-service', 'demo-service', 'demo-web', 'demo-web', 'demo-service'])
    ids[client_id]?.push(idIn(await authorize(production, { client_id, redirect_uri: 'https://elsewhere.example/' })))
  expect(await idsOf(production, service)).toEqual(ids['demo-service'])
  expect(await idsOf(production, web)).toEqual(ids['demo-web'])
})

it('lets no flood of claims push out what is of the client', async () => {
  const production = await openProduction()
  const recording = await production.start('demo-service', 60, claimed)
  const proven = idIn(await byService(production))
  let last = ''
  for (let claims = 0; claims < 80; claims++) {
    const url = `${issuer}/oauth2/token?${'x'.repeat(500_000)}`
    const headers = { authorization: basic('demo-service', 'wrong') }
    const init = { method: 'POST', headers, body: new URLSearchParams(grant) }
    last = idIn(await production.server.fetch(new Request(url, init)))
  }
  const kept = await idsOf(production, recording)
  expect([kept[0], kept.at(-1), kept.length > 2, kept.length < 20]).toEqual([proven, last, true, true])
})

it('takes a client that a logout names as claimed, until an address that it registered proves it', async () => {
  const production = await openProduction()
  const recording = await production.start('demo-web')
  const registered = { post_logout_redirect_uri: 'http://localhost:8080/logged-out' }
  for (const asked of [{}, registered])
    await production.get(`/oauth2/logout?${new URLSearchParams({ client_id: 'demo-web', ...asked })}`)
  const traces = await read(production, recording.viewing_token)
  expect(traces.map(({ clientId, claimedId }) => [clientId, claimedId])).toEqual([
    [undefined, 'demo-web'],
    ['demo-web', undefined],
  ])
})

it('keeps no secret that came as the type of an assertion, but a type that is another', async () => {
  const production = await openProduction()
  const recording = await production.start('demo-service', 60, claimed)
  const others = ['a-secret-in-the-wrong-place', 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer']
  for (const client_assertion_type of others)
    await tokenRequest(production.server, {
      ...grant,
      client_id: 'demo-service',
      client_assertion: 'x',
      client_assertion_type,
    })
  const kept = await read(production, recording.viewing_token)
  expect(kept.map(failedIn)).toEqual([['client-assertion.type'], ['client-assertion.type']])
  expect(JSON.stringify(kept)).not.toContain('a-secret-in-the-wrong-place')
  expect(JSON.stringify(kept)).toContain('saml2-bearer')
})
