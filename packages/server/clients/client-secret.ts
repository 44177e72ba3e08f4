/** How the secret of a client is kept: as a hash, or sealed where it has to be read again to verify what it signed. */
import { type Seal, sameSecret } from '../secrets.ts'
import { type Client, secretHash, type TokenEndpointAuthMethod } from './client.ts'

export type KeptSecret = Pick<Client, 'clientSecretHash' | 'sealedClientSecret'>

export interface SecretKeeper {
  /** What is stored of a secret for this method. */
  readonly keep: (clientId: string, method: TokenEndpointAuthMethod, secret: string) => KeptSecret
  /** The secret of a client whose method needs it; `undefined` where there is none, or it was sealed for another client. */
  readonly read: (client: Pick<Client, 'clientId' | 'sealedClientSecret'>) => string | undefined
  /** Whether this is the secret of the client, however it is kept. */
  readonly isOf: (client: Client, secret: string) => boolean
}

/** Whether a client of this method has a secret. */
export const needsSecret = (method: TokenEndpointAuthMethod): boolean =>
  method !== 'none' && method !== 'private_key_jwt'

/** What is kept of a client's secret, and nothing else of it. */
export const keptSecretOf = ({ clientSecretHash, sealedClientSecret }: KeptSecret): KeptSecret => ({
  ...(clientSecretHash === undefined ? {} : { clientSecretHash }),
  ...(sealedClientSecret === undefined ? {} : { sealedClientSecret }),
})

/** Whether what is kept of a client's secret serves this method too. */
export const hasSecret = (
  { clientSecretHash, sealedClientSecret }: KeptSecret,
  method: TokenEndpointAuthMethod,
): boolean => (method === 'client_secret_jwt' ? sealedClientSecret : clientSecretHash) !== undefined

export function createSecretKeeper(seal: Seal): SecretKeeper {
  const keeper: SecretKeeper = {
    keep: (clientId, method, secret) =>
      method === 'client_secret_jwt'
        ? { sealedClientSecret: seal.seal(Buffer.from(`${clientId}\0${secret}`)) }
        : { clientSecretHash: secretHash(clientId, secret) },
    read({ clientId, sealedClientSecret: sealed }) {
      const opened = sealed === undefined ? undefined : seal.open(sealed)?.toString('utf8')
      const prefix = `${clientId}\0`
      return opened?.startsWith(prefix) ? opened.slice(prefix.length) : undefined
    },
    isOf(client, secret) {
      const { clientId, clientSecretHash: hash } = client
      if (hash !== undefined) return sameSecret(hash, secretHash(clientId, secret))
      const sealed = keeper.read(client)
      return sealed !== undefined && sameSecret(sealed, secret)
    },
  }
  return keeper
}
