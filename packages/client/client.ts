/** The client of one authorization server: what applications call. Each public call is one trace, or a part of the one it runs in. */
import { check } from '@sightglass/spec/check'
import type { JwsAlgorithm } from '@sightglass/spec/jwk'
import { isSecureUrl } from '@sightglass/spec/metadata'
import { type TokenResponse, rules as tokenRules } from '@sightglass/spec/token-response'
import type { UserInfo } from '@sightglass/spec/userinfo-response'
import { link, type Tracing, traceClient, tracedCall } from '@sightglass/trace'
import {
  type AuthorizationRequestOptions,
  authorizationRequest,
  createTransaction,
  isOpenId,
  processAuthorizationResponse,
  type ResponseParameters,
  type Transaction,
} from './authorization.ts'
import type { AuthMethod, ClientIdentity } from './client-authentication.ts'
import { createDiscovery, type Discovery } from './discovery.ts'
import { TransportError } from './errors.ts'
import { createFlights } from './flights.ts'
import { type IdTokenReader, readIdToken, readRefreshedIdToken } from './id-token.ts'
import { createKeySource, type KeySource } from './key-source.ts'
import { keysRequest, processKeysResponse } from './keys.ts'
import { fetchResource, processUserInfoResponse, userInfoRequest } from './resource.ts'
import { clientCredentialsRequest, codeRequest, processTokenResponse, refreshRequest } from './token.ts'
import type { TokenSet } from './token-set.ts'
import { type Exchange, type Fetch, type Outgoing, send, type Wire } from './transport.ts'

export interface ClientOptions {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret?: string | undefined
  /** Space-delimited: what is asked for where a call says nothing else. */
  readonly scope?: string | undefined
  /** The resource server that the tokens are for (RFC 8707); the only place that they are sent to. */
  readonly resource?: string | undefined
  readonly redirectUri?: string | undefined
  readonly authMethod?: AuthMethod | undefined
  /** The `id_token_signed_response_alg` of the registration. */
  readonly idTokenAlg?: JwsAlgorithm | undefined
  readonly trustedAudiences?: readonly string[] | undefined
  readonly fetch?: Fetch | undefined
  /** Seconds since the epoch. */
  readonly clock?: (() => number) | undefined
  readonly timeoutMs?: number | undefined
  readonly mostBytes?: number | undefined
  /** The key that the deployment's parties mark traces with; without it this client's traces join nobody's. */
  readonly linkKey?: Uint8Array | undefined
  /** Told of each message and its answer, secrets masked, in the asynchronous context of the call. */
  readonly onExchange?: ((exchange: Exchange) => void) | undefined
}

/** What came back from the authorization endpoint, believed; to be redeemed once. */
export interface AuthorizedCode {
  readonly code: string
  readonly transaction: Transaction
}

const EARLY_SECONDS = 30

export class Client {
  readonly issuer: string
  readonly clientId: string
  readonly #options: ClientOptions
  readonly #identity: ClientIdentity
  readonly #wire: Wire
  readonly #clock: () => number
  readonly #tracing: Tracing
  readonly #discovery: Discovery
  readonly #keys: KeySource
  readonly #obtaining = createFlights<string>()
  readonly #refreshing = createFlights<TokenSet>()
  #obtained: { readonly jwt: string; readonly goodUntil: number } | undefined

  /** Sends nothing: discovery waits for the first call. @throws {TypeError} for addresses that are neither https nor loopback. */
  constructor(options: ClientOptions) {
    const {
      issuer,
      clientId,
      clientSecret,
      authMethod,
      resource,
      timeoutMs = 10_000,
      mostBytes = 1024 * 1024,
    } = options
    for (const url of resource === undefined ? [issuer] : [issuer, resource]) {
      if (!isSecureUrl(url)) throw new TypeError(`${url} is neither an https URL nor http on a loopback host`)
    }
    this.issuer = issuer
    this.clientId = clientId
    this.#options = options
    this.#identity = { clientId, clientSecret, authMethod }
    const ask: Fetch = options.fetch ?? ((request) => fetch(request))
    this.#wire = { fetch: ask, timeoutMs, mostBytes, onExchange: options.onExchange }
    this.#clock = options.clock ?? (() => Math.floor(Date.now() / 1000))
    this.#tracing = { party: 'client', linkKey: options.linkKey ?? crypto.getRandomValues(new Uint8Array(32)) }
    this.#discovery = createDiscovery(issuer, this.#wire, this.#clock)
    const fetchKeys = async () => processKeysResponse(await this.#send(keysRequest(await this.#discovery.metadata())))
    this.#keys = createKeySource({ fetchKeys, clock: this.#clock })
  }

  /**
   * An access token for the client itself: from memory until shortly before it expires, else from the server, once at a time.
   * `fresh` asks the server in any case (a resource server refused the one before).
   * @throws {OAuthError} @throws {TransportError} @throws {Refusal}
   */
  obtainJwt({ fresh = false }: { readonly fresh?: boolean } = {}): Promise<string> {
    return this.#call('obtainJwt', async () => {
      const held = this.#obtained
      if (!fresh && held !== undefined && this.#clock() < held.goodUntil) return held.jwt
      return await this.#obtaining.join('', () => this.#obtain())
    })
  }

  async #obtain(): Promise<string> {
    const metadata = await this.#discovery.metadata()
    const answer = await this.#send(clientCredentialsRequest(metadata, this.#identity, this.#options))
    const { accessToken, expiresIn = 0 } = processTokenResponse(answer)
    link('token', accessToken)
    const early = Math.min(EARLY_SECONDS, expiresIn / 10)
    this.#obtained = { jwt: accessToken, goodUntil: this.#clock() + expiresIn - early }
    return accessToken
  }

  /**
   * Where to send the browser, and what to keep until it comes back. PKCE (S256) and state always, nonce with `openid`.
   * @throws {TransportError} @throws {Refusal} `metadata.*`
   */
  authorizationRequest(
    options: AuthorizationRequestOptions = {},
  ): Promise<{ readonly url: string; readonly transaction: Transaction }> {
    return this.#call('authorizationRequest', async () => {
      const redirectUri = options.redirectUri ?? this.#options.redirectUri
      if (redirectUri === undefined) throw new TypeError('a redirectUri is needed, in the client or in the call')
      const { scope, resource } = this.#options
      const asked = { ...options, scope: options.scope ?? scope, resource: options.resource ?? resource }
      const start = { issuer: this.issuer, clientId: this.clientId, redirectUri, now: this.#clock() }
      const transaction = createTransaction(start, asked)
      const url = await authorizationRequest(await this.#discovery.metadata(), transaction, asked)
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
      this.#demandOwn(transaction)
      link('state', transaction.state)
      const metadata = await this.#discovery.metadata()
      const code = processAuthorizationResponse(metadata, transaction, response, this.#clock())
      link('code', code)
      return { code, transaction }
    })
  }

  /**
   * Tokens for a code. Never repeated: a code that comes twice revokes what it gave.
   * @throws {OAuthError} @throws {TransportError} @throws {Refusal} `token-response.*`, `id-token.*`
   */
  redeemCode({ code, transaction }: AuthorizedCode): Promise<TokenSet> {
    return this.#call('redeemCode', async () => {
      this.#demandOwn(transaction)
      link('state', transaction.state)
      link('code', code)
      const metadata = await this.#discovery.metadata()
      const answer = await this.#send(codeRequest(metadata, this.#identity, transaction, code))
      const response = processTokenResponse(answer)
      check(tokenRules.idTokenPresent, response.idToken !== undefined || !isOpenId(transaction.scope), {
        parameter: 'id_token',
      })
      const { clientId } = this
      const { nonce, maxAge } = transaction
      const { trustedAudiences } = this.#options
      const { idToken, accessToken } = response
      const claims =
        idToken === undefined
          ? undefined
          : await readIdToken(
              await this.#reader(),
              { idToken, accessToken },
              { clientId, nonce, maxAge, trustedAudiences },
            )
      return this.#tokenSet(
        response,
        transaction.scope,
        claims === undefined || idToken === undefined ? {} : { idToken, idTokenClaims: claims },
      )
    })
  }

  /**
   * Fresh tokens. Calls with one refresh token share one request; where its answer is lost, it is sent once more.
   * Keep the result in place of the set given.
   * @throws {OAuthError} `invalid_grant`: the person has to log in again. @throws {TransportError} @throws {Refusal}
   */
  refresh(tokens: TokenSet, { scope }: { readonly scope?: string } = {}): Promise<TokenSet> {
    return this.#call('refresh', async () => {
      const { refreshToken } = tokens
      if (refreshToken === undefined) throw new TypeError('this token set has no refresh token')
      link('token', refreshToken)
      return await this.#refreshing.join(`${refreshToken} ${scope ?? ''}`, () =>
        this.#refresh(tokens, refreshToken, scope),
      )
    })
  }

  async #refresh(tokens: TokenSet, refreshToken: string, scope: string | undefined): Promise<TokenSet> {
    const metadata = await this.#discovery.metadata()
    const { resource } = this.#options
    const request = refreshRequest(metadata, this.#identity, refreshToken, { scope, resource })
    const response = await this.#sendAgainIfLost(request)
    const { idToken, accessToken } = response
    const first = tokens.idTokenClaims
    const carried = {
      ...(tokens.idToken !== undefined && { idToken: tokens.idToken }),
      ...(first && { idTokenClaims: first }),
    }
    const fresh = { ...response, refreshToken: response.refreshToken ?? refreshToken }
    if (idToken === undefined || first === undefined) return this.#tokenSet(fresh, scope ?? tokens.scope, carried)
    const recipient = { clientId: this.clientId, trustedAudiences: this.#options.trustedAudiences }
    const idTokenClaims = await readRefreshedIdToken(await this.#reader(), { idToken, accessToken }, first, recipient)
    return this.#tokenSet(fresh, scope ?? tokens.scope, { idToken, idTokenClaims })
  }

  async #sendAgainIfLost(request: Outgoing): Promise<TokenResponse> {
    try {
      return processTokenResponse(await this.#send(request))
    } catch (error) {
      if (!(error instanceof TransportError) || !error.answerLost) throw error
      return processTokenResponse(await this.#send(request))
    }
  }

  /**
   * The claims about the person who logged in.
   * @throws {ResourceError} where the token was refused. @throws {TransportError} @throws {Refusal} `userinfo-response.*`
   */
  userInfo(tokens: TokenSet): Promise<UserInfo> {
    return this.#call('userInfo', async () => {
      const subject = tokens.idTokenClaims?.sub
      if (subject === undefined) throw new TypeError('UserInfo needs the ID token, to know whom it must be about')
      link('token', tokens.accessToken)
      const request = userInfoRequest(await this.#discovery.metadata(), tokens.accessToken)
      return processUserInfoResponse(await this.#send(request), subject)
    })
  }

  /**
   * Asks the resource server with the access token; `address` may be relative to the `resource` of the client.
   * @throws {ResourceError} where the token was refused. @throws {TransportError} @throws {Refusal} `resource-request.withinResource`
   */
  fetchResource(
    address: string | URL,
    tokens: Pick<TokenSet, 'accessToken'>,
    init: RequestInit = {},
  ): Promise<Response> {
    return this.#call('fetchResource', async () => {
      const { resource } = this.#options
      if (resource === undefined) throw new TypeError('a client without resource does not know where its tokens may go')
      link('token', tokens.accessToken)
      return await fetchResource(this.#wire, {
        resource,
        address: String(address),
        accessToken: tokens.accessToken,
        init,
      })
    })
  }

  #call<T>(name: string, work: () => Promise<T>): Promise<T> {
    return tracedCall(this.#tracing, name, async () => {
      traceClient(this.clientId)
      return await work()
    })
  }

  #send(request: Outgoing): ReturnType<typeof send> {
    return send(this.#wire, request)
  }

  async #reader(): Promise<IdTokenReader> {
    const metadata = await this.#discovery.metadata()
    return { keys: this.#keys, metadata, alg: this.#options.idTokenAlg, now: this.#clock() }
  }

  #tokenSet(
    { accessToken, tokenType, expiresIn, refreshToken, scope }: TokenResponse,
    asked: string | undefined,
    identity: Pick<TokenSet, 'idToken' | 'idTokenClaims'>,
  ): TokenSet {
    link('token', accessToken)
    link('token', refreshToken)
    const granted = scope ?? asked
    return {
      accessToken,
      tokenType,
      ...(expiresIn !== undefined && { expiresAt: this.#clock() + Math.floor(expiresIn) }),
      ...(refreshToken !== undefined && { refreshToken }),
      ...(granted !== undefined && { scope: granted }),
      ...identity,
    }
  }

  /** An application with several clients mixed them up: a bug of its own, so no `check`. */
  #demandOwn({ issuer, clientId }: Transaction): void {
    if (issuer !== this.issuer || clientId !== this.clientId)
      throw new TypeError('the transaction is of another client')
  }
}
