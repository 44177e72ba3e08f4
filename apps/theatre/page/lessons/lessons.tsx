/** The room of the lessons: the list of the chapters, or one of them. */
import type { House } from '../house.ts'
import { RoomTitle } from '../room-title.tsx'
import { hrefOf } from '../route.ts'
import { spoken } from '../words.ts'
import type { Chapter } from './chapter.ts'
import { ChapterView } from './chapter-view.tsx'
import { chapters } from './chapters/index.ts'
import { say } from './lesson-words.ts'
import './lessons.css'
import { Prose } from '../prose.tsx'
import { answers, forgetAnswers, isDone } from './progress.ts'

export function Lessons({ house }: { readonly house: House }) {
  const { item } = house.route.place.value
  const chapter = chapters.find(({ id }) => id === item)
  return (
    <div class="lessons">
      {chapter === undefined ? <Contents /> : <ChapterView key={chapter.id} house={house} chapter={chapter} />}
    </div>
  )
}

export const titleOf = ({ words }: Chapter): string => words[spoken()].title

function Contents() {
  const all = answers.value
  const open = chapters.findIndex((chapter) => !isDone(chapter, all))
  return (
    <>
      <RoomTitle>{say('title')}</RoomTitle>
      <p class="lessons-lead">{say('lead')}</p>
      <GoOn open={open} begun={Object.keys(all).length > 0} />
      <ol class="lesson-list">
        {chapters.map((chapter) => (
          <li key={chapter.id}>
            <a href={hrefOf('lessons', chapter.id)}>
              <Prose text={titleOf(chapter)} />
              {isDone(chapter, all) && <span class="lesson-done">✓ {say('done')}</span>}
            </a>
          </li>
        ))}
      </ol>
      {Object.keys(all).length > 0 && (
        <button class="button plain" type="button" onClick={forgetAnswers}>
          {say('forget')}
        </button>
      )}
    </>
  )
}

function GoOn({ open, begun }: { readonly open: number; readonly begun: boolean }) {
  const chapter = chapters[open]
  if (chapter === undefined)
    return (
      <>
        <p>{say('allDone')}</p>
        <a class="button primary" href={hrefOf('attacks')}>
          {say('attacks')}
        </a>
      </>
    )
  return (
    <a class="button primary" href={hrefOf('lessons', chapter.id)}>
      {begun ? say('goOn', { number: open + 1 }) : say('begin')}
    </a>
  )
}
