/** What clients that register themselves may say of themselves, and what comes of it. */
import { type Arrived, ask, authorized, requestOf } from '../authorization.ts'
import { allows, directive } from '../browser.ts'
import { type ClientKey, callbackOf, clientOf, makeKey, metadataOf, register, registered } from '../clients.ts'
import { checkDynamic } from '../config.ts'
import { expectErrorPage } from '../expect.ts'
import { askUserinfo, signedClaims, signIn } from '../tokens.ts'
import { type Behaviour, type Json, maybeObject, type Trial } from '../trial.ts'

const errorOf = (text: string): unknown => maybeObject(text)?.error

export const metadata: readonly Behaviour[] = [
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
    ids: ['D-10'],
    name: 'a sector identifier',
    skip: (trial) =>
      trial.listed('subject_types_supported').includes('pairwise') ? undefined : 'pairwise is not advertised',
    run: sector,
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
