/** What clients that register themselves prove themselves by: keys of theirs, and those of the provider. */
import { authorized } from '../authorization.ts'
import { refresh } from '../basic/tokens.ts'
import { type ClientKey, clientOf, makeKey } from '../clients.ts'
import { publishedKeys } from '../keys.ts'
import { redeem, signIn, tokenRequest, userinfo } from '../tokens.ts'
import type { Behaviour, Json, Trial } from '../trial.ts'

const publishKeys = (trial: Trial, address: string, keys: readonly ClientKey[]): void =>
  trial.rp.publishJson(address, { keys: keys.map(({ publicJwk }) => publicJwk) })

export const keys: readonly Behaviour[] = [
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
