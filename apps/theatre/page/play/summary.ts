/** What there is to say of a flow in a few words: what it is, how it ended, how much there was. */
import type { MessageKind } from '@sightglass/ui/message-kind'
import { defineWords } from '../words.ts'
import { type Check, countFailures, failedOf } from './failures.ts'
import { type Kindred, kindOf, type StagedKind } from './kinds.ts'
import type { Staged } from './play.ts'
import { whyInWords } from './why-words.ts'

export interface Summary {
  readonly title: string
  readonly outcome: string
  readonly state: 'good' | 'bad' | 'open'
  /** The error code of the last refusal, and the check that failed for it. */
  readonly error: string | undefined
  readonly failedCheck: Check | undefined
  readonly messages: number
  readonly failures: number
}

type Summed = Kindred & Pick<Staged, 'id' | 'looks' | 'error' | 'underWay'>

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
    refused: 'Refused: {why}',
    thenRefused: 'Tokens issued, then refused: {why}',
    answered: 'Answered',
    underWay: 'Under way',
    signedIn: 'Signed in: tokens issued',
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
    refused: 'Abgelehnt: {why}',
    thenRefused: 'Token ausgestellt, dann abgelehnt: {why}',
    answered: 'Beantwortet',
    underWay: 'Im Gange',
    signedIn: 'Angemeldet: Token ausgestellt',
    serviceTokens: 'Token ausgestellt',
    wrongPassword: 'Falsches Passwort, neuer Versuch möglich',
    atLogin: 'Wartet auf die Anmeldung der Person',
    atDevice: 'Das Gerät wartet, bis seine Person entscheidet',
    atConsent: 'Wartet auf die Zustimmung der Person',
    noAnswer: 'Keine Antwort',
  },
})

/** Sums up the messages of a flow, or of a play. */
export function summarize(messages: readonly Summed[]): Summary {
  const kinds = messages.map(kindOf)
  return {
    title: say(titleOf(new Set(kinds))),
    ...outcomeOf(messages, kinds),
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
  ['call', 'api'],
  ['sdk-call', 'program'],
  ['discovery', 'discovery'],
] as const satisfies readonly (readonly [MessageKind, string])[]

const titleOf = (kinds: ReadonlySet<StagedKind>) => titles.find(([kind]) => kinds.has(kind))?.[1] ?? 'other'

type Outcome = Pick<Summary, 'outcome' | 'state' | 'error' | 'failedCheck'>

function outcomeOf(messages: readonly Summed[], kinds: readonly StagedKind[]): Outcome {
  // Who is told to slow down goes on asking.
  const refusedAt = messages.findLastIndex(({ error }) => error !== undefined && error !== 'slow_down')
  const error = messages[refusedAt]?.error
  const tokensAt = kinds.indexOf('tokens')
  if (error !== undefined) {
    const failedCheck = messages
      .slice(0, refusedAt + 1)
      .flatMap(failedOf)
      .at(-1)
    const why = whyInWords(error, failedCheck?.rule)
    const key = tokensAt >= 0 && tokensAt < refusedAt ? 'thenRefused' : 'refused'
    return { outcome: say(key, { why }), state: 'bad', error, failedCheck }
  }
  const [key, state] = tokensAt >= 0 ? issued(kinds) : unfinished(messages, kinds)
  return { outcome: say(key), state, error: undefined, failedCheck: undefined }
}

type Ending = readonly [key: Parameters<typeof say>[0], state: Summary['state']]

const issued = (kinds: readonly StagedKind[]): Ending => [
  kinds.includes('client-credentials') || kinds.includes('password') ? 'serviceTokens' : 'signedIn',
  'good',
]

function unfinished(messages: readonly Summed[], kinds: readonly StagedKind[]): Ending {
  if (kinds.includes('pending')) return ['atDevice', 'open']
  if (kinds.includes('no-answer')) return ['noAnswer', 'bad']
  if (messages.some(({ underWay }) => underWay)) return ['underWay', 'open']
  const last = kinds.at(-1)
  if (last === 'login-again') return ['wrongPassword', 'open']
  if (last === 'page') return [kinds.at(-2) === 'consent-page' ? 'atConsent' : 'atLogin', 'open']
  return kinds.includes('authorize') || kinds.includes('start') ? ['underWay', 'open'] : ['answered', 'good']
}
