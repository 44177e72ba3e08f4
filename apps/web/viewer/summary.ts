/** What there is to say of a flow in a few words. */
import type { Told } from '@sightglass/trace/story'
import { type MessageKind, messageKind } from '@sightglass/ui/message-kind'
import { type Check, failedOf } from './looks.ts'
import type { Say, ViewerModel } from './model.ts'
import { lastRefused } from './refusal.ts'
import type { ShownFlow } from './store.ts'

export interface Summary {
  readonly title: string
  readonly client: string
  readonly outcome: string
  readonly state: 'good' | 'bad' | 'open'
  /** The error code of the last refusal, and the check that failed for it. */
  readonly error: string | undefined
  readonly failedCheck: Check | undefined
  readonly wrongPasswords: number
  readonly held: number
  readonly failed: number
}

export function summarize({ flow, told }: ShownFlow, say: Say): Summary {
  const kinds = told.map(kindOf)
  const checks = told.flatMap(({ looks }) => looks.flatMap((look) => (look.kind === 'check' ? [look.held] : [])))
  const failed = checks.filter((held) => !held).length
  return {
    title: say(titleOf(new Set(kinds))),
    client: flow.clientIds.join(', ') || say('unknownClient'),
    ...outcomeOf(told, kinds, say),
    wrongPasswords: kinds.filter((kind) => kind === 'login-again').length,
    held: checks.length - failed,
    failed,
  }
}

/** Which message it is. */
export function kindOf({ kind, from, to, request, parameters, answer }: Told): MessageKind {
  const grantType = 'call' in request ? undefined : request.parameters.find(({ name }) => name === 'grant_type')?.value
  const own = parameters.find(({ name }) => name === 'grant_type')?.value
  const { method, url } = 'call' in request ? { method: '', url: '' } : request
  const receiver = kind === 'answer' ? from : to
  return messageKind({
    kind,
    to: receiver,
    method,
    url,
    grantType: own ?? grantType,
    status: kind === 'answer' ? answer?.status : undefined,
    error: kind === 'answer' ? parameters.find(({ name }) => name === 'error')?.value : undefined,
    location: answer?.location,
  })
}

/** What a message is called and why it is sent, which may depend on who asks. */
export function wordsOf(told: Told, { messages }: ViewerModel): ViewerModel['messages'][string] | undefined {
  const kind = kindOf(told)
  return messages[`${kind}@${told.kind === 'answer' ? told.to : told.from}`] ?? messages[kind]
}

/** The first kind that the flow has names it. */
const titles: readonly (readonly [MessageKind, string])[] = [
  ['authorize', 'login'],
  ['start', 'login'],
  ['redeem', 'login'],
  ['client-credentials', 'service'],
  ['device-authorization', 'device-flow'],
  ['device-poll', 'device-flow'],
  ['device-page', 'device-flow'],
  ['device', 'device-flow'],
  ['password', 'password-flow'],
  ['refresh', 'token-flow'],
  ['token', 'token-flow'],
  ['call', 'api-flow'],
  ['sdk-call', 'program-flow'],
  ['discovery', 'discovery-flow'],
]

const titleOf = (kinds: ReadonlySet<MessageKind>): string =>
  titles.find(([kind]) => kinds.has(kind))?.[1] ?? 'other-flow'

type Outcome = Pick<Summary, 'outcome' | 'state' | 'error' | 'failedCheck'>

function outcomeOf(told: readonly Told[], kinds: readonly MessageKind[], say: Say): Outcome {
  const refusedAt = lastRefused(told)
  const error = told[refusedAt]?.error
  const tokensAt = kinds.indexOf('tokens')
  if (error !== undefined) {
    const failedCheck = told
      .slice(0, refusedAt + 1)
      .flatMap(failedOf)
      .at(-1)
    const why = inPlainWords(error, failedCheck, say)
    const key = tokensAt >= 0 && tokensAt < refusedAt ? 'thenRefused' : 'refused'
    return { outcome: say(key, { why }), state: 'bad', error, failedCheck }
  }
  const [key, state] = tokensAt >= 0 ? issued(kinds) : unfinished(told, kinds)
  return { outcome: say(key), state, error: undefined, failedCheck: undefined }
}

function inPlainWords(error: string, failedCheck: Check | undefined, say: Say): string {
  const keys = [`failure.${failedCheck?.rule}`, `error.${error}`]
  const key = keys.find((one) => say(one) !== one)
  return key === undefined ? error : say(key)
}

const issued = (kinds: readonly MessageKind[]): [key: string, state: Summary['state']] => [
  kinds.includes('client-credentials') || kinds.includes('password') ? 'serviceTokens' : 'signedIn',
  'good',
]

function unfinished(told: readonly Told[], kinds: readonly MessageKind[]): [key: string, state: Summary['state']] {
  if (kinds.includes('pending')) return ['atDevice', 'open']
  if (kinds.includes('no-answer')) return ['noAnswer', 'bad']
  if (told.some(({ underWay }) => underWay)) return ['underWay', 'open']
  const last = kinds.at(-1)
  if (last === 'login-again') return ['wrongPassword', 'open']
  if (last === 'page') return [kinds.at(-2) === 'consent-page' ? 'atConsent' : 'atLogin', 'open']
  return kinds.includes('authorize') || kinds.includes('start') ? ['underWay', 'open'] : ['answered', 'good']
}
