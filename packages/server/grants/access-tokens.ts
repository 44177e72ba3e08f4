/** Writing access tokens, in the form that their resource servers want. */
import { ACCESS_TOKEN_TYP, type AccessTokenClaims, notes } from '@sightglass/spec/access-token'
import { note } from '@sightglass/spec/check'
import { encryptTo } from '../clients/encryption-key.ts'
import type { ResourceRegistry, ResourceServer } from '../clients/resources.ts'
import type { SigningAlgorithm } from '../keys/algorithms.ts'
import type { KeyRing } from '../keys/ring.ts'
import { type Random, randomToken } from '../secrets.ts'
import { type KeptTokens, OPAQUE_BYTES } from './kept-tokens.ts'

/** The token that carries the claims to these resource servers. */
export type WriteAccessToken = (claims: AccessTokenClaims, resources: readonly string[]) => Promise<string>

export interface AccessTokensOptions {
  readonly keys: KeyRing
  readonly resources: ResourceRegistry
  readonly kept: KeptTokens
  readonly random: Random
}

const DEFAULT_ALG: SigningAlgorithm = 'ES256'

export function createWriteAccessToken({ keys, resources, kept, random }: AccessTokensOptions): WriteAccessToken {
  const opaque = async (claims: AccessTokenClaims): Promise<string> => {
    const token = randomToken(random, OPAQUE_BYTES)
    await kept.keep(token, { claims })
    note(notes.opaque)
    return token
  }

  const encrypted = async (claims: AccessTokenClaims, token: string, { encryptionKey = {} }: ResourceServer) => {
    const jwe = await encryptTo(encryptionKey, token)
    await kept.keep(jwe, { claims, kid: kidOf(token) })
    note(notes.encrypted)
    return jwe
  }

  return async (claims, names) => {
    const servers = (await resources.all()).filter(({ resource }) => names.includes(resource))
    const [first] = servers
    const format = formatFor(servers)
    if (format === 'opaque') return await opaque(claims)
    const token = await keys.sign(algFor(servers), ACCESS_TOKEN_TYP, claims)
    return format === 'jwt' || first === undefined ? token : await encrypted(claims, token, first)
  }
}

/**
 * Where one token is for several that do not want the same, or each by a key of its own, it is opaque: it tells nothing to
 * anybody, and each may ask for what it may know.
 */
function formatFor(servers: readonly ResourceServer[]): 'jwt' | 'opaque' | 'encrypted' {
  const formats = new Set(servers.map(({ accessTokenFormat = 'jwt' }) => accessTokenFormat))
  const [only = 'jwt', ...others] = formats
  if (others.length > 0) return 'opaque'
  return only === 'encrypted' && servers.length > 1 ? 'opaque' : only
}

function algFor(servers: readonly ResourceServer[]): SigningAlgorithm {
  const algs = new Set(servers.map(({ accessTokenSigningAlg = DEFAULT_ALG }) => accessTokenSigningAlg))
  const [only = DEFAULT_ALG, ...others] = algs
  return others.length > 0 ? DEFAULT_ALG : only
}

const kidOf = (token: string): string =>
  JSON.parse(Buffer.from(token.slice(0, token.indexOf('.')), 'base64url').toString()).kid
