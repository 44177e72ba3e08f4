/** The client of one authorization server: what applications call. Each public call is one trace, or a part of the one it runs in. */
import { Refusal } from '@sightglass/spec/check'
import { createCodeVerifier } from '@sightglass/spec/pkce'
import type { UserInfo } from '@sightglass/spec/userinfo-response'
import { link, linkToken, type Tracing, traceClient, tracedCall } from '@sightglass/trace'
import {
  type AuthorizationRequestOptions,
  authorizationRequest,
  createTransaction,
  processAuthorizationResponse,
  type ResponseParameters,
  type Transaction,
} from './authorization.ts'
import { createOwnToken, type OwnToken } from './client-credentials.ts'
import { type AuthorizedCode, redeemCode } from './code.ts'
import { type ClientOptions, type Context, createContext, demandSecure } from './context.ts'
import { awaitDevice, beginDevice, type DeviceAuthorization, type DeviceWaitOptions } from './device.ts'
import { readerOf } from './id-token.ts'
import {
  type EndedSession,
  type LogoutRequestOptions,
  logoutRequest,
  processBackchannelLogout,
  processLogoutResponse,
  type RememberOnce,
  rememberOnce,
} from './logout.ts'
import { passwordTokens, type TypedCredentials } from './password.ts'
import { createRefresh, type Refresh } from './refresh.ts'
import { fetchResource, processUserInfoResponse, userInfoRequest } from './resource.ts'
import { processRevocationResponse, revocationRequest } from './revocation.ts'
import { type JwtSignature, signatureOf } from './signature.ts'
import type { Asked } from './token.ts'
import type { TokenSet } from './token-set.ts'
import { send } from './transport.ts'

export class Client {
  readonly issuer: string
  readonly clientId: string
  readonly #context: Context
  readonly #tracing: Tracing
  readonly #ownToken: OwnToken
  readonly #refresh: Refresh
  readonly #isFirst: RememberOnce

  /** Sends nothing: discovery waits for the first call. @throws {TypeError} for addresses that are neither https nor loopback. */
  constructor(options: ClientOptions) {
    this.issuer = options.issuer
    this.clientId = options.clientId
    this.#context = createContext(options)
    this.#tracing = { party: 'client', linkKey: options.linkKey ?? crypto.getRandomValues(new Uint8Array(32)) }
    this.#ownToken = createOwnToken(this.#context)
    this.#refresh = createRefresh(this.#context)
    this.#isFirst = rememberOnce(this.#context.clock)
  }

  /**
   * An access token for the client itself: from memory until shortly before it expires, else from the server, once at a time.
   * `fresh` asks the server in any case (a resource server refused the one before).
   * @throws {OAuthError} @throws {TransportError} @throws {Refusal}
   */
  obtainJwt({ fresh = false }: { readonly fresh?: boolean } = {}): Promise<string> {
    return this.#call('obtainJwt', () => this.#ownToken(fresh))
  }

  /**
   * Where to send the browser, and what to keep until it comes back. PKCE (S256) and state always, nonce with `openid`.
   * @throws {TransportError} @throws {Refusal} `metadata.*`
   */
  authorizationRequest(
    options: AuthorizationRequestOptions = {},
  ): Promise<{ readonly url: string; readonly transaction: Transaction }> {
    return this.#call('authorizationRequest', async () => {
      const { discovery, clock, options: usual } = this.#context
      const { redirectUri = usual.redirectUri, scope = usual.scope, resource = usual.resource } = options
      if (redirectUri === undefined) throw new TypeError('a redirectUri is needed, in the client or in the call')
      if (resource !== undefined) demandSecure(resource)
      const asked = { ...options, scope, resource }
      const start = { issuer: this.issuer, clientId: this.clientId, redirectUri, now: clock() }
      const transaction = createTransaction(start, asked)
      const url = await authorizationRequest(await discovery.metadata(), transaction, asked)
      link('state', transaction.state)
      link('nonce', transaction.nonce)
      link('challenge', new URL(url).searchParams.get('code_challenge') ?? undefined)
      return { url, transaction }
    })
  }

  /**
   * Believes the parameters that the browser brought back, or does not. Nothing is sent.
   * @throws {AuthorizationError} where the server answered with an error.
   * @throws {Refusal} `authorization-response.*`: of such a response nothing may be shown.
   */
  processAuthorizationResponse(response: ResponseParameters, transaction: Transaction): Promise<AuthorizedCode> {
    return this.#call('processAuthorizationResponse', async () => {
      const { discovery, clock } = this.#context
      this.#demandOwn(transaction)
      link('state', transaction.state)
      const code = processAuthorizationResponse(await discovery.metadata(), transaction, response, clock())
      link('code', code)
      return { code, transaction }
    })
  }

  /**
   * Tokens for a code. Never repeated: a code that comes twice revokes what it gave.
   * @throws {OAuthError} @throws {TransportError} @throws {Refusal} `token-response.*`, `id-token.*`
   */
  redeemCode(authorized: AuthorizedCode): Promise<TokenSet> {
    return this.#call('redeemCode', async () => {
      this.#demandOwn(authorized.transaction)
      return await redeemCode(this.#context, authorized)
    })
  }

  /**
   * Fresh tokens. Calls with one refresh token share one request; where its answer is lost, it is sent once more.
   * Keep the result in place of the set given.
   * @throws {OAuthError} `invalid_grant`: the person has to log in again. @throws {TransportError} @throws {Refusal}
   */
  refresh(tokens: TokenSet, { scope }: { readonly scope?: string } = {}): Promise<TokenSet> {
    return this.#call('refresh', () => this.#refresh(tokens, scope))
  }

  /**
   * Gives tokens back: the refresh token, and with it all that came of it; where there is none, the access token.
   * @throws {OAuthError} @throws {TransportError} @throws {Refusal} `metadata.endpoint` where the server revokes nothing.
   */
  revoke({ accessToken, refreshToken }: Pick<TokenSet, 'accessToken' | 'refreshToken'>): Promise<void> {
    return this.#call('revoke', async () => {
      const { discovery, identity, wire } = this.#context
      const token = refreshToken ?? accessToken
      linkToken(token)
      const hint = refreshToken === undefined ? 'access_token' : 'refresh_token'
      const request = revocationRequest(await discovery.metadata(), identity, token, hint)
      processRevocationResponse(await send(wire, request))
    })
  }

  /**
   * Where to send the browser so that the person is signed out of the authorization server too, and the state that it comes
   * back with: to be kept until then, bound to that browser.
   * @throws {TransportError} @throws {Refusal} `metadata.endpoint` where the server ends no sessions.
   */
  logoutRequest(options: LogoutRequestOptions = {}): Promise<{ readonly url: string; readonly state: string }> {
    return this.#call('logoutRequest', async () => {
      const state = createCodeVerifier()
      link('state', state)
      const metadata = await this.#context.discovery.metadata()
      return { url: logoutRequest(metadata, this.clientId, options, state), state }
    })
  }

  /**
   * Whether the browser comes back from the logout that `state` belongs to. Nothing is sent.
   * @throws {Refusal} `logout-response.state`
   */
  processLogoutResponse(response: ResponseParameters, state: string): Promise<void> {
    return this.#call('processLogoutResponse', async () => {
      link('state', state)
      processLogoutResponse(response, state)
    })
  }

  /**
   * Whose session has ended, by what the authorization server posts to the `backchannel_logout_uri`. `isFirst` remembers
   * tokens that came, where more than this process takes them.
   * @throws {Refusal} `logout-token.*`, `params.*`: to be answered by 400. @throws {TransportError} where the keys cannot be had.
   */
  processBackchannelLogout(request: Request, isFirst: RememberOnce = this.#isFirst): Promise<EndedSession> {
    return this.#call('processBackchannelLogout', async () =>
      processBackchannelLogout(await readerOf(this.#context), this.clientId, request, isFirst),
    )
  }

  /**
   * The same, answered: `end` forgets the session, then the server hears 200; a token that is not believed hears 400
   * (Back-Channel Logout §2.8).
   * @throws {TransportError} where the keys cannot be had, and whatever `end` throws: to be answered by 500, the server comes again.
   */
  async answerBackchannelLogout(
    request: Request,
    end: (ended: EndedSession) => void | Promise<void>,
    isFirst: RememberOnce = this.#isFirst,
  ): Promise<Response> {
    const headers = { 'cache-control': 'no-store' }
    try {
      await end(await this.processBackchannelLogout(request, isFirst))
      return new Response(null, { headers })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const body = { error: 'invalid_request', error_description: error.message }
      return Response.json(body, { status: 400, headers })
    }
  }

  /**
   * The claims about the person who logged in.
   * @throws {ResourceError} where the token was refused. @throws {TransportError} @throws {Refusal} `userinfo-response.*`
   */
  userInfo(tokens: TokenSet): Promise<UserInfo> {
    return this.#call('userInfo', async () => {
      const { discovery, wire } = this.#context
      const subject = tokens.idTokenClaims?.sub
      if (subject === undefined) throw new TypeError('UserInfo needs the ID token, to know whom it must be about')
      linkToken(tokens.accessToken)
      const request = userInfoRequest(await discovery.metadata(), tokens.accessToken)
      return processUserInfoResponse(await send(wire, request), subject)
    })
  }

  /**
   * Asks the resource server that the token is for; `address` may be relative to its `resource`.
   * @throws {ResourceError} where the token was refused. @throws {TransportError} @throws {Refusal} `resource-request.withinResource`
   */
  fetchResource(
    address: string | URL,
    tokens: Pick<TokenSet, 'accessToken' | 'resource'>,
    init: RequestInit = {},
  ): Promise<Response> {
    return this.#call('fetchResource', async () => {
      const { options, wire } = this.#context
      const { accessToken, resource = options.resource } = tokens
      if (resource === undefined) throw new TypeError('without a resource nobody knows where this token may go')
      linkToken(accessToken)
      return await fetchResource(wire, { resource, address: String(address), accessToken, init })
    })
  }

  /**
   * Codes for a device without a browser: show `userCode` and `verificationUri`, then wait with `deviceTokens`.
   * @throws {OAuthError} @throws {TransportError} @throws {Refusal} `device-response.*`
   */
  deviceAuthorizationRequest(asked: Asked = {}): Promise<DeviceAuthorization> {
    return this.#call('deviceAuthorizationRequest', () => beginDevice(this.#context, asked))
  }

  /**
   * Asks as often as the server allows until the person has decided; each time is a call of its own.
   * @throws {OAuthError} `access_denied`, `expired_token` @throws {TransportError} @throws {Refusal} `token-response.*`, `id-token.*`
   */
  deviceTokens(authorization: DeviceAuthorization, options: DeviceWaitOptions = {}): Promise<TokenSet> {
    return awaitDevice(this.#context, authorization, (poll) => this.#call('deviceTokens', poll), options)
  }

  /**
   * Tokens for a user name and a password that the person typed into this very program: for programs of old, until they are migrated.
   * @throws {OAuthError} `invalid_grant` where they are not right together @throws {TransportError} @throws {Refusal} `token-response.*`, `id-token.*`
   */
  passwordTokens(typed: TypedCredentials, asked: Asked = {}): Promise<TokenSet> {
    return this.#call('passwordTokens', () => passwordTokens(this.#context, typed, asked))
  }

  /**
   * Whether a key of the issuer signed this JWT, for showing it to people: nothing else of it is checked, so nothing must be
   * decided by it. Part of whatever trace it runs in.
   */
  signatureOf(token: string): Promise<JwtSignature> {
    return signatureOf(this.#context, token)
  }

  #call<T>(name: string, work: () => Promise<T>): Promise<T> {
    return tracedCall(this.#tracing, name, async () => {
      traceClient(this.clientId)
      return await work()
    })
  }

  /** An application with several clients mixed them up: a bug of its own, so no `check`. */
  #demandOwn({ issuer, clientId }: Transaction): void {
    if (issuer !== this.issuer || clientId !== this.clientId)
      throw new TypeError('the transaction is of another client')
  }
}
