/**
 * Keys that somebody else publishes, for whoever verifies signatures: client, resource server and authorization server.
 * It learns and keeps, and tells what it knows as plain data; it refuses nobody and records nothing, so that each request
 * checks for itself what it believes, in its own trace. No Node, and no cookies: browsers too.
 */
export { type Asking, type Failure, type Fetch, type Fetched, fetchJson, type Received } from './fetch-json.ts'
export {
  type Known,
  type Located,
  RETRY_SECONDS,
  RemoteJwks,
  type RemoteJwksOptions,
} from './remote-jwks.ts'
