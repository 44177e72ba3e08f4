/** The same play in words: an ordered list, always there for screen readers, in sight for whoever prefers it. */
import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { House } from '../house.ts'
import { colourOf, laneName } from '../lanes.ts'
import { type Chapter, chapterTitle } from '../play/chapters.ts'
import { isFailure, isSetback } from '../play/failures.ts'
import { titleOf } from '../play/kinds.ts'
import type { Play, Staged } from '../play/play.ts'
import { defineWords } from '../words.ts'
import { checksOf, scoreOf, wireOf } from './score.ts'
import { SETBACK_SIGN, setbackInWords } from './setback.ts'
import { focusedIndex, view } from './view.ts'
import './list.css'

const say = defineWords({
  en: {
    messages: 'Messages of the play',
    front: 'through the browser',
    back: 'back channel',
    inside: 'inside {lane}',
    way: '{from} to {to}',
    held: '{n} checks held',
    oneHeld: '1 check held',
    failed: '{n} checks failed',
    oneFailed: '1 check failed',
    failure: 'failed',
    carried: 'carries on message {n}',
    told: 'told, not recorded',
    earlier: 'Earlier messages',
    later: 'Later messages',
  },
  de: {
    messages: 'Nachrichten des Stücks',
    front: 'durch den Browser',
    back: 'Back-Channel',
    inside: 'innerhalb: {lane}',
    way: '{from} an {to}',
    held: '{n} Prüfungen bestanden',
    oneHeld: '1 Prüfung bestanden',
    failed: '{n} Prüfungen gescheitert',
    oneFailed: '1 Prüfung gescheitert',
    failure: 'gescheitert',
    carried: 'trägt Nachricht {n} weiter',
    told: 'erzählt, nicht aufgezeichnet',
    earlier: 'Frühere Nachrichten',
    later: 'Spätere Nachrichten',
  },
})

/** How many entries there are at once, and by how many one goes on. */
const WINDOW = 240
const LEAP = 120

export function MessageList({ house }: { readonly house: House }) {
  const play = house.play.value
  const begin = useSignal(0)
  const list = useRef<HTMLDivElement>(null)
  const index = house.player.index.value
  const all = play?.messages.length ?? 0
  // Chosen while rendering: the entry of the current message is there at once.
  const first = windowAround(begin.value, index, all)
  const isShown = view.value === 'list'
  useEffect(() => {
    begin.value = first
    if (!isShown) return
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [begin, first, index, isShown])
  if (play === undefined) return null
  const end = Math.min(all, first + WINDOW)
  const move = (by: number): void => {
    house.player.step(Math.max(0, Math.min(all - 1, first + (by < 0 ? 0 : WINDOW) + by / 2)) - index)
  }
  return (
    <section class={isShown ? 'message-list' : 'message-list unseen'} aria-label={say('messages')} ref={list}>
      {first > 0 && <More words={say('earlier')} press={() => move(-LEAP)} hidden={!isShown} />}
      {scoreOf(play)
        .chapters.filter((chapter) => chapter.end > first && chapter.first < end)
        .map((chapter) => (
          <Entries key={chapter.first} house={house} play={play} chapter={chapter} first={first} end={end} />
        ))}
      {end < all && <More words={say('later')} press={() => move(LEAP)} hidden={!isShown} />}
    </section>
  )
}

/** Where the entries begin: as before, as long as the current message is among them. */
function windowAround(before: number, index: number, all: number): number {
  if (all <= WINDOW) return 0
  const kept = Math.min(before, all - 1)
  if (index >= kept && index < kept + WINDOW) return kept
  return Math.max(0, Math.min(all - WINDOW, index - LEAP))
}

const More = ({ words, press, hidden }: { words: string; press: () => void; hidden: boolean }) => (
  <button type="button" class="button quiet" tabIndex={hidden ? -1 : 0} onClick={press}>
    {words}
  </button>
)

interface EntriesProps {
  readonly house: House
  readonly play: Play
  readonly chapter: Chapter
  readonly first: number
  readonly end: number
}

function Entries({ house, play, chapter, first, end }: EntriesProps) {
  const from = Math.max(chapter.first, first)
  return (
    <>
      {chapter.name !== 'other' && <h3 class="list-chapter">{chapterTitle(chapter.name)}</h3>}
      <ol start={from + 1} class="entries-of-chapter">
        {play.messages.slice(from, Math.min(chapter.end, end)).map((staged) => (
          <Entry key={staged.id} house={house} play={play} staged={staged} />
        ))}
      </ol>
    </>
  )
}

function Entry({ house, play, staged }: { readonly house: House; readonly play: Play; readonly staged: Staged }) {
  const index = staged.number - 1
  const isCurrent = house.player.index.value === index
  const carried = scoreOf(play).movements.carries.get(index)
  return (
    <li class="entry" data-party={colourOf[staged.from]}>
      <button
        type="button"
        class="entry-button"
        data-entry={staged.number}
        aria-current={isCurrent ? 'step' : undefined}
        // One stop of the Tab key; from there the keys of the stage go on.
        tabIndex={isCurrent || (index === 0 && house.player.index.value < 0) ? 0 : -1}
        onClick={() => house.player.step(index - house.player.index.peek())}
        onFocus={() => {
          focusedIndex.value = index
        }}
        onBlur={() => {
          focusedIndex.value = undefined
        }}
      >
        <span class="entry-number" aria-hidden="true">
          {staged.number}
        </span>
        <strong>{titleOf(staged, play)}</strong>
        <span class="entry-way">
          {wayInWords(staged)}
          {carried !== undefined && `, ${say('carried', { n: carried + 1 })}`}
        </span>
        <code class="entry-wire">{wireOf(staged)}</code>
        <Looks staged={staged} />
      </button>
    </li>
  )
}

function wayInWords({ from, to, channel, kind }: Staged): string {
  if (from === to) return say('inside', { lane: laneName(from) })
  const way = say('way', { from: laneName(from), to: laneName(to) })
  return `${way}, ${kind === 'aside' ? say('told') : say(channel)}`
}

function Looks({ staged }: { readonly staged: Staged }) {
  const { held, failed } = checksOf(staged)
  return (
    <span class="entry-looks">
      {isSetback(staged) ? (
        <span class="again">
          {SETBACK_SIGN} {setbackInWords(staged)}{' '}
        </span>
      ) : (
        isFailure(staged) && <span class="bad">✗ {failureInWords(failed)} </span>
      )}
      {held > 0 && <span>{held === 1 ? say('oneHeld') : say('held', { n: held })}</span>}
    </span>
  )
}

function failureInWords(failed: number): string {
  if (failed > 0) return failed === 1 ? say('oneFailed') : say('failed', { n: failed })
  return say('failure')
}
