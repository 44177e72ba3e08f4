/** Where the feeds are, and with which token they are read. */
import { readFile } from 'node:fs/promises'
import { loadConfig } from '@sightglass/process/config'
import { partiesOf, sharedSettings } from '@sightglass/process/settings'
import { addressWord, shellWord } from '@sightglass/theatre/page/quoting'
import { addressOf } from '../address-flag.ts'
import { UsageError } from '../demo/failure.ts'
import type { FeedPlace } from './feed.ts'

export interface PlaceFlags {
  readonly tokenFile?: string
  readonly authUrl?: string
  readonly clientUrl?: string
  readonly resourceUrl?: string
}

/**
 * The servers to ask: all three, or, with a token, those that record in production.
 * @throws {UsageError}
 */
export async function placesOf({ tokenFile, authUrl, clientUrl, resourceUrl }: PlaceFlags): Promise<FeedPlace[]> {
  // Where `npm start` would put the servers with this environment.
  const { issuer, webUrl, resource } = partiesOf(await loadConfig({ schema: sharedSettings, app: 'start', argv: [] }))
  const client = feedAt('client', '--client-url', clientUrl ?? webUrl)
  const auth = feedAt('authorization-server', '--auth-url', authUrl ?? issuer)
  const api = feedAt('resource-server', '--resource-url', resourceUrl ?? resource)
  if (tokenFile === undefined) return [client, auth, api]
  // In production the authorization server alone records: the others are asked where they are named.
  const asked = [...(clientUrl === undefined ? [] : [client]), auth, ...(resourceUrl === undefined ? [] : [api])]
  const bare = asked.find(({ url }) => url.protocol === 'http:' && !LOOPBACK.test(url.hostname))
  if (bare !== undefined) throw new UsageError(`${bare.flag} must be https: the token would travel in clear`)
  return asked
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

const feedAt = (party: FeedPlace['party'], flag: string, url: string): FeedPlace => ({
  ...{ party, flag },
  url: addressOf(flag, url),
})

/** The flags that were given, for a command that asks the same servers: the token stays in its file. */
export function placeWords({ authUrl, clientUrl, resourceUrl, tokenFile }: PlaceFlags): string[] {
  const urls = Object.entries({ '--client-url': clientUrl, '--auth-url': authUrl, '--resource-url': resourceUrl })
  return [
    ...urls.flatMap(([flag, url]) => (url === undefined ? [] : [`${flag} ${addressWord(url)}`])),
    ...(tokenFile === undefined ? [] : [`--token-file ${fileWord(tokenFile)}`]),
  ]
}

const fileWord = (file: string): string => shellWord(file) ?? `'${file.replaceAll("'", "'\\''")}'`

/**
 * The last word of the first line that is no comment: a name may stand before the token.
 * @throws {UsageError} where there is none
 */
export async function tokenIn(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((reason: unknown) => {
    throw new UsageError(`--token-file cannot be read: ${reason instanceof Error ? reason.message : 'unknown reason'}`)
  })
  const line = text.split('\n').find((one) => one.trim() !== '' && !one.startsWith('#'))
  const token = line?.trim().split(/\s+/).at(-1)
  if (token === undefined || !/^[\w.~+/=-]+$/.test(token)) throw new UsageError(`there is no token in ${file}`)
  return token
}
