/** One chapter: what it says, its run, what to watch for, its question, and the way on. */
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { GlossScope } from '../glossary/gloss.tsx'
import type { House } from '../house.ts'
import { GlossedProse, Prose } from '../prose.tsx'
import { hrefOf, placeIn } from '../route.ts'
import { spoken } from '../words.ts'
import type { Chapter } from './chapter.ts'
import { chapters } from './chapters/index.ts'
import { say } from './lesson-words.ts'
import { Question } from './question.tsx'
import { RunOfChapter } from './run-of-chapter.tsx'

interface OfChapter {
  readonly house: House
  readonly chapter: Chapter
}

export function ChapterView({ house, chapter }: OfChapter) {
  const index = chapters.indexOf(chapter)
  const title = useRef<HTMLHeadingElement>(null)
  const { title: words, text } = chapter.words[spoken()]
  useLayoutEffect(() => title.current?.focus({ preventScroll: true }), [])
  return (
    <article class="lesson" data-chapter={chapter.id} aria-labelledby="chapter-title">
      <p class="lesson-where">
        <a href={hrefOf('lessons')}>{say('all')}</a>
        <span>{say('where', { number: index + 1, count: chapters.length })}</span>
      </p>
      <h2 id="chapter-title" tabIndex={-1} ref={title}>
        <Prose text={words} />
      </h2>
      <GlossScope explained={explainedIn([words, ...text])}>
        {text.map((paragraph) => (
          <p key={paragraph}>
            <GlossedProse text={paragraph} />
          </p>
        ))}
      </GlossScope>
      <RunOfChapter house={house} chapter={chapter} />
      <Question chapter={chapter} />
      <Between index={index} />
    </article>
  )
}

/** The words that a chapter itself explains. */
const explainedIn = (texts: readonly string[]): string =>
  texts.flatMap((text) => [...text.matchAll(/\*[^*]+\*/g)]).join(' ')

const ways = [
  ['previous', -1, 'p'],
  ['next', 1, 'n'],
] as const

function Between({ index }: { readonly index: number }) {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const way = ways.find(([, , key]) => key === event.key)
      // Two keys may come before the page has followed the first.
      const here = chapters.findIndex(({ id }) => id === placeIn(location.hash).item)
      const to = way && chapters[here + way[1]]
      if (to === undefined || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return
      location.hash = hrefOf('lessons', to.id)
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
  return (
    <nav class="lesson-ways" aria-label={say('between')}>
      {ways.map(([name, by, key]) => {
        const to = chapters[index + by]
        if (to === undefined) return undefined
        const kind = name === 'next' ? 'primary' : 'quiet'
        return (
          <a key={name} class={`button ${kind}`} href={hrefOf('lessons', to.id)} aria-keyshortcuts={key}>
            {say(name, { title: to.words[spoken()].title })}
          </a>
        )
      })}
    </nav>
  )
}

const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement && target.closest('input:not([type=radio]), textarea, select, dialog') !== null
