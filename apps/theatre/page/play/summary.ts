/** What there is to say of a flow in a few words: what it is, how it ended, how much there was. */
import type { MessageKind } from '@sightglass/ui/message-kind'
import { defineWords } from '../words.ts'
import { countFailures } from './failures.ts'
import { type Kindred, kindOf, type StagedKind } from './kinds.ts'
import type { Staged } from './play.ts'
import { refusalIn } from './refusal.ts'
import { whyInWords } from './why-words.ts'

export interface Summary {
  readonly title: string
  readonly outcome: string
  readonly state: 'good' | 'bad' | 'open'
  readonly messages: number
  readonly failures: number
}

/** The same as a sign, for those who tell no colours apart. */
export const signs: Readonly<Record<Summary['state'], string>> = { good: '✓', bad: '✗', open: '…' }

type Summed = Kindred & Pick<Staged, 'id' | 'alias' | 'looks' | 'error' | 'underWay'>

const say = defineWords({
  en: {
    login: 'Sign-in',
    service: 'Token for a service',
    other: 'Request',
    token: 'Token request',
    device: 'Login of a device',
    password: 'Token for a password',
    api: 'API call',
    discovery: 'Discovery',
    program: 'Work of a program',
    registration: 'Registration of a client',
    revocation: 'Revocation',
    introspection: 'Introspection',
    who: 'UserInfo',
    logout: 'Sign-out',
    keys: 'Fetch of the public keys',
    refused: 'Refused: {why}',
    thenRefused: 'Tokens issued, then refused: {why}',
    answered: 'Answered',
    underWay: 'Under way',
    codeIssued: 'Code issued, not redeemed yet',
    signedIn: 'Signed in: tokens issued',
    signedInAndOut: 'Signed in, then signed out',
    signedOut: 'Signed out',
    serviceTokens: 'Token issued',
    wrongPassword: 'Wrong password, may try again',
    atLogin: 'Waits for the person to sign in',
    atDevice: 'The device waits for its person to decide',
    atConsent: 'Waits for the person to agree',
    noAnswer: 'No answer',
  },
  de: {
    login: 'Anmeldung',
    service: 'Token für einen Dienst',
    other: 'Anfrage',
    token: 'Token-Anfrage',
    device: 'Anmeldung eines Geräts',
    password: 'Token für ein Passwort',
    api: 'Aufruf der API',
    discovery: 'Discovery',
    program: 'Arbeit eines Programms',
    registration: 'Registrierung eines Clients',
    revocation: 'Widerruf',
    introspection: 'Introspektion',
    who: 'UserInfo',
    logout: 'Abmeldung',
    keys: 'Abruf der öffentlichen Schlüssel',
    refused: 'Abgelehnt: {why}',
    thenRefused: 'Token ausgestellt, dann abgelehnt: {why}',
    answered: 'Beantwortet',
    underWay: 'Im Gange',
    codeIssued: 'Code ausgestellt, noch nicht eingelöst',
    signedIn: 'Angemeldet: Token ausgestellt',
    signedInAndOut: 'Angemeldet, dann abgemeldet',
    signedOut: 'Abgemeldet',
    serviceTokens: 'Token ausgestellt',
    wrongPassword: 'Falsches Passwort, neuer Versuch möglich',
    atLogin: 'Wartet auf die Anmeldung der Person',
    atDevice: 'Das Gerät wartet, bis seine Person entscheidet',
    atConsent: 'Wartet auf die Zustimmung der Person',
    noAnswer: 'Keine Antwort',
  },
})

/** Sums up the messages of a flow, or of a play; how the message that was opened ended, where that was refused. */
export function summarize(messages: readonly Summed[], opened?: string): Summary {
  const kinds = messages.map(kindOf)
  return {
    title: say(titleOf(new Set(kinds))),
    ...(refusedIn(messages, kinds, opened) ?? outcomeOf(messages, kinds)),
    messages: messages.length,
    failures: countFailures(messages),
  }
}

/** The first kind that the flow has names it. */
const titles = [
  ['authorize', 'login'],
  ['start', 'login'],
  ['redeem', 'login'],
  ['client-credentials', 'service'],
  ['device-authorization', 'device'],
  ['device-poll', 'device'],
  ['device-page', 'device'],
  ['device', 'device'],
  ['password', 'password'],
  ['refresh', 'token'],
  ['token', 'token'],
  ['register', 'registration'],
  ['register-read', 'registration'],
  ['register-update', 'registration'],
  ['register-delete', 'registration'],
  ['call', 'api'],
  ['ask-call', 'api'],
  ['userinfo', 'who'],
  ['ask-userinfo', 'who'],
  ['ask-refresh', 'token'],
  ['ask-logout', 'logout'],
  ['ask-logout-everywhere', 'logout'],
  ['end-session', 'logout'],
  ['end-session-page', 'logout'],
  ['end-session-decision', 'logout'],
  ['backchannel-logout', 'logout'],
  ['logged-out', 'logout'],
  ['revoke', 'revocation'],
  ['introspect', 'introspection'],
  ['sdk-call', 'program'],
  ['discovery', 'discovery'],
  ['resource-metadata', 'discovery'],
  ['keys', 'keys'],
] as const satisfies readonly (readonly [MessageKind, string])[]

const titleOf = (kinds: ReadonlySet<StagedKind>) => titles.find(([kind]) => kinds.has(kind))?.[1] ?? 'other'

type Outcome = Pick<Summary, 'outcome' | 'state'>

function refusedIn(messages: readonly Summed[], kinds: readonly StagedKind[], opened?: string): Outcome | undefined {
  const refusal = refusalIn(messages, opened)
  if (refusal === undefined) return undefined
  const { message, check, answer = message } = refusal
  const tokensAt = tokensIn(messages, kinds)
  const key = tokensAt >= 0 && tokensAt < messages.indexOf(answer) ? 'thenRefused' : 'refused'
  return { outcome: say(key, { why: whyInWords(answer.error, check?.rule) }), state: 'bad' }
}

function outcomeOf(messages: readonly Summed[], kinds: readonly StagedKind[]): Outcome {
  const [key, state] = tokensIn(messages, kinds) >= 0 ? issued(kinds) : unfinished(messages, kinds)
  return { outcome: say(key), state }
}

/** The index of the message that brings the first tokens; -1 where none does. */
const tokensIn = (messages: readonly Summed[], kinds: readonly StagedKind[]): number =>
  messages.findIndex((one, index) => bringsTokens(one, kinds[index]))

/** They come from the token endpoint, or, as of old, in the address that the browser is sent to. */
const bringsTokens = ({ parameters }: Summed, kind: StagedKind | undefined): boolean =>
  kind === 'tokens' ||
  ((kind === 'to-client' || kind === 'posted-to-client') &&
    parameters.some(({ name }) => name === 'access_token' || name === 'id_token'))

type Ending = readonly [key: Parameters<typeof say>[0], state: Summary['state']]

const logins = ['authorize', 'start', 'redeem', 'device-poll'] as const satisfies readonly StagedKind[]
const ends = ['ask-logout', 'to-logged-out', 'logged-out', 'logout-taken'] as const satisfies readonly StagedKind[]

function issued(kinds: readonly StagedKind[]): Ending {
  if (!logins.some((kind) => kinds.includes(kind))) return ['serviceTokens', 'good']
  return [ends.some((kind) => kinds.includes(kind)) ? 'signedInAndOut' : 'signedIn', 'good']
}

function unfinished(messages: readonly Summed[], kinds: readonly StagedKind[]): Ending {
  if (kinds.includes('pending')) return ['atDevice', 'open']
  if (kinds.includes('no-answer')) return ['noAnswer', 'bad']
  if (messages.some(({ underWay }) => underWay)) return ['underWay', 'open']
  const last = kinds.at(-1)
  if (last === 'login-again') return ['wrongPassword', 'open']
  if (last === 'page') return [kinds.at(-2) === 'consent-page' ? 'atConsent' : 'atLogin', 'open']
  if (ends.some((kind) => kinds.includes(kind))) return ['signedOut', 'good']
  if (last === 'to-client' || last === 'posted-to-client') return ['codeIssued', 'open']
  return kinds.includes('authorize') || kinds.includes('start') ? ['underWay', 'open'] : ['answered', 'good']
}
