/** What an application has to be told of this server, and how it is registered. */
import type { Boot } from '../boot.ts'
import { addressWord, isPlainId } from '../quoting.ts'

export interface Wanted {
  readonly clientId: string
  readonly redirectUri: string
  readonly isPublic: boolean
}

/** An issuer may have a path, so its feed stands below that. */
const placeOf = ({ feeds }: Boot, party: string): string =>
  feeds.find((feed) => feed.party === party)?.url.replace(/\/trace\/events$/, '') ?? ''

export const issuerOf = (boot: Boot): string => placeOf(boot, 'authorization-server')

export const discoveryOf = (boot: Boot): string => `${issuerOf(boot)}/.well-known/openid-configuration`

/** Where nobody has said what it is called, or so that no command takes it. */
export const SOME_CLIENT = 'my-app'

/** Registers the client beside a running server (docs/admin.md). */
export function commandFor(boot: Boot, { clientId, redirectUri, isPublic }: Wanted): string {
  const id = isPlainId(clientId) ? clientId : SOME_CLIENT
  const resource = placeOf(boot, 'resource-server')
  const flags = [
    `--name ${id}`,
    `--redirect-uri ${addressWord(redirectUri)}`,
    `--grant-type authorization_code refresh_token`,
    `--scope 'openid profile read'`,
    ...(resource === '' ? [] : [`--resource ${addressWord(resource)}`]),
    ...(isPublic ? ['--auth-method none'] : []),
  ]
  return [`npm run sightglass -- client create ${id}`, ...flags].join(' \\\n  ')
}
