/** The question of a chapter: choose, and read why it is so, or why not. */
import { hrefOf, wordsOf } from '@sightglass/spec/specs'
import { showWhole } from '../lead.ts'
import { Prose } from '../prose.tsx'
import { spoken } from '../words.ts'
import type { Chapter } from './chapter.ts'
import { say } from './lesson-words.ts'
import { answer, answers } from './progress.ts'
import '../option.css'

interface OfQuestion {
  readonly chapter: Chapter
}

export function Question({ chapter }: OfQuestion) {
  const { question } = chapter.words[spoken()]
  return (
    <section class="lesson-question" aria-labelledby="question-title">
      <h3 id="question-title">{say('question')}</h3>
      <fieldset>
        <legend>
          <Prose text={question} />
        </legend>
        {chapter.options.map((option) => (
          <Option key={option} chapter={chapter} option={option} />
        ))}
      </fieldset>
      <div role="status">
        <Answered chapter={chapter} />
      </div>
    </section>
  )
}

function Option({ chapter, option }: OfQuestion & { readonly option: string }) {
  const [words] = chapter.words[spoken()].options[option] ?? ['']
  return (
    <label class="option">
      <input
        type="radio"
        name={`question-${chapter.id}`}
        value={option}
        checked={answers.value[chapter.id] === option}
        onChange={({ currentTarget }) => {
          answer(chapter, option)
          showWhole(() => currentTarget.closest('section')?.querySelector('[role=status]'))
        }}
      />
      <span>
        <Prose text={words} />
      </span>
    </label>
  )
}

function Answered({ chapter }: OfQuestion) {
  const { id, right, cite, words } = chapter
  const given = answers.value[id]
  const why = given === undefined ? undefined : words[spoken()].options[given]?.[1]
  if (why === undefined) return undefined
  const isRight = given === right
  return (
    <div class={`alert ${isRight ? 'good' : 'note'}`} data-answer={isRight ? 'right' : 'wrong'}>
      <div>
        <p>
          <strong>{say(isRight ? 'right' : 'wrong')}</strong> <Prose text={why.replace(/^(?:Yes|Ja)\. /, '')} />
        </p>
        {isRight && (
          <p>
            <a href={hrefOf(cite)} rel="noreferrer" target="_blank">
              {say('read', { where: wordsOf(cite) })}
            </a>
          </p>
        )}
      </div>
    </div>
  )
}
