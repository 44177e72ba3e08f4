/** The tokens of the play so far: the good ones, newest first, and folded what is over; one is opened, and compared with the one before. */
import { signal } from '@preact/signals'
import type { House } from '../house.ts'
import { numberIn } from '../play/jwt.ts'
import type { Play } from '../play/play.ts'
import { endingOf } from '../values/knowledge-words.ts'
import { Mark, nameOfValue } from '../values/mark.tsx'
import { isSelfContained } from '../values/worth.ts'
import { defineWords } from '../words.ts'
import { useClock } from './clock.ts'
import { DifferenceView } from './difference.tsx'
import { beforeOf, type Held, tokensBy } from './held.ts'
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
    over: 'Over: {words}',
    taken: 'Taken back: {words}',
    dead: '{count} tokens, worth nothing now',
    oneDead: '1 token, worth nothing now',
    unheard: '{count} tokens, taken back',
    oneUnheard: '1 token, taken back',
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
    over: 'Vorbei: {words}',
    taken: 'Widerrufen: {words}',
    dead: '{count} Token, jetzt nichts mehr wert',
    oneDead: '1 Token, jetzt nichts mehr wert',
    unheard: '{count} Token, widerrufen',
    oneUnheard: '1 Token, widerrufen',
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
  const list = (some: readonly Held[]) => <List house={house} play={play} tokens={tokens} some={some} />
  const { good = [], unheard = [], dead = [] } = Object.groupBy(tokens, (held) => stateOf(play, held))
  return (
    <div class="tokens">
      <h2>{say('title')}</h2>
      {tokens.length === 0 && <p class="hint">{say('none')}</p>}
      {list(good)}
      {unheard.length > 0 && (
        <details class="told tokens-over" data-over="unheard" open={holdsOpened(unheard)}>
          <summary>{unheard.length === 1 ? say('oneUnheard') : say('unheard', { count: unheard.length })}</summary>
          <p class="hint">{say('taken', { words: endingOf('revokedUnheard') })}</p>
          {list(unheard)}
        </details>
      )}
      {dead.length > 0 && (
        <details class="told tokens-over" data-over="dead" open={holdsOpened(dead)}>
          <summary>{dead.length === 1 ? say('oneDead') : say('dead', { count: dead.length })}</summary>
          {list(dead)}
        </details>
      )}
    </div>
  )
}

/** What somebody reads stays in sight when it is over. */
const holdsOpened = (some: readonly Held[]): boolean => some.some(({ value }) => value.id === opened.value)

/** Good, over, or taken back though who only reads it does not hear of that. */
function stateOf(play: Play, { value, ended }: Held): 'good' | 'unheard' | 'dead' {
  if (ended === undefined) return 'good'
  return ended.why === 'revoked' && value.kind === 'access-token' && isSelfContained(play, value) ? 'unheard' : 'dead'
}

interface OfList {
  readonly house: House
  readonly play: Play
  readonly tokens: readonly Held[]
  readonly some: readonly Held[]
}

function List({ house, play, tokens, some }: OfList) {
  const shown = some.slice(0, MOST_TOKENS)
  return (
    <>
      {shown.length > 0 && (
        <ul class="token-list">
          {shown.map((held) => (
            <Row key={held.value.id} house={house} play={play} held={held} before={beforeOf(tokens, held)} />
          ))}
        </ul>
      )}
      {some.length > shown.length && <p class="hint">{say('more', { count: some.length - shown.length })}</p>}
    </>
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
function Live({ play, held }: { readonly play: Play; readonly held: Held }) {
  const { token, ended } = held
  const now = useClock()
  const exp = numberIn(token?.claims, 'exp')
  // What is said of all that were taken back stands above them.
  if (ended !== undefined)
    return stateOf(play, held) === 'unheard' ? null : (
      <span class="token-state over">{say('over', { words: endingOf(ended.why) })}</span>
    )
  const left = exp === undefined ? undefined : leftOf(exp, now)
  const kind = token === undefined ? say('opaque') : token.claims === undefined ? say('sealed') : undefined
  const isLate = exp !== undefined && exp <= now
  return (
    <span class={isLate ? 'token-state over' : 'token-state valid'}>
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
