/** Keeping a play: everything that is needed to draw it again, and what its files are called. */
import type { Kept } from '../page/boot.ts'
import { titledSummary } from '../page/headline.ts'
import { clientsInWords } from '../page/play/clients.ts'
import { kindOf } from '../page/play/kinds.ts'
import { type Play, playOfKept, type Staged } from '../page/play/play.ts'

type Purpose = 'login' | 'device' | 'service' | 'password' | 'registration' | 'refresh' | 'logout' | 'call' | 'flow'

/** By which messages each is known; the first that fits. */
const signs: readonly (readonly [purpose: Purpose, kinds: readonly string[]])[] = [
  ['device', ['device-authorization', 'device-poll']],
  ['login', ['start', 'authorize', 'callback', 'redeem']],
  ['password', ['password']],
  ['service', ['client-credentials']],
  ['registration', ['register', 'register-read', 'register-update', 'register-delete']],
  ['refresh', ['refresh']],
  ['logout', ['end-session', 'backchannel-logout', 'revoke']],
  ['call', ['call', 'userinfo', 'introspect']],
]

function purposeOf(messages: readonly Staged[]): Purpose {
  const kinds = new Set<string>(messages.map(kindOf))
  return signs.find(([, some]) => some.some((kind) => kinds.has(kind)))?.[0] ?? 'flow'
}

/** Which scene or attack it is, or what the play is about; and whose. */
export function titleOfPlay(play: Play): string {
  const parts = [titledSummary(play).title, clientsInWords(play.flow)]
  return parts.filter((part) => part !== '').join(' · ')
}

/** All of a play that was recorded; what is under way still is not. */
export function keptOf(play: Play, keptAt: number, title = titleOfPlay(play)): Kept {
  const { flow, run } = play
  const own = new Set(flow.traces.map(({ id }) => id))
  const base = { format: 'sightglass-flow', version: 1, keptAt, title, traces: flow.traces } as const
  if (run === undefined) return base
  const { id: _, traces: _all, sent, asides, ...ended } = run
  return { ...base, sent: sent.filter(({ traceId }) => own.has(traceId)), asides, run: ended }
}

/** A kept flow as its messages. */
export const playOf = (kept: Kept): Play => playOfKept('kept', kept)

/** `sightglass-login-2026-11-21-1015.html`, in the time of who keeps it. */
export function fileNameOf(kept: Kept, ending: string): string {
  const { messages, run } = playOf(kept)
  const began = new Date((messages[0]?.at ?? kept.keptAt) * 1000)
  const two = (number: number): string => String(number).padStart(2, '0')
  const day = [began.getFullYear(), two(began.getMonth() + 1), two(began.getDate())].join('-')
  const what = run?.play.replaceAll(/[^a-z0-9]+/gi, '-') ?? purposeOf(messages)
  return `sightglass-${what}-${day}-${two(began.getHours())}${two(began.getMinutes())}.${ending}`
}

export const jsonOf = (kept: Kept): string => `${JSON.stringify(kept, null, 2)}\n`
