/** The chapters of a flow at a glance, each a way to its first message. */
import type { Told } from '@sightglass/trace/story'
import type { Chapter } from './chapters.ts'
import { el, unseen } from './dom.ts'
import { failedOf, isFailure } from './looks.ts'
import type { Say } from './model.ts'

export interface Outline {
  readonly element: HTMLElement
  readonly show: (chapters: readonly Chapter[]) => void
}

export function createOutline(say: Say): Outline {
  const element = el('nav', { class: 'outline', 'aria-label': say('chapters') })
  let outlined = ''
  return {
    element,
    show(chapters) {
      const states = chapters.map(({ name, first, told }) => [name, first, told.length, told[0]?.id, stateOf(told)])
      const signature = JSON.stringify(states)
      if (signature === outlined) return
      outlined = signature
      element.hidden = chapters.length < 2
      element.replaceChildren(
        el(
          'ol',
          {},
          chapters.map((chapter, index) => item(chapter, index, say)),
        ),
      )
    },
  }
}

/** A wrong password is none of the parties' failures. */
function stateOf(told: readonly Told[]): 'bad' | 'setback' | 'good' {
  const failures = told.filter(isFailure)
  if (failures.length === 0) return 'good'
  return failures.every((one) => one.error === undefined && failedOf(one).length === 0 && one.answer !== undefined)
    ? 'setback'
    : 'bad'
}

function item({ name, first, told }: Chapter, index: number, say: Say): HTMLElement {
  const state = stateOf(told)
  const link = el(
    'a',
    { href: `#${told[0]?.id ?? ''}`, 'data-chapter': String(index), class: state },
    el('span', { class: 'outline-sign', 'aria-hidden': 'true' }, { bad: '✗', setback: '!', good: '✓' }[state]),
    state !== 'good' && unseen(`${say(state === 'bad' ? 'notHeld' : 'setback')}: `),
    say(`chapter.${name}`),
    el('span', { class: 'outline-count' }, told.length === 1 ? String(first) : `${first}–${first + told.length - 1}`),
  )
  link.addEventListener('click', (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    const heading = document.getElementById(`chapter-${index}`)
    heading?.focus({ preventScroll: true })
    heading?.scrollIntoView({ block: 'start' })
  })
  return el('li', {}, link)
}
