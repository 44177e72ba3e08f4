/** Which message one is, and what it is called. */
import { type MessageKind, messageKind, type Telling } from '@sightglass/ui/message-kind'
import { type MessageWords, messageWords } from '@sightglass/ui/messages'
import type { Lane } from '../../programme/run.ts'
import { spoken } from '../words.ts'
import { asideWords } from './asides.ts'
import { titleToAttacker } from './attackers.ts'
import type { Play, Staged } from './play.ts'

export type StagedKind = MessageKind | 'aside'

/** What of a message tells its kind: a message of a play, or one that is told of a flow. */
export type Kindred = Pick<Staged, 'kind' | 'from' | 'to' | 'request' | 'parameters' | 'answer'>

/** Found once: a play is told anew with each message that comes, of the same recorded objects. */
const found = new WeakMap<object, { readonly from: Lane; readonly to: Lane; readonly kind: StagedKind }>()

/** Which message it is; an aside is of no other kind. */
export function kindOf(one: Kindred): StagedKind {
  const recorded = one.kind === 'answer' ? one.answer : one.request
  const before = recorded && found.get(recorded)
  if (before !== undefined && before.from === one.from && before.to === one.to) return before.kind
  const kind = findKind(one)
  if (recorded !== undefined) found.set(recorded, { from: one.from, to: one.to, kind })
  return kind
}

function findKind({ kind, from, to, request, parameters, answer }: Kindred): StagedKind {
  if (kind === 'aside') return 'aside'
  const { method, url, ...asked } = 'call' in request ? { method: '', url: '', parameters: [] } : request
  const grantOf = (all: Staged['parameters']) => all.find(({ name }) => name === 'grant_type')?.value
  return messageKind({
    kind,
    to: receiverOf(kind === 'answer' ? from : to, url),
    method,
    url,
    grantType: grantOf(parameters) ?? grantOf(asked.parameters),
    status: kind === 'answer' ? answer?.status : undefined,
    error: kind === 'answer' ? parameters.find(({ name }) => name === 'error')?.value : undefined,
    location: answer?.location,
  })
}

/** As whom somebody gets messages who is none of the parties. */
const roles: Readonly<Record<Lane, Telling['to']>> = {
  attacker: 'browser',
  'attacker-server': 'resource-server',
  device: 'client',
  browser: 'browser',
  client: 'client',
  'authorization-server': 'authorization-server',
  'resource-server': 'resource-server',
}
/** The attacker's server plays whomever it was asked as. */
const receiverOf = (lane: Lane, url: string): Telling['to'] =>
  lane === 'attacker-server' && /\/oauth2\/|\/\.well-known\//.test(url) ? 'authorization-server' : roles[lane]

/** What a message is called and why it is sent, which depends on what is in it and on who asks; an aside has words of its own. */
export function wordsOf(staged: Kindred & Partial<Pick<Staged, 'looks'>>): MessageWords | undefined {
  const kind = kindOf(staged)
  if (kind === 'aside') return undefined
  return messageWords(kind, spoken(), contentOf(staged, kind), staged.kind === 'answer' ? staged.to : staged.from)
}

const NOT_ITS_OWN = new Set(['web.loginBrowser', 'authorization-response.state'])

const asksWithToken = new Set<MessageKind>(['call', 'userinfo'])

/** By what is in it a message may mean something else. */
function contentOf({ parameters, looks = [] }: Parameters<typeof wordsOf>[0], kind: MessageKind): string | undefined {
  const hasFailed = (isMeant: (rule: string) => boolean): boolean =>
    looks.some((look) => look.kind === 'check' && !look.held && isMeant(look.rule))
  if (kind.startsWith('ask-') && hasFailed((rule) => rule === 'web.formToken')) return 'forged'
  if (asksWithToken.has(kind) && hasFailed((rule) => rule === 'bearer.presented')) return 'no-token'
  if (kind !== 'to-client' && kind !== 'callback') return undefined
  if (kind === 'callback' && hasFailed((rule) => NOT_ITS_OWN.has(rule))) return 'not-its-own'
  const has = (wanted: string): boolean => parameters.some(({ name }) => name === wanted)
  if (has('error')) return 'error'
  if (has('code')) return has('access_token') || has('id_token') ? 'code-and-tokens' : undefined
  return has('access_token') ? 'tokens' : has('id_token') ? 'id-token' : undefined
}

/** The short title of a message of this play. */
export const titleOf = (staged: Staged, play: Play): string =>
  staged.aside === undefined
    ? (titleToAttacker(staged) ?? wordsOf(staged)?.title ?? '')
    : asideWords(play, staged.aside)
