/** Parameters by name: value, reason and paragraph; JWTs decoded. */
import type { Shown } from '@sightglass/trace'
import { type Child, citation, el } from './dom.ts'
import type { Say, Tools } from './model.ts'

export const parameterList = (parameters: readonly Shown[], tools: Tools): HTMLElement =>
  el(
    'dl',
    { class: 'parameters' },
    parameters.map((shown) => parameter(isBox(shown) ? ticked(shown, tools.say) : shown, tools)),
  )

/** A box of a form is sent where it was ticked, and only then; its value says nothing more. */
const isBox = ({ name }: Shown): boolean => name.startsWith('scope.')
const ticked = ({ name }: Shown, say: Say): Shown => ({ name, value: say('ticked'), in: 'body' })

function parameter({ name, value, masked }: Shown, tools: Tools): HTMLElement {
  const { say } = tools
  const token = decode(value)
  const told: Child = token === undefined ? el('code', {}, value) : decodedToken(token, tools)
  return el(
    'div',
    { 'data-parameter': name, class: `parameter ${token === undefined ? '' : 'broad'}` },
    el('dt', {}, el('code', {}, breakable(name))),
    el('dd', { class: 'value' }, told, masked === true && token === undefined && mask(say)),
    reason(name, token?.scheme ?? value, tools),
  )
}

/** Long names break where their words do. */
const breakable = (name: string): Child[] =>
  name.split(/(?<=_)/).flatMap((word, index) => (index === 0 ? [word] : [el('wbr'), word]))

const mask = (say: Say): HTMLElement => el('span', { class: 'mask' }, say('masked'))

/** What the parameter is for; and what its value says, where there is a closed list of values. */
function reason(name: string, value: string, { model, gloss }: Tools): HTMLElement | undefined {
  const { parameters, values } = model
  const row = name.startsWith('scope.') ? 'scope.*' : name
  const known = Object.hasOwn(parameters, row) ? parameters[row] : undefined
  const says = value.split(' ').flatMap((one) => values[`${name.replace(/^(?:claim|jwe)\./, '')} ${one}`] ?? [])
  return known && el('dd', { class: 'reason' }, gloss([known.why, ...says].join(' ')), ' ', citation(known.cite))
}

interface Token {
  readonly scheme: string
  readonly header: Readonly<Record<string, unknown>>
  /** Of an encrypted token nobody on the way knows it. */
  readonly payload: Readonly<Record<string, unknown>> | undefined
}

/** Recorded JWTs end where their signature would begin; of encrypted ones there is the header, with the dots of the other parts. */
const JWT = /^((?:Bearer|DPoP) )?(eyJ[\w-]+)\.(?:([\w-]+)\.|\.{3})$/i

function decode(value: string): Token | undefined {
  const [, scheme = '', head = '', body] = JWT.exec(value) ?? []
  const header = membersOf(head)
  if (header === undefined) return undefined
  const payload = body === undefined ? undefined : membersOf(body)
  const isWhole = body === undefined || payload !== undefined
  return isWhole ? { scheme: scheme.trim(), header, payload } : undefined
}

/** Names and values in a JWT; nothing where it is none. */
export function membersOfToken(value: string): string[] {
  const token = decode(value)
  if (token === undefined) return []
  return [token.header, token.payload ?? {}]
    .flatMap(Object.entries)
    .flatMap(([name, told]) => [name, JSON.stringify(told)])
}

function membersOf(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const bytes = Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

const decodedToken = ({ scheme, header, payload }: Token, tools: Tools): HTMLElement =>
  el(
    'div',
    { class: payload === undefined ? 'jwt sealed' : 'jwt' },
    el('p', { class: 'jwt-title' }, scheme === '' ? '' : el('code', {}, `${scheme} `), titleOf(payload, tools.say)),
    part(tools.say('header'), header, payload === undefined ? 'jwe' : 'claim', tools),
    payload && part(tools.say('payload'), payload, 'claim', tools),
    el('p', { class: 'hint' }, tools.say(payload === undefined ? 'sealed' : 'signature')),
  )

const titleOf = (payload: Token['payload'], say: Say): string =>
  payload === undefined ? `JWE · ${say('encrypted')}` : `JWT · ${say('decoded')}`

/** In a token, some names mean more than in a message; in an encrypted one something else again. */
type Meaning = 'claim' | 'jwe'

const part = (title: string, members: Readonly<Record<string, unknown>>, meaning: Meaning, tools: Tools): HTMLElement =>
  el(
    'div',
    { class: 'jwt-part' },
    el('p', { class: 'jwt-part-title' }, title),
    el(
      'dl',
      { class: 'claims' },
      Object.entries(members).map(([name, value]) =>
        claim(name, wordsOf(name, value, tools.model.locale), meaning, tools),
      ),
    ),
  )

const claim = (name: string, value: string, meaning: Meaning, tools: Tools): HTMLElement =>
  el(
    'div',
    { class: 'claim', 'data-claim': name },
    el('dt', {}, el('code', {}, name)),
    el('dd', { class: 'value' }, el('code', {}, value)),
    reason(Object.hasOwn(tools.model.parameters, `${meaning}.${name}`) ? `${meaning}.${name}` : name, value, tools),
  )

const TIMES = new Set(['exp', 'iat', 'nbf', 'auth_time'])

function wordsOf(name: string, value: unknown, locale: string): string {
  if (TIMES.has(name) && typeof value === 'number') {
    return `${value} (${new Date(value * 1000).toLocaleString(locale)})`
  }
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
