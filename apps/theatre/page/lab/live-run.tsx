/** The run against the servers that run here, and what stopped it. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { RunResult } from '../../programme/run.ts'
import { showStage } from '../lead.ts'
import { Prose } from '../prose.tsx'
import { RunButton } from '../runs/run-button.tsx'
import { skipToEnd } from '../runs/told.ts'
import { aheadRun, lastRun, type OfAttack } from './attack.ts'
import { Elsewhere } from './elsewhere.tsx'
import { fateOf, momentOf, showMoment } from './moment.ts'
import { predictions } from './predictions.ts'
import { answerWords, NOTHING } from './words/answers.ts'
import { say } from './words/frame.ts'
import { textOf } from './words/index.ts'

export function LiveRun({ house, entry }: OfAttack) {
  const { id } = entry
  const run = lastRun({ house, entry }, 'live')
  const ahead = aheadRun({ house, entry })
  const isChosen = predictions.value[id] !== undefined
  const words = {
    button: say(run === undefined && ahead === undefined ? 'run' : 'runAgain'),
    status: !isChosen ? say('choose') : ahead === undefined ? '' : say('ahead'),
    failed: (why: string) => say('failed', { why }),
  }
  return (
    <section class="attack-run">
      <RunButton
        house={house}
        request={{ play: id, where: 'live' }}
        words={words}
        look={run === undefined && ahead === undefined ? 'primary' : 'quiet'}
        off={!isChosen}
      />
      {ahead !== undefined && (
        <button class="button plain attack-skip" type="button" onClick={() => skipToEnd(house, ahead)}>
          {say('skip')}
        </button>
      )}
      {run !== undefined && <Verdict house={house} entry={entry} run={run} />}
    </section>
  )
}

interface OfRun extends OfAttack {
  readonly run: RunResult
}

function Verdict({ house, entry, run }: OfRun) {
  const title = useRef<HTMLHeadingElement>(null)
  // Who asked to be told at once had the focus on a button that is gone.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) title.current?.focus({ preventScroll: true })
  }, [])
  const moment = momentOf(house, run, entry.off)
  if (run.stoppedBy !== entry.off)
    return (
      <p class="alert error">
        {run.stoppedBy === undefined ? say('notStopped') : say('stoppedByElse', { rule: run.stoppedBy })}
      </p>
    )
  const show = (): void => {
    showMoment(house, run, moment?.index ?? 0)
    showStage()
  }
  return (
    <div class="verdict" data-stopped-by={run.stoppedBy}>
      <h3 tabIndex={-1} ref={title}>
        <span aria-hidden="true">■ </span>
        {say('stopped')}
      </h3>
      <p>{say('stoppedBy', { number: (moment?.index ?? 0) + 1, count: moment?.count ?? 0 })}</p>
      <p class="verdict-rule">
        <strong>{answerWords(entry.off)}</strong> <code>{entry.off}</code>
      </p>
      <button class="button quiet" type="button" onClick={show} disabled={moment === undefined}>
        {say('showCheck', { number: (moment?.index ?? 0) + 1 })}
      </button>
      <Judged house={house} entry={entry} run={run} />
      <h3>{say('why')}</h3>
      <p>
        <Prose text={textOf(entry.id).stopped} />
      </p>
      <Elsewhere entry={entry} />
    </div>
  )
}

/** Whether the prediction was right, and what became of the check that was chosen. */
function Judged({ house, entry, run }: OfRun) {
  const chosen = predictions.value[entry.id]
  if (chosen === undefined) return null
  const isRight = chosen === entry.off
  return (
    <div class={`alert ${isRight ? 'good' : 'note'}`} data-prediction={isRight ? 'right' : 'wrong'}>
      <p>
        <strong>{say(isRight ? 'right' : 'wrong')}</strong> {!isRight && wrongWords({ house, entry, run }, chosen)}
      </p>
    </div>
  )
}

const wrongs = { never: 'wrongNever', held: 'wrongHeld', failed: 'wrongFailed' } as const

const wrongWords = ({ house, run }: OfRun, chosen: string): string =>
  chosen === NOTHING ? say('wrongNothing') : say(wrongs[fateOf(house, run, chosen)], { answer: answerWords(chosen) })
