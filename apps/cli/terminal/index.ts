/**
 * A client in a terminal: signs its person in by the password grant of old or by the device grant, gets an encrypted access token
 * that it cannot read itself, and calls the application server with it. It keeps nothing, and gives the tokens back at the end.
 * It records no trace of its own: it is gone before the theatre could ask; the two servers record what it sent them.
 */
import {
  Client,
  type Fetch,
  OAuthError,
  Refusal,
  type TokenSet,
  TransportError,
  type TypedCredentials,
} from '@sightglass/client'
import { Failure, failureOf } from './failure.ts'

export const CLIENT_ID = 'demo-terminal'
export const DEFAULT_SCOPE = 'openid profile vault'

/** What the person has to see before anything can go on. */
export interface Showing {
  readonly userCode: string
  readonly verificationUri: string
  readonly link: string
  /** Seconds since the epoch. */
  readonly expiresAt: number
}

export interface TerminalOptions {
  readonly issuer: string
  /** The identifier of the application server, and the address that is called. */
  readonly resource: string
  readonly scope: string
  /** Typed by the person; without it a code is shown. */
  readonly typed?: TypedCredentials | undefined
  readonly show: (showing: Showing) => void
  readonly signal?: AbortSignal | undefined
  readonly fetch?: Fetch | undefined
  /** Seconds since the epoch. */
  readonly clock?: (() => number) | undefined
  /** See `DeviceWaitOptions`. */
  readonly wait?: ((seconds: number, signal: AbortSignal | undefined) => Promise<void>) | undefined
}

export interface Outcome {
  readonly grant: 'password' | 'device'
  /** What UserInfo calls the person, where it may be asked. */
  readonly name: string | undefined
  readonly scope: string | undefined
  readonly encrypted: boolean
  /** Seconds since the epoch. */
  readonly expiresAt: number | undefined
  readonly url: string
  readonly status: number
  /** The JSON that came back, or its text. */
  readonly body: unknown
}

/** @throws {Failure} with words for the person and an exit code */
export async function runTerminal(options: TerminalOptions): Promise<Outcome> {
  const { issuer, resource, scope, typed, fetch, clock } = options
  const client = new Client({ issuer, clientId: CLIENT_ID, scope, resource, fetch, clock })
  try {
    const tokens = typed === undefined ? await byDevice(client, options) : await client.passwordTokens(typed)
    try {
      const name = await nameOf(client, tokens)
      const response = await client.fetchResource(resource, tokens, { signal: options.signal ?? null })
      const body = await bodyOf(response)
      if (!response.ok) throw Failure.of(response.status, resource, body)
      return {
        grant: typed === undefined ? 'device' : 'password',
        name,
        scope: tokens.scope,
        encrypted: tokens.accessToken.split('.').length === JWE_PARTS,
        expiresAt: tokens.expiresAt,
        url: resource,
        status: response.status,
        body,
      }
    } finally {
      await giveBack(client, tokens)
    }
  } catch (reason) {
    throw failureOf(reason, options)
  }
}

const JWE_PARTS = 5

async function byDevice(client: Client, { show, signal, wait }: TerminalOptions): Promise<TokenSet> {
  const device = await client.deviceAuthorizationRequest()
  const { userCode, verificationUri, verificationUriComplete: link = verificationUri, expiresAt } = device
  show({ userCode, verificationUri, link, expiresAt })
  return await client.deviceTokens(device, { signal, wait })
}

/** As well as can be: what is not given back ends by itself. */
async function giveBack(client: Client, tokens: TokenSet): Promise<void> {
  try {
    await client.revoke(tokens)
  } catch (reason) {
    if (!(reason instanceof OAuthError || reason instanceof TransportError || reason instanceof Refusal)) throw reason
  }
}

/** Told by UserInfo, where the person let this program know. */
async function nameOf(client: Client, tokens: TokenSet): Promise<string | undefined> {
  if (tokens.idTokenClaims === undefined) return undefined
  const { name } = await client.userInfo(tokens)
  return typeof name === 'string' ? name : undefined
}

const MOST_CHARACTERS = 64 * 1024

async function bodyOf(response: Response): Promise<unknown> {
  const text = (await response.text()).slice(0, MOST_CHARACTERS)
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
