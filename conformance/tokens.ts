/** The token endpoint and UserInfo as a client uses them, and what holds of every answer. */
import { compactVerify, SignJWT } from 'jose'
import { type Asked, type Authorized, authorized, checkWords, type Way } from './authorization.ts'
import { type ClientKey, isJson, type TestClient } from './clients.ts'
import { isUnguessable } from './entropy.ts'
import { checkIdToken, type IdToken, wrongTypes } from './id-token.ts'
import { publishedKey } from './keys.ts'
import { type Json, maybeObject, random, type Trial, words } from './trial.ts'
import { type Answer, formOf, type Sent } from './wire.ts'

const encoded = (text: string): string => encodeURIComponent(text).replaceAll('%20', '+')

export interface Proof {
  /** Whom an assertion is for; the token endpoint where left out. */
  readonly audience?: string
  readonly key?: ClientKey
}

async function assertion(
  trial: Trial,
  { clientId, key: own }: TestClient,
  { audience, key = own }: Proof,
): Promise<string> {
  if (key === undefined) throw new Error('this client has no key')
  return await new SignJWT({ jti: random() })
    .setProtectedHeader({ alg: 'RS256', kid: key.kid })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience ?? trial.endpoint('token_endpoint'))
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(key.privateKey)
}

/** A request to the token endpoint, with the client's proof; members of `undefined` are left out. */
export async function tokenRequest(trial: Trial, client: TestClient, asked: Asked, proof: Proof = {}): Promise<Answer> {
  const members = Object.entries(asked).filter((member): member is [string, string] => member[1] !== undefined)
  let headers: Readonly<Record<string, string>> = { accept: 'application/json' }
  if (client.method === 'client_secret_basic') {
    const credentials = Buffer.from(`${encoded(client.clientId)}:${encoded(client.secret)}`).toString('base64')
    headers = { ...headers, authorization: `Basic ${credentials}` }
  } else if (client.method === 'client_secret_post') {
    members.push(['client_id', client.clientId], ['client_secret', client.secret])
  } else {
    members.push(['client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'])
    members.push(['client_assertion', await assertion(trial, client, proof)])
  }
  const form = formOf(members)
  return await trial.wire.send(trial.endpoint('token_endpoint'), { ...form, headers: { ...form.headers, ...headers } })
}

export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string | undefined
  readonly idToken: unknown
  readonly answer: Answer
}

export function checkTokens(trial: Trial, answer: Answer): Tokens {
  const { status, headers, text } = answer
  const body = maybeObject(text)
  trial.check('G-10', status === 200, 'the token endpoint must answer 200', `${status} ${text}`)
  trial.check(
    'G-10',
    isJson(headers) && body !== undefined,
    'its answer must be JSON',
    headers.get('content-type') ?? '',
  )
  const { access_token: accessToken, token_type: type, expires_in: expiresIn, refresh_token: refreshToken } = body
  trial.check('G-10', typeof accessToken === 'string' && accessToken !== '', 'there must be an access token')
  trial.check('G-10', typeof type === 'string' && /^(bearer|dpop)$/i.test(type), 'token_type must be Bearer', type)
  trial.check('G-10', expiresIn === undefined || Number.isInteger(expiresIn), 'expires_in must be a number', expiresIn)
  trial.should('G-10', expiresIn !== undefined, 'expires_in should be there')
  trial.check('G-13', isUnguessable(accessToken), 'an access token must be impossible to guess', accessToken)
  if (refreshToken !== undefined) {
    trial.check(
      'G-13',
      typeof refreshToken === 'string' && isUnguessable(refreshToken),
      'a refresh token must be impossible to guess',
    )
  }
  return { accessToken, refreshToken: refreshToken as string | undefined, idToken: body.id_token, answer }
}

/** Why a token request was refused; asserts that it was, by one of these codes. */
export function checkRefused(trial: Trial, { status, headers, text }: Answer): string {
  const body = maybeObject(text)
  if (status < 400 || body === undefined || !isJson(headers)) return `(${status} ${text.slice(0, 80)})`
  checkWords(trial, body.error_description, body.error_uri)
  return status === 400 ? String(body.error) : `(${status} ${String(body.error)})`
}

export const redeem = async (
  trial: Trial,
  client: TestClient,
  code: string | undefined,
  more: Asked = {},
  proof?: Proof,
) =>
  await tokenRequest(
    trial,
    client,
    { grant_type: 'authorization_code', code, redirect_uri: client.redirectUri, ...more },
    proof,
  )

/** A login that is through: every token there is, proven. */
export interface SignedIn extends Authorized {
  readonly tokens: Tokens | undefined
  /** Of the token endpoint, or of the browser where there is no code. */
  readonly idToken: IdToken
  readonly accessToken: string | undefined
}

export interface Ways extends Way {
  readonly proof?: Proof
  readonly redeem?: Asked
  readonly acr?: readonly string[]
}

export async function signIn(trial: Trial, client: TestClient, asked: Asked = {}, ways: Ways = {}): Promise<SignedIn> {
  return await finish(trial, client, await authorized(trial, client, asked, ways), ways)
}

/** From the answer of the authorization endpoint on. */
export async function finish(
  trial: Trial,
  client: TestClient,
  answered: Authorized,
  ways: Ways = {},
): Promise<SignedIn> {
  const { code, nonce, members } = answered
  const types = words(trial.profile.responseType)
  const expected = { nonce, hasUserInfo: trial.profile.responseType !== 'id_token', ...(ways.acr && { acr: ways.acr }) }
  const front = types.includes('id_token')
    ? await checkIdToken(trial, client, members.get('id_token'), {
        ...expected,
        code,
        accessToken: answered.accessToken,
      })
    : undefined
  if (code === undefined) {
    if (front === undefined) throw new Error(`there is no ID token in ${trial.profile.responseType}`)
    return { ...answered, tokens: undefined, idToken: front }
  }
  const tokens = checkTokens(trial, await redeem(trial, client, code, ways.redeem, ways.proof))
  const idToken = await checkIdToken(trial, client, tokens.idToken, expected)
  if (front !== undefined) checkAgree(trial, front.claims, idToken.claims)
  return { ...answered, tokens, idToken, accessToken: tokens.accessToken }
}

/** Both ID tokens of one login tell the same, but for what binds them. */
function checkAgree(trial: Trial, front: Json, back: Json): void {
  for (const name of ['iss', 'sub']) trial.check('G-14', front[name] === back[name], `${name} must be the same in both`)
  const shared = ['auth_time', 'acr', 'sid'].filter((name) => front[name] !== undefined && back[name] !== undefined)
  for (const name of shared) trial.check('G-14', front[name] === back[name], `${name} must be the same in both`)
}

/** Asks UserInfo, and asserts what holds of its answer. */
export async function userinfo(trial: Trial, { accessToken, idToken }: SignedIn, sent: Sent = {}): Promise<Json> {
  const answer = await askUserinfo(trial, accessToken ?? '', sent)
  trial.check('B-5', answer.status === 200, 'UserInfo must answer 200', `${answer.status} ${answer.text}`)
  trial.check('B-5', isJson(answer.headers), 'its answer must be JSON', answer.headers.get('content-type') ?? '')
  const claims = maybeObject(answer.text)
  trial.check(
    'B-5',
    claims !== undefined && claims.sub === idToken.claims.sub,
    'sub must be that of the ID token',
    answer.text,
  )
  const wrong = wrongTypes(claims)
  trial.check('B-9', wrong.length === 0, 'claims must be of their types', wrong)
  return claims
}

export const askUserinfo = async (trial: Trial, accessToken: string, sent: Sent = {}): Promise<Answer> =>
  await trial.wire.send(trial.endpoint('userinfo_endpoint'), {
    ...sent,
    headers: { authorization: `Bearer ${accessToken}`, ...sent.headers },
  })

/** The payload of a JWT that the provider signed; undefined where it did not. */
export async function signedClaims(trial: Trial, text: string): Promise<{ header: Json; claims: Json } | undefined> {
  const header = maybeObject(Buffer.from(text.split('.')[0] ?? '', 'base64url').toString())
  const key = header && (await publishedKey(trial, header))
  if (header === undefined || key === undefined) return undefined
  try {
    const { payload } = await compactVerify(text, key)
    const claims = maybeObject(Buffer.from(payload).toString())
    return claims && { header, claims }
  } catch {
    return undefined
  }
}
