/** Client authentication at the token endpoint (RFC 6749 §2.3.1): one row a method. */
import { check } from '@sightglass/spec/check'
import { type AuthorizationServerMetadata, rules } from '@sightglass/spec/metadata'
import type { Outgoing } from './transport.ts'

export type AuthMethod = 'none' | 'client_secret_basic' | 'client_secret_post'

export interface ClientIdentity {
  readonly clientId: string
  readonly clientSecret: string | undefined
  /** `undefined`: basic where there is a secret and the server takes it, else post; none without a secret. */
  readonly authMethod: AuthMethod | undefined
}

type Credentials = Pick<Outgoing, 'headers' | 'form'>

const methods: Readonly<Record<AuthMethod, (clientId: string, secret: string) => Credentials>> = {
  none: (client_id) => ({ form: { client_id } }),
  client_secret_basic: (clientId, secret) => ({
    headers: { authorization: `Basic ${base64(`${formEncode(clientId)}:${formEncode(secret)}`)}` },
  }),
  client_secret_post: (client_id, client_secret) => ({ form: { client_id, client_secret } }),
}

/**
 * The request with the client's credentials.
 * @throws {Refusal} `metadata.authMethod` where the server does not take the method.
 */
export function authenticated(
  metadata: AuthorizationServerMetadata,
  client: ClientIdentity,
  request: Outgoing,
): Outgoing {
  const { headers, form } = methods[methodFor(metadata, client)](client.clientId, client.clientSecret ?? '')
  return { ...request, headers: { ...request.headers, ...headers }, form: { ...request.form, ...form } }
}

/** What a server that names no methods takes (RFC 8414 §2). */
const BY_DEFAULT = ['client_secret_basic']

function methodFor(metadata: AuthorizationServerMetadata, { clientSecret, authMethod }: ClientIdentity): AuthMethod {
  const named = metadata.token_endpoint_auth_methods_supported
  const taken = named ?? BY_DEFAULT
  const method = authMethod ?? methodOf(clientSecret, taken)
  const accepted = taken.includes(method) || (named === undefined && authMethod !== undefined) || method === 'none'
  check(rules.authMethod, accepted, { expected: method, received: taken })
  return method
}

function methodOf(secret: string | undefined, taken: readonly string[]): AuthMethod {
  if (secret === undefined) return 'none'
  const post = !taken.includes('client_secret_basic') && taken.includes('client_secret_post')
  return post ? 'client_secret_post' : 'client_secret_basic'
}

/** `application/x-www-form-urlencoded` of one value: both parts are encoded before they are joined. */
const formEncode = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1)

const base64 = (ascii: string): string => btoa(ascii)
