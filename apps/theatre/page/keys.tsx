/** The keyboard: which keys do what, and the list of them. */
import { useEffect, useRef } from 'preact/hooks'
import type { House } from './house.ts'
import { defineWords } from './words.ts'

const say = defineWords({
  en: {
    title: 'Keyboard',
    play: 'play, or pause',
    next: 'next message',
    previous: 'previous message',
    first: 'to the beginning',
    last: 'to the end, and live',
    help: 'this list',
    close: 'Close',
  },
  de: {
    title: 'Tastatur',
    play: 'abspielen oder anhalten',
    next: 'nächste Nachricht',
    previous: 'vorige Nachricht',
    first: 'zum Anfang',
    last: 'ans Ende, und live',
    help: 'diese Liste',
    close: 'Schließen',
  },
})

const keys = [
  { keys: [' '], shown: 'Space', name: 'play', press: ({ player }: House) => player.toggle() },
  { keys: ['ArrowRight', 'j'], shown: '→ j', name: 'next', press: ({ player }: House) => player.step(1) },
  { keys: ['ArrowLeft', 'k'], shown: '← k', name: 'previous', press: ({ player }: House) => player.step(-1) },
  { keys: ['Home'], shown: 'Home', name: 'first', press: ({ player }: House) => player.to(0) },
  { keys: ['End'], shown: 'End', name: 'last', press: ({ player }: House) => player.toEnd() },
] as const

/** Keys that something else under the finger wants stay with it. */
const isTaken = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, button, summary, a, [contenteditable]') !== null

export function KeysHelp({ house }: { readonly house: House }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return
      if (event.key === '?') dialog.current?.showModal()
      const found = keys.find((row) => (row.keys as readonly string[]).includes(event.key))
      if (found === undefined && event.key !== '?') return
      event.preventDefault()
      found?.press(house)
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [house])
  return (
    <dialog ref={dialog} class="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">{say('title')}</h2>
      <dl>
        {keys.map(({ shown, name }) => (
          <div key={name}>
            <dt>
              <kbd>{shown}</kbd>
            </dt>
            <dd>{say(name)}</dd>
          </div>
        ))}
      </dl>
      <button class="button quiet" type="button" onClick={() => dialog.current?.close()}>
        {say('close')}
      </button>
    </dialog>
  )
}
