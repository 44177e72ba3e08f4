/** The track of the transport: where we are in the play, and where something in it failed. */
import type { House } from '../house.ts'
import { isFailure, isSetback } from '../play/failures.ts'
import { titleOf } from '../play/kinds.ts'
import type { Play } from '../play/play.ts'
import { defineWords } from '../words.ts'
import './scrub.css'

const say = defineWords({
  en: {
    scrub: 'Message',
    at: '{n} of {all}: {title}',
    atFailure: '{n} of {all}: {title}, failed',
    before: 'Before the first of {all}',
  },
  de: {
    scrub: 'Nachricht',
    at: '{n} von {all}: {title}',
    atFailure: '{n} von {all}: {title}, gescheitert',
    before: 'Vor der ersten von {all}',
  },
})

export function Scrub({ house: { player }, play }: { readonly house: House; readonly play: Play }) {
  const index = player.index.value
  const { messages } = play
  return (
    <div class="scrub">
      <input
        type="range"
        min={0}
        max={Math.max(0, messages.length - 1)}
        value={Math.max(0, index)}
        aria-label={say('scrub')}
        aria-valuetext={valueText(play, index)}
        onInput={({ currentTarget }) => player.step(Number(currentTarget.value) - player.index.peek())}
      />
      <Marks messages={messages} />
    </div>
  )
}

function valueText(play: Play, index: number): string {
  const all = play.messages.length
  const staged = play.messages[index]
  if (staged === undefined) return say('before', { all })
  return say(isFailure(staged) ? 'atFailure' : 'at', { n: index + 1, all, title: titleOf(staged, play) })
}

/** More than these could not be told apart. */
const MOST_MARKS = 150

const marked = new WeakMap<Play['messages'], ReadonlyMap<number, string>>()

/** Where on the track something failed, from 0 to 1; looked for once, however often the track is drawn. */
function marksOf(messages: Play['messages']): ReadonlyMap<number, string> {
  const before = marked.get(messages)
  if (before !== undefined) return before
  const last = Math.max(1, messages.length - 1)
  const places = new Map<number, string>()
  for (const [index, one] of messages.entries()) {
    const place = Math.round((index / last) * MOST_MARKS) / MOST_MARKS
    if (isFailure(one) && !isSetback(one)) places.set(place, 'mark')
    else if (isSetback(one) && !places.has(place)) places.set(place, 'mark again')
  }
  marked.set(messages, places)
  return places
}

function Marks({ messages }: Pick<Play, 'messages'>) {
  return (
    <div class="marks" aria-hidden="true">
      {[...marksOf(messages)].map(([place, manner]) => (
        <span key={place} class={manner} style={{ left: `${place * 100}%` }} />
      ))}
    </div>
  )
}
