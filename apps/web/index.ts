/**
 * The demo client application: a web application with its own sessions that signs people in through the authorization
 * server and calls the resource server for them, and shows each message on the way. The protocol is `@sightglass/client`'s.
 */
export type { Log } from './failures.ts'
export type { Peer } from './visit.ts'
export { createWeb, type Web, type WebOptions } from './web.ts'
