/** Dynamic registration: what clients that register themselves may ask for, and prove themselves by. */
import { createHash } from 'node:crypto'
import { SignJWT } from 'jose'
import { type Arrived, ask, authorized, requestOf } from './authorization.ts'
import { claimsOf, redirectUriInside, unsigned } from './basic-request-objects.ts'
import { refresh } from './basic-tokens.ts'
import { allows, directive } from './browser.ts'
import {
  type ClientKey,
  callbackOf,
  clientOf,
  makeKey,
  metadataOf,
  register,
  registered,
  type TestClient,
} from './clients.ts'
import { checkDynamic } from './config.ts'
import { expectErrorPage } from './expect.ts'
import { checkIdToken } from './id-token.ts'
import { publishedKeys } from './keys.ts'
import { askUserinfo, checkTokens, redeem, signedClaims, signIn, tokenRequest, userinfo } from './tokens.ts'
import { type Behaviour, type Json, maybeObject, random, type Trial } from './trial.ts'

const errorOf = (text: string): unknown => maybeObject(text)?.error

const publishKeys = (trial: Trial, address: string, keys: readonly ClientKey[]): void =>
  trial.rp.publishJson(address, { keys: keys.map(({ publicJwk }) => publicJwk) })

export const dynamic: readonly Behaviour[] = [
  { ids: ['D-1'], name: 'what a dynamic provider advertises', run: (trial) => checkDynamic(trial, 'D-1') },
  {
    ids: ['D-2'],
    name: 'an ID token by RS256 as registered',
    async run(trial: Trial) {
      const { idToken } = await signIn(trial, await clientOf(trial, { id_token_signed_response_alg: 'RS256' }))
      trial.check('D-2', idToken.header.alg === 'RS256', 'alg must be RS256', idToken.header)
    },
  },
  {
    ids: ['D-3'],
    name: 'UserInfo as a signed JWT',
    async run(trial: Trial) {
      const client = await clientOf(trial, { userinfo_signed_response_alg: 'RS256' })
      const { accessToken = '', idToken } = await signIn(trial, client)
      const { headers, text } = await askUserinfo(trial, accessToken)
      const type = headers.get('content-type') ?? ''
      trial.check('D-3', /^application\/jwt\b/i.test(type), 'it must be application/jwt', type)
      const signed = await signedClaims(trial, text)
      trial.check('D-3', signed?.header.alg === 'RS256', 'it must be signed with RS256', text)
      const { iss, aud, sub } = signed.claims
      trial.check(
        'D-3',
        iss === trial.subject.issuer && [aud].flat().includes(client.clientId),
        'iss and aud must be there',
        signed.claims,
      )
      trial.check('D-3', sub === idToken.claims.sub, 'sub must be that of the ID token', sub)
    },
  },
  {
    ids: ['D-4'],
    name: 'no redirect URI where two are registered',
    async run(trial: Trial) {
      const client = await clientOf(trial, { redirect_uris: [callbackOf(trial), trial.rp.at('/callback2')] })
      const { visit } = await ask(trial, requestOf(trial, client, { redirect_uri: undefined }))
      expectErrorPage(trial, 'D-4', visit)
    },
  },
  {
    ids: ['D-5'],
    name: 'a redirect URI with a query',
    async run(trial: Trial) {
      const client = await clientOf(trial, { redirect_uris: [`${callbackOf(trial)}?foo=bar`] })
      const { arrived } = await authorized(trial, client)
      const { landing } = arrived.visit
      trial.check('D-5', landing?.url.searchParams.get('foo') === 'bar', 'its query must be kept', landing?.url.href)
    },
  },
  {
    ids: ['D-6'],
    name: 'a redirect URI whose query is another',
    async run(trial: Trial) {
      const callback = callbackOf(trial)
      for (const [one, other] of [
        [`${callback}?foo=bar`, `${callback}?foo=baz`],
        [callback, `${callback}?foo=bar`],
      ] as const) {
        const client = await clientOf(trial, { redirect_uris: [one] })
        const { visit } = await ask(trial, requestOf(trial, client, { redirect_uri: other }))
        expectErrorPage(trial, 'D-6', visit)
      }
    },
  },
  {
    ids: ['D-7'],
    name: 'a redirect URI with a fragment',
    async run(trial: Trial) {
      const answer = await register(
        trial,
        withKey(trial, await makeKey(), { redirect_uris: [`${callbackOf(trial)}#fragment`] }),
      )
      trial.check('D-7', answer.status === 400, 'it must be refused by 400', answer.status)
      const error = errorOf(answer.text)
      trial.should(
        'D-7',
        error === 'invalid_redirect_uri' || error === 'invalid_client_metadata',
        'by a code of registration',
        error,
      )
    },
  },
  {
    ids: ['D-8'],
    name: 'what a client shows of itself',
    async run(trial: Trial) {
      const shown = {
        logo_uri: trial.rp.at('/logo.png'),
        policy_uri: trial.rp.at('/policy'),
        tos_uri: trial.rp.at('/terms'),
      }
      checkShown(trial, (await authorized(trial, await clientOf(trial, shown))).arrived, shown)
    },
  },
  {
    ids: ['D-9'],
    name: 'keys at an address',
    async run(trial: Trial) {
      const [jwks_uri, key] = [trial.rp.fresh('/jwks'), await makeKey()]
      publishKeys(trial, jwks_uri, [key])
      const client = await clientOf(trial, { jwks_uri })
      const { idToken } = await signIn(trial, client, {}, { proof: { key } })
      trial.check(
        'D-9',
        idToken.claims.sub !== undefined && trial.rp.received(jwks_uri).length > 0,
        'they must be fetched',
      )
    },
  },
  {
    ids: ['D-10'],
    name: 'a sector identifier',
    skip: (trial) =>
      trial.listed('subject_types_supported').includes('pairwise') ? undefined : 'pairwise is not advertised',
    run: sector,
  },
  { ids: ['D-11'], name: 'a rotation of the provider’s keys', skip: noRotation, run: rotation },
  {
    ids: ['D-12'],
    name: 'a new key of the client',
    async run(trial: Trial) {
      const [jwks_uri, old, fresh] = [trial.rp.fresh('/jwks'), await makeKey(), await makeKey()]
      publishKeys(trial, jwks_uri, [old])
      const client = await clientOf(trial, { jwks_uri, grant_types: ['authorization_code', 'refresh_token'] })
      const asked = { scope: 'openid offline_access', prompt: 'consent' }
      const { tokens } = await signIn(trial, client, asked, { proof: { key: old } })
      if (tokens?.refreshToken === undefined) return trial.skip('D-12', 'no refresh token was issued')
      publishKeys(trial, jwks_uri, [fresh])
      await trial.wait(trial.subject.waits.newKeyMs)
      const members = { grant_type: 'refresh_token', refresh_token: tokens.refreshToken }
      const answer = await tokenRequest(trial, client, members, { key: fresh })
      trial.check('D-12', answer.status === 200, 'it must be fetched and taken', `${answer.status} ${answer.text}`)
    },
  },
  {
    ids: ['D-13'],
    name: 'a request object at an address',
    async run(trial: Trial) {
      trial.check('D-13', trial.metadata.request_uri_parameter_supported !== false, 'request_uri must be advertised')
      await requestUri(trial, 'RS256', 'RS256')
      const algorithms = trial.listed('request_object_signing_alg_values_supported')
      // Who is registered for no algorithm may use any that is advertised.
      if (algorithms.includes('none'))
        for (const registered of ['none', undefined]) await requestUri(trial, 'none', registered)
    },
  },
  { ids: ['D-14'], name: 'a redirect URI inside a request object', run: (trial) => redirectUriInside(trial, 'D-14') },
  { ids: ['D-15'], name: 'a refresh proven by a key', run: (trial) => refresh(trial, 'D-15') },
  {
    ids: ['D-16'],
    name: 'an assertion for the issuer',
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const { code } = await authorized(trial, client)
      const answer = await redeem(trial, client, code, {}, { audience: trial.subject.issuer })
      trial.should('D-16', answer.status === 200, 'it should be taken', `${answer.status} ${answer.text}`)
    },
  },
  {
    ids: ['D-17'],
    name: 'a client of private_key_jwt from end to end',
    async run(trial: Trial) {
      const signedIn = await signIn(trial, await clientOf(trial))
      await userinfo(trial, signedIn)
      trial.check('D-17', signedIn.tokens !== undefined, 'it must get its tokens')
    },
  },
]

const withKey = (trial: Trial, { publicJwk }: ClientKey, members: Json): Json => ({
  ...metadataOf(trial, members),
  jwks: { keys: [publicJwk] },
})

function checkShown(
  trial: Trial,
  { pages }: Arrived,
  { logo_uri, policy_uri, tos_uri }: Readonly<Record<'logo_uri' | 'policy_uri' | 'tos_uri', string>>,
): void {
  const among = (name: string, attribute: string, value: string) =>
    pages.find(({ tags }) => tags.some((tag) => tag.name === name && tag.attributes.get(attribute) === value))
  const page = among('img', 'src', logo_uri)
  trial.check(
    'D-8',
    page !== undefined,
    'a page must show the logo',
    pages.map(({ url }) => url.pathname),
  )
  const policy = page.headers.get('content-security-policy')
  const images = directive(policy, 'img-src') ?? directive(policy, 'default-src')
  trial.check(
    'D-8',
    images === undefined || allows(images, new URL(logo_uri)),
    'its policy must let the logo be seen',
    images,
  )
  for (const uri of [policy_uri, tos_uri])
    trial.check('D-8', among('a', 'href', uri) !== undefined, 'a page must link to policy and terms', uri)
}

async function sector(trial: Trial): Promise<void> {
  const key = await makeKey()
  const other = new URL(callbackOf(trial))
  other.hostname = other.hostname === 'localhost' ? '127.0.0.1' : 'localhost'
  const uris = [callbackOf(trial), other.href]
  const [good, bad] = [trial.rp.fresh('/sector'), trial.rp.fresh('/sector')]
  trial.rp.publishJson(good, uris)
  trial.rp.publishJson(bad, ['https://somebody.example/callback'])
  const pairwise = { redirect_uris: uris, subject_type: 'pairwise' }
  const client = await registered(trial, { ...pairwise, sector_identifier_uri: good })
  const refused = await register(trial, withKey(trial, key, { ...pairwise, sector_identifier_uri: bad }))
  trial.check('D-10', refused.status === 400, 'one that does not name them must be refused by 400', refused.status)
  trial.check('D-10', errorOf(refused.text) === 'invalid_client_metadata', 'by invalid_client_metadata', refused.text)
  const one = await signIn(trial, client)
  const same = await signIn(trial, await registered(trial, { ...pairwise, sector_identifier_uri: good }))
  trial.check('D-10', one.idToken.claims.sub === same.idToken.claims.sub, 'sub must be the same within a sector')
  const open = await signIn(trial, await registered(trial, { subject_type: 'public' }))
  trial.check('D-10', one.idToken.claims.sub !== open.idToken.claims.sub, 'sub must be another outside of it')
}

function noRotation({ subject }: Trial): string | undefined {
  return subject.rotateKeys === undefined ? 'nobody said how keys are rotated' : undefined
}

async function rotation(trial: Trial): Promise<void> {
  const before = await publishedKeys(trial)
  await trial.subject.rotateKeys?.()
  const { headers } = await trial.wire.send(trial.endpoint('jwks_uri'))
  const after = await publishedKeys(trial)
  const has = (keys: readonly Json[], { kid }: Json) => keys.some((key) => key.kid === kid)
  trial.check(
    'D-11',
    after.some((key) => !has(before, key)),
    'there must be a new key',
    after,
  )
  trial.should(
    'D-11',
    before.every((key) => has(after, key)),
    'the old ones should be there still',
    after,
  )
  const age = Number(/max-age=(\d+)/.exec(headers.get('cache-control') ?? '')?.[1] ?? 0)
  trial.should('D-11', age <= 60, 'no cache should hide the new key', headers.get('cache-control') ?? '')
  await signIn(trial, await clientOf(trial))
}

/** The whole request stands in an object at the client's address, under the hash of what is there. */
async function requestUri(trial: Trial, alg: 'RS256' | 'none', registeredAlg: string | undefined): Promise<void> {
  const [address, key] = [trial.rp.fresh('/request'), await makeKey()]
  const [nonce, state] = [random(), random()]
  // Its content is not known before the client is: the hash is that of the address, which changes as it does.
  const request_uri = `${address}#${createHash('sha256').update(address).digest('base64url')}`
  const client = await registered(trial, {
    request_uris: [request_uri],
    request_object_signing_alg: registeredAlg,
    jwks: { keys: [key.publicJwk] },
  })
  const claims = claimsOf(trial, client, { nonce, state })
  const text = alg === 'none' ? unsigned(claims) : await signed(key, claims)
  trial.rp.publish(address, { type: 'application/oauth-authz-req+jwt', text })
  await throughObject(trial, { ...client, key }, { request_uri, nonce, state })
  trial.check('D-13', trial.rp.received(address).length > 0, 'the object must be fetched')
}

async function throughObject(
  trial: Trial,
  client: TestClient,
  { request_uri, nonce, state }: Readonly<Record<'request_uri' | 'nonce' | 'state', string>>,
) {
  const { code } = await authorized(trial, client, { request_uri, nonce: undefined, state })
  const { idToken } = checkTokens(trial, await redeem(trial, client, code))
  const { claims } = await checkIdToken(trial, client, idToken, { nonce, hasUserInfo: true })
  trial.check('D-13', claims.nonce === nonce, 'the object must be used')
}

const signed = ({ kid, privateKey }: ClientKey, claims: Json): Promise<string> =>
  new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey)
