/**
 * The client SDK: gets tokens, checks everything that comes back, takes tokens to the resource they are for and nowhere
 * else. It keeps nothing on disk and has no cookies: where transactions and token sets live is the application's choice.
 * What the class sends and reads rests on `xRequest` and `processXResponse` pairs, which are exported too.
 */
export { Refusal } from '@sightglass/spec/check'
export type { IdTokenClaims } from '@sightglass/spec/id-token'
export type { UserInfo } from '@sightglass/spec/userinfo-response'
export * from './authorization.ts'
export { type Challenge, parseChallenges } from './challenge.ts'
export { Client } from './client.ts'
export { type AuthMethod, authenticated, type ClientIdentity } from './client-authentication.ts'
export { clientCredentialsRequest } from './client-credentials.ts'
export { type AuthorizedCode, codeRequest } from './code.ts'
export type { ClientOptions } from './context.ts'
export {
  type DeviceAuthorization,
  type DeviceWaitOptions,
  deviceAuthorizationRequest,
  deviceTokenRequest,
  processDeviceAuthorizationResponse,
} from './device.ts'
export * from './discovery.ts'
export * from './errors.ts'
export { type IdTokenReader, readIdToken, readRefreshedIdToken } from './id-token.ts'
export { createKeySource, type KeySource } from './keys.ts'
export {
  type EndedSession,
  type LogoutRequestOptions,
  logoutRequest,
  processLogoutResponse,
  type RememberOnce,
  rememberOnce,
} from './logout.ts'
export { passwordRequest, type TypedCredentials } from './password.ts'
export { refreshRequest } from './refresh.ts'
export { processUserInfoResponse, userInfoRequest } from './resource.ts'
export { processRevocationResponse, revocationRequest, type TokenTypeHint } from './revocation.ts'
export type { JwtSignature } from './signature.ts'
export { type Asked, processTokenResponse } from './token.ts'
export type { TokenSet } from './token-set.ts'
export { type Exchange, type Fetch, type Incoming, type Outgoing, send, type Wire } from './transport.ts'
