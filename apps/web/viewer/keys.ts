/** Single keys for what buttons do too, and the list of them. Whoever speaks to the machine can turn them off. */
import { el } from './dom.ts'
import type { Say } from './model.ts'

export interface Key {
  readonly keys: readonly string[]
  /** Names its words. */
  readonly name: string
  readonly press: () => void
}

export interface Keyboard {
  readonly dialog: HTMLDialogElement
  readonly open: () => void
}

const OFF = 'sightglass.viewer.keys'

export function createKeyboard(say: Say, table: readonly Key[]): Keyboard {
  const on = el('input', { type: 'checkbox', id: 'keys-on' })
  on.checked = localStorage.getItem(OFF) !== 'off'
  on.addEventListener('change', () => localStorage.setItem(OFF, on.checked ? 'on' : 'off'))
  const close = el('button', { class: 'button quiet', type: 'button', autofocus: true }, say('close'))
  const dialog = el(
    'dialog',
    { class: 'keys', 'aria-labelledby': 'keys-title' },
    el('h2', { id: 'keys-title' }, say('keysTitle')),
    el(
      'dl',
      { class: 'keys-list' },
      [...table, { keys: ['?'], name: 'help' }].map(({ keys, name }) =>
        el(
          'div',
          {},
          el(
            'dt',
            {},
            keys.map((key, index) => [index > 0 && ' ', el('kbd', {}, key)]),
          ),
          el('dd', {}, say(`key.${name}`)),
        ),
      ),
    ),
    el('label', { class: 'choice' }, on, say('keysOn')),
    close,
  )
  close.addEventListener('click', () => dialog.close())
  const open = (): void => dialog.showModal()

  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open || isTyping(event.target)) return
    // Who turned them off finds the list by its button.
    if (!on.checked) return
    const press = event.key === '?' ? open : table.find(({ keys }) => keys.includes(event.key))?.press
    if (press === undefined) return
    event.preventDefault()
    press()
  })
  return { dialog, open }
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input:not([type=checkbox]), select, textarea') !== null
