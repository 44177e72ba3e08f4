/** What of a flow nobody here recorded: people should not take the first message that they see for the first that there was. */
import type { MessageKind } from '@sightglass/ui/message-kind'

export type Gap = 'start' | 'callback' | 'login' | 'tokens' | 'token' | 'device'

/** The gap before the message of this number, from 0, among messages of these kinds. */
export function gapBefore(kinds: readonly MessageKind[], index: number): Gap | undefined {
  const before = new Set(kinds.slice(0, index))
  const has = (...some: readonly MessageKind[]): boolean => some.some((kind) => before.has(kind))
  switch (kinds[index]) {
    case 'authorize':
      return has('start', 'sdk-call', 'to-authorize', 'authorize') ? undefined : 'start'
    case 'redeem':
      if (has('redeem', 'callback', 'sdk-call')) return undefined
      return has('authorize') ? 'callback' : 'login'
    case 'refresh':
      return index === 0 ? 'tokens' : undefined
    case 'call':
    case 'userinfo':
      return index === 0 ? 'token' : undefined
    case 'device-poll':
      return has('device-authorization', 'device-poll') ? undefined : 'device'
    default:
      return undefined
  }
}
