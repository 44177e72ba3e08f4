/** One chapter: what it says, its run, what to watch for, its question, and the way on. */
import { GlossScope } from '../glossary/gloss.tsx'
import type { House } from '../house.ts'
import { GlossedProse, Prose } from '../prose.tsx'
import { RoomTitle } from '../room-title.tsx'
import { hrefOf } from '../route.ts'
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
  const { title: words, text } = chapter.words[spoken()]
  return (
    <article class="lesson" data-chapter={chapter.id} aria-labelledby="chapter-title">
      <p class="lesson-where">
        <a href={hrefOf('lessons')}>{say('all')}</a>
        <span>{say('where', { number: index + 1, count: chapters.length })}</span>
      </p>
      <RoomTitle id="chapter-title" opened>
        <Prose text={words} />
      </RoomTitle>
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
  ['previous', -1],
  ['next', 1],
] as const

function Between({ index }: { readonly index: number }) {
  return (
    <nav class="lesson-ways" aria-label={say('between')}>
      {ways.map(([name, by]) => {
        const to = chapters[index + by]
        if (to === undefined) return undefined
        const kind = name === 'next' ? 'primary' : 'quiet'
        return (
          <a key={name} class={`button ${kind}`} href={hrefOf('lessons', to.id)}>
            {say(name, { title: to.words[spoken()].title })}
          </a>
        )
      })}
    </nav>
  )
}
