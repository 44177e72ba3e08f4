/** The last failure in words: which message, which check, what was expected and what came. */
import { hrefOf, wordsOf } from '@sightglass/spec/specs'
import { say as lessonSay } from '../lessons/lesson-words.ts'
import { showStage } from '../lessons/on-stage.ts'
import { failedOf } from '../play/failures.ts'
import { titleOf } from '../play/kinds.ts'
import type { Failure } from './own.ts'
import { say } from './own-words.ts'

interface OfFailure {
  readonly failure: Failure
}

export function Explained({ failure: { play, index } }: OfFailure) {
  const message = play.messages[index]
  if (message === undefined) return null
  const [failed] = failedOf(message)
  const refusal = play.messages.slice(index).find(({ error }) => error !== undefined)
  return (
    <div class="alert error" data-explained={failed?.rule ?? 'none'}>
      <div class="own-explained">
        <p>
          <strong>{say('explained', { number: message.number, title: titleOf(message, play) })}</strong>
        </p>
        {failed === undefined ? (
          <p>{say('noCheck', { error: refusal?.error ?? message.answer?.status ?? '' })}</p>
        ) : (
          <>
            <p>
              {say('rule')} {failed.must} (<code>{failed.rule}</code>,{' '}
              <a href={hrefOf(failed.cite)} rel="noreferrer" target="_blank">
                {wordsOf(failed.cite)}
              </a>
              )
            </p>
            {failed.expected !== undefined && <p>{say('expected', { value: failed.expected })}</p>}
            {failed.received !== undefined && <p>{say('received', { value: failed.received })}</p>}
          </>
        )}
        <button class="button plain" type="button" onClick={showStage}>
          {lessonSay('toStage')}
        </button>
      </div>
    </div>
  )
}
