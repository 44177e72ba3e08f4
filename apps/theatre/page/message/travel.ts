/** How a message travels: who sends it and what for a program that is decides who can see it on its way. */
import type { Lane } from '../../programme/run.ts'
import { kindOf } from '../play/kinds.ts'
import type { Play, Staged } from '../play/play.ts'
import { sayTravel, type TravelWord } from './travel-words.ts'

export interface Travel {
  /** A word or two; `undefined` where nothing travels that a party sees. */
  readonly way: string | undefined
  readonly sentences: readonly string[]
  /** What should not be seen there can be seen. */
  readonly warns: boolean
}

/** The way of this message of the play. */
export function travelOf(message: Staged, play: Play): Travel {
  const { kind, channel } = message
  if (kind === 'aside') return told(undefined, ['aside'])
  if (kind === 'call') return told('inside', ['insideMeans'])
  if (channel === 'front') return throughBrowser(message)
  const means = pastBrowser(message, play)
  return told(means === 'server' ? 'back' : 'direct', [means])
}

const told = (way: TravelWord | undefined, words: readonly TravelWord[]): Travel => ({
  way: way && sayTravel(way),
  sentences: words.map((word) => sayTravel(word)),
  warns: false,
})

const TOKENS = new Set(['access_token', 'id_token'])

function throughBrowser(message: Staged): Travel {
  const { kind, request, parameters } = message
  const inAddress = parameters.filter((one) => one.in === 'query' || one.in === 'fragment')
  const tokens = inAddress.filter(({ name }) => TOKENS.has(name)).map(({ name }) => name)
  if (tokens.length > 0) {
    const sentence = sayTravel('tokenInAddress', { names: tokens.join(', ') })
    return { way: sayTravel('front'), sentences: [sentence], warns: true }
  }
  if (kindOf(message) === 'posted-to-client') return told('front', ['posted'])
  const isForm = kind === 'request' && 'method' in request && request.method === 'POST'
  if (!isForm) return told('front', [inAddress.length > 0 ? 'address' : 'plain'])
  const hasPassword = parameters.some(({ name }) => /password$/i.test(name))
  const words = hasPassword ? (['form', 'password'] as const) : (['form'] as const)
  return told('front', inAddress.length > 0 ? [...words, 'address'] : words)
}

function pastBrowser({ from, to }: Staged, play: Play): TravelWord {
  const is = (lane: Lane): boolean => from === lane || to === lane
  if (is('attacker-server')) return 'attackerServer'
  if (is('attacker')) return 'attacker'
  if (is('device')) return 'device'
  return is('client') ? meansOfClient(play) : 'server'
}

const meant = { confidential: 'server', public: 'program', script: 'script', unknown: 'client' } as const
const found = new WeakMap<Play, ClientType>()

const meansOfClient = (play: Play): TravelWord => meant[clientTypeOf(play)]

export type ClientType = 'confidential' | 'public' | 'script' | 'unknown'

/** What for a program the client is: as it proved itself, or as it asked for its token. */
export function clientTypeOf(play: Play): ClientType {
  const before = found.get(play)
  if (before !== undefined) return before
  const type = findType(play.messages)
  found.set(play, type)
  return type
}

const PROOF = /^(?:client\.secret|client-assertion\.)/

function findType(messages: readonly Staged[]): ClientType {
  const held = messages
    .filter(({ from }) => from === 'client')
    .flatMap(({ looks }) => looks.flatMap((look) => (look.kind === 'note' ? look.note : look.held ? look.rule : [])))
  if (held.some((rule) => PROOF.test(rule))) return 'confidential'
  if (held.includes('client.public')) return 'public'
  const types = messages.flatMap(({ parameters }) => parameters.filter(({ name }) => name === 'response_type'))
  return types.some(({ value }) => /\btoken\b/.test(value) && !/\bcode\b/.test(value)) ? 'script' : 'unknown'
}
