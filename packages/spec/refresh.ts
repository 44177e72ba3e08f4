/** The refresh token (RFC 6749 §6, RFC 9700 §4.14.2): rotation that finds a thief and never logs out an honest user. */
import { check, defineNotes, defineRules } from './check.ts'

/** How long a spent token still gets its successor: parallel tabs, a repeated request. */
export const GRACE_SECONDS = 10
/** How often in a row a lost answer is believed. */
export const MOST_LOST_ANSWERS = 3

export const rules = defineRules('refresh', {
  genuine: ['RFC6749-10.4', 'invalid_grant', 'refresh_token must be one that this server issued'],
  clientBound: ['RFC6749-10.4', 'invalid_grant', 'refresh_token must have been issued to the client that presents it'],
  alive: ['RFC6749-5.2', 'invalid_grant', 'refresh_token must not have been left unused for too long'],
  notStolen: ['RFC9700-4.14.2', 'invalid_grant', 'refresh_token must not be used again after its successor was used'],
  notLate: ['RFC9700-4.14.2', 'invalid_grant', 'refresh_token must not be used beside the use of its successor'],
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
  /** Spent before that, kept while their grace lasts: a late twin is no thief. */
  readonly spent: readonly { readonly generation: number; readonly spentAt: number }[]
  /** Generations up to here were given out and made void, or are older than anything remembered. */
  readonly lostAnswers: number
  readonly idleUntil: number
}

export type RefreshOutcome = 'rotate' | 'repeat' | 'lost-answer' | 'late-twin' | 'theft' | 'too-many-lost'

/** What presenting a generation means; the table of the refresh token's life, row by row. */
export function judge(chain: RefreshChain, generation: number, now: number): RefreshOutcome {
  if (generation === chain.current) return 'rotate'
  if (generation === chain.previous?.generation) {
    if (now <= chain.previous.spentAt + GRACE_SECONDS) return 'repeat'
    return chain.lostAnswers < MOST_LOST_ANSWERS ? 'lost-answer' : 'too-many-lost'
  }
  const twin = chain.spent.find((spent) => spent.generation === generation)
  return twin !== undefined && now <= twin.spentAt + GRACE_SECONDS ? 'late-twin' : 'theft'
}

/** The chain after an outcome that issues; the others leave it as it is. */
export function advance(chain: RefreshChain, outcome: RefreshOutcome, now: number, idleUntil: number): RefreshChain {
  if (outcome === 'rotate') {
    const remembered = chain.previous === undefined ? chain.spent : [...chain.spent, chain.previous]
    const spent = remembered.filter(({ spentAt }) => now <= spentAt + GRACE_SECONDS).slice(-8)
    return {
      salt: chain.salt,
      current: chain.current + 1,
      previous: { generation: chain.current, spentAt: now },
      spent,
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

/**
 * Speaks after the effect is committed.
 * @throws {Refusal} `refresh.notStolen`, `refresh.notLate`, `refresh.fewLostAnswers`
 */
export function checkOutcome(outcome: RefreshOutcome): void {
  check(rules.notStolen, outcome !== 'theft')
  check(rules.notLate, outcome !== 'late-twin')
  check(rules.fewLostAnswers, outcome !== 'too-many-lost')
}
