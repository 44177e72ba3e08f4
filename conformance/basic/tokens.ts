/** What is made of a code: tokens, what UserInfo tells for them, and what becomes of a code that comes twice. */

import { authorized } from '../authorization.ts'
import { clientOf, postClient, registered, secondClient, type TestClient } from '../clients.ts'
import { checkIdToken } from '../id-token.ts'
import type { Id } from '../ids.ts'
import { askUserinfo, checkRefused, checkTokens, redeem, signIn, tokenRequest, userinfo } from '../tokens.ts'
import { type Behaviour, maybeObject, type Profile, type Trial, words } from '../trial.ts'
import { formOf } from '../wire.ts'
import { isCode } from './requests.ts'

const hasCode = ({ responseType }: Profile): boolean => words(responseType).includes('code')
const hasUserInfo = ({ responseType }: Profile): boolean => responseType !== 'id_token'

export const tokens: readonly Behaviour[] = [
  {
    ids: ['B-1'],
    name: 'a login from end to end',
    async run(trial: Trial) {
      const signedIn = await signIn(trial, await clientOf(trial))
      trial.check('B-1', signedIn.idToken.claims.sub !== undefined, 'the login must be through')
      if (hasUserInfo(trial.profile)) await userinfo(trial, signedIn)
    },
  },
  {
    ids: ['B-3'],
    name: 'the signature of an ID token where none was chosen',
    async run(trial: Trial) {
      const { idToken } = await signIn(trial, await clientOf(trial))
      trial.check('B-3', idToken.header.alg === 'RS256', 'alg must be RS256', idToken.header)
      trial.check('B-3', typeof idToken.header.kid === 'string', 'kid must be there', idToken.header)
    },
  },
  {
    ids: ['B-4'],
    name: 'an unsigned ID token',
    only: ({ registration, responseType }) => registration === 'dynamic' && responseType === 'code',
    skip: (trial) =>
      trial.listed('id_token_signing_alg_values_supported').includes('none') ? undefined : 'none is not advertised',
    async run(trial: Trial) {
      const client = await registered(trial, { id_token_signed_response_alg: 'none' })
      const { code } = await authorized(trial, client)
      const { idToken } = checkTokens(trial, await redeem(trial, client, code))
      trial.check('B-4', String(idToken).endsWith('.'), 'it must be unsigned', idToken)
    },
  },
  {
    ids: ['B-5'],
    name: 'UserInfo by GET',
    only: hasUserInfo,
    async run(trial: Trial) {
      await userinfo(trial, await signIn(trial, await clientOf(trial)))
    },
  },
  {
    ids: ['B-6', 'B-7'],
    name: 'UserInfo by POST',
    only: hasUserInfo,
    async run(trial: Trial) {
      const signedIn = await signIn(trial, await clientOf(trial))
      const told = await userinfo(trial, signedIn, { method: 'POST' })
      trial.check('B-6', told.sub === signedIn.idToken.claims.sub, 'it must answer a token in the header', told)
      const form = formOf([['access_token', signedIn.accessToken ?? '']])
      const posted = await trial.wire.send(trial.endpoint('userinfo_endpoint'), form)
      const isTold = posted.status === 200 && maybeObject(posted.text)?.sub === told.sub
      trial.should('B-7', isTold, 'it should answer a token in the form', posted.status)
    },
  },
  {
    ids: ['B-21'],
    name: 'a code at once again',
    only: hasCode,
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const { code } = await authorized(trial, client)
      checkTokens(trial, await redeem(trial, client, code))
      const error = checkRefused(trial, await redeem(trial, client, code))
      trial.check('B-21', error === 'invalid_grant', 'it must be refused by 400 invalid_grant', error)
    },
  },
  {
    ids: ['B-22'],
    name: 'a code later again',
    only: hasCode,
    async run(trial: Trial) {
      const client = await clientOf(trial)
      const signedIn = await signIn(trial, client)
      await trial.wait(trial.subject.waits.codeReuseMs)
      const error = checkRefused(trial, await redeem(trial, client, signedIn.code))
      trial.check('B-22', error === 'invalid_grant', 'it must be refused by 400 invalid_grant', error)
      const { status } = await askUserinfo(trial, signedIn.accessToken ?? '')
      trial.should('B-22', status >= 400 && status < 500, 'the access token should be worth nothing any more', status)
    },
  },
  {
    ids: ['B-25'],
    name: 'a secret in the form',
    only: hasCode,
    async run(trial: Trial) {
      const client = await postClient(trial)
      if (client === undefined) return trial.skip('B-25', 'no such client was given')
      const { idToken } = await signIn(trial, client)
      trial.check('B-25', idToken.claims.sub !== undefined, 'it must prove the client')
    },
  },
  {
    ids: ['B-30'],
    name: 'a refresh',
    only: hasCode,
    run: (trial) => refresh(trial, 'B-30'),
  },
]

/** From a login with offline_access to what the refresh token is good for, and for whom not. */
export async function refresh(trial: Trial, id: Id, members: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const isCodeAlone = isCode(trial.profile)
  const grant_types = ['authorization_code', 'refresh_token', ...(isCodeAlone ? [] : ['implicit'])]
  const client = await clientOf(trial, { grant_types, ...members })
  const first = await signIn(trial, client, { scope: 'openid offline_access', prompt: 'consent' })
  const refreshToken = first.tokens?.refreshToken
  if (refreshToken === undefined) return trial.skip(id, 'no refresh token was issued')
  const other = await secondClient(trial, { grant_types })
  if (other !== undefined) {
    const error = checkRefused(trial, await refreshed(trial, other, refreshToken))
    trial.check(id, error === 'invalid_grant', 'another client must get 400 invalid_grant', error)
  }
  const answer = await refreshed(trial, client, refreshToken)
  const second = checkTokens(trial, answer)
  trial.check(id, /\bno-store\b/.test(answer.headers.get('cache-control') ?? ''), 'Cache-Control must be no-store')
  trial.check(id, second.accessToken !== first.tokens?.accessToken, 'the access token must be a new one')
  trial.check(id, /^[\x21-\x7e]+$/.test(second.accessToken), 'it must be printable ASCII')
  trial.should(
    id,
    trial.listed('grant_types_supported').includes('refresh_token'),
    'refresh_token should be advertised',
  )
  await userinfo(trial, { ...first, accessToken: second.accessToken })
  if (second.idToken === undefined) return
  const { claims: before } = first.idToken
  const nonce = claimIn(second.idToken, 'nonce') === undefined ? undefined : first.nonce
  const { claims } = await checkIdToken(trial, client, second.idToken, { nonce, hasUserInfo: true })
  for (const name of ['iss', 'sub', 'auth_time'])
    trial.check(id, claims[name] === undefined || claims[name] === before[name], `${name} must stay`, claims[name])
  trial.check(id, Number(claims.iat) >= Number(before.iat), 'iat must be that of the refresh', claims.iat)
}

const claimIn = (token: unknown, name: string): unknown =>
  maybeObject(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString())?.[name]

const refreshed = async (trial: Trial, client: TestClient, refresh_token: string) =>
  await tokenRequest(trial, client, { grant_type: 'refresh_token', refresh_token })
