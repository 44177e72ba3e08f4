/** The refresh token (RFC 6749 §6, RFC 9700 §4.14.2): rotation that finds a thief and never logs out an honest user. */
import { check, defineNotes, defineRules, type Seen } from './check.ts'

/** How long a spent token still gets its successor: parallel tabs, a repeated request. */
export const GRACE_SECONDS = 10
/** How often a chain rotates while a grace lasts: every token spent within it is remembered, so that no late twin is taken for a thief. */
export const MOST_ROTATIONS_A_GRACE = 64
/** How often in a row a lost answer is believed. */
export const MOST_LOST_ANSWERS = 3

export const rules = defineRules('refresh', {
  genuine: ['RFC6749-10.4', 'invalid_grant', 'refresh_token must be one that this server issued'],
  clientBound: ['RFC6749-10.4', 'invalid_grant', 'refresh_token must have been issued to the client that presents it'],
  alive: ['RFC6749-5.2', 'invalid_grant', 'refresh_token must not have been left unused for too long'],
  notStolen: ['RFC9700-4.14.2', 'invalid_grant', 'refresh_token must not be used again after its successor was used'],
  notLate: ['RFC9700-4.14.2', 'invalid_grant', 'refresh_token must not be used beside the use of its successor'],
  notTooFast: [
    'RFC6585-4',
    'too_many_requests',
    `refresh_token must not be rotated more than ${MOST_ROTATIONS_A_GRACE} times within ${GRACE_SECONDS} seconds`,
  ],
  fewLostAnswers: [
    'RFC9700-4.14.2',
    'invalid_grant',
    `refresh_token must not be repeated late more than ${MOST_LOST_ANSWERS} times in a row`,
  ],
})

export const notes = defineNotes('refresh', {
  rotated: ['RFC9700-4.14.2', 'the refresh token was rotated'],
  kept: ['RFC9700-4.14.2', 'the refresh token was kept: the client is confidential and its policy does not rotate'],
  repeated: [
    'RFC9700-4.14.2',
    'the successor was told again: the token was spent a moment ago and its successor is unused',
  ],
  lostAnswer: [
    'RFC9700-4.14.2',
    'the successor was never used: its answer counts as lost, it is void, and a new one was issued',
  ],
  theft: ['RFC9700-4.14.2', 'a spent refresh token came back: the grant and all it gave were revoked'],
})

/** The chain of a grant: which generation is good, and what became of those before. Times in seconds. */
export interface RefreshChain {
  /** Random; makes the tokens of two grants differ in more than an id. */
  readonly salt: string
  /** The newest generation, not yet presented. */
  readonly current: number
  /** The one that was presented last, whose successor is `current`. */
  readonly previous?: { readonly generation: number; readonly spentAt: number }
  /** Spent before that, oldest first, kept while their grace lasts: a late twin is no thief. */
  readonly spent: readonly { readonly generation: number; readonly spentAt: number }[]
  /** How many answers in a row were lost. */
  readonly lostAnswers: number
  readonly idleUntil: number
}

export type RefreshOutcome = 'rotate' | 'too-fast' | 'repeat' | 'lost-answer' | 'late-twin' | 'theft' | 'too-many-lost'

/** What presenting a generation means; the table of the refresh token's life, row by row. */
export function judge(chain: RefreshChain, generation: number, now: number): RefreshOutcome {
  if (generation === chain.current) return secondsToRotate(chain, now) === 0 ? 'rotate' : 'too-fast'
  if (generation === chain.previous?.generation) {
    if (now <= chain.previous.spentAt + GRACE_SECONDS) return 'repeat'
    return chain.lostAnswers < MOST_LOST_ANSWERS ? 'lost-answer' : 'too-many-lost'
  }
  const twin = chain.spent.find((spent) => spent.generation === generation)
  return twin !== undefined && now <= twin.spentAt + GRACE_SECONDS ? 'late-twin' : 'theft'
}

/** How long the newest generation has to wait before it may be rotated; 0 for not at all. */
export function secondsToRotate(chain: RefreshChain, now: number): number {
  const oldest = inGrace(chain, now).at(-MOST_ROTATIONS_A_GRACE)
  return oldest === undefined ? 0 : oldest.spentAt + GRACE_SECONDS + 1 - now
}

/** What was spent so lately that it may be a twin, oldest first. */
const inGrace = ({ spent, previous }: RefreshChain, now: number): RefreshChain['spent'] =>
  [...spent, ...(previous === undefined ? [] : [previous])].filter(({ spentAt }) => now <= spentAt + GRACE_SECONDS)

/** The chain after an outcome that issues; the others leave it as it is. */
export function advance(chain: RefreshChain, outcome: RefreshOutcome, now: number, idleUntil: number): RefreshChain {
  if (outcome === 'rotate') {
    return {
      salt: chain.salt,
      current: chain.current + 1,
      previous: { generation: chain.current, spentAt: now },
      spent: inGrace(chain, now),
      lostAnswers: 0,
      idleUntil,
    }
  }
  if (outcome === 'lost-answer' && chain.previous !== undefined) {
    // The grace starts anew: whoever lost one answer may send the request twice.
    const previous = { ...chain.previous, spentAt: now }
    return { ...chain, current: chain.current + 1, previous, lostAnswers: chain.lostAnswers + 1, idleUntil }
  }
  return chain
}

const seenWait = (seconds: number): Seen => ({
  expected: '0 seconds to wait',
  received: `${seconds} seconds to wait`,
  afterSeconds: seconds,
})

/**
 * Speaks after the effect is committed; `wait` is what `secondsToRotate` said of the chain as it was.
 * @throws {Refusal} `refresh.notTooFast`, `refresh.notStolen`, `refresh.notLate`, `refresh.fewLostAnswers`
 */
export function checkOutcome(outcome: RefreshOutcome, wait: number): void {
  check(rules.notTooFast, outcome !== 'too-fast', wait === 0 ? undefined : seenWait(wait))
  check(rules.notStolen, outcome !== 'theft')
  check(rules.notLate, outcome !== 'late-twin')
  check(rules.fewLostAnswers, outcome !== 'too-many-lost')
}
