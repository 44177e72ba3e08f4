/** Redirect URIs: which may be registered at all, and when the one sent is the one registered (RFC 9700 §2.1, RFC 8252 §7). */
import { defineRules } from './check.ts'

/** What `isAcceptableRedirectUri` demands, in words that complete "must be". */
export const ACCEPTABLE =
  'https, http on loopback, or a private-use scheme with a dot, without fragment, user, dot segments or parameters of the response'

export const rules = defineRules('redirect', {
  acceptable: ['RFC9700-4.1.3', 'invalid_request', `redirect_uri must be ${ACCEPTABLE}`],
  present: ['RFC6749-3.1.2.3', 'invalid_request', 'redirect_uri must be present unless exactly one is registered'],
  registered: ['RFC9700-2.1', 'invalid_request', 'redirect_uri must be identical to a registered one'],
})

const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(?::(\d{1,5}))?(\/[^#@\\]*)?$/

/**
 * Whether an address may be a redirect URI at all; looked at when it is registered and again when it is used.
 * Nothing is decoded or normalised: what could be read in two ways is refused.
 */
export function isAcceptableRedirectUri(uri: string): boolean {
  if (!/^[\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]+$/.test(uri) || uri.length > 2048 || uri.includes('#'))
    return false
  if (!URL.canParse(uri) || uri.includes('@') || carriesResponse(uri)) return false
  const path = uri.split('?', 1)[0] ?? ''
  if (/(?:^|\/)\.{1,2}(?:\/|$)|%2e|%2f|%5c|;/i.test(path)) return false
  // A host that a parser writes in another way is read as another host by somebody.
  if (uri.startsWith('https://')) return path.split('/')[2] === new URL(uri).host && new URL(uri).host !== ''
  if (uri.startsWith('http://')) return LOOPBACK.test(uri)
  return /^[a-z][a-z0-9+-]*(?:\.[a-z0-9+-]+)+:/.test(uri)
}

const RESPONSE_PARAMETERS = new Set(
  'code state iss error error_description error_uri access_token id_token response session_state'.split(' '),
)

/** What is appended to it must not stand there already: the client might read the other. */
function carriesResponse(uri: string): boolean {
  const mark = uri.indexOf('?')
  return mark >= 0 && [...new URLSearchParams(uri.slice(mark)).keys()].some((name) => RESPONSE_PARAMETERS.has(name))
}

/**
 * Whether the redirect URI sent is the registered one: byte by byte. For public clients the port of a loopback redirect may
 * differ, because a native app gets its port from the system (RFC 8252 §7.3).
 */
export function isRegisteredRedirectUri(registered: string, sent: string, publicClient: boolean): boolean {
  if (registered === sent) return true
  if (!publicClient) return false
  const [one, other] = [LOOPBACK.exec(registered), LOOPBACK.exec(sent)]
  return one !== null && other !== null && one[1] === other[1] && one[3] === other[3] && isPort(other[2])
}

const isPort = (digits: string | undefined): boolean =>
  digits === undefined || (Number(digits) > 0 && Number(digits) < 65_536)

/** Whether only the client itself can receive what is sent there; others can claim a loopback port or a private-use scheme (RFC 8252 §8.6). */
export const isClaimedHttps = (uri: string): boolean => uri.startsWith('https://')
