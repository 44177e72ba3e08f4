/** A play in chapters: what people would say happened, each with its messages. */
import type { MessageKind } from '@sightglass/ui/message-kind'
import { defineWords } from '../words.ts'
import { kindOf, type StagedKind } from './kinds.ts'
import type { Staged } from './play.ts'

export type ChapterName =
  | 'ask'
  | 'signIn'
  | 'consent'
  | 'return'
  | 'redeem'
  | 'api'
  | 'refresh'
  | 'who'
  | 'service'
  | 'device'
  | 'password'
  | 'out'
  | 'register'
  | 'other'

export interface Chapter {
  readonly name: ChapterName
  /** The index of its first message, and of the first one after it. */
  readonly first: number
  readonly end: number
}

/** Which message opens which chapter; all others belong to the one that is open. */
const opening: Readonly<Partial<Record<MessageKind, ChapterName>>> = {
  start: 'ask',
  authorize: 'ask',
  'login-page': 'signIn',
  login: 'signIn',
  'consent-page': 'consent',
  consent: 'consent',
  'to-client': 'return',
  'posted-to-client': 'return',
  callback: 'return',
  redeem: 'redeem',
  'ask-call': 'api',
  call: 'api',
  'ask-refresh': 'refresh',
  refresh: 'refresh',
  'ask-userinfo': 'who',
  userinfo: 'who',
  'client-credentials': 'service',
  'device-authorization': 'device',
  'device-page': 'device',
  device: 'device',
  'device-poll': 'device',
  password: 'password',
  register: 'register',
  'register-read': 'register',
  'register-update': 'register',
  'register-delete': 'register',
  'ask-logout': 'out',
  'ask-logout-everywhere': 'out',
  'end-session': 'out',
  'end-session-page': 'out',
  'end-session-decision': 'out',
  'logged-out': 'out',
  'backchannel-logout': 'out',
}

/** Done twice, these are two chapters. */
const always = new Set<StagedKind>([
  'start',
  'ask-call',
  'ask-refresh',
  'ask-userinfo',
  'ask-logout',
  'ask-logout-everywhere',
])

/** The chapters of these messages; of an empty play there are none. */
export function chaptersOf(messages: readonly Staged[]): readonly Chapter[] {
  const opened: { name: ChapterName; first: number }[] = []
  let hasBegun = false
  for (const [index, one] of messages.entries()) {
    const kind = kindOf(one)
    const open = opened.at(-1)
    const own = openedBy(kind)
    const name = own ?? open?.name ?? firstOf(messages)
    if (open === undefined || open.name !== name || (always.has(kind) && hasBegun)) opened.push({ name, first: index })
    hasBegun ||= own !== undefined
  }
  return opened.map((one, index) => ({ ...one, end: opened[index + 1]?.first ?? messages.length }))
}

const openedBy = (kind: StagedKind): ChapterName | undefined => (kind === 'aside' ? undefined : opening[kind])

/** What comes before the first chapter leads to it, and belongs to it. */
function firstOf(messages: readonly Staged[]): ChapterName {
  for (const one of messages) {
    const name = openedBy(kindOf(one))
    if (name !== undefined) return name
  }
  return 'other'
}

/** What happens in a chapter. */
export const chapterTitle = defineWords({
  en: {
    ask: 'The client asks for a login',
    signIn: 'The person signs in',
    consent: 'The person is asked to agree',
    return: 'The browser comes back to the client',
    redeem: 'The code is exchanged for tokens',
    api: 'The API is called',
    refresh: 'Fresh tokens',
    who: 'Who is signed in?',
    service: 'A service asks for itself',
    device: 'A device is connected',
    password: 'The client is given the password',
    out: 'The person signs out',
    register: 'A client is registered',
    other: 'Messages',
  },
  de: {
    ask: 'Der Client verlangt eine Anmeldung',
    signIn: 'Die Person meldet sich an',
    consent: 'Die Person wird um Zustimmung gebeten',
    return: 'Der Browser kommt zum Client zurück',
    redeem: 'Der Code wird gegen Token getauscht',
    api: 'Die API wird aufgerufen',
    refresh: 'Neue Token',
    who: 'Wer ist angemeldet?',
    service: 'Ein Dienst fragt für sich selbst',
    device: 'Ein Gerät wird verbunden',
    password: 'Der Client bekommt das Passwort',
    out: 'Die Person meldet sich ab',
    register: 'Ein Client wird registriert',
    other: 'Nachrichten',
  },
})
