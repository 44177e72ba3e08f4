/** Of a play that failed: who refused what, why, what to do, and what to change in the registration of one's own client. */
import { claimedIn } from '../play/clients.ts'
import { type Check, failedOf } from '../play/failures.ts'
import { kindOf, type StagedKind, wordsOf } from '../play/kinds.ts'
import type { Staged } from '../play/play.ts'
import { refusalIn } from '../play/refusal.ts'
import { revokedFor } from '../play/revocations.ts'
import { whyInWords } from '../play/why-words.ts'
import { type Configuration, configurationFor } from './configuration.ts'
import { type Explanation, explanationOf } from './explain.ts'
import { isVerdictWord, sayVerdict } from './verdict-words.ts'

export interface Verdict {
  /** `The authorization server refused the client’s token request`, without a full stop. */
  readonly sentence: string
  /** In two or three words; `undefined` where the sentence says it. */
  readonly why: string | undefined
  /** The message that was refused. */
  readonly message: Staged
  /** The check that failed; `undefined` where nothing recorded says why. */
  readonly check: Check | undefined
  readonly explanation: Explanation | undefined
  /** What to change where a registration decided. */
  readonly configuration: Configuration | undefined
  /** Of a code_verifier that fits no code: the message of another login whose code_challenge it fits. */
  readonly otherLogin: Staged | undefined
  /** Refused later, because this had revoked the grant. */
  readonly later: readonly Staged[]
  /** For which the grant had been revoked. */
  readonly revokedAt: Staged | undefined
}

/**
 * The verdict on the messages of a play, or on the one of them that was opened; `undefined` where nothing was refused.
 * @param opened an id of a message, or of its trace
 */
export function verdictOf(messages: readonly Staged[], opened?: string): Verdict | undefined {
  const refusal = refusalIn(messages, opened)
  if (refusal === undefined) return undefined
  const { message, check, answer } = refusal
  return {
    sentence: sentenceOf(message, check),
    why: isVerdictWord(`verdict.${check?.rule}`) ? undefined : whyInWords(answer?.error, check?.rule),
    message,
    check,
    explanation: check && explanationOf(check.rule),
    configuration: check && configurationOf(check, message, messages),
    otherLogin: check && otherLoginOf(check, messages),
    later: messages.filter(
      (one) => one !== message && failedOf(one).some((each) => revokedFor(messages, one, each) === message),
    ),
    revokedAt: revokedFor(messages, message, check),
  }
}

/** What to change so that this check of a message holds. */
export const configurationOf = (
  check: Check,
  message: Staged,
  messages: readonly Staged[],
): Configuration | undefined =>
  configurationFor(check, { clientId: clientIdOf(message, messages), asked: (name) => sentBy(message, name) })

const sentBy = ({ parameters }: Staged, wanted: string): string | undefined =>
  parameters.find(({ name, masked }) => name === wanted && masked !== true)?.value

/** As the message says, in a parameter or in its credentials, or else the nearest before it. */
const clientIdOf = (message: Staged, messages: readonly Staged[]): string | undefined =>
  saidBy(message) ??
  messages
    .slice(0, messages.indexOf(message) + 1)
    .flatMap((one) => saidBy(one) ?? [])
    .at(-1)

const saidBy = (message: Staged): string | undefined => sentBy(message, 'client_id') ?? claimedIn(message.looks)[0]

/** A code_verifier that fits no code may be that of another login that the play tells of too. */
export function otherLoginOf({ rule, received }: Check, messages: readonly Staged[]): Staged | undefined {
  if (rule !== 'pkce.verifierMatches') return undefined
  return messages.find(({ parameters }) =>
    parameters.some(({ name, value }) => name === 'code_challenge' && value === received),
  )
}

const TOKEN_REQUESTS = new Set<StagedKind>(['client-credentials', 'password'])

/** What the attacker sends is no request of a client, a service or a device. */
function whatOf(message: Staged): string {
  const kind = kindOf(message)
  const isAttacker = message.from === 'attacker' || message.from === 'attacker-server'
  const own = `what.${TOKEN_REQUESTS.has(kind) ? 'token' : kind}.attacker`
  if (isAttacker && isVerdictWord(own)) return own
  return kind.startsWith('ask-') ? 'what.form' : `what.${kind}`
}

function sentenceOf(message: Staged, check: Check | undefined): string {
  const own = `verdict.${check?.rule}`
  if (isVerdictWord(own)) return sayVerdict(own, { sender: sayVerdict('sender.client') })
  const key = whatOf(message)
  const sender = sayVerdict(`sender.${message.from}`)
  const title = wordsOf(message)?.title ?? ''
  const what = sayVerdict(isVerdictWord(key) ? key : 'what', {
    sender,
    from: sayVerdict(`from.${message.from}`),
    title,
  })
  return sayVerdict('verdict', { receiver: sayVerdict(`subject.${message.to}`), what })
}
