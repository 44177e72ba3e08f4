/**
 * The authorization server as a library: `createServer(options)` gives one function from `Request` to `Response`.
 * It owns the protocol, its pages and its records; it knows no sockets, no files and no process.
 */
export type { Client, ClientPolicy, Registration } from './clients/client.ts'
export { conceivable, describedBy } from './clients/metadata.ts'
export type { IntrospectionAccess, ResourceRegistration, ResourceServer } from './clients/resources.ts'
export { type DevelopmentSeeds, demoRegistration, demoUsers, seedDevelopment, stageUsers } from './development.ts'
export type { Edge, Peer } from './edge.ts'
export type { RegistrationPolicy } from './features/registration/policy.ts'
export type { FetcherOptions } from './fetch/index.ts'
export type { Lifetimes } from './grants/lifetimes.ts'
export type { Environment } from './issuer.ts'
export type { Log } from './log.ts'
export type { NewUser } from './people/directory.ts'
export { createPasswordHasher } from './people/password.ts'
export { type KeyEncryptionKey, parseKeyEncryptionKey } from './secrets.ts'
export { createServer, type Server, type ServerOptions } from './server.ts'
