/** A flow in chapters: what people would say happened, each with its messages. */
import type { Told } from '@sightglass/trace/story'
import type { MessageKind } from '@sightglass/ui/message-kind'
import { kindOf } from './summary.ts'

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
  | 'other'

export interface Chapter {
  readonly name: ChapterName
  readonly told: readonly Told[]
  /** The number of its first message, from 1. */
  readonly first: number
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
  'ask-logout': 'out',
  'ask-logout-everywhere': 'out',
  'end-session': 'out',
  'end-session-page': 'out',
  'end-session-decision': 'out',
  'logged-out': 'out',
  'backchannel-logout': 'out',
}

/** Done twice, these are two chapters. */
const always = new Set<MessageKind>([
  'start',
  'ask-call',
  'ask-refresh',
  'ask-userinfo',
  'ask-logout',
  'ask-logout-everywhere',
])

export function chaptersOf(told: readonly Told[]): Chapter[] {
  const chapters: { name: ChapterName; told: Told[]; first: number }[] = []
  for (const [index, one] of told.entries()) {
    const kind = kindOf(one)
    const open = chapters.at(-1)
    const name = opening[kind] ?? open?.name ?? 'other'
    if (open === undefined || open.name !== name || always.has(kind))
      chapters.push({ name, told: [one], first: index + 1 })
    else open.told.push(one)
  }
  return chapters
}
