/** What a check on a wait has seen: how long it still is, in words with a unit, and by which count. */
import type { Seen } from '@sightglass/spec/check'

/** What made somebody wait. It names nobody: who guesses, and at whom, is not recorded. */
export type CountedBy = 'browser' | 'name' | 'network' | 'name in all networks'

const reasons: Readonly<Record<CountedBy, string>> = {
  browser: 'tries at one user name in a browser that its owner used before',
  name: 'tries at one user name from one network',
  network: 'tries from one network, whatever the user names',
  'name in all networks': 'tries at one user name from all networks, of which so many a minute are let in by chance',
}

const NONE: Seen = { expected: '0 seconds to wait', received: '0 seconds to wait' }

/** Of so many seconds to wait; a refusal for it tells the peer when to come back. */
export function seenWaiting(seconds: number, countedBy?: CountedBy): Seen {
  if (seconds === 0) return NONE
  const left = `${seconds} ${seconds === 1 ? 'second' : 'seconds'} to wait`
  const received = countedBy === undefined ? left : `${left}; counted are ${reasons[countedBy]}`
  return { expected: NONE.expected, received, afterSeconds: seconds }
}
