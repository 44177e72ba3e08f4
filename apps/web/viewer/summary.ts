/** What there is to say of a flow in a line. */

import type { Told } from '@sightglass/trace/story'
import { type MessageKind, messageKind } from '@sightglass/ui/message-kind'
import type { Say } from './model.ts'
import type { ShownFlow } from './store.ts'

export interface Summary {
  readonly title: string
  readonly client: string
  readonly outcome: string
  readonly state: 'good' | 'bad' | 'open'
  readonly held: number
  readonly failed: number
}

export function summarize({ flow, told }: ShownFlow, say: Say): Summary {
  const kinds = new Set(told.map(kindOf))
  const checks = told.flatMap(({ looks }) => looks.flatMap((look) => (look.kind === 'check' ? [look.held] : [])))
  const failed = checks.filter((held) => !held).length
  const title = titleOf(kinds, say)
  const client = flow.clientIds.join(', ') || say('noClient')
  return { title, client, ...outcomeOf(told, kinds, say), held: checks.length - failed, failed }
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
    location: answer?.location,
  })
}

function titleOf(kinds: ReadonlySet<MessageKind>, say: Say): string {
  if (kinds.has('authorize') || kinds.has('start') || kinds.has('redeem')) return say('login')
  return kinds.has('client-credentials') ? say('service') : say('other-flow')
}

function outcomeOf(
  told: readonly Told[],
  kinds: ReadonlySet<MessageKind>,
  say: Say,
): Pick<Summary, 'outcome' | 'state'> {
  const refusal = told.findLast(({ error }) => error !== undefined)?.error
  if (kinds.has('tokens')) return { outcome: say('tokens'), state: 'good' }
  if (refusal !== undefined) return { outcome: say('refused', { error: refusal }), state: 'bad' }
  if (kinds.has('no-answer')) return { outcome: say('failed'), state: 'bad' }
  return kinds.has('authorize') || kinds.has('start')
    ? { outcome: say('underWay'), state: 'open' }
    : { outcome: say('answered'), state: 'good' }
}
