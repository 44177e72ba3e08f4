/** The keyboard: which keys do what, and the list of them. Whoever speaks to the machine can turn them off. */
import { signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { focusSearch, stepFlow } from './feeds/browse.ts'
import type { House } from './house.ts'
import './keys.css'
import { toFailure } from './stage/transport.tsx'
import { view } from './stage/view.ts'
import { defineWords } from './words.ts'

const say = defineWords({
  en: {
    open: 'Keyboard',
    title: 'Keyboard',
    play: 'play, or pause',
    next: 'next message',
    previous: 'previous message',
    first: 'to the beginning',
    last: 'to the end',
    nextFailure: 'next failure',
    previousFailure: 'previous failure',
    older: 'older flow',
    newer: 'newer flow',
    search: 'search the flows',
    view: 'drawing, or list',
    help: 'this list',
    on: 'Single keys do this',
    Space: 'Space',
    Home: 'Home',
    End: 'End',
    close: 'Close',
  },
  de: {
    open: 'Tastatur',
    title: 'Tastatur',
    play: 'abspielen oder anhalten',
    next: 'nächste Nachricht',
    previous: 'vorige Nachricht',
    first: 'zum Anfang',
    last: 'ans Ende',
    nextFailure: 'nächster Fehlschlag',
    previousFailure: 'voriger Fehlschlag',
    older: 'älterer Ablauf',
    newer: 'neuerer Ablauf',
    search: 'Abläufe durchsuchen',
    view: 'Zeichnung oder Liste',
    help: 'diese Liste',
    on: 'Einzelne Tasten bewirken das',
    Space: 'Leertaste',
    Home: 'Pos1',
    End: 'Ende',
    close: 'Schließen',
  },
})

/** Keys with a word on them, which differs by language. */
const named = ['Space', 'Home', 'End'] as const
type Named = (typeof named)[number]
const isNamed = (key: string): key is Named => named.some((one) => one === key)

interface Key {
  readonly keys: readonly string[]
  readonly shown: readonly string[]
  readonly name: Exclude<Parameters<typeof say>[0], 'open' | 'title' | 'on' | 'close' | Named>
  readonly press: (house: House) => void
}

const keys: readonly Key[] = [
  { keys: [' '], shown: ['Space'], name: 'play', press: ({ player }) => player.toggle() },
  { keys: ['ArrowRight', 'j'], shown: ['→', 'j'], name: 'next', press: ({ player }) => player.step(1) },
  { keys: ['ArrowLeft', 'k'], shown: ['←', 'k'], name: 'previous', press: ({ player }) => player.step(-1) },
  { keys: ['Home'], shown: ['Home'], name: 'first', press: ({ player }) => player.step(-player.index.value) },
  { keys: ['End'], shown: ['End'], name: 'last', press: ({ player }) => player.toEnd() },
  { keys: ['n'], shown: ['n'], name: 'nextFailure', press: (house) => toFailure(house, 1) },
  { keys: ['p'], shown: ['p'], name: 'previousFailure', press: (house) => toFailure(house, -1) },
  { keys: [']'], shown: [']'], name: 'older', press: (house) => stepFlow(house, 1) },
  { keys: ['['], shown: ['['], name: 'newer', press: (house) => stepFlow(house, -1) },
  { keys: ['/'], shown: ['/'], name: 'search', press: focusSearch },
  {
    keys: ['v'],
    shown: ['v'],
    name: 'view',
    press: () => {
      view.value = view.value === 'stage' ? 'list' : 'stage'
    },
  },
]

const typing = 'input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]'
/** What presses them by itself: a button with Space, a track with the arrows. */
const pressing = 'button, summary, a, input, [role=tab], [role=menuitem]'
const moving = 'input[type=range], input[type=radio], [role=tab], [role=slider]'

/** Keys that something else under the finger wants stay with it. */
function isTaken({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest(typing) !== null || target.closest('dialog') !== null) return true
  if (key === ' ' || key === 'Enter') return target.closest(pressing) !== null
  return /^(?:Arrow|Home$|End$)/.test(key) && target.closest(moving) !== null
}

/** Brackets take AltGr or Option on many keyboards: there that is how they are written, and no command. */
function isChord(event: KeyboardEvent): boolean {
  if (event.metaKey) return true
  const isBracket = event.key === '[' || event.key === ']'
  if (isBracket && (event.altKey || event.getModifierState('AltGraph'))) return false
  return event.ctrlKey || event.altKey
}

const hovers = matchMedia('(hover: hover)')
/** Who points by touch has no keyboard at hand, as a rule: hints speak of buttons then. */
export const hasKeys = signal(hovers.matches)
hovers.addEventListener('change', ({ matches }) => {
  hasKeys.value = matches
})

/** Chosen anew with each visit: what is kept nowhere can surprise nobody. */
const areOn = signal(true)

export function KeysHelp({ house }: { readonly house: House }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (isChord(event) || event.defaultPrevented) return
      if (isTaken(event) || !areOn.value) return
      const found = keys.find((row) => row.keys.includes(event.key))
      if (found === undefined && event.key !== '?') return
      event.preventDefault()
      if (found === undefined) dialog.current?.showModal()
      else found.press(house)
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [house])
  return (
    <>
      <button
        type="button"
        class="keys-open"
        aria-label={say('open')}
        title={say('open')}
        onClick={() => dialog.current?.showModal()}
      >
        <kbd>?</kbd>
      </button>
      <dialog ref={dialog} class="keys" aria-labelledby="keys-title">
        <h2 id="keys-title">{say('title')}</h2>
        <dl class="keys-list">
          {keys.map(entryOf)}
          {entryOf({ shown: ['?'], name: 'help' })}
        </dl>
        <label class="choice">
          <input
            type="checkbox"
            checked={areOn.value}
            onChange={({ currentTarget }) => {
              areOn.value = currentTarget.checked
            }}
          />
          {say('on')}
        </label>
        <button class="button quiet" type="button" onClick={() => dialog.current?.close()}>
          {say('close')}
        </button>
      </dialog>
    </>
  )
}

const entryOf = ({ shown, name }: Pick<Key, 'shown' | 'name'>) => (
  <div key={name}>
    <dt>
      {shown.map((key) => (
        <kbd key={key}>{isNamed(key) ? say(key) : key}</kbd>
      ))}
    </dt>
    <dd>{say(name)}</dd>
  </div>
)
