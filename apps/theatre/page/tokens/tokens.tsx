/** All tokens of the play so far, the newest first; one is opened, and can be compared with the one before it. */
import { signal } from '@preact/signals'
import type { House } from '../house.ts'
import type { Play } from '../play/play.ts'
import { endingOf } from '../values/knowledge-words.ts'
import { Mark, nameOfValue } from '../values/mark.tsx'
import { isSelfContained } from '../values/worth.ts'
import { defineWords } from '../words.ts'
import { useClock } from './clock.ts'
import { DifferenceView } from './difference.tsx'
import { beforeOf, type Held, tokensBy } from './held.ts'
import { numberIn } from './jwt.ts'
import { leftOf } from './lifetime.ts'
import { ToMessage } from './said.tsx'
import { TokenView } from './token-view.tsx'
import './tokens.css'

const say = defineWords({
  en: {
    title: 'Tokens so far',
    none: 'No token has been seen so far.',
    live: 'good',
    opaque: 'opaque',
    sealed: 'encrypted',
    first: 'First seen in',
    compare: 'Compare with {before}',
    more: 'And {count} earlier ones.',
    over: 'over: {words}',
    taken: 'taken back: {words}',
  },
  de: {
    title: 'Token bis hierher',
    none: 'Bisher war kein Token zu sehen.',
    live: 'gültig',
    opaque: 'undurchsichtig',
    sealed: 'verschlüsselt',
    first: 'Zuerst gesehen in',
    compare: 'Mit {before} vergleichen',
    more: 'Und {count} frühere.',
    over: 'vorbei: {words}',
    taken: 'widerrufen: {words}',
  },
})

/** The id of the token that is opened. */
const opened = signal<string | undefined>(undefined)
const compares = signal(false)
const MOST_TOKENS = 20

export function Tokens({ house }: { readonly house: House }) {
  const play = house.play.value
  if (play === undefined) return null
  const tokens = tokensBy(play, house.player.index.value)
  const shown = tokens.slice(0, MOST_TOKENS)
  return (
    <div class="tokens">
      <h2>{say('title')}</h2>
      {shown.length === 0 && <p class="hint">{say('none')}</p>}
      <ul class="token-list">
        {shown.map((held) => (
          <Row key={held.value.id} house={house} play={play} held={held} before={beforeOf(tokens, held)} />
        ))}
      </ul>
      {tokens.length > shown.length && <p class="hint">{say('more', { count: tokens.length - shown.length })}</p>}
    </div>
  )
}

interface OfRow {
  readonly house: House
  readonly play: Play
  readonly held: Held
  readonly before: Held | undefined
}

function Row({ house, play, held, before }: OfRow) {
  const { value } = held
  const isOpen = opened.value === value.id
  return (
    <li data-held={value.id}>
      <button
        type="button"
        class="token-head"
        aria-expanded={isOpen}
        onClick={() => {
          opened.value = isOpen ? undefined : value.id
        }}
      >
        <Mark value={value} /> <span class="token-name">{nameOfValue(value)}</span>
        <Live play={play} held={held} />
      </button>
      {isOpen && <Body house={house} held={held} before={before} />}
    </li>
  )
}

/** Whether it is good at this step; how long yet, by the clock on the wall. */
function Live({ play, held: { value, token, ended } }: { readonly play: Play; readonly held: Held }) {
  const now = useClock()
  const exp = numberIn(token?.claims, 'exp')
  if (ended !== undefined) {
    const unheard = ended.why === 'revoked' && value.kind === 'access-token' && isSelfContained(play, value)
    const told = unheard
      ? say('taken', { words: endingOf('revokedUnheard') })
      : say('over', { words: endingOf(ended.why) })
    return <span class="token-state over">{told}</span>
  }
  const left = exp === undefined ? undefined : leftOf(exp, now)
  const kind = token === undefined ? say('opaque') : token.claims === undefined ? say('sealed') : undefined
  const isLate = exp !== undefined && exp <= now
  return (
    <span class={isLate ? 'token-state over' : 'token-state live'}>
      {[isLate ? undefined : say('live'), kind, left].filter((part) => part !== undefined).join(' · ')}
    </span>
  )
}

function Body({ house, held, before }: Omit<OfRow, 'play'>) {
  const { name, text, message } = held
  return (
    <div class="token-body">
      <p class="hint">
        {say('first')} <ToMessage house={house} message={message} />
      </p>
      {before !== undefined && (
        <button
          type="button"
          class="button quiet"
          aria-pressed={compares.value}
          onClick={() => {
            compares.value = !compares.value
          }}
        >
          {say('compare', { before: nameOfValue(before.value) })}
        </button>
      )}
      {before !== undefined && compares.value && <DifferenceView before={before} after={held} />}
      <TokenView house={house} name={name} value={text} message={message} />
    </div>
  )
}
