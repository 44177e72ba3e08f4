/** Registering and managing clients by request (RFC 7591 §3, RFC 7592): who may, and what the request has to be. */
import { parseJson } from './answer.ts'
import { check, defineNotes, defineRules } from './check.ts'
import { isStrings } from './registered-value.ts'

export const BODY_MOST_BYTES = 64 * 1024

export const rules = defineRules('register', {
  notLimited: ['RFC6585-4', 'too_many_requests', 'network must not have registered or updated too many clients lately'],
  initialToken: [
    'RFC7591-3',
    'invalid_token',
    'initial access token must be one that the operator gave out and that is not used up',
  ],
  accessToken: ['RFC7592-1.2', 'invalid_token', 'registration access token must be the one of the client'],
  enabled: ['RFC7592-3', 'invalid_token', 'client must not be disabled'],
  json: ['RFC7591-3.1', 'invalid_request', 'content type must be application/json'],
  size: ['RFC9110-15.5.14', 'invalid_request', `body must not be longer than ${BODY_MOST_BYTES} bytes`],
  object: ['RFC7591-3.1', 'invalid_client_metadata', 'body must be a JSON object'],
  sameId: ['RFC7592-2.2', 'invalid_request', 'client_id must be the one of the client that is updated'],
  sameSecret: ['RFC7592-2.2', 'invalid_request', 'client_secret must be the one that was issued, or be left out'],
  notTold: [
    'RFC7592-2.2',
    'invalid_request',
    'members that only the server tells must not be sent: registration_access_token, registration_client_uri, client_id_issued_at, client_secret_expires_at',
  ],
  sectorFetched: ['OIDCR-5', 'invalid_client_metadata', 'sector_identifier_uri must answer'],
  sectorList: [
    'OIDCR-5',
    'invalid_client_metadata',
    'sector_identifier_uri must answer a list that holds every redirect URI',
  ],
})

export const notes = defineNotes('register', {
  registered: ['RFC7591-3.2.1', 'the client was registered'],
  updated: ['RFC7592-2.2', 'the client was updated'],
  deleted: ['RFC7592-2.3', 'the client was deleted, and with it all that it was granted'],
  narrowed: [
    'RFC7591-2',
    'the client gets fewer scopes than it asked for: those that the operator lets clients of its kind have',
  ],
})

export type Members = Readonly<Record<string, unknown>>

/**
 * The members of a body.
 * @param text `undefined` where it was too long
 * @throws {Refusal} `register.json`, `register.size`, `register.object`
 */
export function membersIn(contentType: string | null, text: string | undefined): Members {
  const isJson = contentType !== null && /^application\/json\s*(?:;|$)/i.test(contentType)
  check(rules.json, isJson, { expected: 'application/json', received: contentType?.slice(0, 128) ?? null })
  check(rules.size, text !== undefined, { expected: BODY_MOST_BYTES })
  const body = parseJson(text)
  check(rules.object, isObject(body))
  return body
}

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const TOLD = ['registration_access_token', 'registration_client_uri', 'client_id_issued_at', 'client_secret_expires_at']

/**
 * What an update may not say, and whose it has to be.
 * @throws {Refusal} `register.sameId`, `register.notTold`
 */
export function checkUpdate(members: Members, clientId: string): void {
  const { client_id: claimed } = members
  check(rules.sameId, claimed === clientId, {
    parameter: 'client_id',
    expected: clientId,
    received: typeof claimed === 'string' ? claimed.slice(0, 256) : typeof claimed,
  })
  const told = TOLD.find((name) => name in members)
  check(rules.notTold, told === undefined, told === undefined ? undefined : { parameter: told })
}

/**
 * What a sector answers: every redirect URI is in the list (OpenID Connect Registration §5).
 * @throws {Refusal} `register.sectorList`
 */
export function checkSector(text: string, redirectUris: readonly string[]): void {
  const list = parseJson(text)
  const holds = isStrings(list) && redirectUris.every((uri) => list.includes(uri))
  check(rules.sectorList, holds, { parameter: 'sector_identifier_uri', expected: redirectUris })
}
