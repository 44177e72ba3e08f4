/** What stands there while there is nothing to show. */
import { el } from './dom.ts'
import type { Say } from './model.ts'

/** Before the first flow. */
export const nothingYet = (connected: boolean, say: Say): HTMLElement =>
  el(
    'section',
    { class: 'empty', id: 'empty' },
    el('h2', {}, say('emptyTitle')),
    ...(connected
      ? [
          el('p', {}, say('emptyWhat')),
          el('p', {}, say('emptyHow')),
          el('p', {}, el('a', { class: 'button primary', href: '/', target: '_blank' }, say('start'))),
        ]
      : [el('p', {}, say('emptyConnecting'))]),
  )

/** There are flows, and the filter keeps them all away. */
export function noMatch(say: Say, clear: () => void): HTMLElement {
  const button = el('button', { class: 'button quiet', type: 'button', id: 'clear-filter' }, say('clear'))
  button.addEventListener('click', clear)
  return el('section', { class: 'empty', id: 'no-match' }, el('p', {}, say('noMatch')), el('p', {}, button))
}
